"""Numbers as bits: Rice codes, written many at a time. `static/search/bits.js` and `reading.py` read them. Pure.

A value v of width b is v >> b in ones, a zero, and the low b bits; where that would be ONES ones or more, ONES ones and
the value in RAW bits. Bits fill bytes from the high end.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

ONES = 16
RAW = 32
Values = NDArray[np.int64]


def pack(values: Values, widths: Values, starts: Values) -> tuple[bytes, Values]:
    """The values in bytes; those at the indices `starts` (ascending, from 0) begin at a byte of their own.

    Returns the bytes and where in them each of `starts` stands, and last their length.
    """
    words, lengths = _code_words(values, widths)
    groups = np.add.reduceat(lengths, starts) if len(starts) else np.zeros(0, np.int64)
    offsets = np.concatenate(([0], np.cumsum((groups + 7) >> 3)))
    padding = np.zeros(len(values), np.int64)
    padding[starts[1:]] = (-groups[:-1]) & 7
    at = np.cumsum(lengths + padding) - lengths
    return _joined(words, lengths, at, int(offsets[-1])), offsets


def _code_words(values: Values, widths: Values) -> tuple[NDArray[np.uint64], Values]:
    """Each value's code word and its length, at most 64 bits."""
    ones = values >> widths
    low = values & ((1 << widths) - 1)
    words = (((1 << np.minimum(ones, ONES)) - 1) << (widths + 1)) | low
    raw = ones >= ONES
    words = np.where(raw, (((1 << ONES) - 1) << RAW) | values, words)
    return words.astype(np.uint64), np.where(raw, ONES + RAW, ones + 1 + widths)


def _joined(words: NDArray[np.uint64], lengths: Values, at: Values, size: int) -> bytes:
    """The code words, each at its bit, as `size` bytes."""
    if not len(words):
        return b""
    whole, rest = at >> 6, (at & 63) + lengths
    spill = np.maximum(rest - 64, 0).astype(np.uint64)
    left = np.maximum(64 - rest, 0).astype(np.uint64)
    made = np.zeros((size >> 3) + 2, np.uint64)
    _put(made, whole, (words >> spill) << left)
    over = np.flatnonzero(rest > 64)
    _put(made, whole[over] + 1, words[over] << (np.uint64(64) - spill[over]))
    return made.astype(">u8").tobytes()[:size]


def _put(made: NDArray[np.uint64], at: Values, words: NDArray[np.uint64]) -> None:
    """Adds words to those of `made` at ascending places, several to one place."""
    if len(at):
        first = np.flatnonzero(np.concatenate(([True], at[1:] != at[:-1])))
        made[at[first]] |= np.bitwise_or.reduceat(words, first)


def gap_width(universe: int, count: int | Values) -> Values:
    """The width for the gaps of `count` (at least 1) numbers out of `universe`."""
    mean = np.asarray(universe * 11 // (16 * np.asarray(count, np.int64)))
    return np.maximum(bit_length(mean) - 1, 0)


def bit_length(values: Values) -> Values:
    """The number of bits of each of some values below 2**52."""
    return np.frexp(np.asarray(values, np.float64))[1].astype(np.int64)
