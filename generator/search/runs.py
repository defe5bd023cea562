"""All places of the text by their letter, in runs of letters small enough to be sorted in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from generator.search import stored
from generator.search.corpus import Array, Corpus

AT_ONCE = 1 << 18  # places sorted together
LETTERS_AT_ONCE = 1 << 14  # so that letter, letter, field and place fit into 64 bits
Wanted = Callable[[NDArray[np.uint16], NDArray[np.uint16]], NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class Run:
    """The places, ascending, of the letters of ranks [low, high); more than AT_ONCE only where it is one letter."""

    path: Path
    low: int
    high: int
    start: int  # in the file
    end: int

    def places(self) -> NDArray[np.uint32]:
        return stored.part(self.path, "u4", self.start, self.end)


def everything(codes: NDArray[np.uint16], following: NDArray[np.uint16]) -> NDArray[np.bool_]:
    """All letters."""
    return codes > 0


def runs(corpus: Corpus, path: Path, wanted: Wanted = everything) -> list[Run]:
    """Runs of the places that are wanted, by their letters and those behind them; made in a file."""
    counts = np.zeros(len(corpus.letters), np.int64)
    for _, codes in _hits(corpus, wanted):
        counts += np.bincount(codes, minlength=len(counts))
    borders = _borders(counts)
    ends = np.concatenate(([0], np.cumsum(counts)))
    stored.scatter(path, "u4", _pieces(corpus, wanted, np.array(borders), ends[borders]))
    limits = [(low, high, int(ends[low]), int(ends[high])) for low, high in pairwise(borders)]
    return [Run(path, low, high, start, end) for low, high, start, end in limits if end > start]


def _hits(corpus: Corpus, wanted: Wanted) -> Iterator[tuple[Array, NDArray[np.uint16]]]:
    """The wanted places and their letters, block by block."""
    for start in range(0, len(corpus.codes), stored.BLOCK):
        codes = np.append(corpus.codes[start : start + stored.BLOCK + 1], np.uint16(0))
        size = min(stored.BLOCK, len(corpus.codes) - start)
        hits = np.flatnonzero(wanted(codes[:size], codes[1 : size + 1]))
        yield hits + start, codes[hits]


def _borders(counts: Array) -> list[int]:
    """The ranks with which runs begin, and last the number of ranks."""
    borders, total = [1], 0
    for rank in range(1, len(counts)):
        if rank > borders[-1] and (total + counts[rank] > AT_ONCE or rank - borders[-1] >= LETTERS_AT_ONCE):
            borders.append(rank)
            total = 0
        total += int(counts[rank])
    return [*borders, len(counts)] if len(counts) > 1 else []


def _pieces(corpus: Corpus, wanted: Wanted, borders: Array, starts: Array) -> Iterator[tuple[int, Array]]:
    """What each block adds to each run, and where in the file it belongs."""
    at = starts.copy()
    numbers = (np.searchsorted(borders, np.arange(len(corpus.letters)), "right") - 1).astype(np.uint16)
    for places, codes in _hits(corpus, wanted):
        of_run = numbers[codes]
        order = np.argsort(of_run, kind="stable")
        limits = np.concatenate(([0], np.cumsum(np.bincount(of_run, minlength=len(borders)))))
        for number in np.unique(of_run).tolist():
            part = places[order[limits[number] : limits[number + 1]]]
            yield int(at[number]), part
            at[number] += len(part)
