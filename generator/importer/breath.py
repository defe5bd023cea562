"""Whether two pieces of text are one breath: does a word of the dictionary span the cut between them?"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property, lru_cache

import numpy as np

from generator.dictionary_file import LONGEST_WORD, dictionary

UNKNOWN_CHARACTER = -14.0  # log frequency of a character that the dictionary lacks
WINDOW = 6
REMEMBERED = 1000  # texts: those of several pages, which are weighed as they are printed and in plain form
PLACES, SPREAD = 1 << 22, 40503  # of the table of joints; what spreads pairs of characters over it


class Side:
    """The text at one side of a cut, and the best cost of cutting it into words up to each of its characters.

    costs[k]: that of all but the k characters next to the cut; found when first asked for, which is seldom.
    """

    def __init__(self, text: str, find_costs: Callable[[str], list[float]]) -> None:
        self.text, self._find_costs = text, find_costs

    @cached_property
    def costs(self) -> list[float]:
        return self._find_costs(self.text)


def tail(text: str) -> Side:
    """The end of a text."""
    return Side(text[-WINDOW:], _costs_of_tail)


def head(text: str) -> Side:
    """The beginning of a text."""
    return Side(text[:WINDOW], _costs_of_head)


@lru_cache(maxsize=REMEMBERED)
def _costs_of_head(text: str) -> list[float]:
    words = dictionary()
    costs = [0.0] * (len(text) + 1)
    for i in range(len(text) - 1, -1, -1):
        alone = words.get(text[i])
        best = (alone.log if alone else UNKNOWN_CHARACTER) + costs[i + 1]
        for k in range(2, min(LONGEST_WORD, len(text) - i) + 1):
            word = words.get(text[i : i + k])
            if word and word.log + costs[i + k] > best:
                best = word.log + costs[i + k]
        costs[i] = best
    return costs


@lru_cache(maxsize=REMEMBERED)
def _costs_of_tail(text: str) -> list[float]:
    words = dictionary()
    costs = [0.0] * (len(text) + 1)
    for i in range(1, len(text) + 1):
        alone = words.get(text[i - 1])
        best = (alone.log if alone else UNKNOWN_CHARACTER) + costs[i - 1]
        for k in range(2, min(LONGEST_WORD, i) + 1):
            word = words.get(text[i - k : i])
            if word and word.log + costs[i - k] > best:
                best = word.log + costs[i - k]
        costs[i] = best
    return costs[::-1]


def gain(left: Side, right: Side) -> float:
    """Nats by which the best segmentation of both together beats that of each alone; 0 where no word spans the cut."""
    a, b = left.text, right.text
    if not (a and b and _joints()[(ord(a[-1]) * SPREAD + ord(b[0])) % PLACES]):
        return 0.0
    spanning = _spanning(a, b)
    if not spanning:
        return 0.0
    apart = left.costs[0] + right.costs[0]
    return max(apart, *(left.costs[i] + log + right.costs[k] for i, k, log in spanning)) - apart


def _spanning(a: str, b: str) -> list[tuple[int, int, float]]:
    """Words over the cut between a and b: how many characters they have of either, and their log frequencies."""
    words = dictionary()
    found = []
    for i in range(1, min(LONGEST_WORD - 1, len(a)) + 1):
        end = a[-i:]
        for k in range(1, min(LONGEST_WORD - i, len(b)) + 1):
            word = words.get(end + b[:k])
            if word:
                found.append((i, k, word.log))
    return found


def may_span(last: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Of many cuts at once: those that a word may span, by the codes of the characters at both sides."""
    return np.asarray(np.frombuffer(_joints(), dtype=np.bool_)[(last * SPREAD + first) % PLACES])


@cache
def _joints() -> bytes:
    """Not zero at the place of any two characters that follow each other in a word: few cuts have such two."""
    codes = np.frombuffer("\n".join(dictionary()).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    table = np.zeros(PLACES, dtype=np.bool_)
    table[(codes[:-1] * SPREAD + codes[1:]) % PLACES] = True
    return table.tobytes()
