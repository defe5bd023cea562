"""Disk: the data that ship beside this module, and what they hold as values."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from generator.places.division import Division
from generator.places.gazetteer import Gazetteer
from generator.places.tiles import Tile

DATA = Path(__file__).with_name("data")
DIVISIONS, TOWNS, NEIGHBOURS, TILES, ORDINARY = (
    DATA / name for name in ("divisions.tsv.gz", "towns.tsv.gz", "neighbours.tsv.gz", "tiles.tsv", "ordinary.txt")
)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with the program."""
    return Gazetteer(read_divisions(), _towns, _neighbours)


@cache
def digest() -> str:
    """Eight characters that change with what names can mean: divisions, towns, ordinary words."""
    made = hashlib.blake2b(digest_size=4)
    for path in (DIVISIONS, TOWNS, ORDINARY):
        made.update(path.read_bytes())
    return made.hexdigest()


@cache
def ordinary_words() -> frozenset[str]:
    """Short names that are words of the language too: 江山, 开化, 大同."""
    return frozenset(ORDINARY.read_text(encoding="utf-8").split())


@cache
def tiles() -> dict[str, tuple[Tile, ...]]:
    """Province code -> the tiles of its map."""
    found: dict[str, list[Tile]] = {}
    for province, code, column, row in _rows(TILES.read_text(encoding="utf-8")):
        found.setdefault(province, []).append(Tile(code, int(column), int(row)))
    return {province: tuple(of) for province, of in found.items()}


def read_divisions() -> Iterator[Division]:
    """Provinces to counties, today's and ended, as they stand in the file."""
    for code, name, parent, first, last, successors in _rows(_unpacked(DIVISIONS)):
        yield Division(code, name, parent, int(first or 0), int(last or 0), tuple(successors.split()))


def _towns() -> dict[str, str]:
    return {line[:9]: line[10:] for line in _unpacked(TOWNS).splitlines()}


def _neighbours() -> dict[str, tuple[str, ...]]:
    return {code: tuple(others.split()) for code, others in _rows(_unpacked(NEIGHBOURS))}


def _unpacked(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode()


def _rows(text: str) -> Iterable[list[str]]:
    return (line.split("\t") for line in text.splitlines())
