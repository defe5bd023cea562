"""Which unit of a page goes on with which: the page's stories as threads through its units.

Every unit but a story's first goes on with one unit before it: mostly with the one printed just before, at a column
break with one further up. Here is which pairs are likely. (pair_features.py says what speaks for and against each;
thread_model.py chooses.)
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from generator.importer.cuts import Cuts
from generator.importer.kinship import Kinship, Reading
from generator.importer.looks import CLOSING, Look
from generator.importer.quoted import uncut
from generator.importer.subheads import Subheads
from generator.importer.topics import Topics
from generator.importer.unit_columns import ROLE, UnitColumns
from generator.importer.units import Unit

PROSE = ("BODY", "REST")
STRANGE = 0.15  # likeness of what stands before and after a place, below which a story may change there
MOST_BACK = 6  # units looked at before and after a place for what it speaks of
MOST_HEAD = 3  # lines of a head besides
MOST_AHEAD = 5
LEANING = 1.0
VERSE = 14  # characters of a line that ends where it was meant to end
RESTING, MAY_REST = 0.1, 0.2  # probability of a rest
SURE_REST = 0.95  # a paragraph that ends with a full stop and goes on all the same is rare
BEGINS = 0.25  # probability of a rest below which a paragraph begins, though the line before breaks off
MOST_UNFINISHED = 5  # ends looked at for each beginning: the most alike of those that break off
MOST_FINISHED = 2  # and of those that do not
MORE_ALIKE, RESTING_ALIKE, FINISHED_ALIKE = 0.05, -0.1, 0.02  # than the unit printed before it: so much each must be
MOST_SPANNED = 2  # and of those that a word may span, whatever they speak of
SPANNED = 3.0  # nats that the word must gain

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Link:
    """Unit `after` goes on with unit `before`; `joined`: in the same paragraph.

    odds: log odds in nats against beginning anew; rival: the same for the next best choice of either unit.
    """

    before: int
    after: int
    joined: bool
    odds: float
    rival: float


class Threads:
    """The units of one page that belong to stories, and which pairs of them are likely."""

    def __init__(
        self, looks: Sequence[Look], roles: Sequence[str], odds: np.ndarray, topics: Topics, units: Sequence[Unit]
    ) -> None:
        """roles, odds: each unit's role in the lattice and the probability of all of them."""
        self.looks, self.roles = looks, roles
        self.n = len(looks)
        self.units = UnitColumns(looks, roles, odds, units)
        self._neighbours, self._one_head = self._find_neighbours()
        self.alike = self._padded(topics.alike(self._backs(), self._aheads()))
        self.cuts = Cuts([look.text for look in looks], "\n".join(unit.text for unit in units))
        # Pairs that the page has elsewhere in one piece.
        self.uncut = uncut([look.text for look in looks], np.flatnonzero(self.units.prose[:-1]).tolist())
        self.subheads = Subheads(roles, topics)
        self.kinship = Kinship(topics, [look.n for look in looks], roles)
        self.reading: Reading | None = None
        self._far: list[Pair] = []  # far pairs of all readings
        self.rivals: tuple[np.ndarray, ...] = ()  # of the pairs asked for, those whose `before` is running text

    def read_again(self, previous: Mapping[int, int]) -> None:
        """From now on weigh pairs by all that the stories say along these threads."""
        self.reading = self.kinship.read(previous)
        self.alike = self._padded(self.reading.alike())

    def _padded(self, alike: np.ndarray) -> np.ndarray:
        """(n + 1, n + 1): how much what stands before the end of unit i and from unit k on are of one subject."""
        padded = np.zeros((self.n + 1, self.n + 1))
        padded[:-1, :-1] = alike
        return padded

    def _backs(self) -> np.ndarray:
        """The first unit that surely is of each unit's story, back to its head, which names the subject."""
        units, role = np.arange(self.n), self.units.role[:-1]
        head = self.units.head[:-1]
        behind_furniture = np.append(True, role[:-1] == ROLE["FURNITURE"])[: self.n]
        back = np.maximum(np.maximum.accumulate(np.where(head | behind_furniture, units, 0)), units - MOST_BACK)
        behind_head = np.append(False, head[:-1])[: self.n] & (role == ROLE["HEAD"])
        top = np.maximum.accumulate(np.where(behind_head, 0, units))
        return np.maximum(top[back], units - MOST_BACK - MOST_HEAD)

    def _aheads(self) -> np.ndarray:
        """The end of what surely goes on from each unit."""
        units, role = np.arange(self.n + 1), self.units.role  # the role of no unit is that of furniture
        stops = np.where(self.units.head | (role == ROLE["FURNITURE"]), units, self.n)
        return np.minimum(np.minimum.accumulate(stops[::-1])[::-1][1:], units[:-1] + MOST_AHEAD)

    def _find_neighbours(self) -> tuple[tuple[np.ndarray, np.ndarray], np.ndarray]:
        """(before, after) of units printed one after the other that may be of one story, and which are of one head.

        A headline behind anything but a headline begins one: the roles have weighed that it might be a subhead.
        """
        u = self.units
        after = np.flatnonzero(u.previous < self.n)
        before = u.previous[after]
        may = ~u.head[after] | u.head[before] | u.subhead[before]
        before, after = before[may], after[may]
        one_head = (after == before + 1) & (u.role[after] == ROLE["HEAD"]) & u.head[before]
        return (before, after), one_head

    def pairs(self) -> tuple[list[Pair], list[Pair]]:
        """Pairs worth a score: neighbours, and ends of runs with possible beginnings of runs further down.

        Second, neighbours in running text that have no rival, and the lines of a head: together without a score.
        """
        u = self.units
        self._far = far = list(dict.fromkeys(self._far + self._far_pairs()))
        far_before, far_after = both_units(far)
        before, after = self._neighbours
        rivalled = np.zeros((2, self.n), bool)
        rivalled[0, far_before] = rivalled[1, far_after] = True
        alone = ~rivalled[0, before] & ~rivalled[1, after] & u.prose[before] & u.prose[after]
        sure = self._one_head | (alone & ~u.opener[after])
        before, after = np.append(before[~sure], far_before), np.append(after[~sure], far_after)
        self.rivals = before[u.prose[before]], after[u.prose[before]]
        sure_pairs = (column[sure].tolist() for column in self._neighbours)
        return list(zip(before.tolist(), after.tolist(), strict=True)), list(zip(*sure_pairs, strict=True))

    def _far_pairs(self) -> list[Pair]:
        u = self.units
        ends, afters = np.flatnonzero(self._may_end()), np.flatnonzero(self._may_resume())
        near, resting = u.previous[afters], u.rest[afters] > RESTING
        alike = self.alike[ends[:, None], afters]
        more = alike - self.alike[near, afters]
        may = (ends[:, None] < afters) & (ends[:, None] != near)
        finished = u.finished[ends][:, None]
        enough = more > np.where(resting, RESTING_ALIKE, MORE_ALIKE)
        unfinished = _most(ends, alike, may & ~finished & enough, MOST_UNFINISHED)
        ended = _most(ends, alike, may & finished & (more > FINISHED_ALIKE), MOST_FINISHED)
        spanned = self._spanned(ends, afters, may & u.cut[ends][:, None] & resting)
        found = []
        for k, after in enumerate(afters.tolist()):
            befores = unfinished[k]
            spanning = [before for before in spanned.get(after, ()) if before not in befores]
            found += [(before, after) for before in befores + spanning[:MOST_SPANNED] + ended[k]]
        uncut = [(before, after) for before, after in sorted(self.uncut) if before < after]
        return found + [(before, after) for before, after in uncut if u.previous[after] != before]

    def _spanned(self, ends: np.ndarray, afters: np.ndarray, may: np.ndarray) -> dict[int, list[int]]:
        """Ends in mid-word that each of `afters` completes, the surest first. may: (ends, afters), those asked for."""
        one, two = np.nonzero(may)
        befores, afters = ends[one], afters[two]
        gains = self.cuts.gains(befores, afters)
        found: dict[int, list[int]] = {}
        order = np.lexsort((-befores, -gains))
        for k in order[gains[order] > SPANNED].tolist():
            found.setdefault(int(afters[k]), []).append(int(befores[k]))
        return found

    def lone_rests(self, taken: Sequence[Pair]) -> Iterator[tuple[int, list[int]]]:
        """Rests of paragraphs that nothing goes on with by `taken`, and the ends above that are free."""
        linked = {after for _, after in taken}
        lone = [i for i, role in enumerate(self.roles) if role == "REST" and i not in linked]
        free = {i for i, role in enumerate(self.roles) if role in PROSE} - {before for before, _ in taken}
        for after in lone:
            near = int(self.units.previous[after])
            if near < self.n:
                yield after, sorted(before for before in free | {near} if before < after)

    def _may_end(self) -> np.ndarray:
        """(n,): units behind which their story may go on elsewhere."""
        u, units = self.units, np.arange(self.n)
        after = u.next[:-1]
        ends = ~u.prose[after] | ~u.finished[:-1] | u.breaks[after] | (self.alike[units, after] < STRANGE)
        return np.asarray(u.prose[:-1] & ends)

    def _may_resume(self) -> np.ndarray:
        """(n,): units that may go on with a story from elsewhere."""
        u, units = self.units, np.arange(self.n)
        before = u.previous[:-1]
        prose, rest = u.prose[:-1], u.rest
        byline = u.role[before] == ROLE["BYLINE"]
        behind_wall = prose & (~(u.head[before] | byline) | (rest > 0.5))
        strange = ~u.finished[before] | (self.alike[before, units] < STRANGE)
        behind_prose = u.breaks[:-1] | (rest > MAY_REST) | strange
        may = (before < self.n) & (prose | u.subhead[:-1])
        return np.asarray(may & np.where(u.prose[before], behind_prose, behind_wall))

    def leanings(self, afters: np.ndarray) -> np.ndarray:
        """Added to every pair's odds: running text hardly ever begins a story, nor does a head's second line."""
        u = self.units
        in_head = u.head[u.previous[afters]] & u.head[afters]
        return np.where((u.prose[afters] | in_head) & ~u.opener[afters], LEANING, 0.0)

    def joined(self, before: int, after: int) -> bool:
        """Whether two linked units are one paragraph."""
        if not (self.roles[before] in PROSE and self.roles[after] in PROSE):
            return False
        a, b = self.looks[before], self.looks[after]
        if a.n <= VERSE and self.roles[after] == "BODY" and b.text[0] not in CLOSING:
            return False
        if a.ends == "N" and self.units.previous[after] == before and self.units.rest[after] < BEGINS:
            return False  # an abstract under a headline, a line of a table or a list
        if a.ends in "NC" or b.text[0] in CLOSING:
            return True
        if b.begins_inside:
            return False  # neither goes on nor begins: what stood between them is lost
        return self.roles[after] == "REST" and bool(self.units.rest[after] > SURE_REST)


def _most(ends: np.ndarray, alike: np.ndarray, may: np.ndarray, most: int) -> list[list[int]]:
    """For each column of `alike` (ends, beginnings) those ends that may, the most alike first."""
    order = np.where(may, -alike, np.inf).argsort(axis=0, kind="stable")[:most]
    counts = may.sum(axis=0).tolist()
    return [found[:count] for found, count in zip(ends[order].T.tolist(), counts, strict=True)]


def both_units(pairs: Collection[Pair]) -> np.ndarray:
    """(2, pairs): the units before and after."""
    return np.fromiter(chain.from_iterable(pairs), np.int64, 2 * len(pairs)).reshape(-1, 2).T
