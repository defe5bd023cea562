"""What an article speaks of: words that may become its tags, and words that speak for subjects, with how often."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Set
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from generator.dictionary_file import dictionary, word_log
from generator.names import folded
from generator.personal_names import SINGLE
from generator.segmenter import cut
from generator.tag_list import TagList
from generator.tagging.place_names import is_place_name, makes_place
from generator.tagging.subjects import Forms, Subjects
from generator.tagging.thesaurus import Thesaurus

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
    """What is read of an article: the lines of its head, its plain text, and names that cannot be its tags.

    The words of its `column` speak for subjects, and are no tags themselves: the column has its own page.
    """

    head: str
    body: str
    names: tuple[str, ...] = ()
    column: str = ""


class Said(NamedTuple):
    """How often a term is said in head and body."""

    kind: Kind
    head: int
    body: int


Terms = dict[str, Said]


class Reading(NamedTuple):
    """What a story says: free `terms`, `forms`, the words that speak for subjects, and names that are no tags of it."""

    terms: Terms
    forms: Forms
    names: frozenset[str]  # folded

    @property
    def words(self) -> Set[str]:
        """All that it says, each once."""
        return self.terms.keys() | self.forms.keys()


class _Stand(NamedTuple):
    """Words of a kind in the order of the text, and at which of its words each stands."""

    words: list[str]
    at: list[int]

    def between(self, start: int, end: int) -> list[str]:
        """Those from one word of the text on, up to another."""
        return self.words[bisect_left(self.at, start) : bisect_left(self.at, end)]

    def last(self, word: str, end: int) -> int:
        """Where one that is among them stands last before `end`."""
        return max(at for one, at in zip(self.words, self.at, strict=True) if one == word and at < end)


class _Found(NamedTuple):
    """What a text says."""

    forms: _Stand  # words of the list or the thesaurus, folded
    words: _Stand  # that may be terms
    pairs: _Stand  # of words that may be one term; where the second of the two stands


# What a word of the segmenter may be. (Plain numbers: IntFlag takes ten times as long.
# `_found` and `_several` shift them over all words at once: SURNAME onto FREE, FIRST onto SECOND, GOES_ON onto STARTS.)
STARTS = 1  # the first of several of a word of the list
FREE = 2  # a tag by itself
FIRST, SECOND = 4, 8  # the first or the second word of a compound
SURNAME = 16
FORM = 32  # a word of the list by itself
GOES_ON = 64  # a later one of several of a word of the list
PLACE = 128  # makes a place of the word before it


class Reader:
    """Reads stories. `editors` is content/tags.yaml, `listed` and `thesaurus` are what comes along with Jianbao."""

    def __init__(self, editors: TagList, listed: TagList, thesaurus: Thesaurus) -> None:
        merged = editors.over(listed)
        self.subjects = Subjects(editors, merged, thesaurus)
        self.kinds = {tag: Kind.EDITORS if tag in editors.words else Kind.LISTED for tag in merged.words}
        places = (folded(place) for names in thesaurus.places.values() for place in names)
        tags = frozenset(map(folded, merged.preferred))
        self._marks = _Marks(self.subjects.own, tags, merged.never.union(places))

    def read(self, story: Story) -> Reading:
        """What a story says. Compounds are given only where they stand in the head or more than once."""
        words = [*cut(story.head), ""]  # what is empty parts: nothing goes on over it
        body = len(words)
        words += cut(story.body)
        column = len(words)
        words += ["", *cut(story.column), ""]
        found = self._found(words)
        names = frozenset(map(folded, (*story.names, story.column)))
        return Reading(self._terms(found, body, column, names), _forms(found.forms, body, column), names)

    def _terms(self, found: _Found, body: int, column: int, names: Collection[str]) -> Terms:
        """The terms of head and body, the words of which begin at 0 and at `body`."""
        head = [*found.words.between(0, body), *found.pairs.between(0, body)]
        below = [*found.words.between(body, column), *found.pairs.between(body, column)]
        above, times = Counter(head).get, Counter(below).get
        kinds = dict.fromkeys(found.words.between(0, column), Kind.WORD)
        for pair in dict.fromkeys(found.pairs.between(0, column)):
            if pair in kinds and found.words.last(pair, column) > found.pairs.last(pair, column):
                continue
            kinds.pop(pair, None)
            if (above(pair) or times(pair, 0) > 1) and self._marks.is_allowed(pair):
                kinds[pair] = Kind.COMPOUND
        return {
            term: Said(kind, above(term, 0), times(term, 0))
            for term, kind in kinds.items()
            if folded(term) not in names
        }

    def _found(self, words: list[str]) -> _Found:
        """What some words say; the last of them is empty."""
        before = np.frombuffer(bytearray(1) + bytearray(map(self._marks.__getitem__, words)), np.uint8)
        marks = before[1:]
        makes_place = marks[1:] & PLACE != 0
        several = self._several(words, marks)
        says = marks & FORM
        says[:-1][makes_place] = 0
        says[list(several)] = FORM
        forms_at = np.flatnonzero(says).tolist()
        words_at = np.flatnonzero(marks & ~(before[:-1] >> 3) & FREE).tolist()  # SURNAME >> 3 is FREE
        pairs_at = np.flatnonzero(marks & before[:-1] << 1 & SECOND).tolist()  # FIRST << 1 is SECOND
        pairs_at = [at for at in pairs_at if len(words[at - 1]) + len(words[at]) in COMPOUND_SIZES]
        return _Found(
            _Stand([several.get(at) or words[at].casefold() for at in forms_at], forms_at),
            _Stand([words[at] for at in words_at], words_at),
            _Stand([words[at - 1] + words[at] for at in pairs_at], pairs_at),
        )

    def _several(self, words: list[str], marks: np.ndarray) -> dict[int, str]:
        """Words of list or thesaurus that are several of the segmenter's, whose marks it takes away."""
        found: dict[int, str] = {}
        starts, until = self._marks.starts, 0
        for at in np.flatnonzero(marks[:-1] & STARTS & (marks[1:] >> 6)).tolist():
            if at >= until and (words[at] + words[at + 1]).casefold() in starts:
                length, form = self._longest(words, at)
                if length > 1:
                    until = at + length
                    marks[at:until] = 0
                    found[at] = form
        return found

    def _longest(self, words: list[str], at: int) -> tuple[int, str]:
        """The longest word of list or thesaurus from `at` on, and how many words of the segmenter it is."""
        length, longest, form = 0, "", ""
        for size, word in enumerate(words[at : at + MOST_WORDS], 1):
            form += word.casefold()
            if not word or form not in self._marks.starts:
                break
            if form in self.subjects.own:
                length, longest = size, form
        return length, longest


