"""Passages that a page gives twice, word for word: a speech and the report of it, a text and the summary above it.

What two stories both quote says nothing of which of them a line goes on with.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import product

import numpy as np

LONGEST_NAME = 20  # letters: organisations and slogans are said again without being quoted
FIRST, LAST = ord("\u4e00"), ord("\u9fff")  # Chinese letters
PRIME = np.uint64(0x9E3779B97F4A7C15)  # 2^64 by the golden ratio (Knuth, The Art of Computer Programming, 6.4)
END = 8  # characters by which a line's end is known again
STOPS = "。!?"
SEAM = 6  # letters at each side of a cut that tell it from others
MOST_ALIKE = 3  # units that may end or begin alike
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
    page = _Behind("\n".join(texts), END, 2)
    return {
        i: _gone_on(page.behind(texts[i][-END:]), texts[i + 1][:2] if i + 1 < len(texts) else "")
        for i in wanted
        if page.behind(texts[i][-END:])
    }


def _gone_on(behind: Collection[str], below: str) -> str:
    if any(following[0] in STOPS for following in behind):
        return "ended"
    return "on" if below and any(following.startswith(below) for following in behind) else "open"


def uncut(texts: Sequence[str], units: Iterable[int]) -> set[tuple[int, int]]:
    """Pairs of these units whose cut the page has elsewhere in one piece: what a report quotes of a speech.

    texts: the units, each without line ends. Ends or beginnings that many units have in common tell nothing.
    """
    joined = NO_LETTER.sub("", "\n".join(texts))
    letters, page = joined.split("\n"), _Behind(joined, SEAM, SEAM)
    ends, beginnings = defaultdict(list), defaultdict(list)
    for unit in units:
        ends[letters[unit][-SEAM:]].append(unit)
        beginnings[letters[unit][:SEAM]].append(unit)
    found: set[tuple[int, int]] = set()
    for end, befores in ends.items():
        for following in page.behind(end) if len(befores) <= MOST_ALIKE else ():
            afters = beginnings.get(following, ())
            found.update(product(befores, afters) if len(afters) <= MOST_ALIKE else ())
    return found


class _Behind:
    """What stands behind characters elsewhere on a page, each asked for once."""

    def __init__(self, text: str, known: int, wanted: int) -> None:
        """text: a line a unit; known: how many characters are asked for; wanted: at most how many of those behind."""
        self._text, self._known, self._wanted = text, known, wanted
        self._found_behind: dict[str, set[str]] = {}

    def behind(self, end: str) -> set[str]:
        """The different characters behind `end` within a line; nothing behind fewer than are known."""
        if end not in self._found_behind:
            self._found_behind[end] = set(self._found(end)) if len(end) == self._known else set()
        return self._found_behind[end]

    def _found(self, end: str) -> Iterator[str]:
        at = self._text.find(end)
        while at >= 0:
            at += self._known
            following = self._text[at : at + self._wanted].partition("\n")[0]
            if following:
                yield following
            at = self._text.find(end, at - self._known + 1)
