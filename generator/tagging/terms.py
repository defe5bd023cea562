"""What an article speaks of: the words that may become its tags, each with how often it is said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

import rjieba

from generator.dictionary_file import word_logs, word_tag
from generator.names import folded
from generator.personal_names import SINGLE
from generator.tag_list import TagList
from generator.tagging.place_names import is_place_name, makes_place

NOUNS = frozenset({"n", "nz", "j"})
SECONDS = NOUNS | {"vn"}  # the second word of a term of two
FIRSTS = SECONDS | {"v", "an", "b"}
RAREST = -13.0  # log frequency: rarer entries of the dictionary are mostly pieces of names
MOST_WORDS = 4  # words of the segmenter in a word of the list
COMPOUND_SIZES = range(4, 7)  # characters
REMEMBERED = 200_000  # words whose kind is remembered at a time
FAMILIAR = frozenset("小老阿")  # before a surname or a given name: 小叶, 老陈


class Kind(IntEnum):
    """Where a term comes from; the smaller, the more it is trusted."""

    EDITORS = 0  # content/tags.yaml
    LISTED = 1  # the tags that Jianbao brings along
    COMPOUND = 2  # two words that stand together
    WORD = 3


@dataclass(frozen=True, slots=True)
class Story:
    """What is read of an article: the lines of its head, its plain text, and names that cannot be its tags."""

    head: str
    body: str
    names: tuple[str, ...] = ()


class Said(NamedTuple):
    """How often a term is said in head and body."""

    kind: Kind
    head: int
    body: int


Terms = dict[str, Said]
Counts = dict[str, tuple[Kind, int]]


class Reader:
    """Finds the terms of stories. `editors` is content/tags.yaml, `listed` what comes along with Jianbao."""

    def __init__(self, editors: TagList, listed: TagList) -> None:
        self._list = editors.over(listed)
        self._kinds = {tag: Kind.EDITORS if tag in editors.words else Kind.LISTED for tag in self._list.words}
        self._tags = {folded(word): tag for tag, words in self._list.words.items() for word in words}
        self._starts = {word[:2] for word in self._tags}
        self._free: dict[str, bool] = {}

    def terms(self, story: Story) -> Terms:
        """Every term of a story. Compounds are given only where they stand in the head or more than once."""
        head, body = self._count(story.head), self._count(story.body)
        barred = {folded(name) for name in story.names}
        terms = {}
        for term, (kind, _) in (head | body).items():
            said = Said(kind, head.get(term, (kind, 0))[1], body.get(term, (kind, 0))[1])
            if folded(term) not in barred and (kind is not Kind.COMPOUND or said.head or said.body > 1):
                terms[term] = said
        return terms

    def _count(self, text: str) -> Counts:
        """The terms of a text with kind and number."""
        words = rjieba.cut(text)
        counts: Counts = {}
        rest: list[str] = [""]  # what the list does not know, "" where it does
        at = 0
        while at < len(words):
            length, tag = self._listed(words, at)
            if tag and not (length == 1 and at + 1 < len(words) and makes_place(words[at + 1])):
                _add(counts, tag, self._kinds[tag])
            rest.append("" if tag else words[at])
            at += length or 1
        for before, word in pairwise(rest):
            if self._is_free(word) and before not in SINGLE:
                _add(counts, word, Kind.WORD)
            if self._is_compound(before, word):
                _add(counts, before + word, Kind.COMPOUND)
        return counts

    def _listed(self, words: list[str], at: int) -> tuple[int, str]:
        """How many words from `at` on are a word of the list, the longest, and its tag; (0, "") for none."""
        start = words[at] if len(words[at]) > 1 else "".join(words[at : at + 2])
        if folded(start[:2]) not in self._starts:
            return 0, ""
        for length in range(min(MOST_WORDS, len(words) - at), 0, -1):
            if tag := self._tags.get("".join(words[at : at + length]).casefold()):
                return length, tag
        return 0, ""

    def _is_free(self, word: str) -> bool:
        """Whether a word of the dictionary could be a tag by itself."""
        known = self._free.get(word)
        if known is None:
            if len(self._free) > REMEMBERED:
                self._free.clear()
            known = word_tag(word) in NOUNS and word_logs()[word] > RAREST and not _is_name(word)
            known = self._free[word] = known and len(word) > 1 and self._is_allowed(word)
        return known

    def _is_compound(self, first: str, second: str) -> bool:
        return (
            len(first) > 1
            and len(second) > 1
            and len(first) + len(second) in COMPOUND_SIZES
            and word_tag(first) in FIRSTS
            and word_tag(second) in SECONDS
            and all(folded(word) not in self._list.never for word in (first, second))
            and self._is_allowed(first + second)
        )

    def _is_allowed(self, word: str) -> bool:
        return folded(word) not in self._list.never and not is_place_name(word)


def _add(counts: Counts, term: str, kind: Kind) -> None:
    counts[term] = kind, counts.get(term, (kind, 0))[1] + 1


def _is_name(word: str) -> bool:
    """Whether a noun of the dictionary is more likely somebody's name: 金正日, 小叶."""
    if len(word) == 2:
        return word[0] in FAMILIAR and word[1] in SINGLE
    return len(word) == 3 and word[0] in SINGLE and word[1:] not in word_logs()
