"""How much two stretches of a page speak of the same things: weighted words, compared all with all at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import rjieba

from generator.importer.dictionary_file import word_logs

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
        number: dict[str, int] = {}
        rows: list[int] = []
        columns: list[int] = []
        values: list[float] = []
        for row, unit in enumerate(words):
            for word in set(unit):
                weight = WEIGHTS[word]
                if weight:
                    rows.append(row)
                    columns.append(number.setdefault(word, len(number)))
                    values.append(weight)
        self.words = dict(number)
        units, pairs, weights = _pairs(texts)
        matrix = np.zeros((len(words), len(number) + int(pairs.max(initial=-1)) + 1), dtype=np.float32)
        matrix[rows, columns] = values
        matrix[units, pairs + len(number)] = weights
        self._sums = np.zeros((len(words) + 1, matrix.shape[1]), dtype=np.float32)
        np.cumsum(matrix, axis=0, out=self._sums[1:])

    def vector(self, start: int, end: int) -> np.ndarray:
        """Word weights of units start to end (half open), each word damped by its count's root."""
        return np.asarray(np.sqrt(np.maximum(self._sums[end] - self._sums[start], 0)))

    def vectors(self, starts: Sequence[int], ends: Sequence[int]) -> np.ndarray:
        """(n, weights): such a vector for each run, of length 1."""
        sums = self._sums
        found = np.sqrt(np.maximum(sums[list(ends)] - sums[list(starts)], 0))
        return np.asarray(found / (np.sqrt(np.einsum("ij,ij->i", found, found))[:, None] + 1e-9))

    @staticmethod
    def likeness(one: np.ndarray, other: np.ndarray) -> float:
        """Cosine, 0 to 1."""
        size = float(np.sqrt((one @ one) * (other @ other)))
        return float(one @ other) / size if size else 0.0
