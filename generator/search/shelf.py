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

    def lists(self, low: int, high: int) -> Lists:
        """The lists [low, high), with offsets from the first of them on."""
        ends = np.concatenate((self._end(low, self.ends), self.ends[low:high]))
        data = self.data[int(ends[0]) : int(ends[-1])].tobytes()
        return Lists(self.keys_of(low, high), data, ends - ends[0])

    def keys_of(self, low: int, high: int) -> list[str]:
        if low == high:
            return []
        start = int(self._end(low, self.key_ends)[0])
        return self.keys[start : int(self.key_ends[high - 1]) - 1].tobytes().decode().split(BETWEEN)

    def sizes(self) -> Array:
        """The bytes of each list."""
        return np.diff(self.ends, prepend=0)

    def _end(self, number: int, ends: Array) -> Array:
        """Where the one before ends."""
        return ends[number - 1 : number] if number else np.zeros(1, np.int64)


def opened(folder: Path, name: str) -> Shelf:
    """The shelf of a name in a folder."""
    arrays = {kind: stored.mapped(_path(folder, name, kind), KINDS[kind]) for kind in KINDS}
    return Shelf(**arrays, folder=folder, name=name)


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
    origins = np.insert(kept, at, -1 - np.arange(len(new.ends)))
    with _Making(folder, name) as making:
        for low, high in _stretches(origins):
            if origins[low] >= 0:
                making.take(before, int(origins[low]), int(origins[high - 1]) + 1)
            else:
                making.take(new, -1 - int(origins[low]), -int(origins[high - 1]))
    for kind in KINDS:
        _path(folder, new.name, kind).unlink()
    return opened(folder, name), np.maximum(origins, -1)


def _stretches(origins: Array) -> Iterator[tuple[int, int]]:
    """Where runs of keys begin and end that also followed each other before; those that are new count down."""
    old = origins[1:] >= 0
    follows = (old == (origins[:-1] >= 0)) & (np.diff(origins) == np.where(old, 1, -1))
    return pairwise([0, *(np.flatnonzero(~follows) + 1).tolist(), len(origins)]) if len(origins) else iter(())


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

    def take(self, shelf: Shelf, low: int, high: int) -> None:
        """Adds the lists [low, high) of another shelf."""
        for kind, ends in (("data", shelf.ends), ("keys", shelf.key_ends)):
            start = int(ends[low - 1]) if low else 0
            self._files["ends" if kind == "data" else "key_ends"].add(
                ends[low:high] - start + self._files[kind].size
            )
            self._files[kind].add_part(_path(shelf.folder, shelf.name, kind), start, int(ends[high - 1]))
        self._files["hashes"].add(shelf.hashes[low:high])
        self._files["buckets"].add(shelf.buckets[low:high])

    def __enter__(self) -> _Making:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()
