"""Passages that a page gives twice, word for word: a speech and the report of it, a text and the summary above it.

What two stories both quote says nothing of which of them a line goes on with.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

LONGEST_NAME = 20
FIRST, LAST = ord("\u4e00"), ord("\u9fff")
PRIME = np.uint64(0x9E3779B97F4A7C15)  # 2^64 by the golden ratio (Knuth, The Art of Computer Programming, 6.4)

END = 8  # characters by which a line's end is known again
STOPS = "。!?"
SEAM = 6  # letters at each side of a cut that tell it from others
NO_LETTER = re.compile(r"[^\w\n]+")


def quoted(codes: np.ndarray) -> np.ndarray:
    """Which characters stand in a run of more than LONGEST_NAME Chinese letters that comes twice.

    codes: the page's characters as numbers. Whatever is not a Chinese letter neither counts nor parts a run.
    """
    places = np.flatnonzero((codes >= FIRST) & (codes <= LAST))
    length = LONGEST_NAME + 1
    found = np.zeros(len(codes), bool)
    if len(places) <= length:
        return found
    # A number for each run, from those of its halves: by chance two runs of a page share one as good as never.
    runs, size = codes[places].astype(np.uint64), 1
    for bit in bin(length)[3:]:
        runs = runs[:-size] * PRIME + (runs[size:] ^ runs[size:] >> np.uint64(29))
        size *= 2
        if bit == "1":
            runs = runs[:-1] * PRIME + codes[places[size:]].astype(np.uint64)
            size += 1
    order = np.argsort(runs, kind="stable")
    same = runs[order[1:]] == runs[order[:-1]]
    starts = order[np.append(same, False) | np.append(False, same)]
    depth = np.zeros(len(places) + 1, np.int64)
    np.add.at(depth, starts, 1)
    np.add.at(depth, starts + length, -1)
    found[places[np.cumsum(depth[:-1]) > 0]] = True
    return found


def ends_elsewhere(texts: Sequence[str], wanted: Iterable[int]) -> dict[int, str]:
    """How the text goes on that these units break off with, where the page gives it once more.

    texts: the units in their plain form. "ended": it ends there with a full stop, so nothing lacks here; "on": it goes
    on there as the unit below begins, so that is its rest; "open": it goes on otherwise.
    """
    page, found = "\n".join(texts), {}
    for i in wanted:
        end = texts[i][-END:]
        below = texts[i + 1][:2] if i + 1 < len(texts) else ""
        for following in _behind(page, end):
            one = "ended" if following[0] in STOPS else "on" if below and following.startswith(below) else "open"
            found[i] = min(found.get(i, "open"), one)
    return found


def _behind(page: str, end: str) -> Iterator[str]:
    """The two characters behind each place where a line goes on behind these."""
    at = page.find(end) if len(end) == END else -1
    while at >= 0:
        following = page[at + END : at + END + 2]
        if following and following[0] != "\n":
            yield following
        at = page.find(end, at + 1)


class Seams:
    """Cuts whose text the page gives elsewhere in one piece: what a report quotes of a speech, parted there."""

    def __init__(self, texts: Sequence[str]) -> None:
        """texts: the units, each without line ends."""
        self._page = NO_LETTER.sub("", "\n".join(texts))
        self._letters = self._page.split("\n")

    def uncut(self, befores: Iterable[int], afters: Iterable[int]) -> Iterator[tuple[int, int]]:
        """The pairs of these units whose text stands elsewhere without a cut."""
        beginnings = defaultdict(list)
        for after in afters:
            beginnings[self._letters[after][:SEAM]].append(after)
        for before in befores:
            for following in set(self._following(self._letters[before][-SEAM:])):
                yield from ((before, after) for after in beginnings.get(following, ()))

    def _following(self, end: str) -> Iterator[str]:
        """What stands on the page behind these letters, as many letters."""
        at = self._page.find(end) if len(end) == SEAM else -1
        while at >= 0:
            following = self._page[at + SEAM : at + 2 * SEAM]
            if len(following) == SEAM and "\n" not in following:
                yield following
            at = self._page.find(end, at + 1)
