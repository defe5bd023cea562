"""Disk: the lists of each key space: all made, or those of the last index with what edits changed among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.batches import in_batches
from generator.search import edits, postings, runs, shelf
from generator.search.corpus import Array, Corpus
from generator.search.edits import Changed, Numbering
from generator.search.last import Last
from generator.search.postings import Lists, Names, Scale
from generator.search.runs import Run, Wanted
from generator.search.shards import Taken
from generator.search.shelf import Buckets, Shelf

PAIRS, WORDS, LETTERS = "pwl"
MANY = 16  # where more than one article in so many changed, all lists are made anew
Codes = NDArray[np.uint16]


class Source(NamedTuple):
    """What the lists are made of, and the folder in which."""

    text: Corpus
    scale: Scale
    names: frozenset[str]  # that have lists as words have
    folder: Path
    jobs: int | None

    @property
    def numbering(self) -> Numbering:
        return Numbering(self.scale.numbers, self.scale.minor)


def shelves(source: Source, before: Last | None) -> dict[str, tuple[Shelf, Taken | None]]:
    """The lists of pairs, words and letters, with what of their files is as it was before."""
    changed = _changed(source, before) if before else None
    if before is None or changed is None:
        return {space: (lists, None) for space, lists in _made(source, runs.everything, runs.everything).items()}
    order = _order(source.text.letters)
    new = _made(source, _pairs_of(order(changed.pairs)), _letters_of(order(changed.letters)), ".new")
    gone = {PAIRS: changed.pairs, WORDS: changed.pairs, LETTERS: changed.letters}
    found: dict[str, tuple[Shelf, Taken | None]] = {}
    for space, lists in new.items():
        whole, origins = shelf.spliced(source.folder, space, before.shelf(space), lists, gone[space], order)
        found[space] = whole, Taken(origins, before.digests(space))
    return found


def _changed(source: Source, before: Last) -> Changed | None:
    """What must be made anew, None where that is all or most."""
    if before.scale != (source.scale.universe, source.scale.body_width):
        return None
    articles = edits.differing(before.corpus, before.numbering, source.text, source.numbering)
    if len(articles) * MANY > len(source.scale.numbers):
        return None
    changed = edits.changed(before.corpus, source.text, articles)
    named = shelf.buckets([name for name in before.names ^ source.names if len(name) > 1])
    return changed._replace(pairs=np.union1d(changed.pairs, named))


def _order(letters: str) -> Callable[[Buckets], Array]:
    """What gives buckets their places in the order of keys."""
    ranks = np.zeros(0x110000, np.int64)
    ranks[[*map(ord, letters)]] = np.arange(len(letters))
    return lambda buckets: ranks[buckets >> np.uint64(32)] << 16 | ranks[buckets & np.uint64(0xFFFFFFFF)]


def _pairs_of(chosen: Array) -> Wanted:
    """Places of some pairs."""
    (first, firsts), (second, seconds) = _numbers(chosen >> 16), _numbers(chosen & 0xFFFF)
    known = np.zeros((firsts, seconds), bool)
    known[first[chosen >> 16], second[chosen & 0xFFFF]] = True
    known[0] = known[:, 0] = False  # letters that are not there, or ends of pieces
    flat = known.ravel()
    return lambda codes, following: flat[first[codes] * np.uint32(seconds) + second[following]]


def _numbers(ranks: Array) -> tuple[NDArray[np.uint32], int]:
    """Small numbers for some ranks, 0 for all others, and how many numbers there are."""
    some = np.unique(ranks[ranks > 0])
    table = np.zeros(1 << 16, np.uint32)
    table[some] = np.arange(1, len(some) + 1)
    return table, len(some) + 1


def _letters_of(chosen: Array) -> Wanted:
    """Places of some letters."""
    known = np.zeros(1 << 16, bool)
    known[chosen >> 16] = True
    known[0] = False
    return lambda codes, following: known[codes]


# ---------------------------------------------------------------- made


def _made(source: Source, pairs: Wanted, letters: Wanted, ending: str = "") -> dict[str, Shelf]:
    """Shelves of the lists of some pairs and letters."""
    text, scale, folder, sorted_ = source.text, source.scale, source.folder, source.folder / "sorted"
    names = postings.names_by_letter(source.names)
    chosen = runs.runs(text, sorted_, pairs)
    by_pair = in_batches(partial(_by_pair, text, scale, names), chosen, source.jobs, size=1)
    found = shelf.made(folder, [PAIRS + ending, WORDS + ending], (made for parts in by_pair for made in parts))
    chosen = chosen if letters is pairs else runs.runs(text, sorted_, letters)
    by_letter = in_batches(partial(_by_letter, text, scale), chosen, source.jobs, size=1)
    found += shelf.made(folder, [LETTERS + ending], ((made,) for made in by_letter))
    sorted_.unlink()
    return dict(zip((PAIRS, WORDS, LETTERS), found, strict=True))


def _by_pair(text: Corpus, scale: Scale, names: Names, chosen: Sequence[Run]) -> list[list[tuple[Lists, Lists]]]:
    return [[*postings.by_pair(text, scale, names, run)] for run in chosen]


def _by_letter(text: Corpus, scale: Scale, chosen: Sequence[Run]) -> list[Lists]:
    return [postings.by_letter(text, scale, run) for run in chosen]
