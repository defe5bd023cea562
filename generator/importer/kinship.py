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


class Reading:
    """What the stories of a page say if its threads are these.

    previous: for each unit the one it goes on with. stories: the number of each unit's story. last: the last unit of
    each story. total: nats that all units gain by what leads up to them.
    """

    def __init__(self, kinship: Kinship, previous: Mapping[int, int]) -> None:
        self.previous = previous
        self.stories, self._told, self._words = kinship.along(previous)
        self.last = {i: at for at, i in enumerate(self.stories) if kinship.roles[at] != "FURNITURE"}
        self.total = kinship.total(previous, self._told, self._words)
        self._kinship = kinship

    @cached_property
    def nats(self) -> list[list[float]]:
        """(n, n): what the words of unit k and of all that goes on from it gain by what leads up to unit i and i."""
        return self._kinship.nats(self.previous, self._told, self._words)


class Kinship:
    """The words of a page's units, to be read along any threads."""

    def __init__(self, topics: Topics, lengths: Sequence[int], roles: Sequence[str]) -> None:
        """lengths: letters of each unit."""
        self._topics, self.roles = topics, roles
        self._said, rarity = topics.said()
        self._unit, self._word = np.nonzero(self._said)  # each word of each unit
        self._rare = (np.exp(np.minimum(rarity, 30.0)) * MIXED / (1 - MIXED)).astype(np.float32)
        self._lengths = np.maximum(np.array(lengths, np.float32) / np.float32(LETTERS), 1)

    def read(self, previous: Mapping[int, int]) -> Reading:
        """The page along these threads: each unit goes on with at most one, further up, and none with the same."""
        return Reading(self, previous)

    def along(self, previous: Mapping[int, int]) -> tuple[list[int], np.ndarray, np.ndarray]:
        """Each unit's story; (n, words) how many units up to it said each word; (n,) how long all these are."""
        told, words = self._said.copy(), self._lengths.tolist()
        stories = list(range(len(words)))
        for after in sorted(previous):
            before = previous[after]
            told[after] += told[before]
            words[after] += words[before]
            stories[after] = stories[before]
        return stories, told, np.array(words, np.float32)

    def total(self, previous: Mapping[int, int], told: np.ndarray, words: np.ndarray) -> float:
        """Nats that each unit's words gain by what leads up to it, of all units together."""
        before = np.array([previous.get(i, -1) for i in range(len(words))], np.int64)[self._unit]
        behind = before >= 0
        before, word = before[behind], self._word[behind]
        share = told[before, word] * self._rare[word] / (words[before] + np.float32(GUESSED))
        return float(np.minimum(np.log1p(share), MOST).sum()) - CHANCE * len(word)

    def nats(self, previous: Mapping[int, int], told: np.ndarray, words: np.ndarray) -> list[list[float]]:
        """As Reading.nats."""
        gains = np.full_like(told, -CHANCE)
        unit, word = np.nonzero(told)
        share = told[unit, word] * self._rare[word] / (words[unit] + np.float32(GUESSED))
        gains[unit, word] += np.minimum(np.log1p(share), MOST)
        onward = {before: after for after, before in previous.items()}
        ahead = [self._said[self._following(i, onward, FAR_AHEAD)].max(axis=0) for i in range(len(words))]
        found: list[list[float]] = (gains @ np.array(ahead, np.float32).T).tolist()
        return found

    def likeness(self, reading: Reading) -> list[list[float]]:
        """(n, n): how much what leads up to unit i and what goes on from unit k are of one subject, 0 to 1."""
        onward = {before: after for after, before in reading.previous.items()}
        n = len(self._said)
        before = self._topics.vectors_of([self._leading(i, reading.previous) for i in range(n)])
        ahead = self._topics.vectors_of([self._following(i, onward, AHEAD) for i in range(n)])
        alike: list[list[float]] = (before @ ahead.T).tolist()
        return alike

    def _leading(self, i: int, previous: Mapping[int, int]) -> list[int]:
        found: list[int] = []
        at: int | None = i
        count = 0
        while at is not None:
            if count < BACK or self.roles[at] in ("HEAD", "COLUMN"):
                found.append(at)
            at, count = previous.get(at), count + 1
        return found

    def _following(self, i: int, onward: Mapping[int, int], most: int) -> list[int]:
        found = [i]
        at = onward.get(i)
        while at is not None and len(found) < most and self.roles[at] not in STOPS:
            found.append(at)
            at = onward.get(at)
        return found
