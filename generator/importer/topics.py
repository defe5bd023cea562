"""How much two stretches of a page speak of the same things: weighted words, compared all with all at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import rjieba

from generator.dictionary_file import word_logs

MOST_WORDS = 200_000  # remembered at a time
UNKNOWN_WORD = 15.0  # information in nats of a word that the dictionary lacks: names, mostly
FIRST, LAST = ord("\u4e00"), ord("\u9fff")
COMMONEST = 7.0  # a word more frequent than e^-7 says nothing of the subject


class _Weights(dict[str, float]):
    """What a word says of a text's subject, in nats: its rarity in the dictionary; 0 for what says nothing."""

    def __missing__(self, word: str) -> float:
        weight = 0.0
        if len(word) > 1 and "\u4e00" <= word[0] <= "\u9fff":
            weight = max(0.0, -word_logs().get(word, -UNKNOWN_WORD) - COMMONEST)
        if len(self) >= MOST_WORDS:
            self.clear()
        self[word] = weight
        return weight


WEIGHTS = _Weights()


def cut(text: str) -> list[str]:
    """The segmenter's words, names guessed too."""
    return list(rjieba.cut(text))


def _pairs(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Units, columns from 0 and weights of each pair of Chinese characters that more than one unit has."""
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    unit = np.cumsum(codes == ord("\n"))
    chinese = (codes >= FIRST) & (codes <= LAST)
    both = chinese[:-1] & chinese[1:]
    key = ((codes[:-1] - FIRST) << 16 | (codes[1:] - FIRST))[both]
    found = np.unique(key << 20 | unit[:-1][both])
    _, column, having = np.unique(found >> 20, return_inverse=True, return_counts=True)
    several = having[column] > 1
    columns = np.unique(column[several], return_inverse=True)[1]
    return (found & 0xFFFFF)[several], columns, np.log(len(texts) / having[column][several])


class Topics:
    """Overlaps of words, and of character pairs that come again, between any two runs of units of a page.

    Pairs find what the segmenter cuts in two ways (鹿城, 鹿城区); they weigh by their rarity on the page, words by
    their rarity in the dictionary.
    """

    def __init__(self, texts: Sequence[str], words: Sequence[Sequence[str]]) -> None:
        self.words: dict[str, int] = {}  # columns of the words that more than one unit has
        rows, columns, values, totals = self._repeated(words)
        units, pairs, weights = _pairs(texts)
        matrix = np.zeros((len(words), len(self.words) + int(pairs.max(initial=-1)) + 1), dtype=np.float32)
        matrix[rows, columns] = values
        matrix[units, pairs + len(self.words)] = weights
        self._sums = np.zeros((len(words) + 1, matrix.shape[1]), dtype=np.float32)
        np.cumsum(matrix, axis=0, out=self._sums[1:])
        # Words of one unit only are in no dot product, but in the lengths of the vectors; a vector's entries are roots,
        # so its length is the root of all the weights together.
        np.add.at(totals, units, weights)
        self._totals = np.concatenate([[0.0], np.cumsum(totals)])

    def _repeated(self, words: Sequence[Sequence[str]]) -> tuple[list[int], list[int], list[float], np.ndarray]:
        """Units, columns and weights of the words that more than one unit has, and all weights of each unit.

        Fills `words`.
        """
        first: dict[str, int] = {}
        rows: list[int] = []
        columns: list[int] = []
        values: list[float] = []
        totals = np.zeros(len(words))
        for row, unit in enumerate(words):
            for word in set(unit):
                weight = WEIGHTS[word]
                if not weight:
                    continue
                totals[row] += weight
                if word not in first:
                    first[word] = row
                    continue
                if word not in self.words:
                    self.words[word] = len(self.words)
                    rows.append(first[word])
                    columns.append(self.words[word])
                    values.append(weight)
                rows.append(row)
                columns.append(self.words[word])
                values.append(weight)
        return rows, columns, values, totals

    def vector(self, start: int, end: int) -> np.ndarray:
        """Weights of what units start to end (half open) share with others, each damped by its count's root."""
        return np.asarray(np.sqrt(np.maximum(self._sums[end] - self._sums[start], 0)))

    def vectors(self, starts: Sequence[int], ends: Sequence[int]) -> np.ndarray:
        """(n, weights): such a vector for each run, as parts of one of length 1."""
        found = np.sqrt(np.maximum(self._sums[list(ends)] - self._sums[list(starts)], 0))
        lengths = np.sqrt(self._totals[list(ends)] - self._totals[list(starts)]) + 1e-9
        return np.asarray(found / lengths[:, None].astype(np.float32))

    def likeness(self, one: tuple[int, int], other: tuple[int, int]) -> float:
        """Cosine of two runs of units (start, end), 0 to 1."""
        weight = (self._totals[one[1]] - self._totals[one[0]]) * (self._totals[other[1]] - self._totals[other[0]])
        return float(self.vector(*one) @ self.vector(*other)) / float(np.sqrt(weight)) if weight > 0 else 0.0

    def informs(self, word: str) -> bool:
        """Whether a word says something of a subject."""
        return WEIGHTS[word] > 0
