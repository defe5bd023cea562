"""Web pages by date: all years, a year, a month, a publication issue, a page of an issue, the undated."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TypeVar

from generator import dates
from generator.archive import Archive, Group, page_order
from generator.site import addresses, words
from generator.site.frames import Framer, WebPage
from generator.site.views import (
    DatesView,
    Day,
    IssueView,
    Link,
    MonthCell,
    MonthView,
    PageView,
    Section,
    YearRow,
    YearView,
)

MONTHS = range(1, 13)
SHADES = 4  # of months, by how full they are
Key = TypeVar("Key", date, int, tuple[int, int])


def pages(archive: Archive, framer: Framer) -> Iterator[WebPage]:
    """All web pages below dates/."""
    yield _all(archive, framer)
    way = [framer.link(words.DATES, addresses.DATES)]
    if archive.undated:
        for path, part in framer.lists(addresses.UNDATED, words.UNDATED, archive.undated, words.DATES, way):
            yield WebPage(path, "list.html", part)
    for year, (before, after) in _neighbours(archive.years):
        yield from _year(year, before, after, archive, framer)
    for month, (earlier, later) in _neighbours(archive.months):
        yield from _month(month, earlier, later, archive, framer)
    for day, (yesterday, tomorrow) in _neighbours(archive.days):
        view = issue(day, yesterday, tomorrow, archive, framer)
        yield WebPage(addresses.day(day), "issue.html", view)
        yield from _pages_of(day, view, archive.days[day], framer)


def years(archive: Archive, framer: Framer) -> tuple[Link, ...]:
    """Links to all years, newest first."""
    return tuple(
        framer.link(words.year(year), addresses.year(year), len(archive.years[year]))
        for year in sorted(archive.years, reverse=True)
    )


def chart(archive: Archive, framer: Framer) -> tuple[YearRow, ...]:
    """The years as bars, without their months."""
    return tuple(replace(row, months=()) for row in _rows(archive, framer))


def issues_before_latest(archive: Archive, framer: Framer, most: int) -> tuple[tuple[Link, str], ...]:
    """The issues before the newest, newest first, each with its leading headline."""
    days = sorted(archive.days, reverse=True)[1 : most + 1]
    return tuple((framer.link(words.day(day), addresses.day(day)), archive.days[day][0].title) for day in days)


def latest_issue(archive: Archive, framer: Framer) -> tuple[IssueView, str] | None:
    """The newest issue and its href."""
    if not archive.days:
        return None
    newest, *earlier = sorted(archive.days, reverse=True)[:2]
    return issue(newest, earlier[0] if earlier else None, None, archive, framer), framer.href(addresses.day(newest))


def issue(day: date, before: date | None, after: date | None, archive: Archive, framer: Framer) -> IssueView:
    """The publication issue of a day, with the days of the issues before and after it."""
    articles = archive.days[day]
    papers, numbers = _printed_as(articles, framer)
    return IssueView(
        frame=framer.frame(
            addresses.day(day), words.day(day), section=words.DATES, way=_way(framer, day.year, day.month)
        ),
        heading=words.day(day),
        machine_date=day.isoformat(),
        weekday=words.weekday(day),
        publication="、".join(papers),
        issue="、".join(map(words.issue, numbers)),
        papers=papers,
        numbers=numbers,
        count=len(articles),
        sections=_sections(day, articles, framer),
        day=day.day,
        month=framer.link(words.month(day.year, day.month), addresses.month(day.year, day.month)),
        weeks=_days_of_month(day, archive, framer),
        previous=framer.link(words.day(before), addresses.day(before)) if before else None,
        next=framer.link(words.day(after), addresses.day(after)) if after else None,
    )


def _printed_as(articles: Group, framer: Framer) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The names of the papers and the numbers of the issues that articles name."""
    papers = dict.fromkeys(article.publication or framer.config.publication for article in articles)
    numbers = dict.fromkeys(article.issue for article in articles if article.issue)
    return tuple(filter(None, papers)), tuple(filter(None, numbers))


def _sections(day: date, articles: Group, framer: Framer) -> tuple[Section, ...]:
    """The articles by page, pages in printed order, those without a page last."""
    by_page = {page: tuple(group) for page, group in groupby(articles, key=lambda article: article.page)}
    unpaged = by_page.pop("", ())
    sections = [
        Section(words.page(page), framer.href(addresses.page(day, page)), framer.items(by_page[page]))
        for page in sorted(by_page, key=page_order)
    ]
    if unpaged:
        sections.append(Section(words.UNPAGED, "", framer.items(unpaged)))
    return tuple(sections)


def _pages_of(day: date, view: IssueView, articles: Group, framer: Framer) -> Iterator[WebPage]:
    """The web pages of an issue's pages."""
    names = sorted({article.page for article in articles if article.page}, key=page_order)
    sections = [section for section in view.sections if section.href]
    links = tuple(Link(section.name, section.href, len(section.items)) for section in sections)
    here = framer.link(view.heading, addresses.day(day))
    way = (*_way(framer, day.year, day.month), Link(f"{day.day}日", here.href))
    for number, (name, section) in enumerate(zip(names, sections, strict=True)):
        path = addresses.page(day, name)
        page = PageView(
            frame=framer.frame(path, f"{view.heading} {section.name}", section=words.DATES, way=way),
            heading=section.name,
            day=here,
            publication=view.publication,
            issue=view.issue,
            pages=links,
            here=section.href,
            items=section.items,
            previous=links[number - 1] if number else None,
            next=links[number + 1] if number + 1 < len(links) else None,
        )
        yield WebPage(path, "page.html", page)


