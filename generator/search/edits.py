"""Which lists an edit can have changed: those of the words and pairs near which the text differs. Pure."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.search.corpus import LONGEST_LISTED, Array, Corpus
from generator.search.shelf import Buckets

Table = NDArray[np.uint32]


class Numbering(NamedTuple):
    """The number of each article of a corpus, ascending, and whether it is a minor one."""

    numbers: Array
    minor: NDArray[np.bool_]


class Changed(NamedTuple):
    """The buckets of the pairs and of the letters whose lists may be others now."""

    pairs: Buckets
    letters: Buckets


def differing(
    before: Corpus, numbered_before: Numbering, now: Corpus, numbered: Numbering
) -> list[tuple[int | None, int | None]]:
    """The articles by number that are not as they were: index before and now, None where there was or is none."""
    both = np.intersect1d(numbered_before.numbers, numbered.numbers, assume_unique=True, return_indices=True)[1:]
    old, new = both
    other = numbered_before.minor[old] != numbered.minor[new]
    edited = (before.marks[old] != now.marks[new]) & ~other
    gone = np.setdiff1d(np.arange(len(numbered_before.numbers)), old[~other], assume_unique=True)
    come = np.setdiff1d(np.arange(len(numbered.numbers)), new[~other], assume_unique=True)
    return [
        *zip(old[edited].tolist(), new[edited].tolist(), strict=True),
        *((n, None) for n in gone.tolist()),
        *((None, n) for n in come.tolist()),
    ]


def changed(before: Corpus, now: Corpus, articles: list[tuple[int | None, int | None]]) -> Changed:
    """What these articles, by index before and now, can have changed."""
    tables = _points(before.letters), _points(now.letters)
    pairs: set[bytes] = set()
    letters: set[int] = set()
    for old, new in articles:
        one, other = _Text(before, tables[0], old), _Text(now, tables[1], new)
        pairs |= {row[:8] for row in one.rows() ^ other.rows()}
        letters |= {letter for letter, *_ in one.letters() ^ other.letters()}
    points = np.frombuffer(b"".join(pairs), np.uint32).reshape(-1, 2).astype(np.uint64)
    found = points[:, 0] << np.uint64(32) | points[:, 1]
    return Changed(np.unique(found), np.sort(np.array([*letters], np.uint64) << np.uint64(32)))


def _points(letters: str) -> Table:
    """The code points by rank."""
    return np.frombuffer(letters.encode("utf-32-le"), "<u4")


class _Text:
    """An article's text, or none."""

    def __init__(self, corpus: Corpus, points: Table, article: int | None) -> None:
        first, end = corpus.firsts[article : article + 2] if article is not None else (0, 0)
        low, high = corpus.texts[article : article + 2] if article is not None else (0, 0)
        sizes = np.diff(np.append(corpus.starts[first:end], high))
        self._points = points[corpus.codes[low:high]]
        self._words = corpus.words[low:high]
        self._fields = np.repeat(corpus.fields[first:end], sizes)
        self._places = np.arange(low, high) + np.repeat(corpus.places[first:end] - corpus.starts[first:end], sizes)

    def rows(self) -> set[bytes]:
        """For each place all that decides what the lists of its bucket say of it: the letters up to the longest word's
        last (four bytes each), the word that begins there, the field, the place.
        """
        size = len(self._points)
        ahead = np.append(self._points, np.zeros(LONGEST_LISTED, np.uint32))
        columns = [ahead[n : n + size] for n in range(LONGEST_LISTED)]
        rows = np.column_stack([*columns, self._words, self._fields, self._places]).astype(np.uint32)
        return {row.tobytes() for row in rows[self._points > 0]}

    def letters(self) -> set[tuple[int, int, int, int]]:
        """All that decides what the lists of letters say: a letter, a field, whether it is a word, and how often."""
        columns = [self._points, self._fields, self._words == 1]
        rows, counts = np.unique(np.column_stack(columns).astype(np.int64), axis=0, return_counts=True)
        return {(*row, count) for row, count in zip(rows.tolist(), counts.tolist(), strict=True) if row[0]}
