"""The site in a real browser: no complaint in the console, scripts off, from disk, narrow and wide; live reload."""

from __future__ import annotations

import http.server
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from generator.article import Article, Photo, Region
from tests.picture_files import put_picture
from tests.small_site import ARTICLES, build_in, put, write_content

HOUSE = Path(__file__).parent.parent.parent
KINDS = (
    *("", "articles/2021-08-18-04-01/", "dates/", "dates/2021/", "dates/2021/08/", "dates/2021/08/18/"),
    *(
        "dates/2021/08/18/v4/",
        "regions/",
        "regions/330103/",
        "tags/交通/",
        "people/",
        "people/林小满/",
        "columns/",
        "about/",
        "coverage/",
        "coverage/2021/",
        "404.html",
    ),
)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a served small site below a sub-path."""
    folder = tmp_path_factory.mktemp("site")
    write_content(folder / "content")
    build_in(folder, out="web/archive", base_url="http://localhost/archive/")
    handler = partial(Quiet, directory=str(folder / "web"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/archive/"
        server.shutdown()


def opened(chromium: Browser, complaints: list[str], **options: object) -> Page:
    page = chromium.new_context(**options).new_page()  # type: ignore[arg-type]

    def note(message: ConsoleMessage) -> None:
        complaints.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 400 else None)
    return page


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_complains_or_needs_scrolling_sideways(chromium: Browser, site: str, width: int, scheme: str) -> None:
    complaints: list[str] = []
    page = opened(chromium, complaints, viewport={"width": width, "height": 800}, color_scheme=scheme)
    for kind in KINDS:
        answer = page.goto(site + kind)
        assert answer
        assert answer.status == 200, kind
        assert page.evaluate("document.documentElement.scrollWidth") <= width, kind
        assert page.locator("h1").count() == 1, kind
    assert complaints == []


def test_every_page_is_reached_from_home_without_scripts(chromium: Browser, site: str) -> None:
    page = opened(chromium, [], java_script_enabled=False)
    seen, waiting = set(), [site]
    while waiting:
        here = waiting.pop()
        page.goto(here)
        for href in page.eval_on_selector_all("a", "links => links.map(link => link.href)"):
            target = re.sub(r"#.*", "", href)
            if target.startswith(site) and target.endswith(("/", ".html")) and target not in seen:
                seen.add(target)
                waiting.append(target)
    for article in ARTICLES:
        if not article.withdrawn:
            assert f"{site}articles/{article.id}/" in seen


def test_an_old_address_brings_to_the_article(chromium: Browser, site: str) -> None:
    page = opened(chromium, [], java_script_enabled=False)
    page.goto(f"{site}articles/old-bridge/")
    page.wait_for_url("**/articles/2021-08-18-04-01/")
    expect(page.locator("h1")).to_have_text("清溪大桥昨日通车")


def test_the_skip_link_is_the_first_stop_of_the_keyboard(chromium: Browser, site: str) -> None:
    page = opened(chromium, [])
    page.goto(f"{site}articles/2021-08-18-04-01/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到正文")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_the_chart_of_years_is_read_and_walked_by_keyboard(chromium: Browser, site: str) -> None:
    page = opened(chromium, [])
    page.goto(f"{site}dates/")
    bar = page.get_by_role("link", name=re.compile("^2021年 ?4 篇$"))
    expect(bar).to_have_count(1)
    bar.focus()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(re.compile(r"^8月\s*4 篇$"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/dates/2021/08/")


def test_a_portable_site_works_from_disk(chromium: Browser, tmp_path: Path) -> None:
    write_content(tmp_path / "content")
    build_in(tmp_path, portable=True)
    complaints: list[str] = []
    page = opened(chromium, complaints)
    page.goto((tmp_path / "site" / "index.html").as_uri())
    for name in ("日期", "2021年", "8月"):
        page.get_by_role("link", name=re.compile(f"^{name}")).last.click()
    page.get_by_role("link", name="清溪大桥昨日通车").click()
    expect(page.locator("h1")).to_have_text("清溪大桥昨日通车")
    page.get_by_role("link", name="交通").click()
    expect(page.locator("h1")).to_have_text("交通")
    assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
    assert complaints == []


# ---------------------------------------------------------------- preview


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Path, str, Path]]:
    """A content folder, the address of its running preview, and the file of what the preview says."""
    write_content(tmp_path / "content")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    log = tmp_path / "log"
    command = [sys.executable, "-u", str(HOUSE / "build.py"), "serve", "--port", str(port)]
    with log.open("w") as said:
        process = subprocess.Popen(
            command,
            cwd=tmp_path,
            stdout=said,
            stderr=said,
            env={**os.environ, "PYTHONUTF8": "1"},
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # tests run in the background ignore it
        )
    wait_for(log, "在浏览器里打开")
    yield tmp_path / "content", f"http://127.0.0.1:{port}/", log
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0


def wait_for(log: Path, text: str) -> None:
    for _ in range(200):
        if text in log.read_text(encoding="utf-8"):
            return
        time.sleep(0.05)
    raise AssertionError(f"{text!r} not in:\n{log.read_text(encoding='utf-8')}")


def test_the_browser_shows_an_edit_and_keeps_the_page_through_a_fault(
    chromium: Browser, preview: tuple[Path, str, Path]
) -> None:
    content, address, log = preview
    complaints: list[str] = []
    page = opened(chromium, complaints)
    page.goto(f"{address}articles/2021-08-18-04-02/")
    path = put(content, ARTICLES[1])
    good = path.read_text(encoding="utf-8")

    path.write_text(good.replace("茶园里的早晨", "茶园里的黄昏"), encoding="utf-8")
    expect(page.locator("h1")).to_have_text("茶园里的黄昏", timeout=10_000)

    path.write_text(good.replace("date: 2021-08-18", "date: 2021-02-30"), encoding="utf-8")
    wait_for(log, "2021-08-18-04-02.md:")
    assert "茶园里的黄昏" in page.context.request.get(f"{address}articles/2021-08-18-04-02/").text()

    path.write_text(good.replace("茶园里的早晨", "茶园里的黄昏"), encoding="utf-8")
    wait_for(log, "写 0，")  # the fault is mended: that is said, though nothing is to be written

    path.write_text(good.replace("茶园里的早晨", "茶园里的夜晚"), encoding="utf-8")
    expect(page.locator("h1")).to_have_text("茶园里的夜晚", timeout=10_000)
    assert [line for line in complaints if "livereload" not in line.lower()] == []


def test_images_and_pages_appear_when_they_are_put_there(chromium: Browser, preview: tuple[Path, str, Path]) -> None:
    content, address, log = preview
    path = put(content, replace(ARTICLES[1], photos=(Photo("采茶", "", "tea.jpg"),)))
    wait_for(log, "没有 content/images/tea.jpg")
    complaints: list[str] = []
    page = opened(chromium, complaints)
    page.goto(f"{address}articles/{path.stem}/")
    expect(page.locator("figure")).to_have_count(0)
    picture = put_picture(content, "tea.jpg")
    os.utime(picture, (1_000_000_000, 1_000_000_000))  # copied from a camera years ago
    expect(page.get_by_alt_text("采茶")).to_be_visible(timeout=15_000)
    assert page.evaluate("document.querySelector('figure img').naturalWidth") > 0
    (content / "help.md").write_text("# 怎样查", encoding="utf-8")
    expect(page.get_by_role("link", name="怎样查")).to_be_visible(timeout=15_000)
    assert [line for line in complaints if "livereload" not in line.lower()] == []


def test_what_is_not_there_is_answered_by_the_sites_own_page(
    chromium: Browser, preview: tuple[Path, str, Path]
) -> None:
    page = opened(chromium, [])
    for path in ("nowhere/at/all/", "nowhere.html", "images/", "../../etc/passwd"):
        answer = page.goto(preview[1] + path)
        assert answer
        assert answer.status == 404
        expect(page.locator("h1")).to_have_text("没有这一页")
        assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"


def test_a_taken_port_is_one_sentence(preview: tuple[Path, str, Path], tmp_path: Path) -> None:
    port = preview[1].rstrip("/").rpartition(":")[2]
    command = [sys.executable, str(HOUSE / "build.py"), "serve", "--port", port]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=30, check=False)
    assert done.returncode == 1
    assert port in done.stderr
    assert "Traceback" not in done.stderr


def test_home_shows_what_was_printed_on_this_day(site: str, chromium: Browser) -> None:
    page = chromium.new_page()
    page.clock.set_fixed_time("2031-08-18T09:00:00")
    page.goto(site)
    section = page.locator("#on-this-day")
    expect(section).to_be_visible()
    link = section.get_by_role("link").first
    link.click()
    expect(page).to_have_url(re.compile(r"/dates/2021/08/18/$"))
    page.clock.set_fixed_time("2031-08-19T09:00:00")
    page.goto(site)
    expect(section).to_be_hidden()
    page.close()


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portable site with regions all over a home province."""
    folder = tmp_path_factory.mktemp("atlas")
    codes = ("330502", "330105", "330329", "331127", "330922", "330824", "653131", "522301")
    articles = tuple(
        Article(id=f"a{number}", title=f"稿件{number}", date="2024-01-01", body="一件事。", regions=(Region(codes[n]),))
        for n in range(len(codes))
        for number in range(3**n, 3**n + n + 1)
    )
    write_content(folder / "content", articles, 'title: 清溪剪报\nhome_region: "330000"\n')
    build_in(folder, portable=True)
    return folder / "site"


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_region_pages_fit_and_the_map_stands_in_the_page(
    chromium: Browser, atlas: Path, width: int, scheme: str
) -> None:
    complaints: list[str] = []
    page = opened(chromium, complaints, viewport={"width": width, "height": 800}, color_scheme=scheme)
    for path in ("regions", "regions/330000", "regions/330100", "regions/330105"):
        page.goto(f"{(atlas / path).as_uri()}/index.html")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert complaints == []


