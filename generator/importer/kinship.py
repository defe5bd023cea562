"""Whose story a stretch of text goes on with, by all that the stories have said so far.

Subjects close to a seam (topics.py) mislead where a passage turns aside. A first set of threads knows more: all that
each story said up to a place, and all that goes on from there. How well they fit is measured twice: by likeness, and by
the nats that the words behind gain from the words before, against news in general (a language model of the story so
far, Jelinek-Mercer smoothed: Zhai and Lafferty 2001), which grow with the evidence, as likeness does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from weakref import ref

import numpy as np

from generator.importer.topics import Topics

MIXED = 0.1  # share of the story's own words in what it says next; the rest is as in any news
GUESSED = 20.0  # words more that a story is taken to have: the first few tell little
MOST = 15.0  # nats that one word may gain
CHANCE = 0.3  # nats that a word gains by any story, by chance
BACK, AHEAD = 8, 8  # units compared by likeness, a power of 2; a story's head besides
FAR_AHEAD = 12  # units behind a seam whose words are weighed
HEADS = ("HEAD", "COLUMN")
STOPS = (*HEADS, "FURNITURE")
LETTERS = 1.7  # of a word


class Kinship:
    """The words of a page's units, to be read along any threads."""

    def __init__(self, topics: Topics, lengths: Sequence[int], roles: Sequence[str]) -> None:
        """lengths: letters of each unit."""
        self.topics, self.roles, self.n = topics, roles, len(roles)
        self.said, rarity = topics.said()
        # Each word of each unit. (Far quicker than np.nonzero of numbers.)
        self.unit, self.word = divmod(np.flatnonzero(self.said > 0), max(1, len(rarity)))
        self.lengths: list[float] = np.maximum(np.array(lengths, np.float32) / np.float32(LETTERS), 1).tolist()
        self._latest: ref[Reading] | None = None  # weak: in a circle, a page's arrays would wait for the collector
        self._rare = (np.exp(np.minimum(rarity, 30.0)) * MIXED / (1 - MIXED)).astype(np.float32)

    def read(self, previous: Mapping[int, int]) -> Reading:
        """The page along these threads: each unit goes on with at most one, further up, and none with the same.

        Mostly the threads of a first reading are those that exchanges begin with: read twice in a row, they are the
        same reading, with all that it has found.
        """
        latest = self._latest() if self._latest else None
        if latest is None or latest.previous != previous:
            latest = Reading(self, previous)
            self._latest = ref(latest)
        return latest

    def gains(self, told: np.ndarray, length: np.ndarray, word: np.ndarray | slice) -> np.ndarray:
        """Nats that saying each word gains where it was told so often before in so many words."""
        share = told * self._rare[word]
        share /= length + np.float32(GUESSED)
        np.log1p(share, out=share)
        return np.asarray(np.minimum(share, np.float32(MOST), out=share))


class Reading:
    """What the stories of a page say if its threads are these.

    previous: for each unit the one it goes on with. total: nats that all units gain by what leads up to them.
    """

    def __init__(self, page: Kinship, previous: Mapping[int, int]) -> None:
        self._page, self.previous = page, previous
        # One unit more than there are, n, that stands for none: nothing goes on with it but itself.
        self._back = np.full(page.n + 1, page.n)
        self._back[list(previous)] = list(previous.values())
        self._told, lengths = page.said.copy(), list(page.lengths)  # by all that leads up to each unit, and the unit
        rows = list(self._told)
        for after in sorted(previous):
            before = previous[after]
            np.add(rows[after], rows[before], out=rows[after])
            lengths[after] += lengths[before]
        self._lengths = np.array(lengths, np.float32)
        self.total = self._total()

    def _total(self) -> float:
        before = self._back[self._page.unit]
        behind = before < self._page.n
        before, word = before[behind], self._page.word[behind]
        return float(self._page.gains(self._told[before, word], self._lengths[before], word).sum()) - CHANCE * len(word)

    def other_ends(self, one: int, two: int) -> list[int]:
        """The last unit of each story that neither of two units is of."""
        stories, last = self._stories
        return [i for story, i in last.items() if story not in (stories[one], stories[two])]

    @cached_property
    def _stories(self) -> tuple[list[int], dict[int, int]]:
        """The number of each unit's story, and the last unit of each story."""
        stories = list(range(self._page.n))
        for after in sorted(self.previous):
            stories[after] = stories[self.previous[after]]
        return stories, {story: i for i, story in enumerate(stories) if self._page.roles[i] != "FURNITURE"}

    @cached_property
    def nats(self) -> np.ndarray:
        """(n, n): what the words of unit k and of all that goes on from it gain by what leads up to unit i and i."""
        gains = self._page.gains(self._told, self._lengths[:, None], slice(None)) - np.float32(CHANCE)
        said = _and_none(self._page.said > 0)
        ahead, at, onward = said.copy(), self._onward, self._onward
        for _ in range(FAR_AHEAD - 1):
            ahead |= said[at]
            at = onward[at]
        return np.asarray(gains @ ahead[:-1].T.astype(np.float32), np.float64)

    def alike(self) -> np.ndarray:
        """(n, n): how much what leads up to unit i and what goes on from unit k are of one subject, 0 to 1."""
        topics = self._page.topics
        weights, totals = _and_none(topics.weights), _and_none(topics.totals)
        before, all_before, at = _summed(weights, totals, self._back, BACK)
        for heads in self._heads_from(at):
            before += weights[heads]
            all_before += totals[heads]
        ahead, all_ahead, _ = _summed(weights, totals, self._onward, AHEAD)
        alike = np.sqrt(before[:-1], out=before[:-1]) @ np.sqrt(ahead[:-1], out=ahead[:-1]).T
        return np.asarray(alike / np.outer(np.sqrt(all_before[:-1]) + 1e-9, np.sqrt(all_ahead[:-1]) + 1e-9))

    def _heads_from(self, at: np.ndarray) -> Iterator[np.ndarray]:
        """The first head on each thread from these units up, the second, and so on."""
        heads = list(range(self._page.n + 1))  # the nearest at or above each unit
        for i, role in enumerate(self._page.roles):
            if role not in HEADS:
                heads[i] = heads[self._back[i]]
        head = np.array(heads)
        at = head[at]
        while (at < self._page.n).any():
            yield at
            at = head[self._back[at]]

    @cached_property
    def _onward(self) -> np.ndarray:
        """The unit that goes on with each, if that is no headline, which begins another subject."""
        onward = np.full(self._page.n + 1, self._page.n)
        for after, before in self.previous.items():
            if self._page.roles[after] not in STOPS:
                onward[before] = after
        return onward


def _summed(
    weights: np.ndarray, totals: np.ndarray, way: np.ndarray, count: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weights and totals of `count` units on the way from each, 2, 4, 8 ...; and the unit behind these."""
    while count > 1:
        weights, totals = weights + weights[way], totals + totals[way]
        way = way[way]
        count //= 2
    return weights, totals, way


def _and_none(rows: np.ndarray) -> np.ndarray:
    """Rows, and one of zeros."""
    return np.concatenate([rows, np.zeros_like(rows[:1]) if len(rows) else np.zeros((1, *rows.shape[1:]), rows.dtype)])
