"""Disk: arrays too large for memory, as files: written from front to end, read in parts or through maps.

A map costs no memory of its own: the system reads what is looked at and drops it again where memory is short.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import mkdtemp
from types import TracebackType
from typing import Any, Self
from weakref import finalize

import numpy as np
from numpy.typing import DTypeLike, NDArray

BLOCK = 1 << 20  # values read at once where all are read
Values = NDArray[Any]


class Growing:
    """A file of values of one type that is being written; `size` values so far."""

    def __init__(self, path: Path, kind: DTypeLike) -> None:
        self._file = path.open("wb")
        self._kind = np.dtype(kind)
        self.size = 0

    def add(self, values: Values) -> None:
        self._file.write(np.ascontiguousarray(values, self._kind).tobytes())
        self.size += len(values)

    def add_part(self, path: Path, low: int, high: int) -> None:
        """Adds the values [low, high) of another file of the type."""
        for part in parts(path, self._kind, low, high):
            self.add(part)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()


class Passing:
    """A folder that is removed when nobody holds it any more."""

    def __init__(self) -> None:
        self.path = Path(mkdtemp(prefix="jianbao-"))
        finalize(self, shutil.rmtree, self.path, ignore_errors=True)


def mapped(path: Path, kind: DTypeLike) -> Values:
    """The values of a file as an array that is read where it is looked at."""
    if not path.stat().st_size:  # nothing cannot be mapped
        return np.zeros(0, kind)
    return np.asarray(np.memmap(path, kind, "r"))


def part(path: Path, kind: DTypeLike, low: int, high: int) -> Values:
    """The values [low, high) of a file."""
    return np.fromfile(path, kind, high - low, offset=low * np.dtype(kind).itemsize)


def parts(path: Path, kind: DTypeLike, low: int, high: int) -> Iterator[Values]:
    """The same in blocks."""
    for start in range(low, high, BLOCK):
        yield part(path, kind, start, min(start + BLOCK, high))


def replace(path: Path, table: Values) -> None:
    """Puts table[value] in the place of each value of a file; the table has the file's type."""
    with path.open("r+b") as file:
        while data := file.read(BLOCK * table.itemsize):
            file.seek(-len(data), 1)
            file.write(table[np.frombuffer(data, table.dtype)].tobytes())


def scatter(path: Path, kind: DTypeLike, pieces: Iterable[tuple[int, Values]]) -> None:
    """Writes a file of pieces, each from the index that is given with it on."""
    size = np.dtype(kind).itemsize
    with path.open("wb") as file:
        for at, values in pieces:
            file.seek(at * size)
            file.write(np.ascontiguousarray(values, kind).tobytes())


def gather(path: Path, sources: Sequence[Path], ranges: Iterable[tuple[int, int, int]]) -> None:
    """Writes a file of bytes [low, high) of others, each range given after the index of its source."""
    with ExitStack() as stack:
        files = [stack.enter_context(source.open("rb")) for source in sources]
        made = stack.enter_context(path.open("wb"))
        for source, low, high in ranges:
            files[source].seek(low)
            for start in range(low, high, BLOCK):
                made.write(files[source].read(min(BLOCK, high - start)))