def _forms(forms: _Stand, body: int, column: int) -> Forms:
    """How often head and column, and how often the body, say each form."""
    head, below = Counter(forms.between(0, body)), Counter(forms.between(body, column))
    head.update(forms.words[bisect_left(forms.at, column) :])
    return {form: (head.get(form, 0), below.get(form, 0)) for form in dict.fromkeys((*head, *below))}


class _Marks(dict[str, int]):
    """The marks of every word, found out when they are first asked for. `tags` are those forms that are no hints."""

    def __init__(self, forms: Collection[str], tags: Set[str], never: frozenset[str]) -> None:
        super().__init__()
        self._never, self._forms, self._tags = never, frozenset(forms), tags
        self._parts = {form[:size] for form in forms for size in range(1, len(form))}
        tails = {form[at:] for form in forms for at in range(1, len(form))}
        self._later = {tail[:size] for tail in tails for size in range(1, len(tail) + 1)}
        self.starts = self._parts | self._forms

    def __missing__(self, word: str) -> int:
        if len(self) > REMEMBERED:
            self.clear()
        form = word.casefold()
        marks = (STARTS if form in self._parts else 0) | (GOES_ON if form in self._later else 0)
        marks |= (FORM if form in self._forms else 0) | (PLACE if makes_place(word) else 0)
        if form not in self._tags:  # which are no terms, nor parts of one
            marks |= self._marks_of(word)
        self[word] = marks
        return marks

    def _marks_of(self, word: str) -> int:
        """What a word may be to terms."""
        if len(word) == 1:
            return SURNAME if word in SINGLE else 0
        known = dictionary().get(word)
        marks = 0
        if known is None or folded(word) in self._never:
            return marks
        if known.tag in NOUNS and known.log > RAREST and not _is_name(word) and self.is_allowed(word):
            marks |= FREE
        if known.tag in FIRSTS:
            marks |= FIRST
        return marks | SECOND if known.tag in SECONDS else marks

    def is_allowed(self, word: str) -> bool:
        """Whether a word may be a term: the list does not forbid it, and it is no place."""
        return folded(word) not in self._never and not is_place_name(word)


def _is_name(word: str) -> bool:
    """Whether a noun of the dictionary is more likely somebody's name: 金正日, 小叶."""
    if len(word) == 2:
        return word[0] in FAMILIAR and word[1] in SINGLE
    return len(word) == 3 and word[0] in SINGLE and word_log(word[1:], -99.0) < RAREST
