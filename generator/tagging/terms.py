"""What an article speaks of: the words that may become its tags, each with how often it is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
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


# What a word of the segmenter may be. (Plain numbers: IntFlag takes ten times as long.)
STARTS = 1  # the first of a word of the list
FREE = 2  # a tag by itself
FIRST, SECOND = 4, 8  # the first or the second word of a compound
SURNAME = 16


class Reader:
    """Finds the terms of stories. `editors` is content/tags.yaml, `listed` what comes along with Jianbao."""

    def __init__(self, editors: TagList, listed: TagList) -> None:
        merged = editors.over(listed)
        self._kinds = {tag: Kind.EDITORS if tag in editors.words else Kind.LISTED for tag in merged.words}
        self._tags = {folded(word): tag for word, tag in merged.preferred.items()}
        self._marks = _Marks(self._tags, merged.never)

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
        marks = [*map(self._marks.__getitem__, words), 0]
        counts: Counts = {}
        before = at = 0
        while at < len(words):
            mark = marks[at]
            if mark & STARTS and (length := self._listed(words, at, counts)):
                at, before = at + length, 0
                continue
            if mark & FREE and not before & SURNAME:
                _add(counts, words[at], Kind.WORD)
            if mark & SECOND and before & FIRST and self._marks.may_join(words[at - 1], words[at]):
                _add(counts, words[at - 1] + words[at], Kind.COMPOUND)
            before = mark
            at += 1
        return counts

    def _listed(self, words: list[str], at: int, counts: Counts) -> int:
        """Counts the longest word of the list from `at` on; how many words of the segmenter it is, 0 for none."""
        for length in range(min(MOST_WORDS, len(words) - at), 0, -1):
            tag = self._tags.get("".join(words[at : at + length]).casefold())
            if tag:
                if length > 1 or at + 1 == len(words) or not makes_place(words[at + 1]):
                    _add(counts, tag, self._kinds[tag])
                return length
        return 0


class _Marks(dict[str, int]):
    """The marks of every word, found out when they are first asked for."""

    def __init__(self, tags: Mapping[str, str], never: frozenset[str]) -> None:
        super().__init__()
        self._never = never
        self._starts = {tag[:size] for tag in tags for size in (1, 2)}

    def may_join(self, first: str, second: str) -> bool:
        """Whether two words that may be a compound's make one of the right length."""
        return len(first) + len(second) in COMPOUND_SIZES and self._is_allowed(first + second)

    def __missing__(self, word: str) -> int:
        if len(self) > REMEMBERED:
            self.clear()
        marks = STARTS if folded(word)[:2] in self._starts else 0
        if len(word) == 1:
            marks |= SURNAME if word in SINGLE else 0
        else:
            marks |= self._marks_of(word, word_tag(word))
        self[word] = marks
        return self[word]

    def _marks_of(self, word: str, tag: str) -> int:
        marks = 0
        if folded(word) in self._never:
            return marks
        if tag in NOUNS and word_logs()[word] > RAREST and not _is_name(word) and self._is_allowed(word):
            marks |= FREE
        if tag in FIRSTS:
            marks |= FIRST
        return marks | SECOND if tag in SECONDS else marks

    def _is_allowed(self, word: str) -> bool:
        return folded(word) not in self._never and not is_place_name(word)


def _add(counts: Counts, term: str, kind: Kind) -> None:
    counts[term] = kind, counts.get(term, (kind, 0))[1] + 1


def _is_name(word: str) -> bool:
    """Whether a noun of the dictionary is more likely somebody's name: 金正日, 小叶."""
    if len(word) == 2:
        return word[0] in FAMILIAR and word[1] in SINGLE
    return len(word) == 3 and word[0] in SINGLE and word_logs().get(word[1:], -99.0) < RAREST
