"""Best path and certainty over a chain of scored states (Viterbi; forward-backward: Rabiner 1989)."""

from __future__ import annotations

import numpy as np


def best_path(scores: np.ndarray, steps: np.ndarray) -> list[int]:
    """The states of the best path.

    scores: (n, states) of each position; steps: (states + 1, states), what a state costs after another, its
    last row what it costs at the beginning.
    """
    if not len(scores):
        return []
    best = scores[0] + steps[-1]
    back = np.zeros(scores.shape, dtype=np.intp)
    between = steps[:-1]
    for i in range(1, len(scores)):
        ways = best[:, None] + between
        back[i] = ways.argmax(0)
        best = ways[back[i], np.arange(scores.shape[1])] + scores[i]
    path = [int(best.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        path.append(int(back[i][path[-1]]))
    return path[::-1]


def certainty(scores: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """(n, states): the probability of each state at each position, all paths considered."""
    n, states = scores.shape
    forward, backward = np.zeros((n, states)), np.zeros((n, states))
    between = steps[:-1]
    if n:
        forward[0] = scores[0] + steps[-1]
    for i in range(1, n):
        forward[i] = _logsum(forward[i - 1][:, None] + between, 0) + scores[i]
    for i in range(n - 2, -1, -1):
        backward[i] = _logsum(between + (scores[i + 1] + backward[i + 1])[None, :], 1)
    total = forward + backward
    return np.exp(total - _logsum(total, 1)[:, None]) if n else total


def _logsum(values: np.ndarray, axis: int) -> np.ndarray:
    top = values.max(axis=axis, keepdims=True)
    return np.squeeze(top, axis) + np.log(np.exp(values - top).sum(axis=axis))
