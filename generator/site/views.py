"""The views: all that each kind of template is given. Plain values, frozen, ready for a digest.

Every `href` is relative to the site's root, percent-encoded; a template writes `{{ frame.root }}{{ link.href }}`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.article import Byline, Photo, Region, Source


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
    base: str  # the absolute address of the site's root
    policy: str  # Content-Security-Policy
    rights: str
    license: Link | None  # its href is absolute, or empty
    pages: tuple[Link, ...]  # what editors wrote beside articles: "about" is not among them
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
class Image:
    """An image in its sizes; all hrefs are relative to the root. Shown with the filter `image(root, alt)`."""

    href: str
    sizes: tuple[tuple[str, int], ...]  # href and width in pixels of each that a browser may choose; empty for one size
    width: int  # of the one at `href`, in pixels
    height: int
    large: str  # href of the largest


@dataclass(frozen=True, slots=True)
class Picture:
    """A printed photograph: what is known of it, and the image where there is one."""

    caption: str
    credit: str
    image: Image | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """What a link or an image of a Markdown text leads to: `target` as it is written there."""

    kind: str  # "link" or "image"
    target: str
    href: str
    title: str  # of what a link leads to
    image: Image | None = None


@dataclass(frozen=True, slots=True)
class RelatedItem:
    """A related article, or another printing of the same text."""

    text: str
    href: str
    date: str  # in words
    machine_date: str
    publication: str
    copies: int = 0  # other printings of the related article


@dataclass(frozen=True, slots=True)
class RecordImage:
    """An image that the web page of an article shows; `url` is absolute, width and height are in pixels."""

    url: str
    width: int
    height: int
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class Record:
    """What machines are told of an article: addresses absolute, the date in EDTF, which says how sure it is."""

    id: str
    url: str
    title: str
    kicker: str
    deck: str
    column: str
    lead: str
    date: str
    publication: str
    issue: int | None
    issue_url: str  # of the publication issue; empty where the day is not certain
    page: str
    byline: Byline
    people: tuple[Link, ...]  # everyone in the byline who has a web page here, with its absolute address
    dateline: str
    regions: tuple[Region, ...]  # each with the name readers see
    tags: tuple[str, ...]
    photos: tuple[Photo, ...]
    images: tuple[RecordImage, ...]
    truncated: tuple[str, ...]
    source: Source | None
    modified: str  # a day or a time in RFC 3339; empty where no change is known


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article; `body` is Markdown, shown with the filter `markdown(root, references)`.

    A withdrawn one has a title, a date and the reason.
    """

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
    references: tuple[Reference, ...] = ()
    pictures: tuple[Picture, ...] = ()
    regions: tuple[Link, ...] = ()
    tags: tuple[Link, ...] = ()
    source_file: str = ""
    source_lines: str = ""
    copies: tuple[RelatedItem, ...] = ()  # other printings of the same text
    related: tuple[RelatedItem, ...] = ()
    corrected: str = ""  # the day of the last correction, in words
    machine_corrected: str = ""  # and for a datetime attribute
    report: str = ""  # a mailto: address for mistakes
    headlines: tuple[
        Link, ...
    ] = ()  # of its page in print order, this one without an href; empty where it stands alone
    previous: Link | None = None
    next: Link | None = None
    withdrawn: str = ""
    record: Record | None = None  # none of a withdrawn article


@dataclass(frozen=True, slots=True)
class ListView:
    """A part of a list of articles under one heading."""

    frame: Frame
    heading: str
    count: int  # 0 on all parts but the first, so that a new article does not change them
    items: tuple[ListItem, ...]
    part: int  # from 1
    of: int  # number of parts
    parts: tuple[Link, ...]  # the first, the last and those around this one; no href where some are left out
    feed: str = ""  # href of the list's own feed; empty where it has none
    years: tuple[Link, ...] = ()  # the same list whole and year by year; empty for a short one
    year: str = ""  # the text of the one among them that this is


@dataclass(frozen=True, slots=True)
class PersonItem:
    """A person in the index; `roles` in words."""

    text: str
    href: str
    count: int
    roles: str


@dataclass(frozen=True, slots=True)
class Initial:
    """The people whose names begin with a letter; `anchor` is what a jump link leads to."""

    letter: str
    anchor: str
    people: tuple[PersonItem, ...]


@dataclass(frozen=True, slots=True)
class PeopleView:
    """A part of the index of people, by pinyin."""

    frame: Frame
    heading: str
    count: int  # people in all
    initials: tuple[Link, ...]  # every letter; no href where no name begins with it
    groups: tuple[Initial, ...]
    part: int  # from 1
    of: int  # number of parts
    parts: tuple[Link, ...]  # all of them


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person: the roles with counts, and a part of the articles."""

    frame: Frame
    roles: tuple[Link, ...]  # without hrefs
    span: str  # years, in words
    also: tuple[str, ...]  # other names the person signs with
    namesakes: tuple[Link, ...]  # others who sign with the same name
    articles: ListView


@dataclass(frozen=True, slots=True)
class Day:
    """A cell of a calendar; number 0 for those before the first and after the last, no href where nothing appeared."""

    number: int
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month: its calendar of issues and a part of its articles, of which the last `vague` have no day."""

    frame: Frame
    heading: str
    weeks: tuple[tuple[Day, ...], ...]
    previous: Link | None
    next: Link | None
    articles: ListView
    vague: int


@dataclass(frozen=True, slots=True)
class MonthCell:
    """A month in the row of its year; `level` 0 (nothing) to 4 (as much as the fullest month) is its shade."""

    text: str
    href: str
    count: int
    level: int
    missing: int = 0  # issues that the archive surely lacks


