"""Where links in texts may lead within the archive: to articles by their ids or old ones, to editors' pages. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from generator.article import Article
from generator.mentions import named
from generator.static_page import ABOUT, StaticPage


class Destinations:
    """All articles and pages, by what links call them; there is always a page about the archive."""

    def __init__(self, articles: Iterable[Article], pages: Iterable[StaticPage]) -> None:
        articles = tuple(articles)
        old = {alias.strip("/"): article for article in articles for alias in article.aliases}
        self._articles = old | {article.id: article for article in articles}
        self._pages = {ABOUT: StaticPage(ABOUT, "", "", "", 1)} | {page.name: page for page in pages}

    def find(self, target: str) -> Article | StaticPage | None:
        """What a target means: "2021-08-18-a4c1-02", "../2021/2021-08-18-a4c1-02.md", "/news/1.html", "about"."""
        for name in (target.strip("/"), named(target)):
            if found := self._articles.get(name) or self._pages.get(name):
                return found
        return None

    def alike(self, target: str) -> list[str]:
        """The names that begin as the target does."""
        start = named(target)[:6]
        return [name for name in (*self._articles, *self._pages) if name.startswith(start)]
