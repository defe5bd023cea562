"""How much of a story's words speaks for each subject of a list: those that name it, and those that only hint at it.

Every word of a text counts, not the one that happens to be a tag: a story that says 门诊, 药费 and 护士长 is about
health care. A word counts the more the rarer it is, little more for being said again, and for broader subjects too.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

from generator.names import folded
from generator.tag_list import TagList
from generator.tagging.thesaurus import Thesaurus

Forms = Mapping[str, tuple[int, int]]  # a word of the list or the thesaurus, folded -> times in the head, in the body

NAMED, HINTED = 1.0, 0.35  # what a word counts that names a subject, that hints at it
EDITORS = 1.3  # what a word of content/tags.yaml counts
RISES = 0.45  # share that the broader subject gets
STOREYS = 2  # of subjects above a subject
HEADED = 1.6  # what standing in the head counts for, where being said once in the body counts 1
LENGTH = 425  # characters; a longer text needs more words to speak for a subject
HINTS = 3  # words at least that speak for a subject which nothing names
OF_PARTS = 4  # the same, where the words may be those of its parts
AGAIN, BRIEF = 3, 400  # times that make one word enough; characters of a text in which one less does
UNNAMED = 1.2  # strength at least of a subject that nothing names
COMMON, SPAN, WEIGHTS = 0.8, 4.0, (0.1, 1.3)  # rarity in nats that counts nothing, that counts one more; the limits


class Evidence(NamedTuple):
    """What speaks for a subject: how strongly, and whether that is more than a word said in passing."""

    strength: float
    holds: bool


class Subjects:
    """Which words speak for which subjects. `editors` is content/tags.yaml, `merged` that list over the shipped one."""

    def __init__(self, editors: TagList, merged: TagList, thesaurus: Thesaurus) -> None:
        self.above = _above(merged, thesaurus)
        self.own: dict[str, dict[str, float]] = defaultdict(dict)
        for word, tag in merged.preferred.items():
            self.own[word][tag] = EDITORS if tag in editors.words else NAMED
        for subject, words in chain(thesaurus.hints.items(), thesaurus.places.items()):
            tag = merged.tag(subject)
            for word in words if tag in merged.words else ():
                self.own[folded(word)].setdefault(tag, HINTED)
        self._all = {
            word: [(subject, share, own.get(subject, 0.0)) for subject, share in self._with_broader(own).items()]
            for word, own in self.own.items()
        }

    def _with_broader(self, own: Mapping[str, float]) -> dict[str, float]:
        """What a word counts for its subjects and for those above them."""
        found = dict(own)
        for _ in range(STOREYS):
            for subject, weight in list(found.items()):
                for broader in self.above.get(subject, ()):
                    found[broader] = max(found.get(broader, 0.0), RISES * weight)
        return found

    def evidence(self, forms: Forms, characters: int, rarity: Mapping[str, float]) -> dict[str, Evidence]:
        """What the words of a text of so many characters say; `rarity` of each word in nats."""
        tallies: dict[str, _Tally] = {}
        for form, (head, body) in forms.items():
            weight = min(max((rarity[form] - COMMON) / SPAN, WEIGHTS[0]), WEIGHTS[1])
            weight *= math.log2(1 + body) + (HEADED if head else 0)
            for subject, share, own in self._all[form]:
                tally = tallies.get(subject)
                if tally is None:
                    tally = tallies[subject] = _Tally()
                tally.strength += share * weight
                tally.words += 1
                if own:
                    tally.add_own(own, head, head + body)
        scale, again = math.sqrt(1 + characters / LENGTH), AGAIN - (characters < BRIEF)
        return {subject: tally.evidence(scale, again) for subject, tally in tallies.items()}


class _Tally:
    """The words that speak for one subject."""

    __slots__ = ("headed", "named", "own", "strength", "times", "words")

    def __init__(self) -> None:
        self.strength = 0.0
        self.words = self.own = self.times = 0  # all; the subject's own, not its parts'; how often these are said
        self.named = self.headed = False  # by name; in the head

    def add_own(self, own: float, head: int, times: int) -> None:
        self.own += 1
        self.times += times
        if own > HINTED:
            self.named = True
            self.headed |= head > 0

    def evidence(self, scale: float, again: int) -> Evidence:
        strength = self.strength / scale
        if self.named:
            return Evidence(strength, self.headed or self.own > 1 or self.times >= again)
        return Evidence(strength, (self.own >= HINTS and strength >= UNNAMED) or self.words >= OF_PARTS > self.own)


def _above(merged: TagList, thesaurus: Thesaurus) -> dict[str, tuple[str, ...]]:
    """The broader subjects of each, by the tags that stand for them."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for broader, parts in thesaurus.above.items():
        for part in map(merged.tag, parts):
            if {part, merged.tag(broader)} <= merged.words.keys() and part != merged.tag(broader):
                found[part].append(merged.tag(broader))
    return {part: tuple(broader) for part, broader in found.items()}
