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
        best = ways.max(0) + scores[i]
    path = [int(best.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        path.append(int(back[i][path[-1]]))
    return path[::-1]


def certainty(scores: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """(n, states): the probability of each state at each position, all paths considered."""
    if not len(scores):
        return scores
    own = np.exp(scores - scores.max(axis=1, keepdims=True))
    between = np.exp(steps[:-1] - steps[:-1].max())
    backwards = between.T.copy()
    forward, backward = np.empty(own.shape), np.ones(own.shape)
    forward[0] = own[0] * np.exp(steps[-1] - steps[-1].max())
    for i in range(1, len(own)):
        reached = (forward[i - 1] @ between) * own[i]
        forward[i] = reached / reached.sum()  # only the shares matter, and they must not run out of digits
    for i in range(len(own) - 2, -1, -1):
        reached = (own[i + 1] * backward[i + 1]) @ backwards
        backward[i] = reached / reached.sum()
    both = forward * backward
    return np.asarray(both / both.sum(axis=1, keepdims=True))
