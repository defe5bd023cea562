"""Built sites as the conformance tests see them: every file, every web page parsed once."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import html5lib
import orjson

from generator.article import Article, Byline, Photo, Region
from generator.build_line import Order, build
from tests.small_site import ARTICLES, files, write_content

HOUSE = Path(__file__).parent.parent.parent
SHARED_PAGES = HOUSE.parent / "shared" / "pages"
BASE = "https://example.org/archive/"
EVIL = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'{{ 7*7 }}{% x %}\u202e&lt;]]>--><!--</title>"
NUMBER = re.compile(r"v?[A-Z]?\d+")
GATHERED = ("articles", "columns", "people", "regions", "tags")  # folders of many web pages of one kind


@dataclass
class WebPage:
    """A web page: its file and path, such as dates/2021/, its bytes, its tree (html5lib's), the errors in its HTML."""

    name: str
    path: str
    data: bytes
    tree: ET.Element
    errors: list[str]

    @property
    def is_redirect(self) -> bool:
        return b'http-equiv="refresh"' in self.data

    @property
    def wants_no_index(self) -> bool:
        return b'<meta name="robots" content="noindex">' in self.data

    @cached_property
    def ids(self) -> list[str]:
        return [element.get("id", "") for element in self.tree.iter() if element.get("id") is not None]

    @cached_property
    def hrefs(self) -> list[tuple[ET.Element, str]]:
        """Every element that leads or loads, with its address."""
        found = ((element, element.get("href", element.get("src"))) for element in self.tree.iter())
        return [(element, address) for element, address in found if address is not None]

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """What the head says, by name or property."""
        said: dict[str, list[str]] = {}
        for element in self.tree.iter("meta"):
            if name := element.get("name", element.get("property")):
                said.setdefault(name, []).append(element.get("content", ""))
        return said

    @cached_property
    def graph(self) -> list[dict[str, Any]]:
        """The nodes of its JSON-LD."""
        scripts = [script for script in self.tree.iter("script") if script.get("type") == "application/ld+json"]
        return [node for script in scripts for node in orjson.loads(script.text or "")["@graph"]]

    def node(self, kind: str) -> dict[str, Any]:
        """Its only node of a kind."""
        (found,) = (node for node in self.graph if node["@type"] == kind)
        return found

    def texts(self, tag: str) -> list[str]:
        return ["".join(element.itertext()) for element in self.tree.iter(tag)]


@dataclass
class BuiltSite:
    """A site in a folder, built for `base`."""

    folder: Path
    base: str = BASE
    portable: bool = False

    @cached_property
    def files(self) -> dict[str, bytes]:
        return files(self.folder)

    @cached_property
    def pages(self) -> dict[str, WebPage]:
        """The web pages by path."""
        named = {name: data for name, data in self.files.items() if name.endswith((".html", ".htm"))}
        return {page.path: page for page in (parsed(name, data) for name, data in named.items())}

    @property
    def articles(self) -> Iterator[WebPage]:
        """The web pages of articles that are not withdrawn."""
        found = (page for path, page in self.pages.items() if path.startswith("articles/"))
        return (page for page in found if not page.is_redirect and not page.wants_no_index)

    def target(self, page: WebPage, address: str) -> str | None:
        """The path of the site's file that an address on a page leads to; None where it leads elsewhere.

        On a portable site relative addresses must name the file: a folder opened from disk shows no page.
        """
        parts = urlsplit(urljoin(self.base + quote(page.name if self.portable else page.path), address))
        if not parts._replace(fragment="", query="").geturl().startswith(self.base):
            return None
        path = unquote(parts.path).removeprefix(urlsplit(self.base).path)
        named = self.portable and not urlsplit(address).scheme
        return f"{path}index.html" if (path.endswith("/") or not path) and not named else path

    def led_to(self, page: WebPage) -> set[str]:
        """The paths of the web pages that a page links to."""
        targets = (self.target(page, address) for element, address in page.hrefs if element.tag == "a")
        return {path_of(target) for target in targets if target and target in self.files} & self.pages.keys()

    def one_of_each_kind(self) -> dict[str, str]:
        """The path of the largest web page of every kind."""
        found: dict[str, str] = {}
        for path, page in sorted(self.pages.items()):
            kind = kind_of(path)
            if not page.is_redirect and len(page.data) > len(self.pages[found[kind]].data if kind in found else b""):
                found[kind] = path
        return found


def path_of(name: str) -> str:
    """The path of the web page in a file."""
    return name.removesuffix("index.html")


def kind_of(path: str) -> str:
    """What the addresses of pages of one kind have in common: articles/*/, dates/*/*/v*/."""
    first, *rest = path.split("/")
    return "/".join([first, *(_star(part, first) for part in rest)])


def _star(part: str, first: str) -> str:
    if first in GATHERED:
        return "*" if part else ""
    return NUMBER.sub(lambda found: "v*" if found[0].startswith("v") else "*", part)


def parsed(name: str, data: bytes) -> WebPage:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(data, transport_encoding="utf-8")
    errors = [f"{line}:{column} {code} {of}" for (line, column), code, of in parser.errors]
    return WebPage(name, path_of(name), data, tree, errors)


def built(content: Path, folder: Path, *, portable: bool = False) -> BuiltSite:
    build(Order(content, folder, base_url=BASE, portable=portable, jobs=1))
    return BuiltSite(folder, portable=portable)


def sample(folder: Path, *, portable: bool = False) -> BuiltSite:
    """The site of the content that the project brings along."""
    return built(HOUSE / "content", folder / "site", portable=portable)


def small(folder: Path) -> BuiltSite:
    """A site with one article of every difficult kind, and lists in several parts."""
    many = tuple(replace(ARTICLES[1], id=f"many-{number:03}", title=f"第{number}篇") for number in range(60))
    return built(write_content(folder / "content", (*ARTICLES, *UNCERTAIN, *many)), folder / "site")


UNCERTAIN = tuple(
    Article(
        id=f"when-{number}", title=f"日期写作 {date}", date=date, page="3", publication="清溪日报", body="不知何日。"
    )
    for number, date in enumerate(
        ("2021", "2021-08", "2024-04?", "2024-04%", "2021-08-18~", "2019/2021", "201X", "../2019", "2019/..", "2021-21")
    )
)


def hostile(folder: Path) -> BuiltSite:
    """A site of texts that try to break out."""
    evil = Article(
        id="evil",
        title=f"{EVIL}{{{'长' * 2000}",
        kicker=EVIL,
        deck=EVIL,
        column=EVIL,
        publication=EVIL,
        page=EVIL,
        date="2021-08-18",
        byline=Byline(EVIL, (EVIL, "../../x", "{"), ("A and B, C",)),
        dateline=EVIL,
        regions=(Region("330103", EVIL),),
        tags=("<script>alert(1)<x>", "{"),
        photos=(Photo(EVIL, EVIL),),
        body=f"{EVIL}\n\n[x](javascript:alert(3))\n\n<style>*{{}}</style>\n\n</div></main>\n\n=1+1",
    )
    nothing = Article(id="nothing", title="\u200b", date="2021-08-18")
    site = f"title: {orjson.dumps(EVIL).decode()}\nrights: {orjson.dumps(EVIL).decode()}\n"
    return built(write_content(folder / "content", (evil, nothing), site), folder / "site")


def shared(folder: Path) -> BuiltSite:
    """The site of the shared newspaper pages."""
    command = [sys.executable, "build.py", "import", str(SHARED_PAGES), "--content", str(folder / "content")]
    subprocess.run(command, cwd=HOUSE, check=True, stdout=subprocess.DEVNULL)
    return built(folder / "content", folder / "site")
