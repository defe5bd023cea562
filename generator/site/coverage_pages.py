"""Web pages that say which issues and pages the archive holds and lacks: all years, and each year in detail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise

from generator.archive import Archive
from generator.site import addresses, words
from generator.site.coverage import Gap, Held, Paper, by_month, papers
from generator.site.date_pages import MONTHS, month_cell
from generator.site.frames import Framer, WebPage
from generator.site.views import (
    CoverageMonth,
    CoveragePaper,
    CoverageView,
    CoverageYear,
    CoverageYearView,
    Link,
    MonthCell,
)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """A paper with its issues and gaps where they belong: in a month, else a year, else over years."""

    paper: Paper
    issues: Mapping[tuple[int, int], Sequence[Held]]
    missing: Counter[tuple[int, int]]  # issues surely lacking, by month

    def years(self) -> list[int]:
        """Years with an issue, and those a gap tells of."""
        gaps = {year for year, _ in self.missing} | {gap.years[0] for gap in self.paper.gaps if len(gap.years) == 1}
        return sorted({year for year, _ in self.issues} | gaps)

    def of_year(self, year: int) -> list[Held]:
        return [issue for month in MONTHS for issue in self.issues.get((year, month), ())]

    def gaps_of(self, year: int, month: int | None) -> list[Gap]:
        """Gaps within a month, or within the year but in no one month."""
        return [
            gap
            for gap in self.paper.gaps
            if not gap.days and list(gap.years) == [year] and gap.month == ((year, month) if month else None)
        ]


def pages(archive: Archive, framer: Framer) -> Iterator[WebPage]:
    """The coverage and its years."""
    shelves = [_shelf(paper) for paper in papers(archive, framer.config.publication)]
    view = CoverageView(
        frame=framer.frame(
            addresses.COVERAGE, words.COVERAGE, section=words.DATES, way=[framer.link(words.DATES, addresses.DATES)]
        ),
        heading=words.COVERAGE,
        how=words.COVERAGE_HOW if shelves else words.COVERAGE_EMPTY,
        papers=tuple(_paper(shelf, archive, framer) for shelf in shelves),
    )
    yield WebPage(addresses.COVERAGE, "coverage.html", view)
    years = sorted({year for shelf in shelves for year in shelf.years()})
    around = [None, *years, None]
    for (before, year), (_, after) in pairwise(pairwise(around)):
        if year:
            yield _year(year, before, after, shelves, archive, framer)


def _shelf(paper: Paper) -> _Shelf:
    missing: Counter[tuple[int, int]] = Counter()
    for gap in paper.gaps:
        for day in gap.days:
            missing[day.year, day.month] += 1
        if not gap.days and gap.month:
            missing[gap.month] += gap.count
    return _Shelf(paper, by_month(paper.issues), missing)


def _paper(shelf: _Shelf, archive: Archive, framer: Framer) -> CoveragePaper:
    issues, gaps = shelf.paper.issues, shelf.paper.gaps
    most = max(map(len, shelf.issues.values()), default=0)
    return CoveragePaper(
        name=shelf.paper.name or words.UNNAMED_PAPER,
        facts=(
            words.span(issues[0].day, issues[-1].day),
            f"{words.HELD} {words.issues(len(issues))}",
            *_lacking(sum(gap.count for gap in gaps), issues),
        ),
        years=tuple(_year_row(shelf, year, most, archive, framer) for year in reversed(shelf.years())),
        gaps=tuple(_gap(gap) for gap in gaps if not gap.days and len(gap.years) > 1),
    )


def _lacking(issues: int, held: Sequence[Held]) -> tuple[str, ...]:
    pages = sum(len(issue.lacking) for issue in held)
    return (
        *([words.missing_issues(issues)] if issues else []),
        *([words.missing_pages(pages)] if pages else []),
    )


def _year_row(shelf: _Shelf, year: int, most: int, archive: Archive, framer: Framer) -> CoverageYear:
    held = shelf.of_year(year)
    missing = sum(shelf.missing[year, month] for month in MONTHS) + sum(g.count for g in shelf.gaps_of(year, None))
    return CoverageYear(
        year=framer.link(words.year(year), addresses.coverage(year)),
        held=words.issues(len(held)),
        lacking=_lacking(missing, held),
        months=tuple(_month_cell(shelf, (year, month), most, archive, framer) for month in MONTHS),
    )


def _month_cell(shelf: _Shelf, at: tuple[int, int], most: int, archive: Archive, framer: Framer) -> MonthCell:
    cell = month_cell(framer, *at, len(shelf.issues.get(at, ())), most, shelf.missing[at])
    return cell if at in archive.months else replace(cell, href="")  # of withdrawn articles no page shows the month


def _year(
    year: int, before: int | None, after: int | None, shelves: Sequence[_Shelf], archive: Archive, framer: Framer
) -> WebPage:
    heading = f"{words.year(year)}{words.COVERAGE}"
    way = [framer.link(words.DATES, addresses.DATES), framer.link(words.COVERAGE, addresses.COVERAGE)]
    view = CoverageYearView(
        frame=framer.frame(addresses.coverage(year), heading, section=words.DATES, way=way),
        heading=heading,
        papers=tuple(
            (
                shelf.paper.name or words.UNNAMED_PAPER,
                tuple(_gap(gap) for gap in shelf.gaps_of(year, None)),
                tuple(_months(shelf, year, archive, framer)),
            )
            for shelf in shelves
            if year in shelf.years()
        ),
        previous=framer.link(words.year(before), addresses.coverage(before)) if before else None,
        next=framer.link(words.year(after), addresses.coverage(after)) if after else None,
    )
    return WebPage(addresses.coverage(year), "coverage_year.html", view)


def _months(shelf: _Shelf, year: int, archive: Archive, framer: Framer) -> Iterator[CoverageMonth]:
    doubtful = {issue.day for issue in shelf.paper.doubtful}
    for month in MONTHS:
        held = shelf.issues.get((year, month), ())
        if held or shelf.missing[year, month]:
            days = {issue.day: _day(issue.day, archive, framer) for issue in held}
            yield CoverageMonth(
                heading=f"{month}月",
                held=words.issues(len(held)),
                days=tuple(days.values()),
                gaps=(*_daily_gaps(shelf, year, month), *(_gap(gap) for gap in shelf.gaps_of(year, month))),
                pages=tuple((days[issue.day], words.pages(issue.lacking)) for issue in held if issue.lacking),
                doubtful=tuple(
                    (days[issue.day], words.issue(issue.number))
                    for issue in held
                    if issue.number and issue.day in doubtful
                ),
            )


def _daily_gaps(shelf: _Shelf, year: int, month: int) -> Iterator[str]:
    """Issues of which even the days are known, as one appeared every day."""
    for gap in shelf.paper.gaps:
        days = [day for day in gap.days if (day.year, day.month) == (year, month)]
        for _, run in groupby(enumerate(days), key=lambda pair: pair[1].toordinal() - pair[0]):
            stretch = [day for _, day in run]
            yield words.daily(stretch[0], stretch[-1], gap.number_on(stretch[0]))


def _gap(gap: Gap) -> str:
    return f"{words.between_days(gap.after, gap.before)}：{words.numbers(gap.numbers)}，{words.issues(gap.count)}"


def _day(day: date, archive: Archive, framer: Framer) -> Link:
    """The issue's web page; one of which all articles are withdrawn has none."""
    return framer.link(f"{day.day}日", addresses.day(day)) if day in archive.days else Link(f"{day.day}日", "")
