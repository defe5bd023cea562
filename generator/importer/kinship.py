"""Whose story a stretch of text goes on with, by all that the stories have said so far.

Subjects close to a seam (topics.py) mislead where a passage turns aside. A first set of threads knows more: all that
each story said up to a place, and all that goes on from there. How well they fit is measured twice: by likeness, and by
the nats that the words behind gain from the words before, against news in general (a language model of the story so
far, Jelinek-Mercer smoothed: Zhai and Lafferty 2001), which grow with the evidence, as likeness does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from generator.importer.topics import Topics

MIXED = 0.1  # share of the story's own words in what it says next; the rest is as in any news
GUESSED = 20.0  # words more that a story is taken to have: the first few tell little
MOST = 15.0  # nats that one word may gain
CHANCE = 0.3  # nats that a word gains by any story, by chance
BACK, AHEAD = 8, 8  # units compared by likeness; a story's head besides
FAR_AHEAD = 12  # units behind a seam whose words are weighed
STOPS = ("HEAD", "COLUMN", "FURNITURE")
LETTERS = 1.7  # of a word


class Kinship:
    """The words of a page's units, to be read along any threads."""

    def __init__(self, topics: Topics, lengths: Sequence[int], roles: Sequence[str]) -> None:
        """lengths: letters of each unit."""
        self.topics, self.roles = topics, roles
        self.said, rarity = topics.said()
        self.unit, self.word = np.nonzero(self.said)  # each word of each unit
        self.lengths: list[float] = np.maximum(np.array(lengths, np.float32) / np.float32(LETTERS), 1).tolist()
        self._rare = (np.exp(np.minimum(rarity, 30.0)) * MIXED / (1 - MIXED)).astype(np.float32)

    def read(self, previous: Mapping[int, int]) -> Reading:
        """The page along these threads: each unit goes on with at most one, further up, and none with the same."""
        return Reading(self, previous)

    def gains(self, told: np.ndarray, length: np.ndarray, word: np.ndarray) -> np.ndarray:
        """Nats that saying each word gains where it was told so often before in so many words."""
        return np.asarray(np.minimum(np.log1p(told * self._rare[word] / (length + np.float32(GUESSED))), MOST))


class Reading:
    """What the stories of a page say if its threads are these.

    previous: for each unit the one it goes on with. stories: the number of each unit's story. last: the last unit of
    each story. total: nats that all units gain by what leads up to them.
    """

    def __init__(self, page: Kinship, previous: Mapping[int, int]) -> None:
        self._page, self.previous = page, previous
        self._told, lengths = page.said.copy(), list(page.lengths)  # by all that leads up to each unit, and the unit
        self.stories = list(range(len(lengths)))
        for after in sorted(previous):
            before = previous[after]
            self._told[after] += self._told[before]
            lengths[after] += lengths[before]
            self.stories[after] = self.stories[before]
        self._lengths = np.array(lengths, np.float32)
        self.last = {story: i for i, story in enumerate(self.stories) if page.roles[i] != "FURNITURE"}
        self.total = self._total()

    def _total(self) -> float:
        before = np.array([self.previous.get(i, -1) for i in range(len(self.stories))], np.int64)[self._page.unit]
        behind = before >= 0
        before, word = before[behind], self._page.word[behind]
        return float(self._page.gains(self._told[before, word], self._lengths[before], word).sum()) - CHANCE * len(word)

    @cached_property
    def nats(self) -> list[list[float]]:
        """(n, n): what the words of unit k and of all that goes on from it gain by what leads up to unit i and i."""
        gains = np.full_like(self._told, -CHANCE)
        unit, word = np.nonzero(self._told)
        gains[unit, word] += self._page.gains(self._told[unit, word], self._lengths[unit], word)
        ahead = [self._page.said[units].max(axis=0) for units in self._following(FAR_AHEAD)]
        found: list[list[float]] = (gains @ np.array(ahead, np.float32).T).tolist()
        return found

    def alike(self) -> list[list[float]]:
        """(n, n): how much what leads up to unit i and what goes on from unit k are of one subject, 0 to 1."""
        before = self._page.topics.vectors_of([self._leading(i) for i in range(len(self.stories))])
        ahead = self._page.topics.vectors_of(self._following(AHEAD))
        found: list[list[float]] = (before @ ahead.T).tolist()
        return found

    def _leading(self, i: int) -> list[int]:
        """Unit i and those up to it, the nearest and the head."""
        found: list[int] = []
        at: int | None = i
        count = 0
        while at is not None:
            if count < BACK or self._page.roles[at] in ("HEAD", "COLUMN"):
                found.append(at)
            at, count = self.previous.get(at), count + 1
        return found

    def _following(self, most: int) -> list[list[int]]:
        """Each unit and those that go on from it, so many at most."""
        onward = {before: after for after, before in self.previous.items()}
        found = [[i] for i in range(len(self.stories))]
        for units in found:
            at = onward.get(units[0])
            while at is not None and len(units) < most and self._page.roles[at] not in STOPS:
                units.append(at)
                at = onward.get(at)
        return found
