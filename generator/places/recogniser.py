"""Places in running text: where a division is named, and which. Pure but for the segmenter's dictionary.

The longest form at each place is a candidate. Sure ones are taken first; they are the context in which the others are
judged: what stands right after its parent, in a row with others, or in full elsewhere in the same text.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate, pairwise
from typing import NamedTuple

import ahocorasick_rs

from generator.dictionary_file import UNKNOWN_TAG, word_tag
from generator.places import context
from generator.places.division import Division
from generator.places.forms import Form, Forms, Trust, heir
from generator.places.gazetteer import Gazetteer
from generator.places.names import short_name
from generator.segmenter import cut

JOINS = frozenset("、和与及")  # between the places of a row
NAMES = frozenset({"ns", UNKNOWN_TAG})  # in the dictionary: places, and what is no word at all
LEADS_IN = frozenset("到在赴去从往由")  # before its first


class Why(StrEnum):
    """What spoke for a place."""

    FULL = "全称"
    SHORT = "简称"
    BELOW = "紧跟在上级之后"
    ROW = "与别的地名并列"
    ELSEWHERE = "本文另有全称"
    AROUND = "前后文像地名"
    COUNTY = "本文说到它的上级"
    ALONE = "全国只有一处"
    OPEN = "几处同名"


class Mention(NamedTuple):
    """Characters `start` to `end` (half open) name a place.

    `division` is None where several bear the name and nothing tells which; `candidates` are what it may be, by today's
    codes.
    """

    start: int
    end: int
    division: Division | None
    why: Why
    candidates: tuple[str, ...] = ()

    @property
    def code(self) -> str | None:
        """The code of the division at the time of the text."""
        return self.division.code if self.division else None


@dataclass(slots=True)
class _Hit:
    """A form at a place of the text, with what has been found out of it."""

    start: int
    end: int
    form: Form
    codes: Sequence[str]  # today's codes of what it may mean, by the time of the text
    taken: bool = False
    code: str = ""  # today's code of what it means, once that is known
    parent: _Hit | None = None  # what stands right before it and holds it
    why: Why = Why.OPEN


class _Ends(Container[int]):
    """The places between the words of a text; each line is cut when one within it is first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: set[int] = set()
        self._lines: set[int] = set()  # where the lines that have been cut begin
        self._first, self._last = 0, -1  # of the line asked about last: mostly it is asked about again

    def __contains__(self, at: int) -> bool:  # type: ignore[override]  # nothing else is asked about
        if not self._first <= at <= self._last:
            self._go_to(at)
        return at in self._known

    def _go_to(self, at: int) -> None:
        """Turns to the line of this place, and cuts it where it has not been cut."""
        start, end = self._text.rfind("\n", 0, at) + 1, self._text.find("\n", at)
        self._first, self._last = start, end if end >= 0 else len(self._text)
        if start not in self._lines:
            self._lines.add(start)
            self._known.update(accumulate(map(len, cut(self._text[start : self._last])), initial=start))


@dataclass(slots=True)
class _Text:
    """A text with what is known of it so far. `spoken` holds today's codes of all taken hits and what they lie in."""

    text: str
    hits: list[_Hit]
    spoken: set[str] = field(default_factory=set)
    ends: _Ends = field(init=False)

    def __post_init__(self) -> None:
        self.ends = _Ends(self.text)

    def joined(self, one: _Hit, other: _Hit) -> bool:
        """Whether two hits stand in a row."""
        return other.start - one.end == 1 and self.text[one.end] in JOINS