def _month(
    month: tuple[int, int],
    before: tuple[int, int] | None,
    after: tuple[int, int] | None,
    archive: Archive,
    framer: Framer,
) -> Iterator[WebPage]:
    heading = words.month(*month)
    path = addresses.month(*month)
    weeks = _weeks(month, archive, framer)
    vague = sum(dates.read(article.date).day is None for article in archive.months[month])
    for here, part in framer.lists(path, heading, archive.months[month], words.DATES, _way(framer, month[0])):
        view = MonthView(
            frame=part.frame,
            heading=heading,
            weeks=weeks,
            previous=framer.link(words.month(*before), addresses.month(*before)) if before else None,
            next=framer.link(words.month(*after), addresses.month(*after)) if after else None,
            articles=part,
            vague=vague,
        )
        yield WebPage(here, "month.html", view)


def _weeks(month: tuple[int, int], archive: Archive, framer: Framer) -> tuple[tuple[Day, ...], ...]:
    return tuple(
        tuple(_cell(month, number, archive, framer) for number in week) for week in calendar.monthcalendar(*month)
    )


def _days_of_month(here: date, archive: Archive, framer: Framer) -> tuple[tuple[Day, ...], ...]:
    """The calendar of a day's month as its issue shows it: without counts, so that it changes with days alone."""
    weeks = _weeks((here.year, here.month), archive, framer)
    return tuple(tuple(replace(cell, count=0, href=_unless(here, cell)) for cell in week) for week in weeks)


def _unless(here: date, cell: Day) -> str:
    return "" if cell.number == here.day else cell.href


def _cell(month: tuple[int, int], number: int, archive: Archive, framer: Framer) -> Day:
    articles = archive.days.get(date(*month, number), ()) if number else ()
    return Day(number, framer.href(addresses.day(date(*month, number))) if articles else "", len(articles))


def _year(year: int, before: int | None, after: int | None, archive: Archive, framer: Framer) -> Iterator[WebPage]:
    heading, path = words.year(year), addresses.year(year)
    articles = archive.years[year]
    months = _months(year, archive, framer)
    others = [article for article in articles if not dates.read(article.date).months]
    for here, part in framer.lists(path, heading, others, words.DATES, _way(framer)):
        view = YearView(
            frame=part.frame,
            heading=heading,
            count=len(articles),
            months=months,
            previous=framer.link(words.year(before), addresses.year(before)) if before else None,
            next=framer.link(words.year(after), addresses.year(after)) if after else None,
            others=part if others else None,
        )
        yield WebPage(here, "year.html", view)


def _months(year: int, archive: Archive, framer: Framer) -> tuple[MonthCell, ...]:
    """The twelve months of a year, shaded against the fullest month of the archive."""
    most = max(map(len, archive.months.values()), default=0)
    return tuple(month_cell(framer, year, month, len(archive.months.get((year, month), ())), most) for month in MONTHS)


def month_cell(framer: Framer, year: int, month: int, count: int, most: int, missing: int = 0) -> MonthCell:
    """A month with `count` of something, of which the fullest month has `most`."""
    href = framer.href(addresses.month(year, month)) if count else ""
    return MonthCell(f"{month}月", href, count, -(-SHADES * count // most) if most else 0, missing)


def _all(archive: Archive, framer: Framer) -> WebPage:
    view = DatesView(
        frame=framer.frame(addresses.DATES, words.DATES, section=words.DATES),
        years=tuple(_rows(archive, framer)),
        undated=framer.link(words.UNDATED, addresses.UNDATED, len(archive.undated)) if archive.undated else None,
        coverage=framer.link(words.COVERAGE_LINK, addresses.COVERAGE),
    )
    return WebPage(addresses.DATES, "dates.html", view)


def _rows(archive: Archive, framer: Framer) -> Iterator[YearRow]:
    """A row a year, newest first; a run of years without articles is one row."""
    most = max(map(len, archive.years.values()), default=1)
    later = None
    for link, year in zip(years(archive, framer), sorted(archive.years, reverse=True), strict=True):
        if later and later - year > 1:
            yield YearRow(Link(words.nothing_between(year + 1, later - 1), ""), 0.0, ())
        yield YearRow(link, round(100 * link.count / most, 1), _months(year, archive, framer))
        later = year


def _way(framer: Framer, year: int | None = None, month: int | None = None) -> tuple[Link, ...]:
    way = [framer.link(words.DATES, addresses.DATES)]
    if year is not None:
        way.append(framer.link(words.year(year), addresses.year(year)))
        if month is not None:
            way.append(framer.link(f"{month}月", addresses.month(year, month)))
    return tuple(way)


def _neighbours(groups: dict[Key, Group]) -> Iterator[tuple[Key, tuple[Key | None, Key | None]]]:
    """Each key in order of time with the one before and the one after it."""
    keys: Sequence[Key] = sorted(groups)
    for number, key in enumerate(keys):
        before = keys[number - 1] if number else None
        after = keys[number + 1] if number + 1 < len(keys) else None
        yield key, (before, after)
