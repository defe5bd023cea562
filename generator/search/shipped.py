"""Disk: searches through the files of a built site, as the browser does: for `check --search`."""

from __future__ import annotations

import base64
import re
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache, reduce
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from generator.search import zipped
from generator.search.bits import gap_width
from generator.search.corpus import utf16
from generator.search.index import FORMAT
from generator.search.levels import CODES
from generator.search.pieces import Field
from generator.search.postings import COUNT_WIDTH, FIELD_COUNT_WIDTHS, place_widths
from generator.search.query import Term
from generator.search.reading import Bits
from generator.search.shards import DIGEST, SIZES
from generator.search.spaces import LETTERS, PAIRS, WORDS

LAST = "\uffff"  # sorts behind all that may follow a key
HANDED = re.compile(rb'jianbao\.take\("[^"]*",(.*)\);\n\Z', re.S)
Hits = list[set[tuple[int, int]]]  # for each field: number of the article, place


class Page(NamedTuple):
    """Names of files by their first keys."""

    keys: list[str]
    digests: bytes


class ListFile:
    """Lists by key."""

    def __init__(self, keys: list[str], data: bytes) -> None:
        self.keys = keys
        self._bits = Bits(data)
        self._starts = [0]

    def at(self, index: int, read: Callable[[Bits], object]) -> Bits:
        """The bits, gone on to a list; `read` reads the lists on the way."""
        while len(self._starts) <= index:
            read(self._bits.to(self._starts[-1]))
            self._starts.append(self._bits.at)
        return self._bits.to(self._starts[index])


class Shipped:
    """A site's index. Raises OSError where a file is missing, ValueError where one is not as it should be."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._manifest = self._values("manifest")
        if self._manifest["format"] != FORMAT:
            raise ValueError("format")
        self._read = cache(self._read_file)

    def find(self, asked: Sequence[Term]) -> set[str]:
        """The ids of the articles that a query finds."""
        wanted = [self._numbers(term.text) for term in asked if term.wanted]
        if not wanted:
            return set()
        found = reduce(set.intersection, wanted)
        for term in asked:
            if not term.wanted:
                found = found - self._numbers(term.text)
        return set(self._ids(found))

    def _numbers(self, text: str) -> set[int]:
        if len(text) == 1:
            return self._listed(LETTERS, text) or set()
        listed = self._listed(WORDS, text)
        return self._side_by_side(text) if listed is None else listed

    def _listed(self, space: str, key: str) -> set[int] | None:
        """The articles of a key that has a list."""
        for file in self._files(space, key, key):
            if key in file.keys:
                return self._articles(file.at(file.keys.index(key), self._articles))
        return None

    def _side_by_side(self, text: str) -> set[int]:
        """The articles in which the pairs of a text stand side by side in a piece."""
        starts = [*range(0, len(text) - 1, 2), len(text) - 2]
        every = [self._hits(text[start : start + 4]) for start in starts]
        found: set[int] = set()
        for field in Field:
            begins = [
                {(number, place - start) for number, place in hits[field]}
                for start, hits in zip(starts, every, strict=True)
            ]
            found |= {number for number, place in reduce(set.intersection, begins) if place >= 0}
        return found

    def _hits(self, text: str) -> Hits:
        """All places of the pairs whose key begins with a text or is a beginning of it."""
        found: Hits = [set() for _ in Field]
        for file in self._files(PAIRS, text, text + LAST):
            for index, key in enumerate(file.keys):
                if key.startswith(text) or text.startswith(key):
                    for of_field, more in zip(found, self._fields(file.at(index, self._fields)), strict=True):
                        of_field |= more
        return found

    # ------------------------------------------------------------ bits

    def _articles(self, bits: Bits) -> set[int]:
        count, number, numbers = bits.rice(COUNT_WIDTH), -1, set()
        width = int(gap_width(self._manifest["universe"], max(count, 1)))
        for _ in range(count):
            number += bits.rice(width) + 1
            numbers.add(number)
            CODES[bits.rice(0)]
        bits.align()
        return numbers

    def _fields(self, bits: Bits) -> Hits:
        widths = place_widths(self._manifest["body"]).tolist()
        hits = [set(self._places(bits, FIELD_COUNT_WIDTHS[field], widths[field])) for field in Field]
        bits.align()
        return hits

    def _places(self, bits: Bits, count_width: int, place_width: int) -> Iterator[tuple[int, int]]:
        count, number = bits.rice(count_width), -1
        width = int(gap_width(self._manifest["universe"], max(count, 1)))
        for _ in range(count):
            number += bits.rice(width) + 1
            more, place = bits.rice(0), bits.rice(place_width)
            yield number, place
            for _ in range(more):
                place += bits.rice(place_width - 1) + 1
                yield number, place

    # ------------------------------------------------------------ files

    def _files(self, space: str, low: str, high: str) -> Iterator[ListFile]:
        """The files that hold all keys from low to high."""
        top = _page(self._manifest["spaces"][space])
        for name in _names(f"{space}d", top, low, high):
            for path in _names(space, self._read(name), low, high):
                yield self._read(path)

    def _read_file(self, name: str) -> Any:
        values = self._values(name)
        if name[1] == "d":
            return _page(values)
        return ListFile(_keys(*values[:2]), base64.b64decode(values[2]))

    def _values(self, name: str) -> Any:
        found = HANDED.match((self._folder / f"{name}.js").read_bytes())
        if not found:
            raise ValueError(name)
        return orjson.loads(found[1])

    def _ids(self, numbers: set[int]) -> Iterator[str]:
        width, group, digests = self._manifest["cards"]
        plain = base64.b64decode(digests)
        for block in sorted({number // width for number in numbers}):
            at = block // group * DIGEST
            offsets, ids, *_ = self._values(f"c/{block}-{plain[at : at + DIGEST].hex()}")
            yield from (id_ for offset, id_ in zip(offsets, ids, strict=True) if block * width + offset in numbers)


def _page(values: Sequence[Any]) -> Page:
    return Page(_keys(*values[:2]), base64.b64decode(values[2]))


def _names(space: str, page: Page, low: str, high: str) -> Iterator[str]:
    """The files of a page that hold the keys from low to high."""
    first, last = (bisect_right(page.keys, utf16(key), key=utf16) - 1 for key in (low, high))
    for index in range(max(first, 0), last + 1):
        digest = page.digests[index * DIGEST : (index + 1) * DIGEST].hex()
        yield f"{space}/{zlib.crc32(page.keys[index].encode()):08x}-{digest}"


def _keys(sizes: str, rests: str) -> list[str]:
    """Sorted keys, each from what it shares with the one before and has beyond it."""
    keys, before, rest, at = [], b"", utf16(zipped.read(rests)), 0
    for shared, more in zip(sizes[::2], sizes[1::2], strict=True):
        length = 2 * (ord(more) - SIZES)
        before = before[: 2 * (ord(shared) - SIZES)] + rest[at : at + length]
        at += length
        keys.append(before.decode("utf-16-be"))
    return keys
