"""What each unit of a page is: scored features, scored steps from role to role, and the best path over the page.

A conditional random field (Lafferty, McCallum, Pereira 2001) of named features. Its weights are fitted on pages whose
roles people have marked (tests/fitting) and stand in weights.json, where each can be looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, repeat

import numpy as np

from generator.importer.lattice import best_path, certainty

# BODY begins a paragraph, REST goes on with one that a column break cut.
STATES = ("COLUMN", "HEAD", "BYLINE", "SUBHEAD", "BODY", "REST", "CAPTION", "CREDIT", "FURNITURE")


class RoleModel:
    """Weights of features and steps; scores a page's units and finds the best path."""

    def __init__(self, weights: Mapping[str, Sequence[float]], steps: Sequence[Sequence[float]] | np.ndarray) -> None:
        self.row = {feature: number for number, feature in enumerate(weights)}
        # A row of zeros comes last, for features that no marked page has shown.
        self.weights = np.array([*weights.values(), [0.0] * len(STATES)], dtype=np.float64)
        self.steps = np.array(steps, dtype=np.float64)

    def scores(self, features: Sequence[Sequence[str]]) -> np.ndarray:
        """(units, STATES) in nats."""
        if not features:
            return np.zeros((0, len(STATES)))
        rows = np.fromiter(map(self.row.get, chain.from_iterable(features), repeat(-1)), dtype=np.intp)
        starts = np.cumsum([0, *map(len, features[:-1])])
        return np.asarray(np.add.reduceat(self.weights[rows], starts))

    def read(self, features: Sequence[Sequence[str]]) -> tuple[list[int], np.ndarray]:
        """The states of the best path, and the probability of every state of every unit."""
        scores = self.scores(features)
        return best_path(scores, self.steps), certainty(scores, self.steps)
