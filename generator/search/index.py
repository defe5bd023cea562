"""The whole index as files: lists, directories, cards, names, facets, the folding table, and the manifest.

How the parts hang together stands in DESIGN.md; `static/search/` reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from generator.archive import Archive
from generator.search import cards, corpus, folding_table, marks, names, numbers, shards, shelf, spaces
from generator.search.bits import gap_width, pack
from generator.search.corpus import Array, Corpus
from generator.search.edits import Numbering
from generator.search.last import Facts, Last
from generator.search.minor import is_minor
from generator.search.names import Name
from generator.search.numbers import Numbered
from generator.search.postings import Scale
from generator.search.shards import FOLDER, File, Taken
from generator.search.shelf import Shelf
from generator.search.spaces import LETTERS, PAIRS, WORDS, Source
from generator.search.stored import Passing

FORMAT = 2  # raised when scripts of before would misread the files
MANIFEST = f"{FOLDER}manifest.js"
NAMES = "n"  # the fourth key space
# How many files there may be of each kind for each article; with cards and directories under a quarter in all.
SHARE = {PAIRS: 0.125, WORDS: 0.041, LETTERS: 0.005, NAMES: 0.002}
ALWAYS = 150  # articles' worth of files that even a small index has: manifest, directories and the like
LEAST = 8_000  # bytes: smaller files would cost more by their number than they save
PAGE = {PAIRS: 1_000, WORDS: 1_400, LETTERS: 1_000, NAMES: 1_000}  # bytes of a directory's page
FEW = 4  # files of a kind that any archive may have
COMMON = 100  # regions whose names the manifest tells: the cards need not repeat them
FACETS = 8_000  # bytes for the lists of each kind of facet
MANY_FACETS = 14_000  # the same in an archive of MANY numbers
MANY = 1 << 16


@dataclass(frozen=True, slots=True)
class Index:
    """The files of a search index; the manifest opens them all and must come last."""

    files: tuple[File, ...]
    manifest: File
    numbering: Numbering
    facts: Facts
    held: Passing | None = None  # the folder in which they are, as long as they are asked for

    def every(self) -> tuple[File, ...]:
        return (*self.files, self.manifest)


def index(archive: Archive, jobs: int | None = 1, folder: Path | None = None, before: Last | None = None) -> Index:
    """The index of an archive; what is large is made in an empty folder, which without one is a passing one.

    `before`, the last index, saves work and changes nothing.
    """
    held = None
    if folder is None:
        held = Passing()
        folder = held.path
    numbered = numbers.number(archive.articles)
    given = [marks.mark(article) for article in numbered.articles]
    numbering = _numbering(numbered, given, before)
    found = names.names(archive, numbered)
    text = corpus.read(numbered.articles, given, folder, before.corpus if before else None, jobs)
    scale = Scale(numbered.universe, _body_width(text), numbering.numbers, numbering.minor)
    listed = frozenset(name.folded for name in found if name.kind != names.CODE)
    shelves = spaces.shelves(Source(text, scale, listed, folder, jobs), before)
    shelves[NAMES] = shelf.made(folder, [NAMES], [(names.lists(found, numbered.universe),)])[0], None
    lists = {space: _cut(one, taken, len(given), jobs) for space, (one, taken) in shelves.items()}
    pages = {space: shards.pages(space, files, PAGE[space], space == WORDS) for space, files in lists.items()}
    regions = names.region_names(archive)
    common = sorted(regions, key=lambda code: (-len(archive.regions[code].articles), code))[:COMMON]
    shown = cards.cards(numbered, given, regions, common, before.cards() if before else {})
    extras = {
        "fold": folding_table.file(),
        "days": shards.lone("days", [*cards.days(numbered), *_counted(numbered.numbers, numbered.universe)]),
        "facets": _facets(found, numbered.universe),
    }
    manifest = {
        "format": FORMAT,
        "count": len(given),
        "universe": numbered.universe,
        "body": scale.body_width,
        "spaces": {space: shards.directory(files) for space, files in pages.items()},
        "cards": [shown.width, cards.GROUP, shards.text(shown.digests)],
        "places": {code: regions[code] for code in sorted(common)},
        "years": cards.years(numbered),
        "folding": folding_table.common(),
        "minor": _counted(numbering.numbers[numbering.minor], numbered.universe),
        **{name: one.digest.hex() for name, one in extras.items()},
    }
    files = chain(*lists.values(), *pages.values(), shown.files(), extras.values())
    facts = Facts(numbered.universe, scale.body_width, sorted(listed), shown.paths())
    return Index(tuple(files), shards.file(MANIFEST, "manifest", manifest), numbering, facts, held)


def _numbering(numbered: Numbered, given: Sequence[bytes], before: Last | None) -> Numbering:
    """Numbers, and which articles are minor: asked only of those that are not as they were."""
    known = before.minor() if before else {}
    minor = [
        known[mark] if mark in known else is_minor(article)
        for mark, article in zip(given, numbered.articles, strict=True)
    ]
    return Numbering(np.array(numbered.numbers, np.int64), np.array(minor, bool))


def _body_width(text: Corpus) -> int:
    """A quarter of the places of a common article, as bits."""
    articles = int(np.count_nonzero(np.diff(text.firsts)))
    mean = len(text.codes) // max(articles, 1)
    return max(4, mean.bit_length() - 2)


def _cut(lists: Shelf, taken: Taken | None, count: int, jobs: int | None) -> list[File]:
    """The lists as files, as many as their share allows: where many lists are long there would be more."""
    total, most = len(lists.data) + shards.KEY_COST * len(lists.ends), max(SHARE[lists.name] * (count - ALWAYS), 1)
    room = _room(total, most)
    while len(starts := shards.starts(lists, room)) > most and len(starts) > FEW:
        room += room >> 4
    return shards.files(lists, starts, taken, jobs)


def _room(total: int, files: float) -> int:
    """What to cut by so that there are at most `files`; of few different values, so that it seldom changes."""
    needed = max(total / max(files, 0.4), LEAST)
    step = 2 ** max(int(needed).bit_length() - 6, 0)
    return int(-(-needed // step) * step)


def _facets(found: Sequence[Name], universe: int) -> File:
    lists = names.commonest(found, universe, MANY_FACETS if universe > MANY else FACETS)
    return shards.lone("facets", shards.content(lists.keys, lists.data))


def _counted(numbers_: Sequence[int] | Array, universe: int) -> list[object]:
    """How many numbers, and the gaps between them."""
    known = np.array([-1, *numbers_], np.int64)
    gaps = known[1:] - known[:-1] - 1
    width = int(gap_width(universe, max(len(gaps), 1)))
    data, _ = pack(gaps, np.full(len(gaps), width, np.int64), np.zeros(min(1, len(gaps)), np.int64))
    return [len(gaps), shards.text(data)]
