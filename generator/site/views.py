"""The views: all that each kind of template is given. Plain values, frozen, ready for a digest.

Every `href` is relative to the site's root, percent-encoded; a template writes `{{ frame.root }}{{ link.href }}`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another web page; `count` is the number of articles behind it (0: not said)."""

    text: str
    href: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every web page."""

    site_title: str
    title: str  # of this web page; the same as site_title at home
    description: str
    language: str
    root: str  # from here to the site's root: "../../"
    index: str  # what a link to a folder ends in: "index.html" in a portable site, else ""
    canonical: str
    policy: str  # Content-Security-Policy
    rights: str
    section: str  # the entry of the main navigation this belongs to, in words
    way: tuple[Link, ...]  # from home down to here, without both


class ListItem(NamedTuple):
    """An article in a list. Many lists hold the same one, so it is of the kind that is compared and hashed fast."""

    href: str
    title: str
    kicker: str
    deck: str
    date: str  # in words
    machine_date: str  # for a datetime attribute; empty where the date is not certain
    page: str  # in words
    column: str
    lead: str


@dataclass(frozen=True, slots=True)
class Role:
    """Those who did one kind of work on an article."""

    label: str
    people: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article; `body` is Markdown. A withdrawn one has a title, a date and the reason."""

    frame: Frame
    kicker: str
    title: str
    deck: str
    date: str
    machine_date: str
    publication: str
    issue: str
    page: Link | None
    date_href: str = ""
    column: Link | None = None
    byline: str = ""  # as printed
    roles: tuple[Role, ...] = ()
    dateline: str = ""
    missing: tuple[str, ...] = ()  # of "start", "middle", "end"
    body: str = ""
    pictures: tuple[Picture, ...] = ()
    regions: tuple[Link, ...] = ()
    tags: tuple[Link, ...] = ()
    source_file: str = ""
    source_lines: str = ""
    previous: Link | None = None
    next: Link | None = None
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class ListView:
    """A part of a list of articles under one heading."""

    frame: Frame
    heading: str
    count: int
    items: tuple[ListItem, ...]
    part: int
    parts: tuple[Link, ...]  # all of them, of which this is number `part`
    feed: str  # href of the list's own feed; empty where it has none


@dataclass(frozen=True, slots=True)
class Day:
    """A cell of a calendar; number 0 for those before the first and after the last, no href where nothing appeared."""

    number: int
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month: its calendar of issues and a part of its articles."""

    frame: Frame
    heading: str
    weeks: tuple[tuple[Day, ...], ...]
    previous: Link | None
    next: Link | None
    articles: ListView


@dataclass(frozen=True, slots=True)
class YearView:
    """A year: its months, and what is dated no closer than to the year."""

    frame: Frame
    heading: str
    count: int
    months: tuple[Link, ...]  # twelve; no href where nothing appeared
    previous: Link | None
    next: Link | None
    others: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class DatesView:
    """All years with their months."""

    frame: Frame
    years: tuple[tuple[Link, tuple[Link, ...]], ...]
    undated: Link | None


@dataclass(frozen=True, slots=True)
class Section:
    """A page (版) of an issue and its articles in print order; no href for articles that name no page."""

    name: str
    href: str
    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class IssueView:
    """A publication issue (期): the paper of a day."""

    frame: Frame
    heading: str
    machine_date: str
    weekday: str
    publication: str
    issue: str
    count: int
    sections: tuple[Section, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class PageView:
    """A page (版) of an issue."""

    frame: Frame
    heading: str
    day: Link
    publication: str
    issue: str
    pages: tuple[Link, ...]  # all of the issue
    here: str  # the href of this one among them
    items: tuple[ListItem, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class NamesView:
    """All regions, tags, people or columns with their counts."""

    frame: Frame
    heading: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front door: what the archive is, how large, and the ways in."""

    frame: Frame
    count: int
    span: str  # the years it covers, in words
    issue: IssueView | None  # the latest issue, where articles are dated to the day
    issue_href: str
    latest: tuple[ListItem, ...]  # in its place where they are not
    years: tuple[Link, ...]
    ways: tuple[tuple[Link, tuple[Link, ...]], ...]  # regions, tags, columns, people: all of them, and the fullest


@dataclass(frozen=True, slots=True)
class TextView:
    """About, and 404: fixed text."""

    frame: Frame
    heading: str
    paragraphs: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page; `links` are the ways to browse instead, where there are no scripts."""

    frame: Frame
    heading: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RedirectView:
    """An address that an article once had."""

    frame: Frame
    target: Link


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An article in a feed; addresses are absolute. `published` is a certain day, `latest` the last possible one."""

    url: str
    title: str
    summary: str
    published: str
    latest: str
    modified: str
    people: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedView:
    """A feed of the newest articles of the archive or of one list."""

    title: str
    site_url: str
    language: str
    atom_url: str
    json_url: str
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True)
class SitemapView:
    """Absolute addresses of all web pages, each with the date of a known change or nothing."""

    pages: tuple[tuple[str, str], ...]
    sitemap_url: str
