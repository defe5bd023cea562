"""Disk: what is kept of an index in its folder, so that the next build makes only what changed.

Beside the corpus and the shelves the folder holds the bytes of all small files, one behind the other, and a table of
all files. It is written last, so a folder that has one is whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from generator.search import corpus, shelf, stored
from generator.search.corpus import Corpus
from generator.search.edits import Numbering
from generator.search.shards import FOLDER, Cut, Digests, File, Known
from generator.search.shelf import Shelf

TABLE, SMALL, NUMBERS, MINOR = "index.json", "small", "numbers", "minor"

# Paths of an index. The table lies where others can change it, and what it names is written into the site.
OURS = re.compile(rf"{FOLDER}(?:[a-z]+/)?[0-9a-z-]+\.js")


class Facts(NamedTuple):
    """What the next index must know beside the files."""

    universe: int
    body_width: int
    names: Sequence[str]  # that have lists as words have
    cards: Sequence[tuple[str, Sequence[str]]]  # groups of card files: what decides them, and their paths


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the small ones."""

    folder: Path
    low: int
    high: int

    def __call__(self) -> bytes:
        return stored.part(self.folder / SMALL, "u1", self.low, self.high).tobytes()


class Row(NamedTuple):
    """A file of the index: a Cut of the shelf `space`, or where that is empty a Part."""

    path: str
    digest: str
    whole: str
    space: str
    low: int
    high: int

    def maker(self, folder: Path) -> Cut | Part:
        return Cut(folder, self.space, self.low, self.high) if self.space else Part(folder, self.low, self.high)


def keep(folder: Path, key: str, code: str, files: Sequence[File], numbering: Numbering, facts: Facts) -> list[Row]:
    """Completes the folder of an index: `key` is a digest of all that decided it, `code` of what made it."""
    rows = []
    at = 0
    with (folder / SMALL).open("wb") as small:
        for file in files:
            if isinstance(file.make, Cut):
                space, low, high = file.make.space, file.make.low, file.make.high
            else:
                space, low, high = "", at, at + small.write(file.data)
                at = high
            rows.append(Row(file.path, file.digest.hex(), file.whole.hex(), space, low, high))
    for name, values, kind in ((NUMBERS, numbering.numbers, "i8"), (MINOR, numbering.minor, "?")):
        with stored.Growing(folder / name, kind) as growing:
            growing.add(values)
    sizes = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    table = {"key": key, "code": code, "sizes": sizes, "facts": facts, "rows": rows}
    (folder / TABLE).write_bytes(orjson.dumps(table, default=list))
    return rows


class Last:
    """The last index, in its folder."""

    def __init__(self, folder: Path, table: Mapping[str, Any]) -> None:
        self.folder = folder
        self.key: str = table["key"]
        self.code: str = table["code"]
        self.facts = Facts(*table["facts"])
        self.rows = [Row(*row) for row in table["rows"]]

    @property
    def scale(self) -> tuple[int, int]:
        """The universe and the width of places in bodies."""
        return self.facts.universe, self.facts.body_width

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self.facts.names)

    @cached_property
    def corpus(self) -> Corpus:
        return corpus.opened(self.folder)

    @cached_property
    def numbering(self) -> Numbering:
        return Numbering(
            stored.mapped(self.folder / NUMBERS, "i8"),
            stored.mapped(self.folder / MINOR, "?"),
        )

    def minor(self) -> dict[bytes, bool]:
        """Whether articles are minor, by mark."""
        marks = (mark.tobytes() for mark in self.corpus.marks)
        return dict(zip(marks, self.numbering.minor.tolist(), strict=True))

    def shelf(self, space: str) -> Shelf:
        return shelf.opened(self.folder, space)

    def digests(self, space: str) -> Known:
        """Of the files of a key space."""
        return {(row.low, row.high): _digests(row) for row in self.rows if row.space == space}

    def cards(self) -> dict[str, list[File]]:
        """Groups of card files by what decided them."""
        rows = {row.path: row for row in self.rows if not row.space}
        return {key: [self._file(rows[path]) for path in paths] for key, paths in self.facts.cards}

    def _file(self, row: Row) -> File:
        return File(row.path, "", *_digests(row), row.maker(self.folder))


def _digests(row: Row) -> Digests:
    return bytes.fromhex(row.digest), bytes.fromhex(row.whole)


def load(folder: Path) -> Last | None:
    """The index kept in a folder, None where there is none or it is not as it was written."""
    try:
        table = orjson.loads((folder / TABLE).read_bytes())
        if any((folder / name).stat().st_size != size for name, size in table["sizes"].items()):
            return None
        kept = Last(folder, table)
        return kept if all(OURS.fullmatch(row.path) for row in kept.rows) else None
    except (OSError, orjson.JSONDecodeError, AttributeError, KeyError, TypeError):
        return None
