"""The lists of the index: for words the articles, for pairs of letters every place.

A word's list answers a query that is that word at once, wherever the word is hidden in others. Lists of pairs answer
all else: a query is found where its pairs stand side by side. Pairs too frequent for one list are parted by the letter
that follows, and so on; END then stands for the pieces that end there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.search import levels, runs
from generator.search.bits import gap_width, pack
from generator.search.corpus import LONGEST_LISTED, Array, Corpus
from generator.search.pieces import Field
from generator.search.runs import Run

SPLIT = 6_000  # places that the list of a pair may hold
FREQUENT = 20_000  # places from which on a pair has a list of articles, as a word has
DEEPEST = 4  # letters by which a list is parted at most
COUNT_WIDTH = 1
FIELD_COUNT_WIDTHS = {Field.TITLE: 0, Field.HEAD: 0, Field.BODY: 1}  # few pairs stand in heads
PLACE_WIDTHS = {Field.TITLE: 3, Field.HEAD: 4}
Ranks = tuple[int, ...]  # a word by the ranks of its letters
Names = Mapping[str, Sequence[str]]  # by first letter


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


class Made(NamedTuple):
    """The lists of all keys that begin with some pairs of letters."""

    pairs: Lists
    words: Lists


def by_pair(corpus: Corpus, scale: Scale, names: Names, run: Run) -> Iterator[Made]:
    """The lists of a run, part by part. A pair must have all its places there, or none."""
    known = _own(names, corpus.letters, run)
    for places in _by_second_letter(corpus, run):
        pieces = corpus.pieces_at(places)
        pairs = _sorted_pairs(_Found(corpus, scale, places, pieces), run.low)
        words = known | _common(corpus, pairs) | _frequent(pairs)
        yield Made(_pair_lists(corpus, scale, pairs), _word_lists(corpus, scale, pairs, words))


def _by_second_letter(corpus: Corpus, run: Run) -> Iterator[Array]:
    """The places of a run; where they are too many to be sorted together, in parts by the letter that follows."""
    places = run.places()
    if len(places) <= runs.AT_ONCE:
        yield places.astype(np.int64)
        return
    following = np.concatenate([corpus.codes[part + 1] for part in _blocks(places)])
    counts = sum(np.bincount(part, minlength=len(corpus.letters)) for part in _blocks(following))
    ends = np.cumsum(counts)
    low = 1  # a letter that ends its piece is in no pair
    while low < len(ends):
        high = max(low + 1, int(np.searchsorted(ends, ends[low - 1] + runs.AT_ONCE, "right")))
        yield places[(following >= low) & (following < high)].astype(np.int64)
        low = high


def _blocks(values: NDArray[Any]) -> Iterator[NDArray[Any]]:
    return (values[start : start + runs.AT_ONCE] for start in range(0, len(values), runs.AT_ONCE))


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
    pieces = corpus.pieces_at(places)
    numbers = scale.numbers[corpus.owners[pieces]]
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


# ---------------------------------------------------------------- words


def names_by_letter(words: Iterable[str]) -> Names:
    """Those that may have lists of their own, by first letter."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        if 1 < len(word) <= LONGEST_LISTED:
            found[word[0]].append(word)
    return dict(found)


def _own(names: Names, letters: str, run: Run) -> set[Ranks]:
    """The names that begin with letters of this run, by ranks."""
    words = [word for letter in letters[run.low : run.high] for word in names.get(letter, ())]
    ranks = {letter: letters.find(letter) for letter in set("".join(words))}
    return {tuple(ranks[letter] for letter in word) for word in words if all(ranks[letter] > 0 for letter in word)}


def _common(corpus: Corpus, pairs: _Pairs) -> set[Ranks]:
    """The words that begin with these pairs in several articles."""
    sizes = corpus.words[pairs.places]
    found: set[Ranks] = set()
    for size in range(2, LONGEST_LISTED + 1):
        places = pairs.places[sizes == size]
        if len(places):
            found |= _in_several(corpus, places, size)
    return found


