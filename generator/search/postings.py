"""The lists of the index: for words the articles, for pairs of letters every place. Pure.

A word's list answers a query that is that word at once, wherever the word is hidden in others. Lists of pairs answer
all else: a query is found where its pairs stand side by side. Pairs too frequent for one list are parted by the letter
that follows, and so on; END then stands for the pieces that end there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.search import levels
from generator.search.bits import gap_width, pack
from generator.search.corpus import Array, Corpus
from generator.search.pieces import Field

SPLIT = 6_000  # places that the list of a pair may hold
FREQUENT = 20_000  # places from which on a pair has a list of articles, as a word has
DEEPEST = 4  # letters by which a list is parted at most
COUNT_WIDTH = 1
FIELD_COUNT_WIDTHS = {Field.TITLE: 0, Field.HEAD: 0, Field.BODY: 1}  # few pairs stand in heads
PLACE_WIDTHS = {Field.TITLE: 3, Field.HEAD: 4}
AT_ONCE = 1_000_000  # places sorted together
LETTERS_AT_ONCE = 1 << 14  # so that letter, letter, field and place fit into 64 bits


@dataclass(frozen=True, slots=True)
class Scale:
    """What decides the widths of numbers, and which articles are minor. `numbers` by index of the article."""

    universe: int
    body_width: int
    numbers: Array
    minor: NDArray[np.bool_]


class Lists(NamedTuple):
    """Lists by key; the list of keys[i] is data[offsets[i]:offsets[i + 1]]."""

    keys: list[str]
    data: bytes
    offsets: Array


def joined(parts: Sequence[Lists]) -> Lists:
    """The lists of one run of letters after another, as one."""
    ends = np.cumsum([0, *(len(part.data) for part in parts)])
    offsets = [part.offsets[:-1] + end for part, end in zip(parts, ends, strict=False)]
    return Lists(
        [key for part in parts for key in part.keys],
        b"".join(part.data for part in parts),
        np.concatenate([*offsets, ends[-1:]]).astype(np.int64),
    )


class Made(NamedTuple):
    """The lists of all keys that begin with a run of letters."""

    pairs: Lists
    words: Lists
    letters: Lists


def letter_runs(corpus: Corpus) -> list[tuple[int, int]]:
    """The ranks of letters in runs [low, high) whose places are sorted together."""
    counts = np.bincount(corpus.codes, minlength=len(corpus.letters))
    runs, low, total = [], 1, 0
    for rank in range(1, len(counts)):
        if rank > low and (total + counts[rank] > AT_ONCE or rank - low >= LETTERS_AT_ONCE):
            runs.append((low, rank))
            low, total = rank, 0
        total += int(counts[rank])
    return [*runs, (low, len(counts))] if len(counts) > 1 else []


def make(corpus: Corpus, scale: Scale, listed: Sequence[str], run: tuple[int, int]) -> Made:
    """The lists of a run of letters; `listed`: the words that have lists of their own, in any order."""
    low, high = run
    places = np.flatnonzero((corpus.codes >= low) & (corpus.codes < high))
    pieces = np.searchsorted(corpus.starts, places, "right") - 1
    found = _Found(corpus, scale, places, pieces)
    pairs = _sorted_pairs(found, low)
    ranks = {letter: rank for rank, letter in enumerate(corpus.letters)}
    words = _own(listed, ranks, run) | _frequent(pairs)
    return Made(
        _pair_lists(corpus, scale, pairs), _word_lists(corpus, scale, pairs, words), _letter_lists(found, low, high)
    )


class _Found(NamedTuple):
    """Places of some letters, ascending, and the pieces they are in."""

    corpus: Corpus
    scale: Scale
    places: Array
    pieces: Array


class _Pairs(NamedTuple):
    """Places where pairs begin, sorted by pair, field and place; run i, at starts[i]:starts[i + 1], is of keys[i]."""

    places: Array
    fields: Array
    keys: Array  # rank of the first letter << 16 | rank of the second
    starts: Array


def _sorted_pairs(found: _Found, low: int) -> _Pairs:
    codes = found.corpus.codes
    second = codes[found.places + 1].astype(np.uint64)
    whole = second > 0
    places = found.places[whole].astype(np.uint64)
    first = codes[found.places[whole]].astype(np.uint64) - np.uint64(low)
    fields = found.corpus.fields[found.pieces[whole]].astype(np.uint64)
    packed = np.sort(first << np.uint64(50) | second[whole] << np.uint64(34) | fields << np.uint64(32) | places)
    keys = (packed >> np.uint64(34)).astype(np.int64) + (low << 16)
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else keys
    return _Pairs(
        (packed & np.uint64(0xFFFFFFFF)).astype(np.int64),
        (packed >> np.uint64(32)).astype(np.int64) & 3,
        keys[starts],
        np.concatenate((starts, [len(keys)])).astype(np.int64),
    )


# ---------------------------------------------------------------- pairs


def _pair_lists(corpus: Corpus, scale: Scale, pairs: _Pairs) -> Lists:
    letters = corpus.letters
    keys = [letters[key >> 16] + letters[key & 0xFFFF] for key in pairs.keys.tolist()]
    starts = pairs.starts.tolist()
    places, fields = pairs.places.copy(), pairs.fields.copy()
    parts: list[tuple[int, str]] = []
    heavy = set(np.flatnonzero(np.diff(pairs.starts) > SPLIT).tolist())
    for number in heavy:
        part = slice(starts[number], starts[number + 1])
        order, inner = _parted(corpus, places[part], 2)
        places[part], fields[part] = places[part][order], fields[part][order]
        parts += [(starts[number] + start, keys[number] + rest) for start, rest in inner]
    parts += [(starts[number], key) for number, key in enumerate(keys) if number not in heavy]
    parts.sort()
    return _place_lists(corpus, scale, places, fields, parts)


def _parted(corpus: Corpus, places: Array, depth: int) -> tuple[Array, list[tuple[int, str]]]:
    """An order of the places by the letters that follow, and where the parts of each begin in it."""
    following = corpus.codes[places + depth]
    order = np.argsort(following, kind="stable")
    ranks, starts = np.unique(following[order], return_index=True)
    parts: list[tuple[int, str]] = []
    for rank, (start, end) in zip(ranks.tolist(), pairwise([*starts.tolist(), len(places)]), strict=True):
        letter = corpus.letters[rank]
        if rank and end - start > SPLIT and depth + 1 < DEEPEST:
            inner, further = _parted(corpus, places[order[start:end]], depth + 1)
            order[start:end] = order[start:end][inner]
            parts += [(start + at, letter + rest) for at, rest in further]
        else:
            parts.append((start, letter))
    return order, parts


def _place_lists(corpus: Corpus, scale: Scale, places: Array, fields: Array, parts: Sequence[tuple[int, str]]) -> Lists:
    """For each key three lists, one a field: how many articles; for each the gap, how many places, the places."""
    if not parts:
        return Lists([], b"", np.zeros(1, np.int64))
    sizes = np.diff([*(start for start, _ in parts), len(places)])
    of_list = np.repeat(np.arange(len(parts)), sizes) * len(Field) + fields
    pieces = np.searchsorted(corpus.starts, places, "right") - 1
    numbers = scale.numbers[corpus.articles[pieces]]
    local = corpus.places[pieces] + places - corpus.starts[pieces]
    firsts = np.flatnonzero(_changes(of_list) | _changes(numbers))
    lists = np.arange(len(parts) * len(Field))
    counts = np.bincount(of_list[firsts], minlength=len(lists))
    before = np.searchsorted(firsts, np.searchsorted(of_list, lists))
    starting = np.searchsorted(of_list, lists)
    headers = lists + 2 * before + starting
    doc = np.arange(len(firsts))
    gaps_at = of_list[firsts] + 1 + 2 * doc + firsts
    run = np.cumsum(np.isin(np.arange(len(places)), firsts, assume_unique=True)) - 1
    places_at = of_list + 1 + 2 * (run + 1) + np.arange(len(places))
    values = np.zeros(len(lists) + 2 * len(firsts) + len(places), np.int64)
    widths = np.zeros_like(values)
    values[headers], widths[headers] = counts, np.tile([FIELD_COUNT_WIDTHS[field] for field in Field], len(parts))
    values[gaps_at] = _gaps(numbers[firsts], of_list[firsts])
    widths[gaps_at] = gap_width(scale.universe, np.maximum(counts, 1))[of_list[firsts]]
    values[gaps_at + 1] = np.diff([*firsts, len(places)]) - 1
    values[places_at] = _gaps(local, run)
    repeated = np.ones(len(places), np.int64)
    repeated[firsts] = 0
    widths[places_at] = place_widths(scale.body_width)[fields] - repeated
    data, offsets = pack(values, widths, headers[:: len(Field)])
    return Lists([key for _, key in parts], data, offsets)


def place_widths(body_width: int) -> Array:
    """The width of a place by its field; a further place in the same article has one bit less."""
    return np.array([PLACE_WIDTHS.get(field, body_width) for field in Field])


def _changes(values: NDArray[np.integer[Any]]) -> NDArray[np.bool_]:
    """Whether each value differs from the one before."""
    return np.concatenate((np.ones(min(len(values), 1), bool), values[1:] != values[:-1]))


def _gaps(values: Array, groups: Array) -> Array:
    """Ascending values of groups as what lies between each and the one before; the first of a group as it is."""
    gaps = values.astype(np.int64)
    gaps[1:] -= np.where(groups[1:] == groups[:-1], values[:-1] + 1, 0)
    return gaps


# ---------------------------------------------------------------- words and letters


def _own(listed: Sequence[str], ranks: Mapping[str, int], run: tuple[int, int]) -> dict[tuple[int, ...], str]:
    """The listed words of two letters or more that begin in this run, by ranks."""
    own = {}
    for word in listed:
        if len(word) > 1 and run[0] <= ranks.get(word[0], 0) < run[1]:
            key = tuple(ranks.get(letter, 0) for letter in word)
            if 0 not in key:
                own[key] = word
    return own


def _frequent(pairs: _Pairs) -> dict[tuple[int, ...], str]:
    many = pairs.keys[np.diff(pairs.starts) > FREQUENT].tolist()
    return {(key >> 16, key & 0xFFFF): "" for key in many}


def _word_lists(corpus: Corpus, scale: Scale, pairs: _Pairs, words: Mapping[tuple[int, ...], str]) -> Lists:
    keys: list[str] = []
    hits: list[Array] = []
    for key, places in _hits(corpus, pairs, words):
        keys.append("".join(corpus.letters[rank] for rank in key))
        hits.append(places)
    return _article_lists(corpus, scale, keys, hits)


def _hits(
    corpus: Corpus, pairs: _Pairs, words: Mapping[tuple[int, ...], str]
) -> Iterator[tuple[tuple[int, ...], Array]]:
    """Each word that occurs, in order, with its places in any order."""
    longer: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
    for key in sorted(words):
        longer[key[0] << 16 | key[1]].append(key)
    for pair in sorted(longer):
        number = int(np.searchsorted(pairs.keys, pair))
        if number == len(pairs.keys) or pairs.keys[number] != pair:
            continue
        places = pairs.places[pairs.starts[number] : pairs.starts[number + 1]]
        order: Array | None = None
        for key in longer[pair]:
            if len(key) == 2:
                yield key, places
                continue
            if order is None:
                following = corpus.codes[places + 2]
                order = np.argsort(following, kind="stable")
                following = following[order]
            begin, end = np.searchsorted(following, [key[2], key[2] + 1])
            found = places[order[begin:end]]
            for depth in range(3, len(key)):
                found = found[corpus.codes.take(found + depth, mode="clip") == key[depth]]
            if len(found):
                yield key, found


def _letter_lists(found: _Found, low: int, high: int) -> Lists:
    codes = found.corpus.codes[found.places]
    order = np.argsort(codes, kind="stable")
    limits = np.searchsorted(codes[order], np.arange(low, high + 1))
    hits = [found.places[order[begin:end]] for begin, end in pairwise(limits.tolist())]
    return _article_lists(found.corpus, found.scale, list(found.corpus.letters[low:high]), hits)


def _article_lists(corpus: Corpus, scale: Scale, keys: list[str], hits: Sequence[Array]) -> Lists:
    """For each key how many articles; for each the gap to the one before and the code of its level."""
    if not keys:
        return Lists([], b"", np.zeros(1, np.int64))
    sizes = np.array([len(places) for places in hits])
    owner = np.repeat(np.arange(len(keys), dtype=np.uint64), sizes)
    packed = np.sort(owner << np.uint64(32) | np.concatenate(hits).astype(np.uint64))
    places, group = (packed & np.uint64(0xFFFFFFFF)).astype(np.int64), (packed >> np.uint64(32)).astype(np.int64)
    pieces = np.searchsorted(corpus.starts, places, "right") - 1
    articles = corpus.articles[pieces]
    firsts = np.flatnonzero(_changes(group) | _changes(articles))
    lengths = np.array([len(key) for key in keys])
    level = levels.of_hits(corpus.fields[pieces], corpus.words[places] == lengths[group], firsts)
    level[scale.minor[articles[firsts]]] = levels.Level.MINOR
    return article_lists(keys, scale.universe, scale.numbers[articles[firsts]], level, group[firsts])


def article_lists(keys: list[str], universe: int, numbers: Array, level: Array | None, group: Array) -> Lists:
    """Lists of numbers, ascending in each group, with a level each or none; group i is the list of keys[i]."""
    each = 1 if level is None else 2
    lists = np.arange(len(keys))
    counts = np.bincount(group, minlength=len(keys))
    headers = lists + each * np.searchsorted(group, lists)
    gaps_at = group + 1 + each * np.arange(len(numbers))
    values = np.zeros(len(keys) + each * len(numbers), np.int64)
    widths = np.zeros_like(values)
    values[headers], widths[headers] = counts, COUNT_WIDTH
    values[gaps_at] = _gaps(numbers, group)
    widths[gaps_at] = gap_width(universe, np.maximum(counts, 1))[group]
    if level is not None:
        values[gaps_at + 1] = levels.CODE_OF[level]
    data, offsets = pack(values, widths, headers)
    return Lists(keys, data, offsets)
