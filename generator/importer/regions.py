"""The regions of a page's stories, and a doubt for each name that several places bear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from generator import dates
from generator.article import Article
from generator.importer.page import Doubt, Page, Span
from generator.places import gazetteer_file
from generator.places.division import Division
from generator.places.gazetteer import Gazetteer
from generator.places.recogniser import Recogniser
from generator.places.story_places import StoryReader

MANY = 4  # places of one name that a doubt lists
CERTAINTY = 0.7  # of a doubt about a name: less pressing than one about what belongs to which story


@cache
def _reader(home: str) -> StoryReader:
    """The reader for papers of a region, once a process."""
    gazetteer = gazetteer_file.gazetteer()
    return StoryReader(gazetteer, Recogniser(gazetteer, gazetteer_file.ordinary_words(), home), home)


def add_regions(
    drafts: Sequence[Article], spans: Iterable[Span], page: Page, home: str
) -> tuple[tuple[Article, ...], list[Doubt]]:
    """The drafts with their regions, and what stayed open. home: code of the region the paper is at home in, or ""."""
    reader, spans = _reader(home), list(spans)
    placed, doubts = [], []
    for number, draft in enumerate(drafts):
        found = reader.read(draft, dates.read(draft.date).year)
        placed.append(replace(draft, regions=found.regions) if found.regions else draft)
        for name, candidates in found.open_names.items():
            line = _line_of(name, number, spans, page)
            doubts.append(_doubt(name, candidates, line, number, reader.gazetteer))
    return tuple(placed), doubts


def _line_of(name: str, story: int, spans: Iterable[Span], page: Page) -> int:
    """The first line of the story that has the name; its first line where the name lies across a seam."""
    lines = page.lines
    own = [span for span in spans if span.story == story]
    return next(
        (span.line for span in own if name in lines[span.line - 1][span.start : span.end]),
        own[0].line if own else 1,
    )


def _doubt(name: str, candidates: Sequence[Division], line: int, story: int, gazetteer: Gazetteer) -> Doubt:
    return Doubt(
        line,
        story,
        f"“{name}”没有写进地区",
        f"同名的地方有 {len(candidates)} 处，文中没有说是哪一处",
        "、".join(_listed(candidates, gazetteer)),
        CERTAINTY,
    )


def _listed(candidates: Sequence[Division], gazetteer: Gazetteer) -> Iterator[str]:
    for division in candidates[:MANY]:
        above = gazetteer.ancestors(division.code)
        yield f"{above[0].name if above else ''}{division.name}（{division.code}）"
    if len(candidates) > MANY:
        yield "……"
