"""Home, search and 404."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.archive import Archive, Named
from generator.site import addresses, date_pages, on_this_day, region_pages, words
from generator.site.frames import Framer, WebPage
from generator.site.name_pages import kinds
from generator.site.views import HomeView, Link, SearchPageView, TextView

FULLEST = 12  # names of each kind that home shows
EARLIER = 6  # issues before the latest that home shows
LATEST = 10  # articles that home shows where no issue is known


def pages(archive: Archive, framer: Framer) -> Iterator[WebPage]:
    """Home, search and 404."""
    yield _home(archive, framer)
    search = SearchPageView(
        frame=framer.frame(addresses.SEARCH, words.SEARCH, section=words.SEARCH),
        heading=words.SEARCH,
        links=(framer.link(words.DATES, addresses.DATES), *_kinds(archive, framer)),
    )
    yield WebPage(addresses.SEARCH, "search.html", search)
    missing = TextView(
        frame=framer.frame(addresses.NOT_FOUND, words.NOT_FOUND),
        heading=words.NOT_FOUND,
        paragraphs=(words.NOT_FOUND_TEXT,),
        links=(
            framer.link(words.HOME, addresses.HOME),
            framer.link(words.DATES, addresses.DATES),
            *_kinds(archive, framer),
        ),
    )
    yield WebPage(addresses.NOT_FOUND, "text.html", missing)


def _home(archive: Archive, framer: Framer) -> WebPage:
    latest = date_pages.latest_issue(archive, framer)
    view = HomeView(
        frame=framer.frame(addresses.HOME, framer.config.title, section=words.HOME),
        count=len(archive.articles),
        span=_span(archive),
        issue=latest[0] if latest else None,
        issue_href=latest[1] if latest else "",
        latest=() if latest else framer.items(archive.articles[:LATEST]),
        map=region_pages.home_map(archive, framer),
        days=on_this_day.days(archive),
        earlier=date_pages.issues_before_latest(archive, framer, EARLIER),
        years=date_pages.chart(archive, framer),
        ways=tuple(
            (framer.link(words.SECTIONS[heading], folder), framer.named(folder, _fullest(groups.values())))
            for folder, heading, groups in kinds(archive)
            if groups and folder != addresses.REGIONS
        ),
    )
    return WebPage(addresses.HOME, "home.html", view)


def _span(archive: Archive) -> str:
    if not archive.years:
        return ""
    return words.years(min(archive.years), max(archive.years))


def _fullest(groups: Iterable[Named]) -> list[Named]:
    return sorted(groups, key=lambda group: (-len(group.articles), group.key))[:FULLEST]


def _kinds(archive: Archive, framer: Framer) -> Iterator[Link]:
    return (framer.link(heading, folder) for folder, heading, _ in kinds(archive))
