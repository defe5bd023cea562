"""Makes what every view shares: its frame, links, and articles as items of lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator import dates
from generator.archive import Named
from generator.article import Article
from generator.config import Config
from generator.output import Rank
from generator.site import addresses, body, words
from generator.site.views import Frame, Link, ListItem, ListView
from generator.static_page import ABOUT, StaticPage

POLICY = "default-src 'self'"
PREVIEW_POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline'; connect-src 'self' ws:"
IN_PART = 40  # articles in a part of a list
MOST_IN_FIRST = 50  # articles in its first part; one more begins another part
LONGEST = 120  # characters of a headline in a list: none that was printed has more
FILTERED = 20  # a list with more articles leads to its years
NEAR = 3  # parts on either side of one that it leads to


@dataclass(frozen=True, slots=True)
class WebPage:
    """A web page to be: where, by which template, from which view."""

    path: str
    template: str
    view: object
    rank: Rank = Rank.LIST


class Framer:
    """Makes frames and links for one site. `portable`: links name index.html. `preview`: live reload may run."""

    def __init__(
        self, config: Config, *, portable: bool = False, preview: bool = False, pages: Iterable[StaticPage] = ()
    ) -> None:
        self.config = config
        self._index = "index.html" if portable else ""
        self._policy = PREVIEW_POLICY if preview else POLICY
        self._license = Link(config.license or config.license_url, config.license_url)
        self._pages = tuple(
            self.link(page.title, addresses.static_page(page.name)) for page in pages if page.name != ABOUT
        )
        self._items: dict[str, ListItem] = {}  # what many web pages show is made once
        self._links: dict[tuple[str, str], Link] = {}

    def frame(
        self, path: str, title: str, *, section: str = "", way: Iterable[Link] = (), description: str = ""
    ) -> Frame:
        """The frame of the web page at `path`."""
        return Frame(
            site_title=self.config.title,
            title=title,
            description=description or self.config.description,
            language=self.config.language,
            root=self.config.base_path if path == addresses.NOT_FOUND else addresses.root(path),
            index=self._index,
            canonical="" if path == addresses.NOT_FOUND else self.url(path),
            base=self.config.base_url,
            policy=self._policy,
            rights=self.config.rights,
            license=self._license if self._license.text else None,
            pages=self._pages,
            section=section,
            way=tuple(way),
        )

    def href(self, path: str) -> str:
        """The path as links give it, relative to the root."""
        quoted = addresses.quoted(path)
        return quoted + self._index if path.endswith("/") or not path else quoted

    def url(self, path: str) -> str:
        """The absolute address of a path."""
        return self.config.base_url + addresses.quoted(path)

    def link(self, text: str, path: str, count: int = 0) -> Link:
        return Link(text, self.href(path), count)

    def named(self, folder: str, groups: Iterable[Named]) -> tuple[Link, ...]:
        """Links to the lists of tags, regions, people or columns in `folder`, with counts."""
        return tuple(self.link(g.name, list_path(folder, g), len(g.articles)) for g in groups)

    def list_link(self, folder: str, group: Named) -> Link:
        """The link to the list of a name, as articles show it."""
        link = self._links.get((folder, group.key))
        if link is None:
            link = self._links[folder, group.key] = self.link(group.name, list_path(folder, group))
        return link

    def item(self, article: Article) -> ListItem:
        """The article as an item of a list, made once."""
        item = self._items.get(article.id)
        if item is None:
            item = self._items[article.id] = self._item(article)
        return item

    def items(self, articles: Iterable[Article]) -> tuple[ListItem, ...]:
        return tuple(map(self.item, articles))

    def lists(
        self,
        path: str,
        heading: str,
        articles: Sequence[Article],
        section: str,
        way: Iterable[Link],
        feed: bool = False,
        by_year: bool = False,
    ) -> list[tuple[str, ListView]]:
        """A list in its parts, each with its path; one part, and that empty, where there are no articles.

        `by_year`: a long list leads to the same list year by year, and those follow it here.
        """
        way = tuple(way)
        whole = self._in_parts(path, heading, articles, section, way)
        if feed:
            whole = [(here, replace(view, feed=self.href(f"{path}feed.xml"))) for here, view in whole]
        years = _by_year(articles) if by_year and len(articles) > FILTERED else {}
        if len(years) < 2:
            return whole
        links = (self.link(words.ALL_YEARS, path), *(self._year_link(path, year) for year in years))
        made = [(here, replace(view, years=links, year=words.ALL_YEARS)) for here, view in whole]
        for link, (year, some) in zip(links[1:], years.items(), strict=True):
            title, further = f"{heading} · {link.text}", (*way, self.link(heading, path))
            parts = self._in_parts(addresses.of_year(path, year), title, some, section, further)
            made += [(here, replace(view, years=links, year=link.text)) for here, view in parts]
        return made

    def _year_link(self, path: str, year: int | None) -> Link:
        return self.link(words.year(year) if year else words.UNDATED, addresses.of_year(path, year))

    def _in_parts(
        self, path: str, heading: str, articles: Sequence[Article], section: str, way: tuple[Link, ...]
    ) -> list[tuple[str, ListView]]:
        """Filled from the oldest on, the first part takes what is over: a new article changes only that."""
        full = -(-max(len(articles) - MOST_IN_FIRST, 0) // IN_PART)
        first = len(articles) - full * IN_PART
        ends = range(first, len(articles) + 1, IN_PART)
        made = []
        for number, (start, end) in enumerate(pairwise([0, *ends]), 1):
            here = addresses.part(path, number)
            title = heading if number == 1 else f"{heading}（{words.part(number, len(ends))}）"
            view = ListView(
                frame=self.frame(here, title, section=section, way=way),
                heading=heading,
                count=len(articles) if number == 1 else 0,
                items=self.items(articles[start:end]),
                part=number,
                of=len(ends),
                parts=self._parts(path, number, len(ends)),
            )
            made.append((here, view))
        return made

    def _parts(self, path: str, here: int, of: int) -> tuple[Link, ...]:
        """Links to the first, the last and those near part `here`; an ellipsis where some are left out."""
        near = [n for n in range(1, of + 1) if n in (1, of) or abs(n - here) <= NEAR]
        links = []
        for before, number in zip([0, *near], near, strict=False):
            if number - before > 1:
                links.append(Link("…", ""))
            links.append(self.link(str(number), addresses.part(path, number)))
        return tuple(links)

    def _item(self, article: Article) -> ListItem:
        when = dates.read(article.date)
        return ListItem(
            href=self.href(addresses.article(article.id)),
            title=words.cut(article.title, LONGEST),
            kicker=words.cut(article.kicker, LONGEST),
            deck=words.cut(article.deck, LONGEST),
            date=words.moment(when),
            machine_date=words.machine_date(when),
            page=words.page(article.page) if article.page else "",
            column=article.column,
            lead=body.beginning(article.body),
        )


def _by_year(articles: Iterable[Article]) -> dict[int | None, list[Article]]:
    """Articles by the year they surely fall in, the newest first; None: no year is sure."""
    years: defaultdict[int | None, list[Article]] = defaultdict(list)
    for article in articles:
        years[dates.read(article.date).year].append(article)
    return dict(sorted(years.items(), key=lambda pair: -(pair[0] or 0)))


def list_path(folder: str, group: Named) -> str:
    """Where the list of a name stands; a region's by its code."""
    return f"{folder}{addresses.segment(group.key if folder == addresses.REGIONS else group.name)}/"
