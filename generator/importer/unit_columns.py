"""What pairs of units are weighed by, in columns: of each unit its role, its ends, its signs, its neighbours.

The columns have a row more than there are units, n: it stands for "no unit". It is no running text, and no headline.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from generator.dictionary_file import TAGS, UNKNOWN_TAG
from generator.importer.looks import Look
from generator.importer.roles import STATES
from generator.importer.surroundings import blank_habit
from generator.importer.units import Unit

ROLE = {state: number for number, state in enumerate(STATES)}
TYPES = ("prose", *STATES)  # running text all alike
ENDS = "SLOCQN"
FINISHED = "SLO"
HABITS = ("breaks", "even", "mixed")
MOST_GAP = 2  # blank lines more than usual that are counted
BEGINNINGS = (
    *("impossible-start", "opener-long", "indented", "closes-unopened", "quote-start", "fresh-word"),
    *("fresh-word-short", "numbered-long", "numbered-short", "caption-words", "tuwei", "dash-start"),
)
TAG = {tag: number for number, tag in enumerate(TAGS)}


class UnitColumns:
    """The columns of a page's units.

    role, ends, type, first_tag, last_tag, habit: places in STATES, ENDS, TYPES, TAGS, HABITS. previous, next: the units
    printed just before and behind each, furniture left out. walls: units that are no running text before each.
    """

    def __init__(self, looks: Sequence[Look], roles: Sequence[str], odds: np.ndarray, units: Sequence[Unit]) -> None:
        """roles, odds: each unit's role in the lattice and the probability of all of them."""
        self.n = len(looks)
        self._set_roles(roles, odds)
        self._set_ends(looks)
        self._set_beginnings(looks)
        usual, habit = blank_habit(units)
        self.habit = np.array(HABITS.index(habit))
        self.gaps = np.array([*(min(MOST_GAP, max(0, unit.gap - usual)) for unit in units), MOST_GAP])
        self.breaks = (self.gaps > 0) & (habit == "breaks")  # a gap before it that tells something

    def _set_roles(self, roles: Sequence[str], odds: np.ndarray) -> None:
        role = self.role = np.array([*map(ROLE.__getitem__, roles), ROLE["FURNITURE"]])
        self.prose = (role == ROLE["BODY"]) | (role == ROLE["REST"])
        self.head = (role == ROLE["HEAD"]) | (role == ROLE["COLUMN"])
        self.subhead = role == ROLE["SUBHEAD"]
        self.type = np.where(self.prose, 0, 1 + role)
        self.walls = np.append(0, np.cumsum(~self.prose[:-1]))
        self.previous, self.next = np.full((2, self.n + 1), self.n)
        printed = np.flatnonzero(role != ROLE["FURNITURE"])
        self.previous[printed[1:]] = printed[:-1]
        self.next[printed[:-1]] = printed[1:]
        # Of running text, how likely it goes on with a paragraph that a column break cut; how likely a headline is.
        self.rest = odds[:, ROLE["REST"]] / (odds[:, ROLE["REST"]] + odds[:, ROLE["BODY"]] + 1e-9)
        self.opening = odds[:, ROLE["HEAD"]] + odds[:, ROLE["COLUMN"]]

    def _set_ends(self, looks: Sequence[Look]) -> None:
        self.ends = np.array([ENDS.index(look.ends) for look in looks], np.int64)
        self.finished = np.array([*(look.ends in FINISHED for look in looks), False])
        self.cut = self.ends == ENDS.index("N")
        self.comma = self.ends == ENDS.index("C")
        self.last_tag = _tags([look.last_tag for look in looks])
        self.open_mark = np.array([look.open_mark for look in looks], bool)

    def _set_beginnings(self, looks: Sequence[Look]) -> None:
        self.first_tag = _tags([look.first_tag for look in looks])
        showing = (name in look.shows for name in BEGINNINGS for look in looks)
        shown = np.fromiter(showing, bool, len(looks) * len(BEGINNINGS)).reshape(len(BEGINNINGS), -1)
        self.impossible_start, self.opener, self.indented, self.closes, self.quote_start, *several = shown
        fresh, fresh_short, numbered, numbered_short, caption, is_caption, self.dashed = several
        self.fresh_word, self.numbered = fresh | fresh_short, numbered | numbered_short
        self.caption_words = caption | is_caption


def _tags(tags: Sequence[str]) -> np.ndarray:
    return np.array([TAG.get(tag, TAG[UNKNOWN_TAG]) for tag in tags], np.int64)