def _in_several(corpus: Corpus, places: Array, size: int) -> set[Ranks]:
    """Of the words of a size, one at each place, those that several articles have."""
    letters = [corpus.codes[places + n].astype(np.uint64) for n in range(size)]
    shifted = [letter << np.uint64(16 * (n % 4)) for n, letter in enumerate(letters)]
    columns = [np.bitwise_or.reduce(shifted[at : at + 4]) for at in range(0, size, 4)]
    order = np.lexsort(columns) if len(columns) > 1 else np.argsort(columns[0])
    firsts = np.flatnonzero(np.logical_or.reduce([_changes(column[order]) for column in columns]))
    owners = corpus.owners[corpus.pieces_at(places[order])]
    several = np.minimum.reduceat(owners, firsts) < np.maximum.reduceat(owners, firsts)
    chosen = order[firsts[several]]
    return set(zip(*(letter[chosen].tolist() for letter in letters), strict=True))


def _frequent(pairs: _Pairs) -> set[Ranks]:
    many = pairs.keys[np.diff(pairs.starts) > FREQUENT].tolist()
    return {(key >> 16, key & 0xFFFF) for key in many}


def _word_lists(corpus: Corpus, scale: Scale, pairs: _Pairs, words: Collection[Ranks]) -> Lists:
    keys: list[str] = []
    hits: list[Array] = []
    for key, places in _hits(corpus, pairs, words):
        keys.append("".join(corpus.letters[rank] for rank in key))
        hits.append(places)
    return _article_lists(corpus, scale, keys, hits)


def _hits(corpus: Corpus, pairs: _Pairs, words: Collection[Ranks]) -> Iterator[tuple[Ranks, Array]]:
    """Each word that occurs, in order, with its places in any order."""
    longer: defaultdict[int, list[Ranks]] = defaultdict(list)
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


def _article_lists(corpus: Corpus, scale: Scale, keys: list[str], hits: Sequence[Array]) -> Lists:
    """For each key how many articles; for each the gap to the one before and the code of its level."""
    if not keys:
        return Lists([], b"", np.zeros(1, np.int64))
    sizes = np.array([len(places) for places in hits])
    owner = np.repeat(np.arange(len(keys), dtype=np.uint64), sizes)
    packed = np.sort(owner << np.uint64(32) | np.concatenate(hits).astype(np.uint64))
    places, group = (packed & np.uint64(0xFFFFFFFF)).astype(np.int64), (packed >> np.uint64(32)).astype(np.int64)
    lengths = np.array([len(key) for key in keys])
    articles, level, firsts = _best(corpus, scale, places, group, lengths[group])
    return article_lists(keys, scale.universe, scale.numbers[articles], level, group[firsts])


def _best(
    corpus: Corpus, scale: Scale, places: Array, group: NDArray[np.integer[Any]], lengths: Array | int
) -> tuple[NDArray[np.int32], Array, Array]:
    """The articles in each group of places, how much each counts, where its places begin. `lengths`: of the words."""
    pieces = corpus.pieces_at(places)
    articles = corpus.owners[pieces]
    firsts = np.flatnonzero(_changes(group) | _changes(articles))
    level = levels.of_hits(corpus.fields[pieces], corpus.words[places] == lengths, firsts)
    level[scale.minor[articles[firsts]]] = levels.Level.MINOR
    return articles[firsts], level, firsts


# ---------------------------------------------------------------- letters


def by_letter(corpus: Corpus, scale: Scale, run: Run) -> Lists:
    """The lists of the letters of a run: of articles, as words have them. A letter must have all its places there."""
    places = run.places()
    parts = []
    for low, high in pairwise(_between_articles(corpus, places)):
        part = places[low:high].astype(np.int64)
        codes = corpus.codes[part]
        if run.high - run.low > 1:
            order = np.argsort(codes, kind="stable")
            part, codes = part[order], codes[order]
        articles, level, firsts = _best(corpus, scale, part, codes, 1)
        parts.append((articles, level, codes[firsts]))
    articles, level, owner = map(np.concatenate, zip(*parts, strict=True))
    ranks, group = np.unique(owner, return_inverse=True)
    keys = [corpus.letters[rank] for rank in ranks.tolist()]
    return article_lists(keys, scale.universe, scale.numbers[articles], level, group)


def _between_articles(corpus: Corpus, places: NDArray[np.uint32]) -> list[int]:
    """Indices that part places into blocks of at most AT_ONCE, but that one article's stay together."""
    borders = [0]
    while len(places) - borders[-1] > runs.AT_ONCE:
        last = borders[-1] + runs.AT_ONCE
        article = int(np.searchsorted(corpus.texts, places[last], "right")) - 1
        begin, end = np.searchsorted(places, corpus.texts[article : article + 2]).tolist()
        borders.append(begin if begin > borders[-1] else end)
    return [*borders, len(places)]


# ---------------------------------------------------------------- lists of articles


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
