"""Makes what every view shares: its frame, links, and articles as items of lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator import body, dates
from generator.archive import Named
from generator.article import Article
from generator.config import Config
from generator.output import Rank
from generator.site import addresses, words
from generator.site.views import Frame, Link, ListItem, ListView

POLICY = "default-src 'self'"
PREVIEW_POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline'; connect-src 'self' ws:"
IN_PART = 50  # articles in a part of a list


@dataclass(frozen=True, slots=True)
class WebPage:
    """A web page to be: where, by which template, from which view."""

    path: str
    template: str
    view: object
    rank: Rank = Rank.LIST


class Framer:
    """Makes frames and links for one site. `portable`: links name index.html. `preview`: live reload may run."""

    def __init__(self, config: Config, *, portable: bool = False, preview: bool = False) -> None:
        self.config = config
        self._index = "index.html" if portable else ""
        self._policy = PREVIEW_POLICY if preview else POLICY
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
            policy=self._policy,
            rights=self.config.rights,
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
    ) -> list[tuple[str, ListView]]:
        """A list in its parts, each with its path; one part, and that empty, where there are no articles."""
        starts = range(0, max(len(articles), 1), IN_PART)
        parts = tuple(self.link(str(n), addresses.part(path, n)) for n in range(1, len(starts) + 1))
        made, way = [], tuple(way)
        for number, start in enumerate(starts, 1):
            here = addresses.part(path, number)
            title = heading if number == 1 else f"{heading}（{words.part(number, len(starts))}）"
            view = ListView(
                frame=self.frame(here, title, section=section, way=way),
                heading=heading,
                count=len(articles),
                items=self.items(articles[start : start + IN_PART]),
                part=number,
                parts=parts,
                feed=self.href(f"{path}feed.xml") if feed else "",
            )
            made.append((here, view))
        return made

    def _item(self, article: Article) -> ListItem:
        when = dates.read(article.date)
        return ListItem(
            href=self.href(addresses.article(article.id)),
            title=article.title,
            kicker=article.kicker,
            deck=article.deck,
            date=words.moment(when),
            machine_date=words.machine_date(when),
            page=words.page(article.page) if article.page else "",
            column=article.column,
            lead=body.beginning(article.body),
        )


def list_path(folder: str, group: Named) -> str:
    """Where the list of a name stands; a region's by its code."""
    return f"{folder}{addresses.segment(group.key if folder == addresses.REGIONS else group.name)}/"
