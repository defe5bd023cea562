"""How much two stretches of a page speak of the same things: weighted words, compared all with all at once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from operator import add

import numpy as np
import rjieba

from generator.importer.dictionary_file import word_logs

UNKNOWN_WORD = 15.0  # information in nats of a word that the dictionary lacks: names, mostly
COMMONEST = 7.0  # a word more frequent than e^-7 says nothing of the subject


def cut(text: str) -> list[str]:
    """The segmenter's words, names guessed too."""
    return list(rjieba.cut(text))


def _pairs(texts: Sequence[str], first: int) -> Iterator[tuple[int, int, float]]:
    """(unit, column, weight) of each pair of Chinese characters that more than one unit has; columns from `first`."""
    having: dict[str, list[int]] = {}
    for row, text in enumerate(texts):
        for pair in set(map(add, text, text[1:])):
            having.setdefault(pair, []).append(row)
    column = first
    for pair, units in having.items():
        if len(units) > 1 and "\u4e00" <= pair[0] <= "\u9fff" and "\u4e00" <= pair[1] <= "\u9fff":
            weight = math.log(len(texts) / len(units))
            for row in units:
                yield row, column, weight
            column += 1


class Topics:
    """Overlaps of words, and of character pairs that come again, between any two runs of units of a page.

    Pairs find what the segmenter cuts in two ways (鹿城, 鹿城区); they weigh by their rarity on the page, words by
    their rarity in the dictionary.
    """

    def __init__(self, texts: Sequence[str], words: Sequence[Sequence[str]]) -> None:
        logs = word_logs()
        number: dict[str, int] = {}
        rows: list[int] = []
        columns: list[int] = []
        values: list[float] = []
        for row, unit in enumerate(words):
            for word in set(unit):
                if len(word) < 2 or not "\u4e00" <= word[0] <= "\u9fff":
                    continue
                weight = -logs.get(word, -UNKNOWN_WORD) - COMMONEST
                if weight > 0:
                    rows.append(row)
                    columns.append(number.setdefault(word, len(number)))
                    values.append(weight)
        self.words = dict(number)
        for row, column, weight in _pairs(texts, len(number)):
            rows.append(row)
            columns.append(column)
            values.append(weight)
        matrix = np.zeros((len(words), max(columns, default=0) + 1), dtype=np.float32)
        matrix[rows, columns] = values
        self._sums = np.zeros((len(words) + 1, matrix.shape[1]), dtype=np.float32)
        np.cumsum(matrix, axis=0, out=self._sums[1:])

    def vector(self, start: int, end: int) -> np.ndarray:
        """Word weights of units start to end (half open), each word damped by its count's root."""
        return np.sqrt(np.maximum(self._sums[end] - self._sums[start], 0))

    def vectors(self, starts: Sequence[int], ends: Sequence[int]) -> np.ndarray:
        """(n, weights): such a vector for each run, of length 1."""
        sums = self._sums
        found = np.sqrt(np.maximum(sums[list(ends)] - sums[list(starts)], 0))
        found /= np.sqrt(np.einsum("ij,ij->i", found, found))[:, None] + 1e-9
        return found

    @staticmethod
    def likeness(one: np.ndarray, other: np.ndarray) -> float:
        """Cosine, 0 to 1."""
        size = float(np.sqrt((one @ one) * (other @ other)))
        return float(one @ other) / size if size else 0.0