def test_every_name_on_the_map_stands_within_its_tile_and_can_be_told_from_it(chromium: Browser, atlas: Path) -> None:
    for scheme in ("light", "dark"):
        page = opened(chromium, [], viewport={"width": 1280, "height": 800}, color_scheme=scheme)
        page.goto(f"{(atlas / 'regions').as_uri()}/index.html")
        tiles = page.evaluate(CONTRASTS)
        assert len(tiles) == 90
        assert [tile for tile in tiles if tile["over"] > 0] == []
        assert [tile for tile in tiles if tile["contrast"] < 4.5] == []


# Of each tile: by how many pixels its name stands over, and the contrast of name and ground (WCAG 2).
CONTRASTS = """() => {
  const light = colour => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255);
    const linear = parts.map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  return [...document.querySelectorAll(".map > svg > a, .map > svg > g")].map(tile => {
    const ground = tile.querySelector("rect"), text = tile.querySelector("text");
    const [a, b] = [ground, text].map(part => light(getComputedStyle(part).fill));
    const [box, name] = [ground, text].map(part => part.getBoundingClientRect());
    return {
      name: text.textContent,
      over: Math.max(box.left - name.left, name.right - box.right),
      contrast: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05),
    };
  });
}"""


def test_the_map_is_walked_by_keyboard_and_read_aloud(chromium: Browser, atlas: Path) -> None:
    page = opened(chromium, [], java_script_enabled=True)
    page.goto(f"{(atlas / 'regions').as_uri()}/index.html")
    expect(page.get_by_role("group", name="示意图")).to_be_visible()
    tile = page.locator(".map").get_by_role("link", name="吴兴区 1 篇")
    walked = []
    for _ in range(20):
        page.keyboard.press("Tab")
        walked.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        if walked[-1] == "吴兴区 1 篇":
            break
    assert walked[-1] == "吴兴区 1 篇"
    assert tile.locator("rect").evaluate("rect => getComputedStyle(rect).strokeWidth") == "4px"
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("吴兴区")
