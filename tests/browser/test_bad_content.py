"""Content that is broken or means harm, in a real browser: nothing runs, breaks out or breaks the layout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from playwright.sync_api import Browser, Page

from generator.article import Article, Byline, Photo, Region
from tests.picture_files import drawn, put_picture
from tests.small_site import build_in, write_content

EVIL = "\"'><script>window.ran=1</script><img src=x onerror=window.ran=1></p></div></main>{{ 7*7 }}\u202e反\u2066了&lt;"
LONG = "长" * 2000
UNBROKEN = "https://a.example/" + "x" * 500

EVIL_BODY = f"""{EVIL}

[点我](javascript:window.ran=1) [点我](JaVaScRiPt&#58;window.ran=1) [点我](data:text/html,<script>window.ran=1</script>)

![图](x.jpg" onerror="window.ran=1) ![图](javascript:window.ran=1) <svg onload=window.ran=1>

</div></article></main><h1>外来的标题</h1><style>*{{display:none}}</style><form><input autofocus onfocus=window.ran=1>

<b><i>没有合上的 <sub> 和 <ruby> 标签

<iframe src="javascript:window.ran=1"></iframe><math><mtext><table><mglyph><style><img src=x onerror=window.ran=1>

{UNBROKEN}

`{UNBROKEN}`

> > > > > > > > > > > > 层层引用 {UNBROKEN}

| 甲 | 乙 |
|---|---|
"""

FOREIGN = (
    'script:not([src]):not([type="application/ld+json"]), style, iframe, math, input[autofocus]:not([name=q]), '
    '[onerror], [onload], [onfocus], [style], a[href^="javascript:" i], a[href^="data:" i]:not([download])'
)
WHOLE = {"ran": None, "sideways": 0, "out": 0, "mains": 1, "feet": 1, "titles": 1, "foreign": 0, "turned": False}

ARTICLES = (
    Article(
        id="evil",
        title=EVIL,
        kicker=EVIL,
        deck=EVIL,
        column=EVIL,
        publication=EVIL,
        page=EVIL[:20],
        date="2021-08-18",
        byline=Byline(EVIL, (EVIL,)),
        dateline=EVIL,
        regions=(Region("330103", EVIL),),
        tags=("<script>window.ran=1<x>", "javascript:window.ran=1"),
        photos=(Photo(EVIL, EVIL, EVIL), Photo(EVIL, EVIL, "wide.png")),
        modified=EVIL,
        body=EVIL_BODY,
    ),
    Article(
        "long", LONG, kicker=LONG, deck=LONG, column=LONG, tags=(LONG[:40],), date="2021-08-18", page="1", body=LONG
    ),
    Article("latin", UNBROKEN, kicker=UNBROKEN, byline=Byline(UNBROKEN), date="2021-08-18", page="1", body=UNBROKEN),
    Article("empty", "空的", date="2021-08-18", page="1"),
    Article("gone", EVIL, date="2021-08-18", withdrawn=EVIL, body=EVIL),
    Article(
        "images", "图", date="2021-08-18", page="1", body="![高](tall.png)\n\n一![小](small.png)二\n\n![宽](wide.png)"
    ),
)


@pytest.fixture(scope="module")
def bad_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    settings = {"title": EVIL, "rights": EVIL, "license": EVIL, "mail": "desk@example.org"}
    content = write_content(
        folder / "content", ARTICLES, "".join(f"{k}: {orjson.dumps(v).decode()}\n" for k, v in settings.items())
    )
    put_picture(content, "wide.png", drawn(6000, 40, "PNG"))
    put_picture(content, "tall.png", drawn(40, 6000, "PNG"))
    put_picture(content, "small.png", drawn(4, 4, "PNG"))
    (content / "page.md").write_text(f"# {EVIL}\n\n{EVIL_BODY}", encoding="utf-8")
    build_in(folder, portable=True)
    return folder / "site"


@pytest.fixture(params=[1280, 390])
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": request.param, "height": 800})
    yield context.new_page()
    context.close()


def test_nothing_runs_and_nothing_breaks_the_layout(page: Page, bad_site: Path) -> None:
    told: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("dialog", lambda dialog: told.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    for path in sorted(bad_site.rglob("*.html")):
        if path.name == "404.html" or b'http-equiv="refresh"' in path.read_bytes():
            continue
        page.goto(path.as_uri())
        name = path.relative_to(bad_site)
        found = page.evaluate(
            """foreign => ({
                ran: window.ran,
                sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
                out: [...document.querySelectorAll('main *')].filter(one => {
                    const box = one.getBoundingClientRect();
                    return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
                }).length,
                mains: document.querySelectorAll('body > main').length,
                feet: document.querySelectorAll('body > footer').length,
                titles: document.querySelectorAll('h1').length,
                foreign: document.querySelectorAll(foreign).length,
                turned: /[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.documentElement.outerHTML),
            })""",
            FOREIGN,
        )
        assert found == WHOLE, name
    assert told == []
    assert [url for url in asked if not url.startswith(bad_site.as_uri())] == []


def test_a_headline_of_two_thousand_characters_is_whole_on_its_own_page_only(page: Page, bad_site: Path) -> None:
    page.goto((bad_site / "articles/long/index.html").as_uri())
    assert page.locator("h1").inner_text() == LONG
    page.goto((bad_site / "dates/2021/08/18/v1/index.html").as_uri())
    shown = page.get_by_role("link", name="长").first.inner_text()
    assert 100 < len(shown) < 130
    assert len(page.title()) < 400


def test_images_keep_their_place_and_their_proportions(page: Page, bad_site: Path) -> None:
    page.goto((bad_site / "articles/images/index.html").as_uri())
    page.evaluate("document.querySelectorAll('img').forEach(one => one.loading = 'eager')")
    page.wait_for_function("[...document.images].every(one => one.complete && one.naturalWidth)")
    shown = page.evaluate("[...document.images].map(one => [one.alt, one.width, one.height])")
    (tall, _, height), (small, *size), (wide, width, low) = shown
    assert (tall, small, wide) == ("高", "小", "宽")
    assert 700 < height <= 720  # it fits into the window
    assert size == [4, 4]
    assert abs(width / low / 150 - 1) < 0.2
