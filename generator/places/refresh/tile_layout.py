"""Tiles for the units of a province: one cell each of a square grid, near their true place and beside their neighbours.

First the places are moved so that neighbours lie about one cell apart in the direction in which they truly lie: that
makes room for small city districts and draws wide counties together. Then every place gets a cell of its own, so that
the ways are short together (an assignment problem), and cells are exchanged while that helps. Pure.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import lap
import numpy as np

from generator.places.refresh.borders import Place

ANCHOR = 0.02  # how strongly a true place holds its tile, against 1 of a neighbour
MARGIN = 2  # empty cells around the places that tiles may take
FAR = 0.3  # cost of a squared cell's way from where the first step put it
LEAST = 1e-9  # gain that is worth a move
ROUNDS = 40
SHIFTS = (0.0, 0.25, 0.5, 0.75)  # of the grid against the places, of which the best is taken
STEPS = [(x, y) for x in range(-2, 3) for y in range(-2, 3) if x or y]


def layout(places: Mapping[str, Place]) -> dict[str, tuple[int, int]]:
    """Column (from the west) and row (from the north) of each code."""
    codes = sorted(places)
    index = {code: n for n, code in enumerate(codes)}
    true = _plane([places[code] for code in codes])
    edges = [
        (index[code], index[other])
        for code in codes
        for other in sorted(places[code].neighbours)
        if other in index and code < other
    ]
    ways = {edge: _way(true[edge[1]] - true[edge[0]]) for edge in edges}
    spread = _spread(true, ways)
    shifted = [spread + np.array((x, y)) for x in SHIFTS for y in SHIFTS]
    _, best = min((_assign(moved)[0], n) for n, moved in enumerate(shifted))
    cells = _Board(_assign(shifted[best])[1], shifted[best], ways).settle()
    west, north = cells.min(axis=0)
    return {code: (int(x - west), int(y - north)) for code, (x, y) in zip(codes, cells, strict=True)}


def _plane(places: Sequence[Place]) -> np.ndarray:
    """(n, 2): places in cells, x to the east and y to the south, so large that a place has a cell on the whole."""
    centres = np.array([place.centre for place in places])
    flat = centres * (math.cos(math.radians(centres[:, 1].mean())), -1.0)
    cell = math.sqrt(sum(place.area for place in places) / len(places))
    return np.asarray((flat - flat.mean(axis=0)) / cell)


def _way(difference: np.ndarray) -> np.ndarray:
    """One cell in the direction of a difference."""
    length = float(np.hypot(*difference))
    return difference / length if length else np.zeros(2)


def _spread(true: np.ndarray, ways: Mapping[tuple[int, int], np.ndarray]) -> np.ndarray:
    """Places at which neighbours lie one cell apart, as far as all can (least squares)."""
    size = len(true)
    matrix = np.eye(size) * ANCHOR
    wanted = true * ANCHOR
    for (one, other), way in ways.items():
        matrix[[one, other], [one, other]] += 1
        matrix[[one, other], [other, one]] -= 1
        wanted[one] -= way
        wanted[other] += way
    return np.asarray(np.linalg.solve(matrix, wanted))


def _assign(spread: np.ndarray) -> tuple[float, np.ndarray]:
    """The sum of the squared ways, and (n, 2): a cell of its own for each place."""
    low = np.floor(spread.min(axis=0)).astype(int) - MARGIN
    high = np.ceil(spread.max(axis=0)).astype(int) + MARGIN + 1
    while np.prod(high - low) < len(spread):
        low, high = low - 1, high + 1
    grid = np.stack(np.meshgrid(np.arange(low[0], high[0]), np.arange(low[1], high[1]), indexing="ij"), -1)
    cells = grid.reshape(-1, 2)
    cost = ((spread[:, None, :] - cells[None, :, :]) ** 2).sum(axis=2)
    total, chosen, _ = lap.lapjv(cost, extend_cost=True)
    return round(float(total), 9), np.asarray(cells[chosen])


class _Board:
    """Tiles on cells, and what it costs that they do not lie where they should."""

    def __init__(self, cells: np.ndarray, spread: np.ndarray, ways: Mapping[tuple[int, int], np.ndarray]) -> None:
        self.cells, self.spread = cells.copy(), spread
        self.taken = {(int(x), int(y)): n for n, (x, y) in enumerate(cells)}
        self.around: list[list[tuple[int, np.ndarray]]] = [[] for _ in cells]
        for (one, other), way in ways.items():
            self.around[one].append((other, way))
            self.around[other].append((one, -way))

    def settle(self) -> np.ndarray:
        """Moves tiles into empty cells and exchanges pairs while that helps."""
        for _ in range(ROUNDS):
            moves = [self._moved(n, step) for n in range(len(self.cells)) for step in STEPS]
            if not any(moves):
                break
        return self.cells

    def _moved(self, n: int, step: tuple[int, int]) -> bool:
        """Whether tile n was better off a step away, in exchange with the tile there; it is there then."""
        here = (int(self.cells[n][0]), int(self.cells[n][1]))
        there = (here[0] + step[0], here[1] + step[1])
        other = self.taken.get(there)
        before = self._cost(n, other)
        self._put(n, there, other, here)
        if self._cost(n, other) < before - LEAST:
            return True
        self._put(n, here, other, there)
        return False

    def _put(self, n: int, cell: tuple[int, int], other: int | None, instead: tuple[int, int]) -> None:
        self.cells[n] = cell
        self.taken.pop(instead, None)
        if other is not None:
            self.cells[other] = instead
            self.taken[instead] = other
        self.taken[cell] = n

    def _cost(self, *tiles: int | None) -> float:
        total = 0.0
        for n in tiles:
            if n is not None:
                here = self.cells[n]
                total += FAR * float(((here - self.spread[n]) ** 2).sum())
                total += sum(float(((self.cells[m] - here - way) ** 2).sum()) for m, way in self.around[n])
        return total
