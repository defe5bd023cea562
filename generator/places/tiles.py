"""A schematic map: each county of a province a tile near its true place, no boundary drawn."""

from __future__ import annotations

from typing import NamedTuple


class Tile(NamedTuple):
    """A county's place on its province's map: columns from the west, rows from the north, both from 0."""

    code: str
    column: int
    row: int
