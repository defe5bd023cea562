"""What an article speaks of: words that may become its tags, and words that speak for subjects, with how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Set
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from generator.dictionary_file import Word, dictionary, word_log
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


@dataclass(slots=True)
class _Counts:
    """The words of a text, and how often it says them."""

    terms: dict[str, tuple[Kind, int]]
    forms: Counter[str]


# What a word of the segmenter may be. (Plain numbers: IntFlag takes ten times as long.)
STARTS = 1  # the first of several of a word of the list
FREE = 2  # a tag by itself
FIRST, SECOND = 4, 8  # the first or the second word of a compound
SURNAME = 16
FORM = 32  # a word of the list by itself
COUNTS = STARTS | FREE | SECOND | FORM  # what is looked at


class Reader:
    """Reads stories. `editors` is content/tags.yaml, `listed` and `thesaurus` are what comes along with Jianbao."""

    def __init__(self, editors: TagList, listed: TagList, thesaurus: Thesaurus) -> None:
        merged = editors.over(listed)
        self.subjects = Subjects(editors, merged, thesaurus)
        self.kinds = {tag: Kind.EDITORS if tag in editors.words else Kind.LISTED for tag in merged.words}
        self._tags = {folded(word) for word in merged.preferred}
        places = (folded(place) for names in thesaurus.places.values() for place in names)
        self._marks = _Marks(self.subjects.own, merged.never.union(places))

    def read(self, story: Story) -> Reading:
        """What a story says. Compounds are given only where they stand in the head or more than once."""
        head, body = self._count(story.head), self._count(story.body)
        names = frozenset(map(folded, (*story.names, story.column)))
        terms = {}
        for term, (kind, _) in (head.terms | body.terms).items():
            said = Said(kind, head.terms.get(term, (kind, 0))[1], body.terms.get(term, (kind, 0))[1])
            if folded(term) not in names and (kind is not Kind.COMPOUND or said.head or said.body > 1):
                terms[term] = said
        above = head.forms + self._count(story.column).forms if story.column else head.forms
        return Reading(terms, {form: (above[form], body.forms[form]) for form in above | body.forms}, names)

    def _count(self, text: str) -> _Counts:
        """The words of a text."""
        words = [*cut(text), ""]
        marks = bytes(map(self._marks.__getitem__, words))
        starts = self._marks.starts
        said: list[str] = []
        kinds: dict[str, Kind] = {}
        forms: list[str] = []
        until = 0  # the end of the last word of the list
        for at in np.flatnonzero(np.frombuffer(marks, dtype=np.uint8) & COUNTS).tolist():
            mark = marks[at]
            if at < until:
                continue
            if mark & STARTS and (words[at] + words[at + 1]).casefold() in starts:
                length = self._listed(words, at, forms)
            else:
                length = self._alone(words[at], words[at + 1], forms) if mark & FORM else 0
            if length:
                until = at + length
                continue
            before = marks[at - 1] if at > until else 0
            if mark & FREE and not before & SURNAME:
                said.append(words[at])
                kinds[words[at]] = Kind.WORD
            if mark & SECOND and before & FIRST and self._marks.may_join(words[at - 1], words[at]):
                said.append(words[at - 1] + words[at])
                kinds[said[-1]] = Kind.COMPOUND
        return _Counts({term: (kinds[term], times) for term, times in Counter(said).items()}, Counter(forms))

    def _listed(self, words: list[str], at: int, forms: list[str]) -> int:
        """Adds the longest word of list or thesaurus from `at` on; how many words of the segmenter that uses up.

        A word that only hints at a subject may be a tag by itself, and so uses up none.
        """
        length, form = 0, ""
        for size, word in enumerate(words[at : at + MOST_WORDS], 1):
            form += word.casefold()
            if not word or form not in self._marks.starts:
                break
            if form in self.subjects.own:
                length, longest = size, form
        if length < 2:
            return self._alone(words[at], words[at + 1], forms) if length else 0
        forms.append(longest)
        return length

    def _alone(self, word: str, following: str, forms: list[str]) -> int:
        """The same of a word that is one of the segmenter's."""
        form = word.casefold()
        if not makes_place(following):
            forms.append(form)
        return 1 if form in self._tags else 0


class _Marks(dict[str, int]):
    """The marks of every word, found out when they are first asked for."""

    def __init__(self, forms: Collection[str], never: frozenset[str]) -> None:
        super().__init__()
        self._never, self._forms = never, frozenset(forms)
        self._parts = {form[:size] for form in forms for size in range(1, len(form))}
        self.starts = self._parts | self._forms

    def may_join(self, first: str, second: str) -> bool:
        """Whether two words that may be a compound's make one of the right length."""
        return len(first) + len(second) in COMPOUND_SIZES and self._is_allowed(first + second)

    def __missing__(self, word: str) -> int:
        if len(self) > REMEMBERED:
            self.clear()
        form = word.casefold()
        marks = (STARTS if form in self._parts else 0) | (FORM if form in self._forms else 0)
        if len(word) == 1:
            marks |= SURNAME if word in SINGLE else 0
        else:
            marks |= self._marks_of(word, dictionary().get(word))
        self[word] = marks
        return self[word]

    def _marks_of(self, word: str, known: Word | None) -> int:
        marks = 0
        if known is None or folded(word) in self._never:
            return marks
        if known.tag in NOUNS and known.log > RAREST and not _is_name(word) and self._is_allowed(word):
            marks |= FREE
        if known.tag in FIRSTS:
            marks |= FIRST
        return marks | SECOND if known.tag in SECONDS else marks

    def _is_allowed(self, word: str) -> bool:
        return folded(word) not in self._never and not is_place_name(word)


def _is_name(word: str) -> bool:
    """Whether a noun of the dictionary is more likely somebody's name: 金正日, 小叶."""
    if len(word) == 2:
        return word[0] in FAMILIAR and word[1] in SINGLE
    return len(word) == 3 and word[0] in SINGLE and word_log(word[1:], -99.0) < RAREST
