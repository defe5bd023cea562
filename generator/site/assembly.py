"""The whole site as Outputs: every web page, feed and file, with the digests that decide it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

import jinja2
import orjson

from generator import dates
from generator.archive import Archive
from generator.config import Config
from generator.faults import Fault, UserError
from generator.output import Inputs, Output, Rank
from generator.related.relations import Relations
from generator.site import (
    addresses,
    article_pages,
    body,
    coverage_pages,
    data_files,
    date_pages,
    feeds,
    figures,
    fixed_pages,
    name_pages,
    on_this_day,
    open_search,
    people_pages,
    region_pages,
    sitemap,
    static_pages,
    template_files,
)
from generator.site.frames import Framer, WebPage
from generator.site.references import Desk, Referrer
from generator.site.template_files import digest, digest_of
from generator.site.views import ArticleView, ListItem, RedirectView

TOGETHER = "search/all.js"  # the scripts of the search page as one: quicker to fetch, and smaller
SCRIPTS = (  # in the order in which they need each other
    *("bits", "zipped", "files", "fold", "query", "lists", "cards", "find", "marks", "search"),
    *("words", "dates", "suggest", "facets", "page"),
)
STYLE_COMMENT = re.compile(rb"/\*.*?\*/", re.S)
COMMENT = re.compile(rb"(?:^|\s)//\s.*")  # in the project's own scripts, where nothing else has slashes between blanks


@dataclass(frozen=True, slots=True)
class Look:
    """What decides the look of a site beside its content: templates and static files, and two kinds of links."""

    templates: Path
    static: Path
    portable: bool = False
    preview: bool = False


def outputs(archive: Archive, relations: Relations, desk: Desk, config: Config, look: Look) -> list[Output]:
    """Every file of the site; raises UserError for faulty templates and for addresses that two pages claim."""
    framer = Framer(config, portable=look.portable, preview=look.preview, pages=desk.pages)
    referrer = Referrer(archive, desk, framer)
    pages = list(
        chain(
            article_pages.pages(archive, relations, referrer, framer),
            date_pages.pages(archive, framer),
            coverage_pages.pages(archive, framer),
            name_pages.pages(archive, framer),
            people_pages.pages(archive, framer),
            region_pages.pages(archive, framer),
            fixed_pages.pages(archive, framer),
            static_pages.pages(desk, referrer, framer),
        )
    )
    _refuse_clashes(pages)
    press = _Press(config, look)
    made = [press.web_page(page) for page in pages]
    made += _data(pages, made, config, press)
    for folder, view in feeds.feeds(archive, framer):
        made.append(press.file(f"{folder}feed.xml", view, partial(feeds.atom, view)))
        made.append(press.file(f"{folder}feed.json", view, partial(feeds.json, view)))
    for path, day in on_this_day.views(archive, framer):
        made.append(press.file(path, day, partial(on_this_day.script, day)))
    made += _for_search_engines(archive, pages, framer, press)
    made += figures.outputs((desk.pictures or {}).values())
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

    def file(self, path: str, view: object, make: Callable[[], bytes]) -> Output:
        """A file that no template is needed for."""
        return self.large_file(path, digest(orjson.dumps(view)), make)

    def large_file(self, path: str, view: str, make: Callable[[], bytes | Iterator[bytes]]) -> Output:
        """The same, where `view` is the digest of its view."""
        return Output(path, Inputs(view, "", self.code, self.config), make)


def _render(folder: Path, templates: str, name: str, view: object) -> bytes:
    """The bytes of a web page. Pure but for the templates, whose digest is `templates`."""
    try:
        text = template_files.engine(folder, templates).get_template(name).render(view=view)
    except jinja2.TemplateError as error:
        raise UserError([Fault(str(folder / name), 0, f"模板用不了：{error}。", "改好后再构建。")]) from error
    return body.without_controls(text.encode("utf-8", "replace"))


def _data(pages: list[WebPage], made: list[Output], config: Config, press: _Press) -> Iterator[Output]:
    """The archive as data; what decides it are the digests of the views that hold the same records and texts."""
    entries = [
        data_files.Entry(page.view.record, page.view.body, output.inputs.view)
        for page, output in zip(pages, made, strict=True)
        if isinstance(page.view, ArticleView) and page.view.record
    ]
    years = data_files.by_year(entries)
    records = [entry.record for of_year in years.values() for entry in of_year]
    every = digest_of(map(orjson.dumps, records))
    for name, make in ((data_files.CATALOGUE, data_files.catalogue), (data_files.TABLE, data_files.table)):
        yield press.large_file(f"{addresses.DATA}{name}", every, partial(make, records))
    for path, of_year in years.items():
        text = digest_of(entry.digest.encode() for entry in of_year)
        yield press.large_file(f"{addresses.DATA}{path}", text, partial(data_files.texts, of_year))
    package = data_files.package(config, years)
    yield press.file(f"{addresses.DATA}{data_files.PACKAGE}", package, partial(data_files.package_file, package))
    yield press.file(f"{addresses.DATA}{data_files.SCHEMA}", "", data_files.schema)


def _for_search_engines(archive: Archive, pages: list[WebPage], framer: Framer, press: _Press) -> Iterator[Output]:
    modified = {addresses.article(article.id): dates.stamp(article.modified) for article in archive.articles}
    urls = {framer.url(page.path): modified.get(page.path, "") for page in pages if _is_for_search_engines(page)}
    for path, view, make in sitemap.files(urls, framer):
        yield press.file(path, view, make)
    search = open_search.view(framer)
    yield press.file(addresses.OPEN_SEARCH, search, partial(open_search.xml, search))


def _is_for_search_engines(page: WebPage) -> bool:
    withdrawn = isinstance(page.view, ArticleView) and page.view.withdrawn
    return not isinstance(page.view, RedirectView) and not withdrawn and page.path != addresses.NOT_FOUND


def _static(look: Look) -> Iterator[Output]:
    files = dict(template_files.static_files(look.static))
    files[TOGETHER] = b"".join(_without_comments(files.get(f"search/{name}.js", b"")) for name in SCRIPTS)
    for name, data in files.items():
        data = _bare_style(data) if name.endswith(".css") else data
        yield Output(f"static/{name}", Inputs(digest(data), "", "", ""), partial(bytes, data), Rank.FIRST)


def _without_comments(script: bytes) -> bytes:
    """A script without comments and without what indents lines: a quarter less to fetch."""
    lines = (COMMENT.sub(b"", line).strip() for line in script.splitlines())
    return b"".join(line + b"\n" for line in lines if line)


def _bare_style(sheet: bytes) -> bytes:
    """A style sheet without comments and without what indents lines: a tenth less to fetch."""
    lines = (line.strip() for line in STYLE_COMMENT.sub(b"", sheet).splitlines())
    return b"".join(line + b"\n" for line in lines if line)


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