@dataclass(frozen=True, slots=True)
class YearView:
    """A year: its months, and what is dated no closer than to the year."""

    frame: Frame
    heading: str
    count: int
    months: tuple[MonthCell, ...]  # twelve; no href where nothing appeared
    previous: Link | None
    next: Link | None
    others: ListView | None


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year in the chart: its bar is `share` percent of the longest one. Years without articles have no href."""

    year: Link
    share: float
    months: tuple[MonthCell, ...]


@dataclass(frozen=True, slots=True)
class DatesView:
    """All years with their months."""

    frame: Frame
    years: tuple[YearRow, ...]
    undated: Link | None
    coverage: Link


@dataclass(frozen=True, slots=True)
class CoverageYear:
    """A year of a paper: how much is held and lacking, in words, and its months by issues held."""

    year: Link
    held: str
    lacking: tuple[str, ...]
    months: tuple[MonthCell, ...]


@dataclass(frozen=True, slots=True)
class CoveragePaper:
    """A paper's issues, held and lacking, year by year, and the gaps over the turn of a year."""

    name: str
    facts: tuple[str, ...]
    years: tuple[CoverageYear, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverageView:
    """Which issues and pages the archive holds, and which it lacks as far as that can be told."""

    frame: Frame
    heading: str
    how: str
    papers: tuple[CoveragePaper, ...]


@dataclass(frozen=True, slots=True)
class CoverageMonth:
    """A month of a paper: its issues by day, the gaps, and issues with the pages that they lack."""

    heading: str
    held: str
    days: tuple[Link, ...]
    gaps: tuple[str, ...]
    pages: tuple[tuple[Link, str], ...]
    doubtful: tuple[tuple[Link, str], ...]


@dataclass(frozen=True, slots=True)
class CoverageYearView:
    """A year of the coverage, paper by paper and month by month."""

    frame: Frame
    heading: str
    papers: tuple[tuple[str, tuple[str, ...], tuple[CoverageMonth, ...]], ...]  # name, gaps over months, months
    previous: Link | None
    next: Link | None


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
    papers: tuple[str, ...]  # the same two as machines want them
    numbers: tuple[int, ...]
    count: int
    sections: tuple[Section, ...]
    day: int  # of the month, whose calendar gives this day no href
    month: Link
    weeks: tuple[tuple[Day, ...], ...]
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
class RegionNode:
    """A region with the regions right below it."""

    link: Link
    below: tuple[RegionNode, ...]


@dataclass(frozen=True, slots=True)
class MapTile:
    """A county on the map: column and row from 0, its short name in one or two lines, shade 0 (no articles) to 5."""

    column: int
    row: int
    label: tuple[str, ...]
    link: Link
    shade: int


@dataclass(frozen=True, slots=True)
class TileMap:
    """A schematic map. `borders` run from x, y to x, y between tiles of different cities, in tiles."""

    columns: int
    rows: int
    tiles: tuple[MapTile, ...]
    borders: tuple[tuple[int, int, int, int], ...]
    legend: tuple[tuple[int, str], ...]  # shade, what it says


@dataclass(frozen=True, slots=True)
class RegionsView:
    """All regions by hierarchy: provinces with cities and counties."""

    frame: Frame
    heading: str
    map: TileMap | None  # of the home province
    home: tuple[RegionNode, ...]  # the home province; all of them where no home is known
    others: tuple[RegionNode, ...]  # the other provinces, each with all its cities and counties in one row


@dataclass(frozen=True, slots=True)
class RegionView:
    """A region: what it is, what lies in it and around it, and the first part of its articles."""

    frame: Frame
    heading: str
    ended: str  # until when it stood; empty while it does
    heirs: tuple[Link, ...]  # what stands in its place today
    former: tuple[Link, ...]  # what it was called or has taken up
    map: TileMap | None
    below: tuple[RegionNode, ...]
    neighbours: tuple[Link, ...]
    articles: ListView


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front door: what the archive is, how large, and the ways in."""

    frame: Frame
    count: int
    span: str  # the years it covers, in words
    issue: IssueView | None  # the latest issue, where articles are dated to the day
    issue_href: str
    latest: tuple[ListItem, ...]  # in its place where they are not
    map: TileMap | None  # of the home province
    days: str  # days of the year on which issues appeared, "0412 0509 …": for "on this day"
    earlier: tuple[tuple[Link, str], ...]  # issues before that, each with its leading headline
    years: tuple[YearRow, ...]
    ways: tuple[tuple[Link, tuple[Link, ...]], ...]  # regions, tags, columns, people: all of them, and the fullest


@dataclass(frozen=True, slots=True)
class DayView:
    """The issues of one day of the year, newest first, each with its leading headline."""

    issues: tuple[tuple[Link, str], ...]


@dataclass(frozen=True, slots=True)
class TextView:
    """About, 404, and what editors wrote: `body`, Markdown, stands above the paragraphs."""

    frame: Frame
    heading: str
    paragraphs: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    body: str = ""
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchPageView:
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
    rights: str
    atom_url: str
    json_url: str
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True)
class SitemapView:
    """Absolute addresses of web pages, each with the date of a known change or nothing."""

    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SitemapIndexView:
    """The absolute addresses of the sitemaps of a site that is too large for one."""

    sitemaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """What a browser needs to offer the site's search; addresses are absolute."""

    name: str
    description: str
    language: str
    template: str  # of the address of a search, with {searchTerms}
    icon_url: str
    self_url: str


@dataclass(frozen=True, slots=True)
class PackageView:
    """What the description of the data says beside its schemas: the files are relative to it."""

    title: str
    description: str
    homepage: str
    rights: str
    texts: tuple[str, ...]  # files of the articles with their text, a year each
