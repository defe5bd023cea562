"""How much two stretches of a page speak of the same things: weighted words, compared all with all at once."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from itertools import chain, pairwise, repeat

import numpy as np

from generator.dictionary_file import word_log
from generator.importer.quoted import FIRST, LAST, quoted

MOST_WORDS = 200_000  # remembered at a time
UNKNOWN_WORD = 15.0  # information in nats of a word that the dictionary lacks: names, mostly
UNNUMBERED = -1
COMMONEST = 7.0  # a word more frequent than e^-7 says nothing of the subject


class _Vocabulary:
    """Numbers for words, and what each says of a text's subject, in nats: its rarity in the dictionary, or nothing."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._weights = array("d")

    def numbers(self, words: Sequence[str]) -> np.ndarray:
        """The numbers of a page's words; they hold until they are asked for again."""
        if len(self._numbers) > MOST_WORDS:
            self._numbers.clear()
            del self._weights[:]
        found = np.fromiter(map(self._numbers.get, words, repeat(UNNUMBERED)), np.int64, len(words))
        for place in np.flatnonzero(found == UNNUMBERED).tolist():
            found[place] = self._number(words[place])
        return found

    def _number(self, word: str) -> int:
        if word not in self._numbers:
            weight = 0.0
            if len(word) > 1 and "\u4e00" <= word[0] <= "\u9fff":
                weight = max(0.0, -word_log(word, -UNKNOWN_WORD) - COMMONEST)
            self._numbers[word] = len(self._weights)
            self._weights.append(weight)
        return self._numbers[word]

    def weights(self, numbers: np.ndarray) -> np.ndarray:
        """The weights of words by their numbers."""
        return np.asarray(np.frombuffer(self._weights)[numbers]) if len(numbers) else np.zeros(0)

    def informs(self, word: str) -> bool:
        """Whether a word says something of a subject."""
        return self._weights[self._number(word)] > 0


VOCABULARY = _Vocabulary()


