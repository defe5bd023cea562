"""Which issues and pages the archive holds, and which it surely lacks. Data only, of the Archive."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby, pairwise

from generator import dates
from generator.archive import Archive, page_order
from generator.article import Article

PAGE = re.compile(r"([A-Z]?)0*([1-9]\d{0,2})\Z")


@dataclass(frozen=True, slots=True)
class Held:
    """A publication issue of which something is in the archive: its day, its 总第…期 if known, its pages in order."""

    day: date
    number: int | None
    pages: tuple[str, ...]

    @property
    def lacking(self) -> tuple[str, ...]:
        """Pages that were printed, as later ones are here, and are not here."""
        return tuple(_lacking_pages(self.pages))


@dataclass(frozen=True, slots=True)
class Gap:
    """Issues that appeared between two held ones (`after` and `before` are their days) and are not here.

    `first` is the number behind that of `after`; `numbers` are runs of first and last number. `days` are theirs where
    an issue appeared every day, else empty.
    """

    after: date
    before: date
    first: int
    numbers: tuple[tuple[int, int], ...]
    days: tuple[date, ...] = ()

    @property
    def count(self) -> int:
        return sum(last - first + 1 for first, last in self.numbers)

    def number_on(self, day: date) -> int:
        """The number of the issue of a day, where an issue appeared every day."""
        return self.first + (day - self.after).days - 1

    @property
    def years(self) -> range:
        """The years in which it may lie."""
        return range((self.after + timedelta(1)).year, (self.before - timedelta(1)).year + 1)

    @property
    def month(self) -> tuple[int, int] | None:
        """Its year and month, None where it may lie in several."""
        first, last = self.after + timedelta(1), self.before - timedelta(1)
        return (first.year, first.month) if (first.year, first.month) == (last.year, last.month) else None


@dataclass(frozen=True, slots=True)
class Paper:
    """A newspaper's held issues in order of time, and what is lacking between them.

    `doubtful`: issues whose number does not fit their day and the numbers of the others; nothing is told by them.
    """

    name: str
    issues: tuple[Held, ...]
    gaps: tuple[Gap, ...]
    doubtful: tuple[Held, ...]


@dataclass(slots=True)
class _Seen:
    numbers: dict[date, set[int]] = field(default_factory=lambda: defaultdict(set))
    pages: dict[date, set[str]] = field(default_factory=lambda: defaultdict(set))
    undated: set[int] = field(default_factory=set)  # numbers of issues that are here without their day


def papers(archive: Archive, default: str) -> tuple[Paper, ...]:
    """All papers by name, withdrawn articles counted; `default` is the name of those that give none."""
    seen: defaultdict[str, _Seen] = defaultdict(_Seen)
    for article in (*archive.articles, *archive.withdrawn):
        _note(article, seen[article.publication or default])
    return tuple(paper for name in sorted(seen) if (paper := _paper(name, seen[name])).issues)


def _note(article: Article, seen: _Seen) -> None:
    day = dates.read(article.date).day
    if day is None:
        seen.undated |= {article.issue} if article.issue else set()
        return
    seen.pages[day] |= {article.page} if article.page else set()
    seen.numbers[day] |= {article.issue} if article.issue else set()


def _paper(name: str, seen: _Seen) -> Paper:
    issues = tuple(
        Held(day, next(iter(numbers)) if len(numbers) == 1 else None, tuple(sorted(seen.pages[day], key=page_order)))
        for day, numbers in sorted(seen.numbers.items())
    )
    numbered = [issue for issue in issues if issue.number]
    chain = _consistent(numbered)
    here = {number for numbers in seen.numbers.values() for number in numbers} | seen.undated
    fitting = {issue.day for issue in chain}
    gaps = (_gap(one, two, here) for one, two in pairwise(chain))
    return Paper(
        name,
        issues,
        tuple(gap for gap in gaps if gap.numbers),
        tuple(issue for issue in numbered if issue.day not in fitting),
    )


def _consistent(issues: Sequence[Held]) -> list[Held]:
    """The most issues whose numbers grow with their days, by at most one a day: a misread number drops out.

    Two fit if number and day grow and the number no faster: so, in order of numbers, the longest run in which
    `number - day` never grows.
    """
    ordered = sorted(issues, key=lambda issue: (issue.number or 0, _ahead(issue)))
    least: list[int] = []  # how little the best run of each length is ahead, negated so that it grows
    ends: list[int] = []  # and where it ends
    before: list[int] = []
    for at, issue in enumerate(ordered):
        length = bisect_right(least, -_ahead(issue))
        before.append(ends[length - 1] if length else -1)
        if length == len(least):
            least.append(-_ahead(issue))
            ends.append(at)
        else:
            least[length], ends[length] = -_ahead(issue), at
    chain, at = [], ends[-1] if ends else -1
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]


def _ahead(issue: Held) -> int:
    return (issue.number or 0) - issue.day.toordinal()


def _gap(one: Held, two: Held, here: set[int]) -> Gap:
    first, last = one.number or 0, two.number or 0
    missing = [number for number in range(first + 1, last) if number not in here]
    daily = last - first == (two.day - one.day).days
    days = tuple(one.day + timedelta(number - first) for number in missing) if daily else ()
    return Gap(one.day, two.day, first + 1, tuple(_runs(missing)), days)


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        values = [value for _, value in run]
        yield values[0], values[-1]


def _lacking_pages(pages: Iterable[str]) -> Iterator[str]:
    """4 is here, so 1 to 3 were printed; with A04, A01 to A03. Other names (中缝) tell nothing."""
    sections: defaultdict[str, dict[int, int]] = defaultdict(
        dict
    )  # letter: number and how many digits it is written in
    for page in pages:
        if found := PAGE.match(page):
            sections[found[1]][int(found[2])] = len(page) - len(found[1])
    for letter, held in sorted(sections.items()):
        digits = max(held.values()) if letter else 1
        yield from (f"{letter}{number:0{digits}}" for number in range(1, max(held)) if number not in held)


def by_month(issues: Iterable[Held]) -> Mapping[tuple[int, int], list[Held]]:
    """Issues by year and month."""
    months: defaultdict[tuple[int, int], list[Held]] = defaultdict(list)
    for issue in issues:
        months[issue.day.year, issue.day.month].append(issue)
    return months
