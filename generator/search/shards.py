"""Sorted lists cut into files, and the files' names into pages of a directory.

Where a file begins is decided by what stands near there and nothing else, so that a small change moves few borders: a
key begins a file if its digest is the greatest of those near where a file would be full.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import NamedTuple

import numpy as np
import orjson
from numpy.typing import NDArray

from generator.batches import in_batches
from generator.search import shelf
from generator.search.bits import pack
from generator.search.corpus import Array
from generator.search.shelf import Shelf
from generator.search.zipped import zippable

FOLDER = "search/"
DIGEST = 3  # bytes of a file's digest in its name
WHOLE = 8  # bytes of the digest by which the build knows a file
KEY_COST = 3  # bytes that a key takes in a file, about
SIZES = 35  # the character that stands for 0 where lengths are written as characters
LOW, HIGH = 0.8, 1.2  # a file's size as parts of the room
FILTER_BITS = 10  # a filter takes a strange word for a listed one once in 2**10 times
FILTER_COST = 1.5  # bytes that a word takes in the filter


Hashes = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class File:
    """One file of the index; `first` is the first of its keys, `digest` stands in its name, `whole` tells it apart."""

    path: str
    first: str
    digest: bytes
    whole: bytes
    make: Callable[[], bytes]
    hashes: Hashes = field(default_factory=lambda: np.zeros(0, np.uint32))  # of its keys

    @property
    def data(self) -> bytes:
        return self.make()


@dataclass(frozen=True, slots=True)
class Cut:
    """A file of the lists [low, high) of a shelf, made from there whenever it is asked for."""

    folder: Path
    space: str
    low: int
    high: int

    def __call__(self) -> bytes:
        keys, data = shelf.read(self.folder, self.space, self.low, self.high)
        return script(f"{self.space}/{_hash(keys[0]):08x}", content(keys, data))


Digests = tuple[bytes, bytes]  # `digest` and `whole`
Known = Mapping[tuple[int, int], Digests]  # of the files [low, high) of a shelf


class Taken(NamedTuple):
    """What a shelf has of one before: which each key was there, -1 for a new one; and the digests of the files then."""

    origins: Array
    digests: Known

    def still(self, limits: Sequence[tuple[int, int]]) -> Known:
        """The digests of the files [low, high) that are as they were."""
        new = np.concatenate(([0], np.cumsum(self.origins < 0)))
        found = {}
        for low, high in limits:
            before = int(self.origins[low]), int(self.origins[high - 1]) + 1
            if new[low] == new[high] and before[1] - before[0] == high - low and before in self.digests:
                found[low, high] = self.digests[before]
        return found


def files(lists: Shelf, starts: Sequence[int], taken: Taken | None, jobs: int | None) -> list[File]:
    """The lists as files of a key space. Those not taken from before are made once to know their digests."""
    limits = list(pairwise([*starts, len(lists.ends)]))
    known = taken.still(limits) if taken else {}
    made = in_batches(_digested, [Cut(lists.folder, lists.name, *one) for one in limits if one not in known], jobs, 20)
    found = []
    for low, high in limits:
        digest, whole = known[low, high] if (low, high) in known else next(made)
        path = f"{FOLDER}{lists.name}/{lists.hashes[low]:08x}-{digest.hex()}.js"
        make = Cut(lists.folder, lists.name, low, high)
        found.append(File(path, lists.key(low), digest, whole, make, lists.hashes[low:high]))
    return found


def _digested(cuts: Sequence[Cut]) -> list[Digests]:
    return [digests(cut()) for cut in cuts]


def digests(data: bytes) -> Digests:
    return tuple(hashlib.blake2b(data, digest_size=size).digest() for size in (DIGEST, WHOLE))  # type: ignore[return-value]


def starts(lists: Shelf, room: int) -> list[int]:
    """The indices of the keys with which files of about `room` bytes begin."""
    return borders(lists.sizes() + KEY_COST, _shuffled(lists.hashes), room) if len(lists.ends) else []


def borders(weights: Array, digests: NDArray[np.uint32], room: int) -> list[int]:
    """Where files of about `room` bytes begin: at heavy keys and behind them, else at the greatest digest near there.

    Each border is looked for from the one before. One that has moved soon falls in with those of before, as both look
    for the greatest digest within much the same keys.
    """
    ends = np.cumsum(weights)
    begins = ends - weights
    heavy = weights >= room
    forced = np.flatnonzero(np.concatenate(([True], heavy[1:] | heavy[:-1]))).tolist()
    found: list[int] = []
    for here, end in pairwise([*forced, len(weights)]):
        found.append(here)
        while ends[end - 1] - begins[found[-1]] > HIGH * room:
            start = int(begins[found[-1]])
            limits = ceil(start + LOW * room), ceil(start + HIGH * room)  # no fractions: all would be made fractions
            low, high = np.searchsorted(begins[:end], limits).tolist()
            if low == end:
                break
            found.append(low + int(np.argmax(digests[low : max(high, low + 1)])))
    return found


def _hash(key: str) -> int:
    return zlib.crc32(key.encode())


def _shuffled(hashes: Hashes) -> Hashes:
    """Digests in another order: files are named by the hashes."""
    return hashes * np.uint32(2654435761)


def lone(name: str, values: object) -> File:
    """A file that is the only one of its kind."""
    return named(name, "", values)


def content(keys: Sequence[str], data: bytes) -> list[object]:
    """Keys and the bytes of their lists, as a script hands them over."""
    return [*_front(keys), text(data)]


def script(name: str, values: object) -> bytes:
    """A classic script that hands the values over under a name."""
    return b'jianbao.take("%s",%s);\n' % (name.encode(), orjson.dumps(values))


def named(name: str, first: str, values: object) -> File:
    """A small file, kept in memory, with a digest in its name."""
    made = file("", name, values)
    return replace(made, path=f"{FOLDER}{name}-{made.digest.hex()}.js", first=first)


def file(path: str, name: str, values: object) -> File:
    """A small file, kept in memory."""
    data = script(name, values)
    return File(path, "", *digests(data), partial(bytes, data))


def pages(space: str, found: Sequence[File], room: int, filtered: bool = False) -> list[File]:
    """The directory of a key space: pages that name files by first key and digest.

    With `filtered` each page also has a filter of its keys: sorted digests, by which most words that are no key are
    known for strangers.
    """
    if not found:
        return []
    weights = [len(f.first.encode()) + DIGEST + (FILTER_COST * len(f.hashes) if filtered else 0) for f in found]
    hashes = np.array([_hash(f.first) for f in found], np.uint32)
    starts = borders(np.array(weights).astype(np.int64), _shuffled(hashes), room)
    return [_page(space, found[low:high], filtered) for low, high in pairwise([*starts, len(found)])]


def _page(space: str, found: Sequence[File], filtered: bool) -> File:
    values = directory(found)
    if filtered:
        hashes = np.concatenate([f.hashes for f in found])
        values += [len(hashes), text(_filter(hashes))]
    name = f"{space}d/{_hash(found[0].first):08x}"
    return named(name, found[0].first, values)


def directory(found: Sequence[File]) -> list[object]:
    """Files by first key and digest, as pages and manifest name them."""
    return [*_front([f.first for f in found]), text(b"".join(f.digest for f in found))]


def _filter(hashes: Hashes) -> bytes:
    """The keys' digests, brought below their number << FILTER_BITS, ascending, as gaps."""
    limit = len(hashes) << FILTER_BITS
    low = np.unique(hashes.astype(np.uint64) * np.uint64(limit) >> np.uint64(32)).astype(np.int64)
    gaps = np.diff(low, prepend=0)
    values = np.concatenate(([len(gaps)], gaps))
    widths = np.full(len(values), FILTER_BITS - 1, np.int64)
    return pack(values, widths, np.zeros(1, np.int64))[0]


def _front(keys: Sequence[str]) -> list[str]:
    """Sorted keys as what each shares with the one before and has beyond it (two characters), and the rests joined.

    Lengths are those that JavaScript takes texts to have: letters beyond U+FFFF count twice.
    """
    if not keys:
        return ["", ""]
    letters = np.array(keys).view("<u4").reshape(len(keys), -1)
    lengths = np.array([*map(len, keys)])
    shared = np.zeros(letters.shape, bool)
    shared[1:] = np.minimum.accumulate(letters[1:] == letters[:-1], axis=1)
    shared[1:] &= np.arange(letters.shape[1]) < np.minimum(lengths[1:], lengths[:-1])[:, None]
    double = letters > 0xFFFF
    of_shared = shared.sum(axis=1) + (shared & double).sum(axis=1)
    sizes = np.column_stack((of_shared, lengths + double.sum(axis=1) - of_shared)) + SIZES
    rests = "".join(key[same:] for key, same in zip(keys, shared.sum(axis=1).tolist(), strict=True))
    return [sizes.astype("<u4").tobytes().decode("utf-32-le"), zippable(rests)]


def text(data: bytes) -> str:
    """Bytes as a script can hold them."""
    return base64.b64encode(data).decode()