def _pairs(codes: np.ndarray, units: int, own: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Units, columns from 0 and weights of each pair of Chinese characters that more than one unit has.

    own: the characters that count.
    """
    unit = np.cumsum(codes == ord("\n"))
    chinese = (codes >= FIRST) & (codes <= LAST) & own
    both = chinese[:-1] & chinese[1:]
    key = ((codes[:-1] - FIRST) << 16 | (codes[1:] - FIRST))[both]
    found = np.sort(key << 20 | unit[:-1][both])
    found = found[_changes(found)]
    starts = _changes(found >> 20)
    having = np.diff(np.flatnonzero(np.append(starts, True)))[np.cumsum(starts) - 1]
    several = having > 1
    columns = np.cumsum(starts[several]) - 1
    return (found & 0xFFFFF)[several], columns, np.log(units / having[several])


def _changes(values: np.ndarray) -> np.ndarray:
    """Which values differ from the one before them."""
    changes = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes


class Topics:
    """Overlaps of words, and of character pairs that come again, between any two runs of units of a page.

    Pairs find what the segmenter cuts in two ways (鹿城, 鹿城区); they weigh by their rarity on the page, words by
    their rarity in the dictionary.
    """

    def __init__(self, texts: Sequence[str], words: Sequence[Sequence[str]]) -> None:
        codes = np.frombuffer("\n".join(texts).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
        own = ~quoted(codes)
        rows, columns, values, totals = self._repeated(words, own)
        units, pairs, weights = _pairs(codes, len(texts), own)
        sums = np.zeros((len(words) + 1, len(self.words) + int(pairs.max(initial=-1)) + 1), dtype=np.float32)
        sums[rows + 1, columns] = values
        sums[units + 1, pairs + len(self.words)] = weights
        self.weights = sums[1:].copy()  # (units, weights)
        for before, row in pairwise(sums):  # a third of the time of np.cumsum, which goes down the columns
            np.add(before, row, out=row)
        self._sums = sums
        # Words of one unit only are in no dot product, but in the lengths of the vectors; a vector's entries are roots,
        # so its length is the root of all the weights together.
        self.totals = totals + np.bincount(units, weights, len(words))  # (units,)
        self._totals = np.concatenate([[0.0], np.cumsum(self.totals)]).tolist()
        self._vectors: dict[tuple[int, int], np.ndarray] = {}  # asked for before

    def _repeated(
        self, words: Sequence[Sequence[str]], own: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Units, columns and weights of the words that more than one unit has, and all weights of each unit.

        Sets `words`, their columns in the order in which they are first said.
        """
        flat = list(chain.from_iterable(words))
        said = VOCABULARY.numbers(flat)
        unit = np.repeat(np.arange(len(words)), list(map(len, words)))
        weights = VOCABULARY.weights(said)
        lengths = np.fromiter(map(len, flat), np.int64, len(flat))
        ends = np.cumsum(lengths) + unit  # a line end behind each unit
        weights[~own[ends - lengths]] = 0  # what the page quotes
        telling = np.flatnonzero(weights > 0)
        # Sorted by word and unit, each unit's first of a word first. (Numbers are sorted ten times as fast as places.)
        units_bits, places_bits = len(words).bit_length(), len(flat).bit_length()
        order = np.sort((said[telling] << units_bits | unit[telling]) << places_bits | telling)
        order = order[_changes(order >> places_bits)]
        at = order & (1 << places_bits) - 1  # places in `said`
        starts = _changes(order >> places_bits + units_bits)
        column, having = np.cumsum(starts) - 1, np.diff(np.flatnonzero(np.append(starts, True)))
        several = having > 1
        first = at[starts][several]
        place = np.zeros(len(having), dtype=np.int64)
        place[np.flatnonzero(several)[np.argsort(first)]] = np.arange(len(first))
        self.words = {flat[one]: number for number, one in enumerate(np.sort(first).tolist())}
        shared = several[column]
        totals = np.bincount(unit[at], weights[at], len(words))
        return unit[at][shared], place[column[shared]], weights[at][shared], totals

    def vector(self, start: int, end: int) -> np.ndarray:
        """Weights of what units start to end (half open) share with others, each damped by its count's root."""
        if (start, end) not in self._vectors:
            self._vectors[start, end] = np.sqrt(np.maximum(self._sums[end] - self._sums[start], 0))
        return self._vectors[start, end]

    def alike(self, backs: np.ndarray, aheads: np.ndarray) -> np.ndarray:
        """(n, n): the cosine of the units from backs[i] to i and those from k to aheads[k] (half open), 0 to 1."""
        sums, totals = self._sums, np.array(self._totals)
        before, ahead = sums[1:] - sums.take(backs, 0), sums.take(aheads, 0) - sums[:-1]
        for one in (before, ahead):
            np.sqrt(np.maximum(one, 0, out=one), out=one)
        lengths = [np.sqrt(totals[1:] - totals.take(backs)) + 1e-9, np.sqrt(totals.take(aheads) - totals[:-1]) + 1e-9]
        return np.asarray((before @ ahead.T) / np.outer(*lengths))

    def likeness(self, one: tuple[int, int], other: tuple[int, int]) -> float:
        """Cosine of two runs of units (start, end), 0 to 1."""
        weight = (self._totals[one[1]] - self._totals[one[0]]) * (self._totals[other[1]] - self._totals[other[0]])
        return float(self.vector(*one) @ self.vector(*other)) / math.sqrt(weight) if weight > 0 else 0.0

    def said(self) -> tuple[np.ndarray, np.ndarray]:
        """(units, words): 1 where a unit has one of `words`; and how rare each is in news in general, in nats."""
        weights = self.weights[:, : len(self.words)]
        return (weights > 0).astype(np.float32), weights.max(axis=0, initial=0) + np.float32(COMMONEST)

    @staticmethod
    def informs(word: str) -> bool:
        """Whether a word says something of a subject."""
        return VOCABULARY.informs(word)
