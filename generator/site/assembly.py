"""The whole site as Outputs: every web page, feed and file, with the digests that decide it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

import jinja2
import orjson

from generator.archive import Archive
from generator.article import Article
from generator.config import Config
from generator.faults import Fault, UserError
from generator.output import Inputs, Output, Rank
from generator.site import addresses, article_pages, date_pages, feeds, fixed_pages, name_pages, sitemap, template_files
from generator.site.frames import Framer, WebPage
from generator.site.template_files import digest
from generator.site.views import ListItem, RedirectView

TOGETHER = "search/all.js"  # the scripts of the search page as one: quicker to fetch, and smaller
SCRIPTS = (  # in the order in which they need each other
    *("bits", "files", "fold", "query", "lists", "cards", "find", "marks", "search"),
    *("words", "suggest", "facets", "page"),
)


@dataclass(frozen=True, slots=True)
class Look:
    """What decides the look of a site beside its content: templates and static files, and two kinds of links."""

    templates: Path
    static: Path
    portable: bool = False
    preview: bool = False


def outputs(archive: Archive, config: Config, look: Look) -> list[Output]:
    """Every file of the site; raises UserError for faulty templates and for addresses that two pages claim."""
    framer = Framer(config, portable=look.portable, preview=look.preview)
    pages = list(
        chain(
            article_pages.pages(archive, framer),
            date_pages.pages(archive, framer),
            name_pages.pages(archive, framer),
            fixed_pages.pages(archive, framer),
        )
    )
    _refuse_clashes(pages)
    press = _Press(config, look)
    made = [press.web_page(page) for page in pages]
    for folder, view in feeds.feeds(archive, framer):
        made.append(press.file(f"{folder}feed.xml", view, partial(feeds.atom, view)))
        made.append(press.file(f"{folder}feed.json", view, partial(feeds.json, view)))
    made += _for_search_engines(archive, pages, framer, press)
    made += _static(look)
    return made


class _Press:
    """Knows the digests that all outputs share."""

    def __init__(self, config: Config, look: Look) -> None:
        self.folder = look.templates
        self.templates = template_files.template_digests(look.templates)
        self.all_templates = digest(*(f"{name} {of}".encode() for name, of in self.templates.items()))
        self.code = template_files.code_digest()
        self.config = digest(orjson.dumps(config))
        self._items: dict[object, str] = {}

    def web_page(self, page: WebPage) -> Output:
        view = digest(orjson.dumps(page.view, default=self._item))
        inputs = Inputs(view, self.templates[page.template], self.code, self.config)
        make = partial(_render, self.folder, self.all_templates, page.template, page.view)
        return Output(addresses.file(page.path), inputs, make, page.rank)

    def _item(self, item: object) -> str:
        """A digest in place of an item that nine lists on average hold; views have nothing else orjson cannot write."""
        if not isinstance(item, ListItem):
            raise TypeError(type(item))
        if item not in self._items:
            self._items[item] = digest("\0".join(item).encode("utf-8", "surrogatepass"))
        return self._items[item]

    def file(self, path: str, view: object, make: Callable[[], bytes], rank: Rank = Rank.LIST) -> Output:
        """A file that no template is needed for."""
        return Output(path, Inputs(digest(orjson.dumps(view)), "", self.code, self.config), make, rank)


def _render(folder: Path, templates: str, name: str, view: object) -> bytes:
    """The bytes of a web page. Pure but for the templates, whose digest is `templates`."""
    try:
        text = template_files.engine(folder, templates).get_template(name).render(view=view)
    except jinja2.TemplateError as error:
        raise UserError([Fault(str(folder / name), 0, f"模板用不了：{error}。", "改好后再构建。")]) from error
    return text.encode("utf-8", "replace")


def _for_search_engines(archive: Archive, pages: list[WebPage], framer: Framer, press: _Press) -> Iterator[Output]:
    modified = {addresses.article(article.id): _day(article) for article in archive.articles}
    urls = {
        framer.url(page.path): modified.get(page.path, "")
        for page in pages
        if not isinstance(page.view, RedirectView) and page.path != addresses.NOT_FOUND
    }
    view = sitemap.view(urls, framer.url(addresses.SITEMAP))
    yield press.file(addresses.SITEMAP, view, partial(sitemap.xml, view))
    yield press.file(addresses.ROBOTS, view.sitemap_url, partial(sitemap.robots, view.sitemap_url))


def _day(article: Article) -> str:
    return article.modified if feeds.STAMP.match(article.modified) else ""


def _static(look: Look) -> Iterator[Output]:
    files = dict(template_files.static_files(look.static))
    files[TOGETHER] = b"".join(files.get(f"search/{name}.js", b"") for name in SCRIPTS)
    for name, data in files.items():
        yield Output(f"static/{name}", Inputs(digest(data), "", "", ""), partial(bytes, data), Rank.FIRST)


def _refuse_clashes(pages: list[WebPage]) -> None:
    """Raises UserError where an old address of an article is the address of another web page."""
    taken: dict[str, WebPage] = {}
    faults = []
    for page in sorted(pages, key=lambda page: isinstance(page.view, RedirectView)):
        path = addresses.file(page.path).casefold()
        if path not in taken:
            taken[path] = page
        elif isinstance(page.view, RedirectView):
            what = f"“{page.view.target.text}”的旧地址 /{page.path} 已经是另一页的地址。"
            faults.append(Fault("", 0, what, "在这篇稿件的 aliases 里删去它。"))
    if faults:
        raise UserError(faults)
