"""Signed parts under one head: a series in one box, which its paper keeps as one article.

Two forms are known. A standing head (走基层) over parts that are set alike, each with its headline and a line with
names; and a head with an unsigned lead, whose parts, two at least, are signed so. Where reporters sign other stories of
the page on lines of their own too, such a line tells nothing, and nothing is put together: two stories apart are easier
to mend than two in one.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.importer.byline import read_byline
from generator.importer.looks import Look
from generator.importer.page import Doubt, Role
from generator.importer.stories import Block, Story
from generator.importer.units import Unit

HEADLINES = (Role.COLUMN, Role.HEAD, Role.SUBHEAD)
LONGEST_STANDING = 8  # characters of a standing head
LONGEST_LEAD = 6  # blocks from the head to the first part
SIGNED = ("opener-long", "opener-short", "signed-off", "signature", "byline-alone")
SURE = 0.75  # of a series put together


def join_parts(stories: Sequence[Story], looks: Sequence[Look], units: Sequence[Unit]) -> tuple[list[Story], list[int]]:
    """The stories with each series as one, and the first unit of each part that was put behind another."""
    series: list[list[int]] = []
    inside: set[int] = set()
    for n in range(len(stories)):
        run = [] if n in inside else _series(stories, n, looks, units)
        if run:
            series.append(run)
            inside.update(run)
    if any(n not in inside and _alone_by_reporters(story, units) for n, story in enumerate(stories)):
        return list(stories), []
    for first, *others in series:
        for n in others:
            _put_behind(stories[first], stories[n])
    behind = [n for run in series for n in run[1:]]
    return [story for n, story in enumerate(stories) if n not in behind], [_first(stories[n]) for n in behind]


def series_doubt(unit: Unit, story: int | None) -> Doubt:
    """A part that may be an article of its own."""
    what = f"「{unit.text[:16]}」一篇并入前面同一栏题下的文章"
    return Doubt(unit.line, story, what, "各篇依次排在同一题下，都有单行署名", "独立成篇", SURE)


def _series(stories: Sequence[Story], first: int, looks: Sequence[Look], units: Sequence[Unit]) -> list[int]:
    """Numbers of the stories that are one series with story `first` at its head; empty where it heads none."""
    story = stories[first]
    heads = _heads(story)
    if not heads:
        return []
    if _signed(story):
        lines = heads - 1  # of each part's headline
        standing = len(units[_first(story)].text) <= LONGEST_STANDING and lines and _by_reporters(story, heads, units)
        run = _run(stories, first, lines) if standing else []
        return run if len(run) > 1 else []
    within = _first_part(story, units)
    lead = story.blocks[heads : within or len(story.blocks)]
    if not lead or len(lead) > LONGEST_LEAD or any(looks[i].has(*SIGNED) for block in lead for i in block.units):
        return []
    run = _run(stories, first, 0)
    return run if len(run) + bool(within) > 2 and _by_reporters(stories[run[1]], _heads(stories[run[1]]), units) else []


def _run(stories: Sequence[Story], first: int, lines: int) -> list[int]:
    """Story `first` and the signed stories after it with `lines` lines of headline (0: any number).

    Stories that began before the run ended may stand between.
    """
    run, end = [first], _last(stories[first])
    for n in range(first + 1, len(stories)):
        if _signed(stories[n]) and (not lines or _heads(stories[n]) == lines):
            run.append(n)
            end = max(end, _last(stories[n]))
        elif _first(stories[n]) > end:
            break
    return run


def _heads(story: Story) -> int:
    """How many lines of head the story opens with, a standing head among them."""
    for n, block in enumerate(story.blocks):
        if block.role not in (Role.COLUMN, Role.HEAD):
            return n
    return len(story.blocks)


def _signed(story: Story) -> bool:
    """Whether names stand on a line of their own right under the head."""
    heads = _heads(story)
    return 0 < heads < len(story.blocks) and story.blocks[heads].role is Role.BYLINE


def _alone_by_reporters(story: Story, units: Sequence[Unit]) -> bool:
    """A story by reporters that are named under its head, in no box of a column."""
    return _signed(story) and story.blocks[0].role is not Role.COLUMN and _by_reporters(story, _heads(story), units)


def _first_part(story: Story, units: Sequence[Unit]) -> int:
    """The block with which the story's first part begins, signed by reporters below subheads; 0 where there is none."""
    for n, block in enumerate(story.blocks):
        if block.role is Role.BYLINE and _by_reporters(story, n, units):
            while n > 1 and story.blocks[n - 1].role in HEADLINES:
                n -= 1
            return n if story.blocks[n].role in HEADLINES else 0
    return 0


def _by_reporters(story: Story, at: int, units: Sequence[Unit]) -> bool:
    read = read_byline("".join(units[i].text for i in story.blocks[at].units), "line")
    return read is not None and bool(read.byline.reporters)


def _put_behind(series: Story, part: Story) -> None:
    """Headlines of parts are subheads of the series; its own is the standing one, where there is one."""
    heads = _heads(series)
    if series.blocks[heads].role is Role.BYLINE:
        _as_subheads(series.blocks[1:heads])
    _as_subheads(part.blocks[: _heads(part)])
    series.blocks += part.blocks
    series.truncated |= part.truncated
    series.links += part.links


def _as_subheads(blocks: Sequence[Block]) -> None:
    for block in blocks:
        block.role = Role.SUBHEAD


def _first(story: Story) -> int:
    return story.blocks[0].units[0]


def _last(story: Story) -> int:
    return max(i for block in story.blocks for i in block.units)
