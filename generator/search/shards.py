"""Sorted lists cut into files, and the files' names into pages of a directory. Pure.

Where a file begins is decided by what stands near there and nothing else, so that a small change moves few borders: a
key begins a file if its digest is the greatest of those near where a file would be full.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import orjson
from numpy.typing import NDArray

from generator.search.bits import pack
from generator.search.corpus import Array
from generator.search.postings import Lists
from generator.search.zipped import zippable

FOLDER = "search/"
DIGEST = 3  # bytes of a file's digest in its name
KEY_COST = 3  # bytes that a key takes in a file, about
SIZES = 35  # the character that stands for 0 where lengths are written as characters
LOW, HIGH = 0.8, 1.2  # a file's size as parts of the room
FILTER_BITS = 10  # a filter takes a strange word for a listed one once in 2**10 times
FILTER_COST = 1.5  # bytes that a word takes in the filter


@dataclass(frozen=True, slots=True)
class File:
    """One file of the index; `first` is the first of its keys."""

    path: str
    first: str
    digest: bytes
    data: bytes
    keys: Sequence[str] = ()


def starts(lists: Lists, room: int) -> list[int]:
    """The indices of the keys with which files of about `room` bytes begin."""
    return borders(np.diff(lists.offsets) + KEY_COST, _digests(lists.keys), room) if lists.keys else []


def cut(lists: Lists, space: str, starts_: Sequence[int]) -> list[File]:
    """The lists as files of a key space."""
    keys, data, offsets = lists
    return [
        file(space, keys[low:high], data[offsets[low] : offsets[high]]) for low, high in pairwise([*starts_, len(keys)])
    ]


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
            start = begins[found[-1]]
            low, high = np.searchsorted(begins[:end], [start + LOW * room, start + HIGH * room]).tolist()
            if low == end:
                break
            found.append(low + int(np.argmax(digests[low : max(high, low + 1)])))
    return found


def _digests(keys: Iterable[str]) -> NDArray[np.uint32]:
    return np.array([zlib.crc32(key.encode()) for key in keys], np.uint64).astype(np.uint32) * np.uint32(2654435761)


def file(space: str, keys: Sequence[str], data: bytes) -> File:
    """A file of lists, named by its first key and its content."""
    name = f"{space}/{zlib.crc32(keys[0].encode()):08x}"
    return _named(name, keys[0], script(name, content(keys, data)), keys)


def lone(name: str, values: object) -> File:
    """A file that is the only one of its kind."""
    return _named(name, "", script(name, values))


def content(keys: Sequence[str], data: bytes) -> list[object]:
    """Keys and the bytes of their lists, as a script hands them over."""
    return [*_front(keys), text(data)]


def script(name: str, values: object) -> bytes:
    """A classic script that hands the values over under a name."""
    return b'jianbao.take("%s",%s);\n' % (name.encode(), orjson.dumps(values))


def _named(name: str, first: str, data: bytes, keys: Sequence[str] = ()) -> File:
    digest = hashlib.blake2b(data, digest_size=DIGEST).digest()
    return File(f"{FOLDER}{name}-{digest.hex()}.js", first, digest, data, keys)


def pages(space: str, files: Sequence[File], room: int, filtered: bool = False) -> list[File]:
    """The directory of a key space: pages that name files by first key and digest.

    With `filtered` each page also has a filter of its keys: sorted digests, by which most words that are no key are
    known for strangers.
    """
    if not files:
        return []
    weights = [len(f.first.encode()) + DIGEST + (FILTER_COST * len(f.keys) if filtered else 0) for f in files]
    starts = borders(np.array(weights).astype(np.int64), _digests(f.first for f in files), room)
    return [_page(space, files[low:high], filtered) for low, high in pairwise([*starts, len(files)])]


def _page(space: str, files: Sequence[File], filtered: bool) -> File:
    values = directory(files)
    if filtered:
        keys = [key for f in files for key in f.keys]
        values += [len(keys), text(_filter(keys))]
    name = f"{space}d/{zlib.crc32(files[0].first.encode()):08x}"
    return _named(name, files[0].first, script(name, values))


def directory(found: Sequence[File]) -> list[object]:
    """Files by first key and digest, as pages and manifest name them."""
    return [*_front([f.first for f in found]), text(b"".join(f.digest for f in found))]


def _filter(keys: Sequence[str]) -> bytes:
    """The keys' digests, brought below len(keys) << FILTER_BITS, ascending, as gaps."""
    limit = len(keys) << FILTER_BITS
    low = np.unique([zlib.crc32(key.encode()) * limit >> 32 for key in keys]).astype(np.int64)
    gaps = np.diff(low, prepend=0)
    values = np.concatenate(([len(gaps)], gaps))
    widths = np.full(len(values), FILTER_BITS - 1, np.int64)
    return pack(values, widths, np.zeros(1, np.int64))[0]


def _front(keys: Sequence[str]) -> list[str]:
    """Sorted keys as what each shares with the one before and has beyond it (two characters), and the rests joined."""
    lengths, rests, before = [], [], ""
    for key in keys:
        shared, limit = 0, min(len(before), len(key))
        while shared < limit and before[shared] == key[shared]:
            shared += 1
        rest = key[shared:]
        lengths.append(chr(SIZES + _units(key[:shared])) + chr(SIZES + _units(rest)))
        rests.append(rest)
        before = key
    return ["".join(lengths), zippable("".join(rests))]


def _units(text_: str) -> int:
    """How long JavaScript takes a text to be."""
    return len(text_) if not text_ or max(text_) <= "\uffff" else len(text_.encode("utf-16-be")) // 2


def text(data: bytes) -> str:
    """Bytes as a script can hold them."""
    return base64.b64encode(data).decode()
