"""The whole index as files: lists, directories, cards, names, facets, the folding table, and the manifest.

How the parts hang together stands in DESIGN.md; `static/search/` reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

import numpy as np

from generator.archive import Archive
from generator.batches import in_batches
from generator.search import cards, corpus, folding_table, names, numbers, postings, shards
from generator.search.bits import gap_width, pack
from generator.search.minor import is_minor
from generator.search.numbers import Numbered
from generator.search.postings import Lists, Made, Scale
from generator.search.shards import FOLDER, File

FORMAT = 2  # raised when scripts of before would misread the files
MANIFEST = f"{FOLDER}manifest.js"
PAIRS, WORDS, LETTERS, NAMES = "pwln"  # the key spaces
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

    def every(self) -> tuple[File, ...]:
        return (*self.files, self.manifest)


def index(archive: Archive, jobs: int | None = 1) -> Index:
    """The index of an archive."""
    numbered = numbers.number(archive.articles)
    found = names.names(archive, numbered)
    count = len(numbered.articles)
    spaces, body_width = _spaces(numbered, found, jobs)
    spaces[NAMES] = _cut(names.lists(found, numbered.universe), NAMES, count)
    pages = {space: shards.pages(space, files, PAGE[space], space == WORDS) for space, files in spaces.items()}
    places = names.region_names(archive)
    common = sorted(places, key=lambda code: (-len(archive.regions[code].articles), code))[:COMMON]
    shown = cards.cards(numbered, places, common)
    minor = [n for n, one in zip(numbered.numbers, numbered.articles, strict=True) if is_minor(one)]
    extras = {
        "fold": folding_table.file(),
        "days": shards.lone("days", [*cards.days(numbered), *_counted(numbered.numbers, numbered.universe)]),
        "facets": _facets(found, numbered.universe),
    }
    manifest = {
        "format": FORMAT,
        "count": count,
        "universe": numbered.universe,
        "body": body_width,
        "spaces": {space: shards.directory(files) for space, files in pages.items()},
        "cards": [shown.width, cards.GROUP, shards.text(shown.digests)],
        "places": {code: places[code] for code in sorted(common)},
        "years": cards.years(numbered),
        "folding": folding_table.common(),
        "minor": _counted(minor, numbered.universe),
        **{name: one.digest.hex() for name, one in extras.items()},
    }
    last = File(MANIFEST, "", b"", shards.script("manifest", manifest))
    files = chain(*spaces.values(), *pages.values(), shown.files, extras.values())
    return Index(tuple(files), last)


def _spaces(numbered: Numbered, found: Sequence[names.Name], jobs: int | None) -> tuple[dict[str, list[File]], int]:
    """The files of pairs, words and letters, and the width of places in bodies."""
    text = corpus.read(numbered.articles, jobs)
    minor = np.array([is_minor(article) for article in numbered.articles], bool)
    width = _body_width(text)
    scale = Scale(numbered.universe, width, np.array(numbered.numbers, np.int64), minor)
    known = {name.folded for name in found if name.kind != names.CODE}
    listed = text.common | {name for name in known if len(name) <= corpus.LONGEST_LISTED}
    work = partial(_make, text, scale, sorted(listed))
    made = list(in_batches(work, postings.letter_runs(text), jobs, size=1))
    del text, work, listed  # much memory in a large archive
    parts = list(map(list, zip(*made, strict=True))) or [[] for _ in Made._fields]
    del made
    return {space: _cut(_one(parts), space, len(minor)) for space in (PAIRS, WORDS, LETTERS)}, width


def _one(parts: list[list[Lists]]) -> Lists:
    """The first of the parts as one, taken from them: nothing is held twice for long."""
    first = parts.pop(0)
    return postings.joined(first)


def _make(text: corpus.Corpus, scale: Scale, listed: Sequence[str], runs: Sequence[tuple[int, int]]) -> list[Made]:
    return [postings.make(text, scale, listed, run) for run in runs]


def _body_width(text: corpus.Corpus) -> int:
    """A quarter of the places of a common article, as bits."""
    lengths = np.bincount(text.articles, minlength=1)
    mean = len(text.codes) // max(len(np.flatnonzero(lengths)), 1)
    return max(4, mean.bit_length() - 2)


def _cut(lists: Lists, space: str, count: int) -> list[File]:
    """The lists as files, as many as their share allows: where many lists are long there would be more."""
    total, most = len(lists.data) + shards.KEY_COST * len(lists.keys), max(SHARE[space] * (count - ALWAYS), 1)
    room = _room(total, most)
    while len(starts := shards.starts(lists, room)) > most and len(starts) > FEW:
        room += room >> 4
    return shards.cut(lists, space, starts)


def _room(total: int, files: float) -> int:
    """What to cut by so that there are at most `files`; of few different values, so that it seldom changes."""
    needed = max(total / max(files, 0.4), LEAST)
    step = 2 ** max(int(needed).bit_length() - 6, 0)
    return int(-(-needed // step) * step)


def _facets(found: Sequence[names.Name], universe: int) -> File:
    lists = names.commonest(found, universe, MANY_FACETS if universe > MANY else FACETS)
    return shards.lone("facets", shards.content(lists.keys, lists.data))


def _counted(numbers_: Sequence[int], universe: int) -> list[object]:
    """How many numbers, and the gaps between them."""
    known = np.array([-1, *numbers_], np.int64)
    gaps = known[1:] - known[:-1] - 1
    width = int(gap_width(universe, max(len(gaps), 1)))
    data, _ = pack(gaps, np.full(len(gaps), width, np.int64), np.zeros(min(1, len(gaps)), np.int64))
    return [len(gaps), shards.text(data)]
