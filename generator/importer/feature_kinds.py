"""Features of many things at once: of each kind a column of numbers, each of which stands for names of features."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np


class Kind:
    """Features of which a thing shows those of one number, 0 for none."""

    def __init__(self, named: Callable[..., Sequence[str]], *parts: Sequence[Any]) -> None:
        """named: the names of the features by one of each of `parts`."""
        self.names: list[Sequence[str]] = [(), *(named(*one) for one in product(*parts))]
        self._sizes = [len(part) for part in parts]

    def column(self, *places: np.ndarray, where: np.ndarray | None = None) -> Column:
        """The numbers of things, by the places that each has in the parts. where: the things that show any."""
        number: Any = places[0] if places else 0
        for size, place in zip(self._sizes[1:], places[1:], strict=True):
            number = number * size + place
        number = number + 1
        return self, number if where is None else number * where


Column = tuple[Kind, np.ndarray]  # a number for each thing


def upto(steps: Sequence[Any] | np.ndarray) -> list[Sequence[Any]]:
    """For each count of steps taken, from 0, those steps."""
    steps = list(steps)
    return [steps[:count] for count in range(len(steps) + 1)]


def exceeded(steps: np.ndarray, values: np.ndarray) -> np.ndarray:
    """How many of the steps, which ascend, each value exceeds."""
    return np.asarray(steps.searchsorted(values))


def names(columns: Iterable[Column]) -> list[list[str]]:
    """The features of each thing by name."""
    by_kind = [[kind.names[number] for number in numbers.tolist()] for kind, numbers in columns]
    return [[name for found in one for name in found] for one in zip(*by_kind, strict=True)]


class KindWeights:
    """Weights of named features, as columns ask for them."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights
        self._tables: dict[Kind, np.ndarray] = {}  # by number, of the kinds asked for

    def add(self, columns: Iterable[Column], sums: np.ndarray) -> None:
        """Adds the weights of each thing's features to its sum, one kind after another."""
        for kind, numbers in columns:
            sums += self._table(kind)[numbers]

    def _table(self, kind: Kind) -> np.ndarray:
        if kind not in self._tables:
            sums = [sum(self._weights.get(name, 0.0) for name in features) for features in kind.names]
            self._tables[kind] = np.array(sums, np.float64)
        return self._tables[kind]
