"""Which unit of a page goes on with which: the page's stories as threads through its units.

Every unit but a story's first goes on with one unit before it: mostly with the one printed just before, at a column
break with one further up. Here is which pairs are likely, and what speaks for and against each. (thread_model.py
chooses.)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import numpy as np

from generator.importer.breath import Side, gain, head, tail
from generator.importer.grades import Grades
from generator.importer.kinship import Kinship, Reading
from generator.importer.looks import CLOSING, Look
from generator.importer.roles import STATES
from generator.importer.surroundings import blank_habit
from generator.importer.topics import Topics
from generator.importer.units import Unit

PROSE = ("BODY", "REST")
REST, BODY, HEAD, COLUMN = (STATES.index(state) for state in ("REST", "BODY", "HEAD", "COLUMN"))
COUNTED = "年月日号时点分秒个名人万亿元吨米公里%％家次项户岁多余位座条场层届倍亩件台辆批"
STRANGE = 0.15  # likeness of what stands before and after a place, below which a story may change there
MOST_BACK = 6  # units looked at before and after a place for what it speaks of
MOST_AHEAD = 5
LEANING = 1.0
VERSE = 14  # characters of a line that ends where it was meant to end
SURE_REST = 0.95  # a paragraph that ends with a full stop and goes on all the same is rare
MOST_UNFINISHED = 5  # ends looked at for each beginning: the most alike of those that break off
MOST_FINISHED = 2  # and of those that do not
MOST_SPANNED = 2  # and of those that a word may span, whatever they speak of
SPANNED = 3.0  # nats that the word must gain
OPENING = (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98)  # probability of a headline
ALIKE = (0.03, 0.08, 0.15, 0.25, 0.4)
IS_REST = {where: Grades(f"{where}|rest>{{}}", (0.05, 0.2, 0.5, 0.8, 0.95)) for where in ("near", "far")}
SPANS = Grades("span>{:.0f}", (0.0, 2.0, 4.0, 6.0, 9.0))
MORE_ALIKE = Grades("more>{}", (-0.2, -0.1, -0.03, 0.03, 0.1, 0.2))  # than the unit printed before
MORE_THAN_NEXT = Grades("more-than-next>{}", (-0.1, 0.0, 0.1))
TOLD, MOST_TOLD = 5.0, 4  # nats that count as one, and how many of them
LIKE_LEAD = Grades("like-lead>{}", (0.02, 0.06, 0.12, 0.2))


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
    """The units of one page that belong to stories, and what speaks for and against each pair of them."""

    def __init__(
        self, looks: Sequence[Look], roles: Sequence[str], odds: np.ndarray, topics: Topics, units: Sequence[Unit]
    ) -> None:
        """roles, odds: each unit's role in the lattice and the probability of all of them."""
        self.looks, self.roles = looks, roles
        self.text = "\n".join(unit.text for unit in units)
        self.seen: dict[str, int] = {}
        usual, self.telling = blank_habit(units)
        self.gaps = [min(2, max(0, unit.gap - usual)) for unit in units]
        self.n = len(looks)
        self.prose = [role in PROSE for role in roles]
        # As lists: a number out of an array takes ten times as long.
        self.rest: list[float] = (odds[:, REST] / (odds[:, REST] + odds[:, BODY] + 1e-9)).tolist()
        self.opening: list[float] = (odds[:, HEAD] + odds[:, COLUMN]).tolist()
        self.previous = self._previous()
        self.next = {before: after for after, before in self.previous.items()}
        self.topics = topics
        self.alike = self._alike(topics)
        self.tails: dict[int, Side] = {}
        self.heads: dict[int, Side] = {}
        self.walls = list(accumulate((not p for p in self.prose), initial=0))  # units that are no prose, before each
        self.kinship = Kinship(topics, [one.n for one in looks], roles)
        self.reading: Reading | None = None
        self.far: list[tuple[int, int]] = []  # far pairs of all readings
        self.rivals: dict[int, list[int]] = {}  # of each unit's pairs, the units of running text before it

    def read_again(self, previous: Mapping[int, int]) -> None:
        """From now on weigh pairs by all that the stories say along these threads."""
        self.reading = self.kinship.read(previous)
        self.alike = self.reading.alike().tolist()

    def _previous(self) -> dict[int, int]:
        """The unit printed just before each, furniture left out."""
        previous = {}
        last = None
        for i, role in enumerate(self.roles):
            if role == "FURNITURE":
                continue
            if last is not None:
                previous[i] = last
            last = i
        return previous

    def _alike(self, topics: Topics) -> list[list[float]]:
        """(n, n): how much what stands before the end of unit i and what stands from unit k on are of one subject."""
        units = range(self.n)
        alike: list[list[float]] = topics.alike([self._back(i) for i in units], [self._ahead(i) for i in units]).tolist()
        return alike

    def _back(self, i: int) -> int:
        """The first unit that surely is of unit i's story, back to its head, which names the subject."""
        start, roles = i, self.roles
        while (
            start > 0
            and start > i - MOST_BACK
            and roles[start] not in ("HEAD", "COLUMN")
            and roles[start - 1] != "FURNITURE"
        ):
            start -= 1
        while (
            start > 0
            and start > i - MOST_BACK - 3
            and roles[start] == "HEAD"
            and roles[start - 1] in ("HEAD", "COLUMN")
        ):
            start -= 1
        return start

    def _ahead(self, i: int) -> int:
        end = i + 1
        while end < self.n and end < i + MOST_AHEAD and self.roles[end] not in ("HEAD", "COLUMN", "FURNITURE"):
            end += 1
        return end

    def pairs(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Pairs worth a score: neighbours, and ends of runs with possible beginnings of runs further down.

        Second, neighbours in running text that have no rival, and the lines of a head: together without a score.
        """
        self.far = far = list(dict.fromkeys(self.far + self._far_pairs()))
        ends, starts = {before for before, _ in far}, {after for _, after in far}
        open_pairs: list[tuple[int, int]] = []
        sure: list[tuple[int, int]] = []
        for after, before in self.previous.items():
            if self._begins(before, after):
                continue
            if self._one_head(before, after):
                sure.append((before, after))
                continue
            alone = before not in ends and after not in starts and self.prose[before] and self.prose[after]
            (sure if alone and "opener-long" not in self.looks[after].shows else open_pairs).append((before, after))
        self.rivals = {}
        for before, after in open_pairs + far:
            if self.prose[before]:
                self.rivals.setdefault(after, []).append(before)
        return open_pairs + far, sure

    def _begins(self, before: int, after: int) -> bool:
        """A headline behind anything but a headline: the roles have weighed that it might be a subhead."""
        return self.roles[after] in ("HEAD", "COLUMN") and self.roles[before] not in ("HEAD", "COLUMN", "SUBHEAD")

    def _one_head(self, before: int, after: int) -> bool:
        """Headlines with nothing between them."""
        return after == before + 1 and self.roles[after] == "HEAD" and self.roles[before] in ("HEAD", "COLUMN")

    def _far_pairs(self) -> list[tuple[int, int]]:
        ends = [i for i in range(self.n) if self.prose[i] and self._may_end(i)]
        finished = [i for i in ends if self.looks[i].ends in "SLO"]
        unfinished = [i for i in ends if self.looks[i].ends not in "SLO"]
        cut = [i for i in unfinished if self.looks[i].ends == "N"]
        found = []
        for after in filter(self._may_resume, range(self.n)):
            resting = self.rest[after] > 0.1
            befores = self._most_alike(unfinished, after, -0.1 if resting else 0.05)[:MOST_UNFINISHED]
            befores += self._spanned(cut, after, befores) if resting else []
            befores += self._most_alike(finished, after, 0.02)[:MOST_FINISHED]
            found += [(before, after) for before in befores]
        return found

    def _most_alike(self, ends: Sequence[int], after: int, more: float) -> list[int]:
        """Ends further up that are of one subject with `after`, by so much more than the unit printed before it is."""
        alike, near = self.alike, self.previous[after]
        known = alike[near][after]
        found = [b for b in ends[: bisect_left(ends, after)] if alike[b][after] - known > more and b != near]
        found.sort(key=lambda before: -alike[before][after])
        return found

    def _spanned(self, cut: Sequence[int], after: int, known: Sequence[int]) -> list[int]:
        """Ends in mid-word that `after` completes."""
        head, near = self._head(after), self.previous[after]
        gained = [
            (gain(self._tail(b), head), b) for b in cut[: bisect_left(cut, after)] if b not in known and b != near
        ]
        gained.sort(reverse=True)
        return [before for points, before in gained[:MOST_SPANNED] if points > SPANNED]

    def lone_rests(self, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, list[int]]]:
        """Rests of paragraphs that nothing goes on with by `taken`, and the ends above that are free."""
        free = {i for i in range(self.n) if self.prose[i]} - {before for before, _ in taken}
        linked = {after for _, after in taken}
        for after in range(self.n):
            if self.roles[after] == "REST" and after not in linked and after in self.previous:
                yield after, sorted(before for before in free | {self.previous[after]} if before < after)

    def _may_end(self, i: int) -> bool:
        after = self.next.get(i)
        if after is None or not self.prose[after] or self.looks[i].ends not in "SLO":
            return True
        if self.telling == "breaks" and self.gaps[after]:
            return True
        return self.alike[i][after] < STRANGE

    def _may_resume(self, i: int) -> bool:
        before = self.previous.get(i)
        if before is None or not (self.prose[i] or self.roles[i] == "SUBHEAD"):
            return False
        if not self.prose[before]:
            return self.prose[i] and (self.roles[before] not in ("HEAD", "COLUMN", "BYLINE") or self.rest[i] > 0.5)
        if (self.telling == "breaks" and self.gaps[i]) or self.rest[i] > 0.2:
            return True
        return self.looks[before].ends not in "SLO" or self.alike[before][i] < STRANGE

    def features(self, before: int, after: int) -> list[str]:
        """What speaks for and against unit `after` going on with unit `before`."""
        a, b = self.looks[before], self.looks[after]
        near = self.previous[after] == before
        where = "near" if near else "far"
        f = [where, f"{where}|{a.ends}|{self.roles[after]}", f"{where}|{self.roles[before]}|{self.roles[after]}"]
        if near:
            kind = "prose" if self.prose[before] else self.roles[before]
            f += _openings(kind).of(self.opening[after])
            if kind == "prose" and self.roles[after] in ("HEAD", "COLUMN", "SUBHEAD"):
                f += self._same_subject(before, after)
        if self.prose[before] and self.prose[after]:
            f += IS_REST[where].of(self.rest[after])
            f += self._characters(a, b, before, after)
            f += self._marks(a, b)
        gap = f"{where}|gap{self.gaps[after]}|{self.telling}"
        f += [gap, f"{gap}|{a.ends}|{self.roles[after]}", f"{gap}|{self.roles[before]}|{self.roles[after]}"]
        onward = self.next.get(after)
        if self.prose[before] and self.prose[after] and onward is not None:
            f.append(f"{where}|then-{self.roles[onward]}")
            if b.has("caption-words", "tuwei"):
                f.append(f"{where}|caption-words")
        f += self._subjects(before, after, where)
        if not near:
            f += self._places(before, after)
        if self.reading is not None and self.prose[before]:
            f += self._told(self.reading, before, after)
        return f

    def _characters(self, a: Look, b: Look, before: int, after: int) -> list[str]:
        f = []
        unfinished = a.ends in "NC"
        if unfinished:
            f.append(f"first-{b.first_tag}")
        if a.ends == "N":
            f += SPANS.of(gain(self._tail(before), self._head(after)))
            f.append(f"last-{a.last_tag}")
            f += self._touching(a.text, b.text)
        if "impossible-start" in b.shows:
            f.append(f"impossible-start|{a.ends}")
        if b.has("fresh-word", "fresh-word-short"):
            f.append(f"fresh-word|{a.ends}")
        if "opener-long" in b.shows:
            f += ["opener", f"opener|{a.ends}", "opener|near" if self.previous[after] == before else "opener|far"]
        if "indented" in b.shows:
            f.append(f"indented|{a.ends}")
        if b.has("numbered-long", "numbered-short"):
            f.append(f"numbered|{a.ends}")
        return f

    def _touching(self, one: str, two: str) -> list[str]:
        """The characters at both sides of a cut, and whether the page has them together elsewhere."""
        f = []
        last, first = one[-1], two[0]
        if last.isdigit():
            f.append("digit|digit" if first.isdigit() else "digit|count" if first in COUNTED else "digit|other")
        elif last.isascii() and last.isalpha():
            f.append("latin|latin" if first.isascii() and first.isalpha() else "latin|other")
        elif first.isdigit():
            f.append("han|digit")
        seen = self._seen(last + first)
        f.append(f"pair-seen{seen}")
        if seen and (self._seen(one[-2:] + first) or self._seen(last + two[:2])):
            f.append("three-seen")
            if self._seen(one[-2:] + two[:2]):
                f.append("four-seen")
        return f

    def _seen(self, characters: str) -> int:
        """How often the page has these characters within a line: 0, 1 or more often (2)."""
        if characters not in self.seen:
            self.seen[characters] = min(2, self.text.count(characters))
        return self.seen[characters]

    @staticmethod
    def _marks(a: Look, b: Look) -> list[str]:
        f = []
        closes = "closes-unopened" in b.shows
        if a.open_mark:
            f.append("open|closes" if closes else "open|none")
        elif closes:
            f.append("shut|closes")
        if "quote-start" in b.shows:
            f.append("quote-start|open" if a.open_mark else f"quote-start|{a.ends}")
        return f

    def _subjects(self, before: int, after: int, where: str) -> list[str]:
        mine = self.alike[before][after]
        f = _alike(where, "prose" if self.prose[after] else self.roles[after]).of(mine)
        if where == "near":
            return f
        f = f + MORE_ALIKE.of(mine - self.alike[self.previous[after]][after])
        onward = self.next.get(before)
        if onward is not None and self.prose[onward]:
            f += MORE_THAN_NEXT.of(mine - self.alike[before][onward])
        return f

    def _told(self, reading: Reading, before: int, after: int) -> list[str]:
        """Do the words from `after` on gain more by this story than by others?"""
        nats, near = reading.nats, self.previous[after]
        mine = nats[before][after]
        if not self.prose[after]:
            if before != near or self.roles[after] != "SUBHEAD":
                return []
            others = reading.other_ends(before, after)
            return _gained("told-under", mine - max((nats[other][after] for other in others), default=0.0))
        others = [other for other in self.rivals.get(after, ()) if other != before]
        f = []
        if others:
            best = max(nats[other][after] for other in others)
            f += _gained("told-near" if before == near else "told-far-most", mine - best)
        if before != near and self.prose[near]:
            f += _gained("told-far", mine - nats[near][after])
        return f

    def _same_subject(self, before: int, after: int) -> list[str]:
        """Is what stands under a headline about what the head of the story before it names, and what its lead tells?"""
        first, end = self._prose_under(after)
        start = before
        while start > 0 and self.roles[start] not in ("HEAD", "COLUMN"):
            start -= 1
        head = start
        while head > 0 and self.roles[head - 1] in ("HEAD", "COLUMN"):
            head -= 1
        if first == end or self.roles[start] not in ("HEAD", "COLUMN"):
            return ["subject-unknown"]
        under, named = self.topics.vector(first, end), self.topics.vector(head, start + 1)
        shared = min(4, int(np.count_nonzero(np.logical_and(under, named))))
        f = [f"head-words-under>={n}" for n in range(1, shared + 1)]
        lead = next((i for i in range(start + 1, before + 1) if self.prose[i]), before)
        like = self.topics.likeness((lead, lead + 1), (first, end))
        f += LIKE_LEAD.of(like)
        length = before - start
        f.append(f"story{'<4' if length < 4 else '<9' if length < 9 else '<18' if length < 18 else '>18'}")
        f.append(f"subheads{min(3, sum(self.roles[i] == 'SUBHEAD' for i in range(start, before + 1)))}")
        return f

    def _prose_under(self, headline: int) -> tuple[int, int]:
        """The running text under a headline, up to five units."""
        first = headline
        while first < self.n and not self.prose[first] and first < headline + 5:
            first += 1
        end = first
        while end < self.n and end < first + 5 and self.prose[end]:
            end += 1
        return first, end

    def _places(self, before: int, after: int) -> list[str]:
        finished = "finished" if self.looks[before].ends in "SLO" else "unfinished"
        walls = self.walls[after] - self.walls[before + 1]
        onward, neighbour = self.next.get(before), self.previous[after]
        f = [f"far|{finished}", f"far|{finished}|walls{min(4, walls)}"]
        f.append("far|wall-after" if onward is None or not self.prose[onward] else f"far|prose-after|{finished}")
        if not self.prose[neighbour]:
            f.append("far|behind-wall")
        else:
            f.append(f"far|behind-{'finished' if self.looks[neighbour].ends in 'SLO' else 'cut'}|{finished}")
        f.append(f"far|gap-behind{self.gaps[onward] if onward is not None else 2}|{self.telling}")
        distance = after - before
        f.append(f"far{'<6' if distance < 6 else '<15' if distance < 15 else '<30' if distance < 30 else '>30'}")
        return f

    def leaning(self, after: int) -> float:
        """Added to every pair's odds: running text hardly ever begins a story, nor does a head's second line."""
        before = self.previous.get(after)
        if "opener-long" in self.looks[after].shows:
            return 0.0
        in_head = (
            before is not None and self.roles[before] in ("HEAD", "COLUMN") and self.roles[after] in ("HEAD", "COLUMN")
        )
        return LEANING if self.prose[after] or in_head else 0.0

    def _tail(self, i: int) -> Side:
        if i not in self.tails:
            self.tails[i] = tail(self.looks[i].text)
        return self.tails[i]

    def _head(self, i: int) -> Side:
        if i not in self.heads:
            self.heads[i] = head(self.looks[i].text)
        return self.heads[i]

    def joined(self, before: int, after: int) -> bool:
        """Whether two linked units are one paragraph."""
        if not (self.prose[before] and self.prose[after]):
            return False
        a, b = self.looks[before], self.looks[after]
        if a.n <= VERSE and self.roles[after] == "BODY" and b.text[0] not in CLOSING:
            return False
        if a.ends in "NC" or b.text[0] in CLOSING:
            return True
        if b.begins_inside:
            return False  # neither goes on nor begins: what stood between them is lost
        return self.roles[after] == "REST" and self.rest[after] > SURE_REST


@cache
def _gains(name: str, count: int) -> list[str]:
    return [name, *[f"{name}{'+' if count > 0 else '-'}"] * abs(count)]


def _gained(name: str, nats: float) -> list[str]:
    """A number as a feature: its sign, as often as it has five nats."""
    return _gains(name, max(-MOST_TOLD, min(MOST_TOLD, int(nats / TOLD))))


@cache
def _openings(kind: str) -> Grades:
    """How likely a headline is behind a unit of this kind."""
    return Grades(f"{kind}|opening>{{}}", OPENING)


@cache
def _alike(where: str, kind: str) -> Grades:
    """How much of one subject a unit is, and one of this kind near to it or far."""
    return Grades(f"{where}|{kind}|alike>{{}}", ALIKE)
