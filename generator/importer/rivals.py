"""Of things in groups the best, and the best but one: what each would have to beat."""

from __future__ import annotations

import numpy as np


class Rivals:
    """The best two of each group.

    things: by number; values: what each is worth; groups: the group of each, from 0 to `count` - 1.
    """

    def __init__(self, things: np.ndarray, values: np.ndarray, groups: np.ndarray, count: int) -> None:
        self._who = np.full(count, -1)
        self._best, self._second = np.full((2, count), -np.inf)
        if not len(values):
            return
        order = np.lexsort((values, groups))
        groups, values = groups[order], values[order]
        ends = np.flatnonzero(np.append(groups[1:] != groups[:-1], True))
        self._who[groups[ends]], self._best[groups[ends]] = things[order[ends]], values[ends]
        several = ends[np.diff(ends, prepend=-1) > 1]
        self._second[groups[several]] = values[several - 1]

    def best_others(self, things: np.ndarray, groups: np.ndarray) -> np.ndarray:
        """What the best of each of these groups is worth that is not the thing beside it; -inf for none."""
        return np.asarray(np.where(self._who[groups] == things, self._second[groups], self._best[groups]))
