"""A page's stories as passages to read, each character with the line that it stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from generator.importer.dating.clue import Passage
from generator.importer.page import Role
from generator.importer.printed_forms import half_width
from generator.importer.stories import Story
from generator.importer.units import Unit


def passages(stories: Sequence[Story], units: Sequence[Unit]) -> Iterator[Passage]:
    """Every headline, paragraph and caption of the stories, put together over their column breaks."""
    for number, story in enumerate(stories):
        lead = next((block for block in story.blocks if block.role in (Role.BODY, Role.CAPTION)), None)
        for block in story.blocks:
            pieces = [piece for i in block.units for piece in units[i].pieces]
            starts = list(accumulate((len(piece.text) for piece in pieces), initial=0))
            lines = [piece.line for piece in pieces]

            def line_at(at: int, starts: Sequence[int] = starts, lines: Sequence[int] = lines) -> int:
                return lines[min(bisect_right(starts, at), len(lines)) - 1]

            yield Passage(half_width("".join(piece.text for piece in pieces)), number, line_at, block is lead)
