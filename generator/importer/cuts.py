"""The cut between a unit that breaks off and one that may go on with it: what stands at both of its sides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from generator.importer.breath import Side, gain, head, may_span, tail

OTHER, DIGIT, LATIN, COUNTED = range(4)  # what a character is to a number or a name that was cut
FIRSTS = 4
SIGNS = (  # what is at both sides of a cut, of interest or not (""): rows for the last character, columns for the first
    *("", "han|digit", "", ""),
    *("digit|other", "digit|digit", "digit|other", "digit|count"),
    *("latin|other", "latin|other", "latin|latin", "latin|other"),
)
COUNTS = "年月日号时点分秒个名人万亿元吨米公里%％家次项户岁多余位座条场层届倍亩件台辆批"
JOINTS, SPREAD = 1 << 16, 40503  # of the table of characters together; what spreads them over it


class Cuts:
    """The cuts of a page, each looked at once."""

    def __init__(self, texts: Sequence[str], page: str) -> None:
        """texts: the units in their plain form; page: what is printed, a line a unit."""
        self._texts, self._page = texts, page
        self._last = np.array([ord(text[-1]) for text in texts], np.int64)
        self._first = np.array([ord(text[0]) for text in texts], np.int64)
        self._ends = np.array([_sort(text[-1], OTHER) for text in texts], np.int64)
        self._beginnings = np.array([_sort(text[0], COUNTED) for text in texts], np.int64)
        self._tails: dict[int, Side] = {}
        self._heads: dict[int, Side] = {}
        self._gains: dict[tuple[int, int], float] = {}
        self._together: dict[tuple[int, int], tuple[int, int]] = {}
        self._seen: dict[str, int] = {}
        codes = np.frombuffer(page.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
        self._joints = np.zeros(JOINTS, bool)  # whether the page may have two characters together: most it has not
        self._joints[_joint(codes[:-1], codes[1:])] = True

    def gains(self, befores: np.ndarray, afters: np.ndarray) -> np.ndarray:
        """Nats by which the text at both sides of each cut is likelier in one breath than apart."""
        found = np.zeros(len(befores))
        for k in np.flatnonzero(may_span(self._last[befores], self._first[afters])).tolist():
            found[k] = self._gain(int(befores[k]), int(afters[k]))
        return found

    def signs(self, befores: np.ndarray, afters: np.ndarray) -> np.ndarray:
        """What the characters at both sides of each cut are: the place in SIGNS."""
        return np.asarray(self._ends[befores] * FIRSTS + self._beginnings[afters])

    def _gain(self, before: int, after: int) -> float:
        if (before, after) not in self._gains:
            if before not in self._tails:
                self._tails[before] = tail(self._texts[before])
            if after not in self._heads:
                self._heads[after] = head(self._texts[after])
            self._gains[before, after] = gain(self._tails[before], self._heads[after])
        return self._gains[before, after]

    def together(self, befores: np.ndarray, afters: np.ndarray) -> np.ndarray:
        """(2, cuts): how often the page has the characters at both sides together elsewhere, as _count says.

        And with those around them: 1 where it has three together, 2 where it has four.
        """
        found = np.zeros((2, len(befores)), np.int64)
        for k in np.flatnonzero(self._joints[_joint(self._last[befores], self._first[afters])]).tolist():
            cut = int(befores[k]), int(afters[k])
            if cut not in self._together:
                self._together[cut] = self._together_at(*cut)
            found[:, k] = self._together[cut]
        return found

    def _together_at(self, before: int, after: int) -> tuple[int, int]:
        one, two = self._texts[before], self._texts[after]
        seen = self._count(one[-1] + two[0])
        longer = 0
        if seen and (self._count(one[-2:] + two[0]) or self._count(one[-1] + two[:2])):
            longer = 2 if self._count(one[-2:] + two[:2]) else 1
        return seen, longer

    def _count(self, characters: str) -> int:
        """How often the page has these characters within a line: 0, 1 or more often (2)."""
        if characters not in self._seen:
            self._seen[characters] = min(2, self._page.count(characters))
        return self._seen[characters]


def _joint(last: np.ndarray, first: np.ndarray) -> np.ndarray:
    return np.asarray((last * SPREAD + first) % JOINTS)


@cache
def _sort(character: str, counted: int) -> int:
    """counted: what a character is that counts something."""
    if character.isdigit():
        return DIGIT
    if character.isascii() and character.isalpha():
        return LATIN
    return counted if character in COUNTS else OTHER
