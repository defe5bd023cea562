"""What each unit of a page is: scored features, scored steps from role to role, and the best path over the page.

A conditional random field (Lafferty, McCallum, Pereira 2001) of named features. Its weights are fitted on pages whose
roles people have marked (tests/fitting) and stand in weights.json, where each can be looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from generator.importer.lattice import best_path, certainty

# BODY begins a paragraph, REST goes on with one that a column break cut.
STATES = ("COLUMN", "HEAD", "BYLINE", "SUBHEAD", "BODY", "REST", "CAPTION", "CREDIT", "FURNITURE")


class RoleModel:
    """Weights of features and steps; scores a page's units and finds the best path."""

    def __init__(self, weights: Mapping[str, Sequence[float]], steps: Sequence[Sequence[float]] | np.ndarray) -> None:
        self.row = {feature: number for number, feature in enumerate(weights)}
        self.weights = np.array([*weights.values()], dtype=np.float64).reshape(-1, len(STATES))
        self.steps = np.array(steps, dtype=np.float64)

    def scores(self, features: Sequence[Sequence[str]]) -> np.ndarray:
        """(units, STATES) in nats."""
        row = self.row
        found = [[row[f] for f in unit if f in row] for unit in features]
        return np.array([self.weights[rows].sum(0) for rows in found]).reshape(-1, len(STATES))

    def read(self, features: Sequence[Sequence[str]]) -> tuple[list[int], np.ndarray]:
        """The states of the best path, and the probability of every state of every unit."""
        scores = self.scores(features)
        return best_path(scores, self.steps), certainty(scores, self.steps)
