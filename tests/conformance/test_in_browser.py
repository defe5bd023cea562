"""Every kind of web page in a real browser: no barrier that axe-core finds, by keyboard alone, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal
from urllib.parse import quote, unquote

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, Request, ViewportSize, expect

from tests.conformance.built_sites import BuiltSite
from tests.conformance.conftest import Make

WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)
ALL_RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOUR_RULES = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
OUTLINE = """() => {
  const style = getComputedStyle(document.activeElement);
  return [style.outlineStyle, parseFloat(style.outlineWidth)];
}"""
HREFS = (
    "() => [...document.querySelectorAll('a[href]')].map(a => new URL(a.getAttribute('href'), document.baseURI).href)"
)
SCHEMES: tuple[tuple[Literal["light", "dark"], object], ...] = (("light", ALL_RULES), ("dark", COLOUR_RULES))
Serve = Callable[[BuiltSite], str]


def watched(page: Page, complaints: list[str], *homes: str) -> Page:
    """The page, with all that its console says and all that it asks for elsewhere put into `complaints`."""

    def asked(request: Request) -> None:
        if not request.url.startswith((*homes, "data:")):
            complaints.append(f"asks for {request.url}")

    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", asked)
    return page


def violations(page: Page) -> list[str]:
    """What axe-core finds on a page, narrow and wide, light and dark: all rules at both widths, and once more in the
    dark those that look at colours, as no other rule can tell dark from light."""
    page.evaluate(AXE_SCRIPT)
    found = []
    for viewport in (WIDE, NARROW):
        page.set_viewport_size(viewport)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], page.url
        for scheme, rules in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            results = page.evaluate("options => axe.run(options)", {"resultTypes": ["violations"], "runOnly": rules})
            assert results["passes"], page.url
            found += [
                f"{page.url} {viewport['width']} {scheme}: {one['id']} {one['nodes'][0]['html']}"
                for one in results["violations"]
            ]
    return found


def test_no_kind_of_page_has_a_barrier_complains_or_asks_for_anything_elsewhere(
    chromium: Browser, serve: Serve, make: Make
) -> None:
    complaints: list[str] = []
    seen: set[str] = set()
    with chromium.new_context(viewport=WIDE) as context:
        for site in map(make, ("sample", "small", "hostile")):
            address = serve(site)
            page = watched(context.new_page(), complaints, address)
            for kind, path in site.one_of_each_kind().items():
                if kind not in seen or path.endswith(("/evil/", "/nothing/")):
                    page.goto(address + quote(path))
                    page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true })")
                    complaints += violations(page)
                    seen.add(kind)
            page.close()
    assert complaints == []


# ---------------------------------------------------------------- without scripts


def reached(chromium: Browser, home: str, root: str) -> set[str]:
    """The addresses below `root` that a browser without scripts reaches from `home` by links."""
    seen, waiting = {home}, [home]
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.route("**/*.{css,svg,js}", lambda route: route.abort())
        while waiting:
            page.goto(waiting.pop(), wait_until="domcontentloaded")
            for href in page.evaluate(HREFS):
                target = href.split("#")[0]
                if target.startswith(root) and target.endswith(("/", ".html")) and target not in seen:
                    seen.add(target)
                    waiting.append(target)
    return {unquote(address.removeprefix(root)) for address in seen}


def to_be_reached(site: BuiltSite) -> set[str]:
    pages = site.pages.values()
    return {page.name for page in pages if not page.is_redirect and not page.wants_no_index} - {"404.html"}


def test_every_page_is_reached_without_scripts(chromium: Browser, serve: Serve, make: Make) -> None:
    site, address = make("sample"), serve(make("sample"))
    paths = reached(chromium, address, address)
    assert to_be_reached(site) <= {f"{path}index.html" if path.endswith("/") or not path else path for path in paths}


def test_every_page_is_reached_from_disk_without_scripts(chromium: Browser, portable: BuiltSite) -> None:
    root = f"{portable.folder.as_uri()}/"
    assert to_be_reached(portable) <= reached(chromium, f"{root}index.html", root)


# ---------------------------------------------------------------- by keyboard


def tab_to(page: Page, wanted: Callable[[str], bool], limit: int = 200) -> list[str]:
    """Presses Tab until the focus is on a link or button whose text is wanted; returns the texts on the way.

    Every stop must be seen: an outline, and in the window.
    """
    passed: list[str] = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        style, width = page.evaluate(OUTLINE)
        assert style != "none", passed
        assert width >= 2, passed
        expect(focus).to_be_in_viewport()
        passed.append((focus.get_attribute("aria-label") or focus.inner_text()).strip())
        if wanted(passed[-1]):
            return passed
    raise AssertionError(passed)


def test_a_reader_gets_from_home_to_the_next_article_by_keyboard(chromium: Browser, serve: Serve, make: Make) -> None:
    with chromium.new_context(viewport=WIDE) as context:
        page = context.new_page()
        page.goto(serve(make("sample")))
        assert tab_to(page, lambda text: text == "跳到正文") == ["跳到正文"]
        page.keyboard.press("Enter")
        passed = tab_to(page, lambda text: "月" in text and text.endswith("日"))
        assert "日期" not in passed  # the skip link has left the navigation behind
        page.keyboard.press("Enter")
        page.wait_for_url("**/dates/*/*/*/")
        tab_to(page, lambda text: text == "第1版")
        page.keyboard.press("Enter")
        page.wait_for_url("**/v*1/")
        first = page.locator(".items h2 a").first.inner_text()
        tab_to(page, lambda text: text == first)
        page.keyboard.press("Enter")
        page.wait_for_url("**/articles/*/")
        expect(page.locator("h1")).to_have_text(first)
        tab_to(page, lambda text: text.startswith("下一篇"))
        page.keyboard.press("Enter")
        page.wait_for_url("**/articles/*/")
        expect(page.locator("h1")).not_to_have_text(first)


def test_a_citation_is_opened_and_copied_by_keyboard(chromium: Browser, serve: Serve, make: Make) -> None:
    site = make("small")
    with chromium.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{serve(site)}articles/2021-08-18-04-01/")
        tab_to(page, lambda text: text == "引用这篇稿件")
        page.keyboard.press("Enter")
        tab_to(page, lambda text: text == "复制 GB/T 7714—2025，引自报纸")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").first).to_have_text("已复制")
        copied = page.evaluate("() => navigator.clipboard.readText()")
        assert copied == "林小满，周舟. 清溪大桥昨日通车[N]. 清溪日报，2021-08-18（4）."
        tab_to(page, lambda text: text == "下载 2021-08-18-04-01.bib")


def test_citations_are_saved_as_files(chromium: Browser, serve: Serve, make: Make, portable: BuiltSite) -> None:
    article = next(portable.articles)
    for home in (f"{serve(make('small'))}articles/2021-08-18-04-01/", (portable.folder / article.name).as_uri()):
        with chromium.new_context() as context:
            page = context.new_page()
            page.goto(home)
            page.locator(".cite summary").click()
            for link in page.locator(".cite a[download]").all():
                with page.expect_download() as download:
                    link.click()
                assert download.value.suggested_filename == link.get_attribute("download")
                text = download.value.path().read_text(encoding="utf-8")
                assert text == link.locator("xpath=preceding-sibling::pre").text_content()
            assert page.locator(".cite a[download]").count() == 2


def test_citations_are_read_without_scripts(chromium: Browser, serve: Serve, make: Make) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{serve(make('small'))}articles/2021-08-18-04-01/")
        page.locator(".cite summary").click()
        expect(page.locator(".cite p").first).to_be_visible()
        expect(page.locator(".cite pre").last).to_be_visible()
        expect(page.locator(".cite button, .cite a")).to_have_count(0)
