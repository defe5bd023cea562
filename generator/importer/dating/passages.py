"""A page's stories as passages to read, each character with the line that it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from generator.importer.dating.clue import Passage
from generator.importer.page import Role
from generator.importer.printed_forms import half_width_lines
from generator.importer.stories import Story
from generator.importer.units import Unit


def passages(stories: Sequence[Story], units: Sequence[Unit]) -> Iterator[Passage]:
    """Every headline, paragraph and caption of the stories, put together over their column breaks."""
    printed = half_width_lines(
        ["".join([units[i].text for i in block.units]) for one in stories for block in one.blocks]
    )
    texts = iter(printed)
    for number, story in enumerate(stories):
        lead = next((block for block in story.blocks if block.role in (Role.BODY, Role.CAPTION)), None)
        for block in story.blocks:
            yield Passage(next(texts), number, partial(_line_at, units, block.units), block is lead)


def _line_at(units: Sequence[Unit], numbers: Sequence[int], at: int) -> int:
    """The page's line of a character of some units."""
    for i in numbers:
        for piece in units[i].pieces:
            at -= len(piece.text)
            if at < 0:
                return piece.line
    return piece.line
