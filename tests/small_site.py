"""A small content folder for tests, built in a temporary place, and what tests ask of a built site."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.article import Article, Byline, Photo, Region, Source
from generator.article_file import write
from generator.build_line import Built, Order, build

OUR_SCRIPTS = re.compile(
    rb'<script (?:type="application/ld\+json">[^<]*'
    rb'|src="(?:\.\./|\./|/)*(?:static/(?:search/)?[\w-]+|search/manifest)\.js" defer>)</script>'
)
ARTICLES = (
    Article(
        id="2021-08-18-04-01",
        title="清溪大桥昨日通车",
        kicker="两岸往来不再绕行",
        deck="首日过桥车辆超过三千",
        column="重点工程",
        date="2021-08-18",
        date_from="masthead",
        publication="清溪日报",
        issue=1201,
        page="4",
        byline=Byline("本报讯 记者林小满 通讯员周舟", ("林小满",), ("周舟",)),
        dateline="清溪",
        regions=(Region("330103", "下城区"), Region("330502")),
        tags=("交通", "桥梁"),
        photos=(Photo("大桥通车现场", "林小满 摄"),),
        truncated=("end",),
        source=Source("2021/08/18/04.txt", "1-9,12"),
        body="大桥昨日通车。\n\n## 桥上\n\n车辆缓缓驶过。",
        aliases=("old-bridge", "/news/1.html"),
    ),
    Article(
        id="2021-08-18-04-02", title="茶园里的早晨", date="2021-08-18", page="4", body="采茶人起得早。", tags=("农业",)
    ),
    Article(id="2021-08-18-A10-01", title="副刊：夏夜", date="2021-08-18", page="A10", body="蝉声。", column="副刊"),
    Article(id="2021-08-20-02-01", title="夜市开张", date="2021-08-20", page="2", body="灯亮了。", tags=("交通",)),
    Article(id="2019-spring", title="一个春天", date="2019-03/2019-04", body="花开了。"),
    Article(id="about-2023", title="这一年", date="2023", body="一年过去了。"),
    Article(id="april", title="四月前后", date="2024-04~", body="约在四月。"),
    Article(
        id="unknown",
        title="不知何时",
        date="XXXX",
        body="年代不详。",
        byline=Byline(authors=("a/b", "..", "nul", "长" * 300)),
        tags=("con", "constructor", "C++", "长" * 40),
    ),
    Article(id="gone", title="撤下的稿件", date="2021-08-18", page="4", body="不该有的话。", withdrawn="应当事人请求"),
)


def write_content(folder: Path, articles: tuple[Article, ...] = ARTICLES, site: str = "title: 清溪剪报\n") -> Path:
    """Writes a content folder and returns it."""
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    (folder / "site.yaml").write_text(site, encoding="utf-8")
    for article in articles:
        put(folder, article)
    return folder


def put(folder: Path, article: Article) -> Path:
    path = folder / "articles" / f"{article.id}.md"
    path.write_text(write(article), encoding="utf-8")
    return path


def build_in(folder: Path, *, out: str = "site", **order: bool | str) -> Built:
    """Builds folder/content into folder/`out` with one process."""
    return build(Order(folder / "content", folder / out, jobs=1, **order))  # type: ignore[arg-type]


def files(site: Path) -> dict[str, bytes]:
    """All published files by path."""
    found = (path for path in site.rglob("*") if path.is_file())
    paths = {path.relative_to(site).as_posix(): path for path in found}
    return {name: path.read_bytes() for name, path in sorted(paths.items()) if not name.startswith(".jianbao/")}


def without_our_scripts(page: bytes) -> bytes:
    """A web page without what templates put into script elements: data, and files of the site."""
    return OUR_SCRIPTS.sub(b"", page)


class Links(HTMLParser):
    """Collects where a web page leads to and what it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value is not None and ("rel", "canonical") not in attrs:
                self.found.append(value)


def broken_links(site: Path, *, portable: bool = False) -> list[str]:
    """Every link of the site that leads nowhere, as "page: link". Absolute links to elsewhere are left alone."""
    broken = []
    pages = [path for path in site.rglob("*.html") if path.name != "404.html"]
    for page in pages:
        for link in Links(page.read_text(encoding="utf-8")).found:
            parts = urlsplit(link)
            if parts.scheme or link.startswith("#"):
                continue
            target = page.parent / unquote(parts.path)
            if not portable and (parts.path.endswith("/") or not parts.path):
                target /= "index.html"
            if not target.is_file():
                broken.append(f"{page.relative_to(site)}: {link}")
    return broken
