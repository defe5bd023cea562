"""Whose story a stretch of text goes on with, by all that the stories have said so far.

Subjects close to a seam (topics.py) mislead where a passage turns aside. A first set of threads knows more: all that
each story said up to a place, and all that goes on from there. How well they fit is measured twice: by likeness, and by
the nats that the words behind gain from the words before, against news in general (a language model of the story so
far, Jelinek-Mercer smoothed: Zhai and Lafferty 2001), which grow with the evidence, as likeness does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Reading:
    """What the stories of a page say if its threads are these.

    previous: for each unit the one it goes on with. stories: the number of each unit's story. last: the last unit of
    each story. nats: (n, n), what the words of unit k and of all that goes on from it gain by what leads up to unit i
    and includes it. total: what all units gain by what leads up to them.
    """

    previous: Mapping[int, int]
    stories: list[int]
    last: dict[int, int]
    nats: np.ndarray
    total: float


class Kinship:
    """The words of a page's units, to be read along any threads."""

    def __init__(self, topics: Topics, lengths: Sequence[int], roles: Sequence[str]) -> None:
        """lengths: letters of each unit."""
        self._topics, self._roles = topics, roles
        said, rarity = topics.said()
        self._said = said
        self._rare = np.exp(np.minimum(rarity, 30.0)) * MIXED
        self._lengths = np.maximum(np.array(lengths) / LETTERS, 1.0)

    def read(self, previous: Mapping[int, int]) -> Reading:
        """The page along these threads: each unit goes on with at most one, further up, and none with the same."""
        n = len(self._said)
        told, words = self._said.copy(), self._lengths.copy()
        stories = list(range(n))
        for after in sorted(previous):
            before = previous[after]
            told[after] += told[before]
            words[after] += words[before]
            stories[after] = stories[before]
        onward = {before: after for after, before in previous.items()}
        ahead = np.array([self._said[self._following(i, onward, FAR_AHEAD)].max(axis=0, initial=0) for i in range(n)])
        gains = self._gains(told, words)
        last = {story: i for i, story in enumerate(stories) if self._roles[i] != "FURNITURE"}
        afters = list(previous)
        total = float(np.vdot(gains[[previous[after] for after in afters]] - np.float32(CHANCE), self._said[afters]))
        nats = (gains - np.float32(CHANCE)) @ ahead.T
        return Reading(previous, stories, last, nats, total)

    def _gains(self, told: np.ndarray, words: np.ndarray) -> np.ndarray:
        """(n, words): nats that saying a word gains by what was told up to each unit."""
        share = told * self._rare / (words + GUESSED)[:, None]
        return np.asarray(np.minimum(np.log1p(share / (1 - MIXED)), MOST), dtype=np.float32)

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
            if count < BACK or self._roles[at] in ("HEAD", "COLUMN"):
                found.append(at)
            at, count = previous.get(at), count + 1
        return found

    def _following(self, i: int, onward: Mapping[int, int], most: int) -> list[int]:
        found = [i]
        at = onward.get(i)
        while at is not None and len(found) < most and self._roles[at] not in STOPS:
            found.append(at)
            at = onward.get(at)
        return found