class Recogniser:
    """Finds places in texts. home: the code of the region that the texts come from, "" for none."""

    def __init__(self, gazetteer: Gazetteer, ordinary: Iterable[str], home: str = "") -> None:
        self.gazetteer, self.home = gazetteer, home
        self._home = _upwards(gazetteer, home) if home else ()
        self._forms = Forms(gazetteer, frozenset(ordinary), home[:2])
        self._automaton = ahocorasick_rs.AhoCorasick(self._forms.names, ahocorasick_rs.MatchKind.LeftmostLongest)
        self._above: dict[str, tuple[str, ...]] = {}
        self._codes: dict[tuple[int, int | None], Sequence[str]] = {}  # of a form, by its identity, in a year

    def mentions(self, text: str, year: int | None = None) -> list[Mention]:
        """The places that a text names, in order; `year` chooses between the units that bore a name in turn."""
        known = _Text(text, self._hits(text, year))
        if not known.hits:
            return []
        for hit in known.hits:
            hit.taken = hit.form.trust <= Trust.WORD and self._is_near(hit) and self._stands(hit, known)
        self._read_chains(known)
        self._settle(known)
        self._take_weak(known)
        self._settle(known)
        self._follow_towns(known)
        return [self._mention(hit, year) for hit in known.hits if hit.taken]

    # ------------------------------------------------------------ candidates

    def _hits(self, text: str, year: int | None) -> list[_Hit]:
        hits = []
        for _, start, end in self._automaton.find_matches_as_indexes(text):
            named = end
            end, other = context.ending(text, start, end)
            if form := self._forms.get(text[start : end if other else named]):
                hits.append(_Hit(start, end, form, self._codes_of(form, year)))
        if all(hit.form.trust is Trust.SURE for hit in hits):
            return hits
        starts = {hit.start for hit in hits}
        return [
            hit
            for hit in hits
            if hit.form.trust is Trust.SURE or hit.end in starts or not context.is_road(text, hit.end)
        ]

    def _codes_of(self, form: Form, year: int | None) -> Sequence[str]:
        key = (id(form), year)
        codes = self._codes.get(key)
        if codes is None:
            codes = self._codes[key] = _of_time(form, year)
        return codes

    def _stands(self, hit: _Hit, known: _Text) -> bool:
        """Whether a form is a place by itself."""
        if hit.form.trust is Trust.SURE:
            hit.why = Why.FULL
            return context.begins(known.text, hit.start, hit.end, known.ends)
        hit.why = Why.SHORT
        if context.is_persons(known.text, hit.start, known.ends) or context.is_part(known.text, hit.end, known.ends):
            return False
        starts, ends = hit.start in known.ends, hit.end in known.ends
        needed = {Trust.EDGE: starts or ends, Trust.START: starts}
        return needed.get(hit.form.trust, starts and ends)

    def _is_near(self, hit: _Hit) -> bool:
        """Whether a paper of the home region may name it in short and nothing else; where no home is known, all may."""
        return hit.form.trust < Trust.WORD or not self.home or any(code[:2] == self.home[:2] for code in hit.codes)

    # ------------------------------------------------------------ context

    def _read_chains(self, known: _Text) -> None:
        """What stands right after its parent is what lies in it: 舟山市|普陀区, 衢州|江山."""
        before: _Hit | None = None
        for hit in known.hits:
            if before and before.end == hit.start and before.taken:
                below = self._below(hit, self._possible(before))
                if below and (hit.form.trust is not Trust.MORE or self._is_word(hit, known)):
                    hit.taken, hit.why, hit.parent = True, Why.BELOW, before
                    if len(below) == 1:
                        hit.code = below[0]
                        self._narrow(before, hit.code)
            before = hit

    def _possible(self, hit: _Hit) -> Sequence[str]:
        return (hit.code,) if hit.code else hit.codes

    def _below(self, hit: _Hit, parents: Sequence[str]) -> list[str]:
        """The meanings of a hit that lie in one of some divisions; for a moved town, in the same city as one."""
        below = [code for code in hit.codes if any(parent in self._up(code)[1:] for parent in parents)]
        if not below and hit.form.trust is Trust.TOWN:
            cities = {self._city(parent) for parent in parents}
            below = [code for code in hit.codes if self._city(code) in cities]
        return below

    def _narrow(self, hit: _Hit, child: str) -> None:
        """A parent of several meanings is the one that holds its child."""
        if not hit.code:
            above = [code for code in hit.codes if code in self._up(child)[1:]]
            hit.code = above[0] if len(above) == 1 else ""

    def _settle(self, known: _Text) -> None:
        """Gives each taken hit its code where there is no doubt, first by itself, then by what the text speaks of."""
        for hit in known.hits:
            if hit.taken and not hit.code and len(hit.codes) == 1:
                hit.code = hit.codes[0]
            if hit.taken and hit.code:
                known.spoken.update(self._up(hit.code))
        for hit in known.hits:
            if hit.taken and not hit.code:
                hit.code = self._by_context(hit.codes, known)
                if hit.code:
                    known.spoken.update(self._up(hit.code))

    def _by_context(self, codes: Sequence[str], known: _Text) -> str:
        """The one meaning that lies in what the text speaks of, else in the home region; "" for none or several."""
        for places in (known.spoken, self._home):
            for level in (1, 2):  # the nearest division above first, then the next
                near = [code for code in codes if len(self._up(code)) > level and self._up(code)[level] in places]
                if len(near) == 1:
                    return near[0]
        return ""

    # ------------------------------------------------------------ what needs more

    def _take_weak(self, known: _Text) -> None:
        """Judges the forms that are no places by themselves; one that is taken speaks for the next in a row."""
        rows = [(one, other) for one, other in pairwise(known.hits) if known.joined(one, other)]
        self._in_rows(known, rows)
        for hit in known.hits:
            if not hit.taken and hit.form.trust in WEAK:
                hit.taken = WEAK[hit.form.trust](self, hit, known)
        self._in_rows(known, rows)

    def _in_rows(self, known: _Text, rows: Sequence[tuple[_Hit, _Hit]]) -> None:
        """A row of places makes each of them one: 龙游、开化两地."""
        for told, hit in (*rows, *((other, one) for one, other in reversed(rows))):
            if told.taken and not hit.taken and hit.form.trust is Trust.MORE and self._opens(hit, known):
                provinces = {self._up(code)[-1] for code in self._possible(told)}
                near = [code for code in hit.codes if self._up(code)[-1] in provinces]
                if near:
                    hit.taken, hit.why = True, Why.ROW
                    hit.code = near[0] if len(near) == 1 else ""

    def _opens(self, hit: _Hit, known: _Text) -> bool:
        """Whether a hit is a word with which a row may begin or go on: 、开化, 到开化, but not 已开化."""
        before = known.text[hit.start - 1 : hit.start]
        return self._is_word(hit, known) and (before in JOINS | LEADS_IN or not "\u4e00" <= before <= "\u9fff")

    def _is_word(self, hit: _Hit, known: _Text) -> bool:
        return hit.start in known.ends and hit.end in known.ends

    def _more(self, hit: _Hit, known: _Text) -> bool:
        """Whether the text speaks for a form: by its full name elsewhere, or by what stands around it."""
        if not self._is_word(hit, known):
            return False
        named = [code for code in hit.codes if code in known.spoken]
        if named:
            hit.code, hit.why = named[0] if len(named) == 1 else "", Why.ELSEWHERE
            return True
        around = context.is_place_like(known.text, hit.start, hit.end)
        near = [code for code in hit.codes if self._up(code)[-1] in known.spoken or self._up(code)[-1] in self._home]
        if around and near:
            hit.code, hit.why = near[0] if len(near) == 1 else "", Why.AROUND
            return True
        return False

    def _away(self, hit: _Hit, known: _Text) -> bool:
        """Whether the text speaks of the city or province that a short name far from home lies in, or leads to it."""
        if self._is_near(hit) or not self._stands(hit, known):
            return False
        near = [code for code in hit.codes if set(self._up(code)[1:]) & known.spoken]
        hit.code = near[0] if len(near) == 1 else ""
        return bool(near) or context.is_place_like(known.text, hit.start, hit.end)

    @staticmethod
    def _follow_towns(known: _Text) -> None:
        """Where a town is named in full, its name in short means the town, not a county: 上杭县古田镇, 古田."""
        towns = {
            short_name(known.text[t.start : t.end]): t for t in known.hits if t.taken and t.form.trust is Trust.TOWN
        }
        for hit in known.hits:
            if hit.taken and hit.why in (Why.SHORT, Why.OPEN) and (town := towns.get(known.text[hit.start : hit.end])):
                hit.form, hit.code, hit.why = town.form, town.code, Why.ELSEWHERE

    def _town(self, hit: _Hit, known: _Text) -> bool:
        """Whether a town's county is spoken of, or it is the only one of its name in the city that is.

        A county's or a city's own paper need not speak of it.
        """
        spoken = {*known.spoken, *self._home[:-1]}
        for depth in (1, 2):
            near = [c for c in hit.codes if len(self._up(c)) > depth and self._up(c)[depth] in spoken]
            if len(near) == 1:
                hit.code, hit.why = near[0], Why.COUNTY
                return True
        if len(hit.codes) == 1 and self._is_rare(hit, known):
            hit.code, hit.why = hit.codes[0], Why.ALONE
            return True
        return False

    def _is_rare(self, hit: _Hit, known: _Text) -> bool:
        """Whether a town's name is no words of the language and no other town's, of today or of before: 织里镇."""
        stem = short_name(known.text[hit.start : hit.end])
        rare = len(hit.form.meanings) == 1 and len(stem) > 1 and word_tag(stem) in NAMES
        countryside = known.text.startswith("乡村", hit.end - 1)  # 从中原乡村走出来
        return rare and hit.start in known.ends and not countryside

    # ------------------------------------------------------------ codes

    def _up(self, code: str) -> tuple[str, ...]:
        """A code of today and the codes of what it lies in, the province last."""
        above = self._above.get(code)
        if above is None:
            above = self._above[code] = _upwards(self.gazetteer, code)
        return above

    def _city(self, code: str) -> str:
        above = self._up(code)
        return above[-2] if len(above) > 1 else code

    def _mention(self, hit: _Hit, year: int | None) -> Mention:
        if not hit.code:
            return Mention(hit.start, hit.end, None, Why.OPEN, tuple(hit.codes))
        return Mention(hit.start, hit.end, self._meant(hit, year), hit.why, (hit.code,))

    def _meant(self, hit: _Hit, year: int | None) -> Division:
        """The unit that a hit means: of those that stood in the year the one in its parent, where that is said."""
        divisions = hit.form.meanings[hit.code]
        if len(divisions) == 1:
            return divisions[0]
        divisions = [one for one in divisions if year is None or one.stood_in(year)] or divisions
        if len(divisions) > 1 and hit.parent and hit.parent.code:
            parent = self._meant(hit.parent, year).code
            divisions = [division for division in divisions if division.parent == parent] or divisions
        return _of_year(divisions, year)


WEAK = {Trust.TOWN: Recogniser._town, Trust.MORE: Recogniser._more, Trust.WORD: Recogniser._away}


def _of_time(form: Form, year: int | None) -> Sequence[str]:
    """Today's codes of what a form may mean: of what bore the name in a year (today, where none is known), else all."""
    codes = tuple(form.meanings)
    if len(codes) > 1:
        stood = [
            code
            for code, divisions in form.meanings.items()
            if any(one.stands if year is None else one.stood_in(year) for one in divisions)
        ]
        return stood or codes
    return codes


def _of_year(divisions: Sequence[Division], year: int | None) -> Division:
    """The one of several units, of which each followed the other, that a text of a year means."""
    order = sorted(divisions, key=lambda division: (division.stands, division.last))
    stood = [division for division in order if year is not None and division.stood_in(year)]
    return stood[-1] if stood else order[-1]


def _upwards(gazetteer: Gazetteer, code: str) -> tuple[str, ...]:
    """A code and today's codes of what it lies in, the nearest first."""
    return (code, *(heir(division) for division in gazetteer.ancestors(code)))
