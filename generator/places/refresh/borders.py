"""Where the divisions of today lie and which border on each other, from their boundaries. Pure."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from generator.places.division import Division, level_of

Point = tuple[float, float]
STRETCHES = 2  # stretches of boundary that neighbours share at least: one may be a point where four meet


@dataclass(slots=True)
class Place:
    """The centre of a division (degrees east, degrees north), its area there, and its neighbours."""

    centre: Point = (0.0, 0.0)
    area: float = 0.0
    neighbours: set[str] = field(default_factory=set)


def places(data: bytes, divisions: Sequence[Division]) -> dict[str, Place]:
    """The lowest divisions of today (counties, and cities without any) by code."""
    heirs = {division.code: division.successors for division in divisions if not division.stands}
    standing = {division.code for division in divisions if division.stands}
    found: defaultdict[str, Place] = defaultdict(Place)
    owners: defaultdict[frozenset[Point], set[str]] = defaultdict(set)
    for drawn, rings in _features(data):
        codes = (drawn,) if drawn in standing else heirs.get(drawn, ())
        for code in codes:
            for ring in rings:
                _add(found[code], ring)
                for ends in pairwise(ring):
                    owners[frozenset(ends)].add(code)
    shared: defaultdict[tuple[str, str], int] = defaultdict(int)
    for sides in owners.values():
        for left, right in combinations(sorted(sides), 2):
            shared[left, right] += 1
    for (left, right), stretches in shared.items():
        if stretches >= STRETCHES:
            found[left].neighbours.add(right)
            found[right].neighbours.add(left)
    return dict(found)


def neighbours(found: Mapping[str, Place], divisions: Sequence[Division]) -> dict[str, set[str]]:
    """Neighbours on the same level: counties, and the cities and provinces that they lie in."""
    parents = {division.code: division.parent for division in divisions if division.stands}
    both: defaultdict[str, set[str]] = defaultdict(set)
    for code, place in found.items():
        for other in place.neighbours:
            above = {level_of(one): one for one in _upwards(other, parents)}
            for one in _upwards(code, parents):
                there = above.get(level_of(one))
                if there and there != one:
                    both[one].add(there)
    return dict(both)


def _upwards(code: str, parents: Mapping[str, str]) -> Iterator[str]:
    while code:
        yield code
        code = parents[code]


def _features(data: bytes) -> Iterator[tuple[str, list[list[Point]]]]:
    """Each division as drawn: its code and the outer rings."""
    for feature in json.loads(data)["features"]:
        code = str(feature["properties"].get("gb") or "")[3:]
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        if len(code) == 6 and shape["type"].endswith("Polygon"):
            yield code, [[(x, y) for x, y in polygon[0]] for polygon in polygons]


def _add(place: Place, ring: Sequence[Point]) -> None:
    """The ring's share of the division's centre, weighted by area."""
    area = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring)) / 2
    if not area:
        return
    x = sum((x0 + x1) * (x0 * y1 - x1 * y0) for (x0, y0), (x1, y1) in pairwise(ring)) / (6 * area)
    y = sum((y0 + y1) * (x0 * y1 - x1 * y0) for (x0, y0), (x1, y1) in pairwise(ring)) / (6 * area)
    size = abs(area) * math.cos(math.radians(y))
    whole = place.area + size
    place.centre = (
        (place.centre[0] * place.area + x * size) / whole,
        (place.centre[1] * place.area + y * size) / whole,
    )
    place.area = whole
