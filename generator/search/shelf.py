"""Disk: the lists of a key space in files of a folder, sorted by key.

Of a shelf most lists are taken over by the next build: only those of the buckets in which an edit shows are made anew.
A bucket is all keys that begin with the same two letters.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.search import stored
from generator.search.corpus import Array
from generator.search.postings import Lists
from generator.search.stored import Growing

KINDS = {"data": "u1", "keys": "u1", "ends": "i8", "key_ends": "i8", "hashes": "u4", "buckets": "u8"}
BETWEEN = "\n"  # what stands behind each key; no key has it
Buckets = NDArray[np.uint64]


class Shelf(NamedTuple):
    """Lists by key: the list of key n ends in `data` at ends[n], the key in `keys` at key_ends[n]."""

    data: NDArray[np.uint8]
    keys: NDArray[np.uint8]
    ends: Array
    key_ends: Array
    hashes: NDArray[np.uint32]  # of the keys
    buckets: Buckets
    folder: Path
    name: str

    def key(self, number: int) -> str:
        start = int(self.key_ends[number - 1]) if number else 0
        return self.keys[start : int(self.key_ends[number]) - 1].tobytes().decode()

    def sizes(self) -> Array:
        """The bytes of each list."""
        return np.diff(self.ends, prepend=0)


def opened(folder: Path, name: str) -> Shelf:
    """The shelf of a name in a folder."""
    arrays = {kind: stored.mapped(_path(folder, name, kind), KINDS[kind]) for kind in KINDS}
    return Shelf(**arrays, folder=folder, name=name)


def read(folder: Path, name: str, low: int, high: int) -> tuple[list[str], bytes]:
    """The keys [low, high) of a shelf, of which there must be some, and their lists."""
    found = []
    for kind, ends in (("keys", "key_ends"), ("data", "ends")):
        start = int(stored.part(_path(folder, name, ends), KINDS[ends], low - 1, low)[0]) if low else 0
        end = int(stored.part(_path(folder, name, ends), KINDS[ends], high - 1, high)[0])
        found.append(stored.part(_path(folder, name, kind), KINDS[kind], start, end).tobytes())
    keys, data = found
    return keys.decode().split(BETWEEN)[:-1], data


def made(folder: Path, names: Sequence[str], parts: Iterable[Sequence[Lists]]) -> list[Shelf]:
    """Shelves of lists that come sorted, part by part; each part has lists for each shelf."""
    with ExitStack() as stack:
        making = [stack.enter_context(_Making(folder, name)) for name in names]
        for part in parts:
            for one, lists in zip(making, part, strict=True):
                one.add(lists)
    return [opened(folder, name) for name in names]


def buckets(keys: Sequence[str]) -> Buckets:
    """The numbers of the buckets of some keys: the code points of two letters."""
    letters = np.array(keys, "U2").view("<u4").reshape(-1, 2).astype(np.uint64)
    return letters[:, 0] << np.uint64(32) | letters[:, 1]


def spliced(
    folder: Path, name: str, before: Shelf, new: Shelf, gone: Buckets, order: Callable[[Buckets], Array]
) -> tuple[Shelf, Array]:
    """A shelf with the new lists (whose shelf is used up) in place of all of the buckets that are `gone`.

    Also of each key which it was before, -1 for a new one. `order` tells where buckets stand among others.
    """
    kept = np.flatnonzero(~np.isin(before.buckets, gone))
    at = np.searchsorted(order(before.buckets[kept]), order(new.buckets))
    chosen = np.insert(kept, at, len(before.ends) + np.arange(len(new.ends)))  # of both, one behind the other
    for data, ends in (("data", "ends"), ("keys", "key_ends")):
        limits = [np.concatenate(([0], getattr(one, ends))) for one in (before, new)]
        sources = [_path(folder_, name_, data) for *_, folder_, name_ in (before, new)]
        stored.gather(_path(folder, name, data), sources, _ranges(chosen, limits))
        sizes = np.concatenate([np.diff(one) for one in limits])[chosen]
        _write(folder, name, ends, np.cumsum(sizes))
    for kind in ("hashes", "buckets"):
        _write(folder, name, kind, np.concatenate([getattr(one, kind) for one in (before, new)])[chosen])
    for kind in KINDS:
        _path(folder, new.name, kind).unlink()
    return opened(folder, name), np.where(chosen < len(before.ends), chosen, -1)


def _ranges(chosen: Array, limits: Sequence[Array]) -> Iterator[tuple[int, int, int]]:
    """The keys chosen of two shelves as ranges of bytes: which shelf, from where to where."""
    border = len(limits[0]) - 1
    breaks = np.flatnonzero((np.diff(chosen) != 1) | (chosen[1:] == border)) + 1
    for low, high in pairwise([0, *breaks.tolist(), len(chosen)] if len(chosen) else []):
        first, last = int(chosen[low]), int(chosen[high - 1])
        source = first >= border
        offset = border if source else 0
        yield int(source), int(limits[source][first - offset]), int(limits[source][last - offset + 1])


def _write(folder: Path, name: str, kind: str, values: NDArray[np.generic]) -> None:
    with Growing(_path(folder, name, kind), KINDS[kind]) as growing:
        growing.add(values)


def _path(folder: Path, name: str, kind: str) -> Path:
    return folder / f"{name}.{kind}"


class _Making:
    """The files of a shelf as they grow."""

    def __init__(self, folder: Path, name: str) -> None:
        self._stack = ExitStack()
        self._files = {
            kind: self._stack.enter_context(Growing(_path(folder, name, kind), KINDS[kind])) for kind in KINDS
        }

    def add(self, lists: Lists) -> None:
        files, keys = self._files, "".join(f"{key}{BETWEEN}" for key in lists.keys).encode()
        letters = np.frombuffer(keys, np.uint8)
        files["ends"].add(lists.offsets[1:] + files["data"].size)
        files["key_ends"].add(np.flatnonzero(letters == ord(BETWEEN)) + 1 + files["keys"].size)
        files["data"].add(np.frombuffer(lists.data, np.uint8))
        files["keys"].add(letters)
        files["hashes"].add(np.array([*map(zlib.crc32, keys.split(BETWEEN.encode())[:-1])], np.uint32))
        files["buckets"].add(buckets(lists.keys))

    def __enter__(self) -> _Making:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()
