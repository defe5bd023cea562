"""All searchable text as one array of characters, with what is known of each place in it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import rjieba
from numpy.typing import NDArray

from generator.article import Article
from generator.batches import in_batches
from generator.search.folding import fold_all
from generator.search.pieces import Field, pieces

END = "\0"  # stands behind every piece; its rank is 0
STEPS = {Field.TITLE: 8, Field.HEAD: 8, Field.BODY: 32}  # places are counted on from multiples of these
LONGEST_WORD = 255
LONGEST_LISTED = 12  # letters of a word that may have a list of its own

Array = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Corpus:
    """`codes[i]` is the rank of a character, 0 behind a piece; `words[i]` the length of the word that begins there.

    A piece has a start in `codes`, the index of its article, a field, and the place of its first character among
    those of its article's field: pieces begin at multiples of STEPS, so that a small change moves few.
    """

    codes: NDArray[np.uint16]
    words: NDArray[np.uint8]
    starts: Array
    articles: NDArray[np.int32]
    fields: NDArray[np.int8]
    places: NDArray[np.int32]
    letters: str  # by rank, in the order of JavaScript's strings
    common: set[str]  # words of two letters or more that several articles have


class _Read(NamedTuple):
    """The pieces of some articles: folded and each with its END, their fields, how many an article has; its words."""

    text: str
    fields: bytes
    counts: list[int]
    words: bytes
    seen: set[str]  # words of two letters or more
    common: set[str]  # those in several of the articles


def read(articles: Sequence[Article], jobs: int | None) -> Corpus:
    """The text of the articles in their order."""
    batches: list[_Read] = []
    seen: set[str] = set()
    common: set[str] = set()
    for batch in in_batches(_read_batch, articles, jobs):
        if batch:
            # Words of one article only are most of all words; they are not kept batch by batch.
            common |= batch.common
            common |= seen & batch.seen
            seen |= batch.seen
            batches.append(batch._replace(seen=set(), common=set()))
    del seen
    letters = "".join(sorted(set().union(*(set(batch.text) for batch in batches), END), key=utf16))
    ranks = np.zeros(max(map(ord, letters)) + 1, np.uint16)
    ranks[[ord(letter) for letter in letters]] = np.arange(len(letters))
    codes = [ranks[np.frombuffer(batch.text.encode("utf-32-le"), "<u4")] for batch in batches]
    joined = np.concatenate(codes) if codes else np.zeros(0, np.uint16)
    fields = np.frombuffer(b"".join(batch.fields for batch in batches), np.int8)
    counts = [count for batch in batches for count in batch.counts]
    owners = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    ends = np.flatnonzero(joined == 0)
    starts = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else ends
    return Corpus(
        codes=joined,
        words=np.frombuffer(b"".join(batch.words for batch in batches), np.uint8),
        starts=starts,
        articles=owners,
        fields=fields,
        places=_places(ends - starts, owners, fields),
        letters=letters,
        common=common,
    )


def utf16(text: str) -> bytes:
    """A key that sorts strings as JavaScript does."""
    return text.encode("utf-16-be", "surrogatepass")


def _places(lengths: Array, owners: NDArray[np.int32], fields: NDArray[np.int8]) -> NDArray[np.int32]:
    """The place of each piece's first character; pieces of an article and field follow each other."""
    if not len(lengths):
        return np.zeros(0, np.int32)
    steps = np.array([STEPS[field] for field in Field])[fields]
    rooms = (lengths // steps + 1) * steps
    after = np.cumsum(rooms)
    first = np.concatenate(([True], (owners[1:] != owners[:-1]) | (fields[1:] != fields[:-1])))
    base = (after - rooms)[first][np.cumsum(first) - 1]
    places: NDArray[np.int32] = (after - rooms - base).astype(np.int32)
    return places


def _read_batch(articles: Sequence[Article]) -> list[_Read | None]:
    """One _Read for all of them, in the place of the first."""
    found = [pieces(article) for article in articles]
    folded = fold_all([text for article in found for _, text in article])
    limits = np.cumsum([0, *map(len, found)]).tolist()
    texts: list[str] = []
    lengths: list[int] = []
    seen: set[str] = set()
    common: set[str] = set()
    for start, end in pairwise(limits):
        text = "".join(f"{piece}{END}" for piece in folded[start:end])
        words = rjieba.cut(text)
        lengths += map(len, words)
        mine = {word for word in words if 1 < len(word) <= LONGEST_LISTED}
        common |= seen & mine
        seen |= mine
        texts.append(text)
    fields = bytes(field for article in found for field, _ in article)
    read = _Read("".join(texts), fields, list(map(len, found)), _begun(lengths), seen, common)
    return [read, *(None for _ in articles[1:])]


def _begun(lengths: Sequence[int]) -> bytes:
    """For each character the length of the word that begins there, 0 inside one."""
    sizes = np.array(lengths, np.int64)
    begun = np.zeros(sizes.sum(), np.uint8)
    begun[np.cumsum(sizes) - sizes] = np.minimum(sizes, LONGEST_WORD)
    return begun.tobytes()
