"""Best path and certainty over a chain of scored states (Viterbi; forward-backward: Rabiner 1989)."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

SCALED = 8  # positions after which the odds of paths are scaled down


def best_path(scores: np.ndarray, steps: np.ndarray) -> list[int]:
    """The states of the best path.

    scores: (n, states) of each position; steps: (states + 1, states), what a state costs after another, its
    last row what it costs at the beginning.
    """
    if not len(scores):
        return []
    bests = np.empty_like(scores)
    bests[0] = scores[0] + steps[-1]
    between = steps[:-1]
    onward = np.ascontiguousarray(between.T)
    ways = np.empty_like(onward)
    for before, here, own in zip(bests, bests[1:], scores[1:], strict=False):
        np.add(before, onward, out=ways)
        np.maximum.reduce(ways, axis=1, out=here)
        np.add(here, own, out=here)
    path = [int(bests[-1].argmax())]
    befores = (bests[:-1, None, :] + onward).argmax(axis=2)  # (n - 1, states): the best state before each
    for before in befores.tolist()[::-1]:
        path.append(before[path[-1]])
    return path[::-1]


def certainty(scores: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """(n, states): the probability of each state at each position, all paths considered."""
    if not len(scores):
        return scores
    own = np.exp(scores - scores.max(axis=1, keepdims=True))
    between = np.exp(steps[:-1] - steps[:-1].max())
    # Both ways at once, side by side: from the first position forward, from the last one backward.
    states = own.shape[1]
    both = np.zeros((2 * states, 2 * states))
    both[:states, :states], both[states:, states:] = between, between.T
    ways = np.hstack([own, own[::-1]])
    ways[0, :states] *= np.exp(steps[-1] - steps[-1].max())
    for i, (before, here) in enumerate(pairwise(ways), 1):
        np.multiply(before @ both, here, out=here)
        if i % SCALED == 0:  # only the shares matter, and they must not run out of digits
            here.reshape(2, states)[:] /= here.reshape(2, states).sum(1, keepdims=True)
    forward, backward = ways[:, :states], np.ones_like(own)
    backward[:-1] = ways[-2::-1, states:] @ between.T  # without the position's own score, which `forward` has
    shares = forward * backward
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))
