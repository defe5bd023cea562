"""What a unit's neighbours and its page say of its role, added to what it shows itself."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from generator.importer.breath import gain, head, tail
from generator.importer.looks import PLACE, Look
from generator.importer.quoted import ends_elsewhere
from generator.importer.topics import Topics
from generator.importer.units import Unit

BRIEF = "TtcBFR"  # shapes of short units, which stand in blocks between the prose
PROSE = "PK"
INTRODUCING = 30  # characters in which a story's first paragraph says when and where
FIRST_PROSE = re.compile(f"[{PROSE}]")
TIME = re.compile(
    r"近日|日前|昨[日天]|前[日天]|连日来|今[日天]|记者从|[\d一二三四五六七八九十]+月[\d一二三四五六七八九十]+日|\d{4}年|去年|今年|随着|[春夏秋冬]日"
)
NUMBERS = re.compile(r"\d+|[一二三四五六七八九十]+")
TOUCHING = frozenset({"dash-end", "colon-end", "bracket-end-short", "spaced-short"})  # say more with what they touch
NOTE = re.compile(r".\(([^()]{2,16})\)$")  # behind a title: the column, or the kind of text
TITLES = "Tt"
SOON = 3  # units within which an opening is near
TWINS = ("first", "last", "length", "pattern")  # in what units may be made alike
NEARBY = 25  # units within which twins are looked for
SPANS = (-3.0, 0.0, 2.0, 5.0)  # nats by which two units are likelier in one breath than apart
LIKENESS = (0.02, 0.05, 0.09, 0.14, 0.2, 0.3)


def page_features(
    units: Sequence[Unit],
    looks: Sequence[Look],
    topics: Topics,
    words: Sequence[Sequence[str]],
) -> list[list[str]]:
    """All features of each unit."""
    page = _Page(units, looks, topics, words)
    return [page.features(i) for i in range(len(units))]


def blank_habit(units: Sequence[Unit]) -> tuple[int, str]:
    """Blank lines between most units of the page, and what a larger gap tells there.

    "breaks": gaps stand at few places, so they mark breaks of columns and stories; "even": gaps hardly differ;
    "mixed": they differ so often that they tell little.
    """
    gaps = sorted(unit.gap for unit in units[1:])
    if not gaps:
        return 0, "even"
    usual = gaps[len(gaps) // 2]
    wider = sum(gap > usual for gap in gaps) / len(gaps)
    return usual, "even" if wider < 0.02 else "breaks" if wider < 0.45 and usual == 0 else "mixed"


@dataclass(slots=True)
class _Page:
    units: Sequence[Unit]
    looks: Sequence[Look]
    topics: Topics
    words: Sequence[Sequence[str]]
    shapes: str = ""
    usual: int = 0
    telling: str = ""
    gaps: list[int] = field(default_factory=list)
    indents: bool = False
    signed: dict[int, bool] = field(default_factory=dict)  # of each unit in a block: is the block signed?
    share: str = ""
    made: list[tuple[str, str, int, str]] = field(default_factory=list)  # short units in the order of TWINS
    titles: list[int] = field(default_factory=list)  # units with the shape of titles
    notes: dict[int, str] = field(default_factory=dict)  # of titles that have one
    elsewhere: dict[int, str] = field(default_factory=dict)  # how what breaks off goes on where the page says it again

    def __post_init__(self) -> None:
        self.made = [_made(one.text if one.shape in BRIEF else " ") for one in self.looks]
        self.titles = [i for i, one in enumerate(self.looks) if one.shape in TITLES]
        self.notes = {i: found[1] for i in self.titles if (found := NOTE.search(self.looks[i].text))}
        unfinished = [i for i, one in enumerate(self.looks) if one.ends == "N"]
        self.elsewhere = ends_elsewhere([one.text for one in self.looks], unfinished)
        self.shapes = "^" + "".join(one.shape for one in self.looks) + "$$"
        self.usual, self.telling = blank_habit(self.units)
        self.gaps = [min(2, max(0, unit.gap - self.usual)) for unit in self.units] + [0]
        self.indents = sum(unit.indented for unit in self.units) >= 6
        self._find_signed_blocks()

    def _find_signed_blocks(self) -> None:
        """Is each block signed, within or by the opening of the prose behind it? And how many of the page's are?"""
        blocks: list[bool] = []
        i, n = 0, len(self.looks)
        while i < n:
            end = i
            while end < n and self.looks[end].shape in BRIEF:
                end += 1
            if end > i:
                within = any(one.shape == "B" or "marked-short" in one.shows for one in self.looks[i:end])
                blocks.append(within or (end < n and "opener-long" in self.looks[end].shows))
                self.signed.update(dict.fromkeys(range(i, end), blocks[-1]))
            i = max(end, i + 1)
        thirds = 3 * sum(blocks)
        self.share = (
            "none" if not thirds else "few" if thirds < len(blocks) else "half" if thirds < 2 * len(blocks) else "most"
        )

    def features(self, i: int) -> list[str]:
        """All features of unit i."""
        me = self.shapes[i + 1]
        before, after, after2 = self.shapes[i], self.shapes[i + 2], self.shapes[i + 3 : i + 4]
        f = [*self.looks[i].own, *_shapes_around(before, me, after, after2)]
        if not self.looks[i].shows.isdisjoint(TOUCHING):
            f += [f"{end}|{after}" for end in ("dash-end", "colon-end") if end in self.looks[i].shows]
            f += [f"{end}|{before}" for end in ("bracket-end-short", "spaced-short") if end in self.looks[i].shows]
        if i in self.elsewhere:
            f.append(f"elsewhere-{self.elsewhere[i]}{me}")
        f += self._before(i, me)
        f += self._after(i, me)
        f += self._blanks(i, me)
        f += self._position(i)
        if me in BRIEF:
            f += self._block(i, me) + self._introduction(i) + self._twins(i) + self._subject(i)
            f.append(f"signed-{self.signed[i]}|{self.share}")
        if me in PROSE:
            f += self._opening_ahead(i, me)
        return f

    def _opening_ahead(self, i: int, me: str) -> list[str]:
        """Prose that stands above another's opening belongs to its head: an abstract, a long headline."""
        for distance in range(1, SOON + 1):
            if self.shapes[i + 1 + distance] not in PROSE:
                break
            if "opener-long" in self.looks[i + distance].shows:
                return [f"opening-ahead{distance}{me}", f"opening-ahead{distance}{self.shapes[i]}{me}"]
        return []

    def _before(self, i: int, me: str) -> list[str]:
        if not i:
            return []
        previous = self.looks[i - 1]
        f = [f"prev-ends{previous.ends}"]
        if previous.open_mark and previous.n > 30:
            f.append("prev-open")
            if "closes-unopened" in self.looks[i].shows:
                f.append("closes-prev")
        if i - 1 in self.elsewhere:
            f.append(f"prev-elsewhere-{self.elsewhere[i - 1]}")
        if "bracketed" in previous.shows:
            f.append("prev-bracketed")
        elif previous.has("bracket-end", "bracket-end-short"):
            f.append("prev-bracket-end")
        if "sentence-and-bracket" in previous.shows:
            f.append("prev-sentence-and-bracket")
        if previous.has("signed-off", "signature"):
            f.append("prev-signed-off")
        if previous.shape == "K" and me in "TtcKP":
            breath = gain(tail(self.units[i - 1].text), head(self.units[i].text))
            grade = next((f"<={top:.0f}" for top in SPANS if breath <= top), ">5")
            f.append(f"span{grade}{'s' if self.looks[i].n <= 36 else 'l'}")
        return f

    def _after(self, i: int, me: str) -> list[str]:
        if i + 1 >= len(self.looks):
            return []
        following = self.looks[i + 1]
        f = []
        if "opener-long" in following.shows:
            f += ["next-opener", f"next-opener{me}"]
        if "credit" in following.shows:
            f.append(f"next-credit{me}")
        if following.has("byline-alone", "marked-short"):
            f.append(f"next-byline{me}")
        elif "byline-maybe" in following.shows:
            f.append(f"next-byline-maybe{me}")
        if following.shape in PROSE and "impossible-start" in following.shows:
            f.append("next-cannot-start")
        if "bracketed" in following.shows:
            f.append(f"next-bracketed{me}")
        if "tuwei" in following.shows:
            f.append("next-tuwei")
        if i + 2 < len(self.looks) and me == "T" and following.shape in "Tct":
            f += ["next2-opener"] if "opener-long" in self.looks[i + 2].shows else []
            f += ["next2-byline"] if "byline-alone" in self.looks[i + 2].shows else []
        return f

    def _blanks(self, i: int, me: str) -> list[str]:
        f = list(_gaps_around(self.gaps[i], self.gaps[i + 1], me, self.telling, self.looks[i - 1].ends if i else ""))
        if self.units[i].gap > self.usual + 1:
            f.append("gap-before")
        wide = self.units[i + 1].gap - self.usual if i + 1 < len(self.units) else 0
        if wide > 1:
            f += ["gap-after", "gap-after-wide"] if wide > 2 else ["gap-after"]
        return f

    def _position(self, i: int) -> list[str]:
        f = []
        if self.indents:
            f += ["page-indents"] if self.units[i].indented else ["page-indents", "not-indented-there"]
        if i < 12:
            f += [f"top{i}", "top"] if i < 4 else ["top"]
        below = len(self.units) - 1 - i
        if below < 4:
            f.append(f"bottom{below}")
        return f

    def _block(self, i: int, me: str) -> list[str]:
        """Where a short unit stands in its block, and what encloses the block."""
        at = start = end = i + 1
        while self.shapes[start - 1] in BRIEF:
            start -= 1
        while self.shapes[end + 1] in BRIEF:
            end += 1
        size, place = min(end - start + 1, 5), min(at - start, 3)
        f = list(_place_in_block(size, place, self.shapes[start - 1], self.shapes[end + 1]))
        if "B" in self.shapes[at + 1 : end + 1]:
            f.append("byline-later-in-block")
        if "B" in self.shapes[start:at]:
            f.append("byline-earlier-in-block")
        if self.notes:
            f += self._noted(i) if me in TITLES else []
        return f

    def _noted(self, i: int) -> list[str]:
        """Notes behind titles: its own, that of a title right above or below it, and has another title the same."""
        mine = self.notes.get(i)
        if mine is None:
            return [f"note-{where}" for where, k in (("above", i - 1), ("below", i + 1)) if k in self.notes]
        f = ["noted", "noted-comma"] if "," in self.looks[i].text else ["noted"]
        return [*f, "twin-note"] if list(self.notes.values()).count(mine) > 1 else f

    def _introduction(self, i: int) -> list[str]:
        """Does the prose behind begin as stories do, with a time and a place?"""
        first = self._prose_behind(i)
        if first is None:
            return ["no-prose-behind"]
        opening = self.looks[first].text[:INTRODUCING]
        f = ["introduces-time"] if TIME.search(opening) else []
        return [*f, "introduces-place"] if PLACE.search(opening) else f

    def _prose_behind(self, i: int) -> int | None:
        found = FIRST_PROSE.search(self.shapes, i + 2, i + 8)  # the shapes begin with one for the page's edge
        return found.start() - 1 if found else None

    def _twins(self, i: int) -> list[str]:
        """Short units nearby that are made like this one: subheads of one story are."""
        text, near = self.looks[i].text, self.titles[bisect_left(self.titles, i - NEARBY) :]
        others = [self.made[k] for k in near[: bisect_right(near, i + NEARBY)] if self.looks[k].text != text]
        return [f"twin-{name}" for n, name in enumerate(TWINS) if any(self.made[i][n] == other[n] for other in others)]

    def _subject(self, i: int) -> list[str]:
        """Does the prose behind go on about what the prose before was about? And the unit itself?"""
        first = self._prose_behind(i)
        last = max(self.shapes.rfind(shape, max(i - 5, 0), i + 1) for shape in PROSE) - 1
        if first is None or last < 0:
            return []
        end, start = first, last + 1
        while end < min(len(self.looks), first + 4) and self.looks[end].shape in PROSE:
            end += 1
        while start > max(0, last - 5) and self.looks[start - 1].shape in PROSE:
            start -= 1
        after, before = self.topics.vector(first, end), self.topics.vector(start, last + 1)
        alike = self.topics.likeness((start, last + 1), (first, end))
        f = [f"alike>{step}" for step in LIKENESS if alike > step]
        mine = [self.topics.words[word] for word in self.words[i] if word in self.topics.words]
        if mine or any(map(self.topics.informs, self.words[i])):
            there, here = int(np.count_nonzero(after[mine])), int(np.count_nonzero(before[mine]))
            f += [f"mine-after{min(3, there)}", f"mine-before{min(3, here)}"]
            f += ["mine-more-after"] if there > here else []
        return f


# Made once for all units of which they say the same.


@cache
def _shapes_around(before: str, me: str, after: str, after2: str) -> tuple[str, ...]:
    return (
        f"b{before}",
        f"a{after}",
        f"{before}{me}",
        f"{me}{after}",
        f"{before}{me}{after}",
        f"{me}{after}{after2}",
    )


@cache
def _gaps_around(gap: int, behind: int, me: str, telling: str, ends_before: str) -> tuple[str, ...]:
    f = (f"gap+{gap}|{me}|{telling}", f"gap-after+{behind}|{me}|{telling}", f"gaps+{gap}+{behind}|{me}|{telling}")
    return (*f, f"gap+{gap}|{ends_before}|{me}|{telling}") if ends_before else f


@cache
def _place_in_block(size: int, place: int, above: str, below: str) -> tuple[str, ...]:
    return f"block{size}", f"block{size}@{place}", f"block-after-{above}", f"block-before-{below}"


def _made(text: str) -> tuple[str, str, int, str]:
    """How a short unit is made, in the order of TWINS."""
    return text[0], text[-2:], len(text), NUMBERS.sub("0", text, count=3)[:3]
