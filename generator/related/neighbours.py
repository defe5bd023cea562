"""The nearest articles of each article, by what few others share with it: words, tags, regions, people.

What an article is compared by are its rarest *features*. A feature's number holds how rare it is (in powers of two),
so an article's features say all there is to know: between two builds only those rows change whose own features or
whose sharers' features did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]
Rows = NDArray[np.int64]

FEATURES = 32  # of an article
OF_PAIRS = 8  # features at most that two or three articles share: mostly chance
MOST_SHARED = 256  # articles; what more of them share says little
NEAREST = 24  # neighbours of an article that are kept
CHUNK = 1_000_000  # pairs looked at at a time: bounded memory
LEVELS = 9  # rarities: a feature that n articles have is of level n.bit_length(), 2 to 9
WEIGHTS = (10, 24, 5, 5)  # of words, tags, regions, people: what sharing a feature counts for, before rarity


@dataclass(frozen=True, slots=True)
class Features:
    """(articles, FEATURES) numbers, 0 where an article has fewer, and what each weighs."""

    numbers: Numbers
    weights: NDArray[np.float32]


def features(rows: Rows, numbers: Numbers, kinds: NDArray[np.uint8], count: int) -> Features:
    """The features of `count` articles; the first three tell of each word, tag, region, person whose it is and what."""
    rows, numbers, kinds, having = _shared(rows, numbers, kinds)
    levels = np.ceil(np.log2(having + 1)).astype(np.int64)  # bit_length
    mixed = _mixed(numbers.astype(np.uint64) * np.uint64(16) + levels.astype(np.uint64))
    # Tags, regions and people first, then words, rare ones first; equals by their number.
    rank = np.where(kinds > 0, 0, levels).astype(np.uint64)
    order = np.argsort(rows.astype(np.uint64) << np.uint64(40) | rank << np.uint64(32) | mixed, kind="stable")
    rows, kinds, levels, mixed = rows[order], kinds[order], levels[order], mixed[order]
    keep = _within(rows * 2 + (levels != 2), np.where(levels == 2, OF_PAIRS, FEATURES))
    rows, kinds, levels, mixed = rows[keep], kinds[keep], levels[keep], mixed[keep]
    return _table(rows, mixed, _weights(kinds, levels), count)


def _shared(rows: Rows, numbers: Numbers, kinds: NDArray[np.uint8]) -> tuple[Rows, Numbers, NDArray[np.uint8], Rows]:
    """What several articles hold and not too many, and how many. (Most words are of one article only.)"""
    packed = numbers.astype(np.uint64) << np.uint64(32)
    packed |= rows.astype(np.uint64) << np.uint64(2)
    packed |= kinds
    packed.sort()
    found = (packed >> np.uint64(32)).astype(np.uint32)
    starts = np.flatnonzero(np.concatenate([[True], found[1:] != found[:-1]])) if len(found) else np.zeros(0, np.int64)
    sizes = np.diff(starts, append=len(found))
    having = np.repeat(sizes, sizes)
    fits = (having > 1) & (having <= MOST_SHARED)
    low = packed[fits] & np.uint64(0xFFFFFFFF)
    return (low >> np.uint64(2)).astype(np.int64), found[fits], (low & np.uint64(3)).astype(np.uint8), having[fits]


def _weights(kinds: NDArray[np.uint8], levels: Rows) -> NDArray[np.float32]:
    return (np.array(WEIGHTS, dtype=np.float32)[kinds] * (1 - levels / (LEVELS + 2))).astype(np.float32)


def _mixed(values: NDArray[np.uint64]) -> Numbers:
    """Numbers of 32 bits without a pattern, none of them 0."""
    values = (values ^ values >> np.uint64(29)) * np.uint64(0x9E3779B97F4A7C15)
    return np.maximum((values >> np.uint64(32)).astype(np.uint32), np.uint32(1))


def _within(groups: Rows, most: Rows) -> NDArray[np.bool_]:
    """Which entries are among the first `most` of their group; `groups` need not stand together."""
    order = np.argsort(groups, kind="stable")
    sorted_groups = groups[order]
    starts = np.concatenate([[0], np.flatnonzero(np.diff(sorted_groups)) + 1]) if len(groups) else np.zeros(0, int)
    place = np.empty(len(groups), dtype=np.int64)
    sizes = np.diff([*starts, len(groups)])
    place[order] = np.arange(len(groups)) - np.repeat(starts, sizes)
    return np.asarray(place < most)


def _table(rows: Rows, numbers: Numbers, weights: NDArray[np.float32], count: int) -> Features:
    """Entries sorted by article as rows of a table, the first FEATURES of each."""
    starts = np.searchsorted(rows, np.arange(count))
    place = np.arange(len(rows)) - starts[rows] if len(rows) else np.zeros(0, dtype=np.int64)
    fits = place < FEATURES
    found = Features(np.zeros((count, FEATURES), np.uint32), np.zeros((count, FEATURES), np.float32))
    found.numbers[rows[fits], place[fits]] = numbers[fits]
    found.weights[rows[fits], place[fits]] = weights[fits]
    return found


@dataclass(frozen=True, slots=True)
class Neighbours:
    """(articles, NEAREST): rows of the nearest articles, the nearest first, -1 for none; likeness 0 to 1."""

    rows: NDArray[np.int32]
    likeness: NDArray[np.float32]


def neighbours(found: Features, wanted: Rows) -> Neighbours:
    """The neighbours of some rows; those of rows not wanted stay empty."""
    count = len(found.numbers)
    made = Neighbours(np.full((count, NEAREST), -1, np.int32), np.zeros((count, NEAREST), np.float32))
    flat = found.numbers.ravel()
    filled = np.flatnonzero(flat)
    ids = np.zeros(len(flat), np.int64)
    _, ids[filled], sizes = np.unique(flat[filled], return_inverse=True, return_counts=True)
    holders = filled[np.argsort(ids[filled], kind="stable")] // FEATURES  # rows by feature
    starts = np.concatenate([[0], np.cumsum(sizes)])
    lengths = np.sqrt(found.weights.sum(axis=1)) + 1e-9
    pairs = np.where(found.numbers[wanted] > 0, sizes[ids.reshape(count, FEATURES)[wanted]] if len(sizes) else 0, 0)
    for chunk in np.split(wanted, _cuts(pairs.sum(axis=1))):
        at = (chunk[:, None] * FEATURES + np.arange(FEATURES)).ravel()
        at = at[flat[at] > 0]
        spread = sizes[ids[at]] if len(at) else np.zeros(0, np.int64)
        one = np.repeat(at // FEATURES, spread)
        offset = np.arange(len(one)) - np.repeat(np.cumsum(spread) - spread, spread)
        other = holders[np.repeat(starts[ids[at]], spread) + offset]
        _nearest(one, other, np.repeat(found.weights.ravel()[at], spread), lengths, made)
    return made


def _cuts(sizes: Rows) -> Rows:
    """Where to cut rows so that no part is much larger than CHUNK."""
    part = np.cumsum(sizes) // CHUNK
    return np.flatnonzero(np.diff(part)) + 1


def _nearest(
    one: Rows, other: Rows, weight: NDArray[np.float32], lengths: NDArray[np.float32], made: Neighbours
) -> None:
    """Sums the weights of equal pairs and writes the best of each row into `made`."""
    apart = one != other
    keys = one[apart] * np.int64(len(lengths)) + other[apart]
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    if not len(keys):
        return
    starts = np.concatenate([[0], np.flatnonzero(np.diff(keys)) + 1])
    score = np.add.reduceat(weight[apart][order], starts)
    row, column = np.divmod(keys[starts], len(lengths))
    score = np.round(score / (lengths[row] * lengths[column]), 4)
    order = np.lexsort((column, -score, row))
    row, column, score = row[order], column[order], score[order]
    place = np.arange(len(row)) - np.searchsorted(row, row)
    best = place < NEAREST
    made.rows[row[best], place[best]] = column[best]
    made.likeness[row[best], place[best]] = score[best]


def sharing(found: Features, numbers: Sequence[int] | Numbers) -> Rows:
    """The rows that have one of some features."""
    wanted = np.asarray(numbers, dtype=np.uint32)
    return np.flatnonzero(np.isin(found.numbers, wanted[wanted > 0]).any(axis=1))
