"""Search in a real browser: exact, in order, typed, narrowed, from disk, and honest where something fails."""

from __future__ import annotations

import http.server
import random
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import opencc
import pytest
import rjieba
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from generator import dates
from generator.article import Article, Byline, Photo
from generator.content_files import read
from generator.search.folding import fold
from generator.search.pieces import pieces
from generator.search.query import matches, terms
from generator.search.traditional import tables
from generator.site import words
from tests.browser.test_in_browser import Quiet, opened
from tests.small_site import ARTICLES, build_in, write_content

HOUSE = Path(__file__).parent.parent.parent
CASES = HOUSE / "tests" / "cases"
RANKING = yaml.safe_load((CASES / "search_ranking.yaml").read_text("utf-8"))
IDS = """async queries => {
  const found = [];
  for (const query of queries) {
    const answer = await jianbao.search(query, {limit: 100000, snippets: false});
    found.push([answer.total, answer.results.map(result => result.id)]);
  }
  return found;
}"""
NOTHING_REMEMBERED = """() => {
  history.pushState = history.replaceState = () => { throw new DOMException("", "SecurityError"); };
}"""
POLICY = "default-src 'self'"


class Strict(Quiet):
    """Serves with the strictest policy as a header too."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


def serving(folder: Path) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def story(row: dict[str, Any]) -> Article:
    row = {**row, "date": str(row["date"]), "byline": reporter(row.get("byline", ""))}
    row["photos"] = (Photo(row.pop("caption")),) if "caption" in row else ()
    return Article(**row)


def reporter(text: str) -> Byline:
    return Byline(text, tuple(re.findall("记者(.*)", text)))


STORIES = tuple(story(row) for row in RANKING["articles"])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of the articles of the ranking cases and the small site."""
    folder = tmp_path_factory.mktemp("search")
    write_content(folder / "content", (*ARTICLES, *STORIES))
    build_in(folder)
    yield from serving(folder / "site")


@pytest.fixture(scope="module")
def ranking_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("ranking")
    write_content(folder / "content", STORIES)
    build_in(folder)
    yield from serving(folder / "site")


def at_search(browser: Browser, site: str, complaints: list[str], query: str = "") -> Page:
    page = opened(browser, complaints)
    page.goto(f"{site}search/{query}")
    page.wait_for_function("Boolean(window.jianbao?.search)")
    return page


def drawn(articles: list[Article], count: int) -> list[str]:
    """Words, substrings across words, names, two words, mixed and traditional ones, and what is excluded."""
    chance = random.Random(7)
    traditional = opencc.OpenCC("s2t").convert
    every = [text.strip() for article in articles for _, text in pieces(article) if text.strip()]

    def word() -> str:
        text = chance.choice(every)
        return chance.choice([word for word in rjieba.cut(text) if word.strip()])

    def cut() -> str:
        text = chance.choice(every)
        size = chance.randint(2, 8)
        start = chance.randrange(max(1, len(text) - size + 1))
        return text[start : start + size]

    def name() -> str:
        byline = chance.choice(articles).byline
        return chance.choice(byline.reporters + byline.correspondents or (word(),))

    kinds = (
        *(word, cut, name),
        *(lambda: f"{word()} {word()}", lambda: f"{cut()} {word().upper()}", lambda: traditional(cut())),
        *(lambda: f"{word()} -{word()}", lambda: f'"{cut()}"', lambda: chance.choice(chance.choice(every))),
    )
    return [chance.choice(kinds)() for _ in range(count)]


def test_the_sample_site_is_searched_exactly(chromium: Browser, tmp_path: Path) -> None:
    articles = [article for article in read(HOUSE / "content").articles if not article.withdrawn]
    (tmp_path / "content").symlink_to(HOUSE / "content")
    build_in(tmp_path)
    folded = {article.id: [fold(text) for _, text in pieces(article)] for article in articles}
    queries = drawn(articles, 1000)
    for address in serving(tmp_path / "site"):
        found = at_search(chromium, address, []).evaluate(IDS, queries)
    for query, (total, ids) in zip(queries, found, strict=True):
        truth = {id_ for id_, texts in folded.items() if matches(texts, terms(query))}
        assert (total, len(ids), set(ids)) == (len(truth), len(truth), truth), query


def test_the_browser_folds_as_the_index_is_folded(chromium: Browser, site: str) -> None:
    cases = yaml.safe_load((CASES / "search_folding.yaml").read_text("utf-8"))
    page = at_search(chromium, site, [])
    folded = page.evaluate("texts => Promise.all(texts.map(jianbao.fold.fold))", [text for text, _ in cases])
    assert folded == [expected for _, expected in cases]


def test_the_browser_folds_every_traditional_character_and_phrase(chromium: Browser, site: str) -> None:
    characters, phrases = tables()
    texts = [*map(chr, characters), *phrases, *(f"看{phrase}于{phrase[0]}" for phrase in phrases)]
    folded = at_search(chromium, site, []).evaluate("texts => Promise.all(texts.map(jianbao.fold.fold))", texts)
    assert [one for one in zip(texts, folded, strict=True) if fold(one[0]) != one[1]] == []


@pytest.mark.parametrize("query", RANKING["queries"])
def test_ranking(chromium: Browser, ranking_site: str, ranking_page: Page, query: str) -> None:
    leading = RANKING["queries"][query]
    ((total, ids),) = ranking_page.evaluate(IDS, [query])
    assert ids[: len(leading)] == leading
    assert total == len(ids)


@pytest.fixture(scope="module")
def ranking_page(chromium: Browser, ranking_site: str) -> Page:
    return at_search(chromium, ranking_site, [])


def test_there_are_enough_ranking_cases() -> None:
    assert len(RANKING["queries"]) >= 40


# ---------------------------------------------------------------- filters and the interface for scripts


@pytest.mark.parametrize(
    ("query", "filters", "ids"),
    [
        ("人:林小满", {}, {"2021-08-18-04-01"}),
        ("地:下城区", {}, {"2021-08-18-04-01"}),
        ("地:330500", {}, {"2021-08-18-04-01"}),
        ("地:下城", {}, {"2021-08-18-04-01"}),
        ("地:湖州", {}, {"2021-08-18-04-01"}),
        ("-地:湖州 夜市", {}, {"2021-08-20-02-01", "night-title", "night-body", "night-list"}),
        ("标签:下城", {}, set()),
        ("标签:交通", {}, {"2021-08-18-04-01", "2021-08-20-02-01"}),
        ("标签:交通 夜市", {}, {"2021-08-20-02-01"}),
        ("-标签:交通 夜市", {}, {"night-title", "night-body", "night-list"}),
        ("栏目:副刊", {}, {"2021-08-18-A10-01"}),
        ("标签:c++", {}, {"unknown"}),
        ("日期:2019-03..2019-04 花", {}, {"2019-spring"}),
        ("日期:2019-03 花", {}, set()),
        ("日期:2021-08-20 夜市", {}, {"2021-08-20-02-01", "night-title"}),
        ("夜市", {"year": 2021}, {"2021-08-20-02-01", "night-title"}),
        ("夜市", {"tag": ["交通"], "year": "2021"}, {"2021-08-20-02-01"}),
        ("夜市", {"date": "2022..2023"}, {"night-body", "night-list"}),
        ("", {"person": "周舟"}, {"2021-08-18-04-01"}),
        ("日期:2023-08", {}, {"night-list"}),
        ("名单 夜市", {"constructor": "x", "__proto__x": "y"}, {"night-list"}),  # no filters of ours
        ("颜色:红", {}, set()),  # no filter: text
        ("人：林小满", {}, set()),  # a colon of full width is text
        ('"人:林小满"', {}, set()),
    ],
)
def test_filters(chromium: Browser, site: str, page: Page, query: str, filters: object, ids: set[str]) -> None:
    found = page.evaluate("([query, filters]) => jianbao.search(query, {filters, limit: 99})", [query, filters])
    assert {result["id"] for result in found["results"]} == ids
    assert found["total"] == len(ids)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("人:林", "人物里没有“林”，有“林小满”。"),
        ("地:没有这里", "地区里没有“没有这里”。"),
        ("日期:昨天", "看不懂这个日期。写成 日期:2021、日期:2021-08 或 日期:2021..2023。"),
        ("日期:2023..2021", "看不懂这个日期。写成 日期:2021、日期:2021-08 或 日期:2021..2023。"),
        ("-夜市", "“-”后面是不要的。再写一个要找的词。"),
        ("-标签:交通", "“-”后面是不要的。再写一个要找的词。"),
        ('""', "写下要找的字。稿件里印着的，一个字也找得到。"),
        ("夜市&tag=&region=", "找到 4 篇"),
        ("夜市 -人:林", "人物里没有“林”，有“林小满”。找到 4 篇"),
    ],
)
def test_what_cannot_be_found_so_is_said(chromium: Browser, site: str, query: str, said: str) -> None:
    page = at_search(chromium, site, [], f"?q={quote(query, safe='&=')}")
    expect(page.locator("#search-status")).to_have_text(said)
    expect(page.locator("#search-filters button")).to_have_count(0)


@pytest.fixture(scope="module")
def page(chromium: Browser, site: str) -> Page:
    return at_search(chromium, site, [])


def test_results_have_what_they_must_and_come_in_parts(page: Page) -> None:
    found = page.evaluate("() => jianbao.search('清溪大桥', {limit: 2, offset: 1})")
    assert found["total"] > 3
    assert len(found["results"]) == 2
    first = page.evaluate("() => jianbao.search('昨日通车', {})")["results"][0]
    assert {"id", "url", "title", "date", "regions", "snippet"} <= first.keys()
    assert first["url"].endswith(f"/articles/{first['id']}/")
    assert "通车" in first["snippet"]
    plain = page.evaluate("() => jianbao.search('车辆缓缓', {snippets: true})")["results"][0]
    assert "车辆缓缓驶过" in plain["snippet"]


def test_titles_and_beginnings_are_shown_as_they_are(chromium: Browser, tmp_path: Path) -> None:
    texts = [
        "清溪大桥",
        "A~B",
        "5G 智汇谷·“㎡”",
        "~",
        "\x7f",
        "𠮷野家与岃、€①",
        "😀快乐",
        "é—…–",
        "“”‘’《》【】",
        "繁體與簡体 1.2万",
    ]
    stories = [Article(id=f"a{n}", title=text, body=text, date="2021") for n, text in enumerate(texts)]
    write_content(tmp_path / "content", tuple(stories))
    build_in(tmp_path)
    shown = [article.title for article in sorted(read(tmp_path / "content").articles, key=lambda one: one.id)]
    for address in serving(tmp_path / "site"):
        page = at_search(chromium, address, [])
        found = page.evaluate("() => jianbao.search('日期:2021', {limit: 99, snippets: false})")["results"]
    assert [one["title"] for one in sorted(found, key=lambda one: one["id"])] == shown
    assert {one["lead"] for one in found} >= {"清溪大桥", "A~B", "~", "😀快乐"}


ODD = (
    *("清溪" * 5000, "，。！？", "的了是", "\x00\x01\x1b", "\ud800", '"未完', "“", "-", "--", "- -", '""', "人:"),
    *("<b>x</b><script>alert(1)</script>", "constructor", "__proto__", "toString hasOwnProperty"),
    *("日期:昨天", "日期:2021-02-30", "颜色:红"),
)


@pytest.mark.parametrize("query", ODD)
def test_odd_queries_have_an_answer(chromium: Browser, site: str, query: str) -> None:
    complaints: list[str] = []
    page = at_search(chromium, site, complaints)
    answer = page.evaluate("async () => (await jianbao.search(" + js(query) + ")).total")
    assert isinstance(answer, int)
    page.locator("#search-box").evaluate("(box, text) => { box.value = text }", query.replace("\ud800", "?"))
    page.locator("#search-box").press("Enter")
    expect(page.locator("#search-status")).not_to_be_empty()
    assert page.locator("#search-results script, #search-results b").count() == 0
    assert [line for line in complaints if "404" not in line] == []


def js(text: str) -> str:
    """A string literal that may hold anything."""
    units = memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H")
    return '"' + "".join(f"\\u{unit:04x}" for unit in units) + '"'


# ---------------------------------------------------------------- the page in use

DATES = (
    *("2021-08-18", "2021-08", "2021", "2024-04~", "2024-04-02?", "2023%", "XXXX"),
    *(
        "2019-03/2019-04",
        "2019-03-02/2019-03-09",
        "2019-03-02/2019-04-09",
        "2008/2009",
        "2008-11/2009",
        "2008~/2009-02?",
    ),
)


def test_dates_are_in_the_words_of_the_other_pages(page: Page) -> None:
    found = page.evaluate("dates => dates.map(date => jianbao.dates.inWords(date))", DATES)
    whens = [dates.read(text) for text in DATES]
    assert [one["text"] for one in found] == [words.moment(when) for when in whens]
    assert [one.get("machine") or "" for one in found] == [words.machine_date(when) for when in whens]


def test_typing_with_an_input_method_waits_for_the_word(chromium: Browser, site: str) -> None:
    page = at_search(chromium, site, [])
    box = page.locator("#search-box")
    box.focus()
    box.evaluate(
        """box => {
          box.dispatchEvent(new CompositionEvent("compositionstart"));
          box.value = "ye'shi";
          box.dispatchEvent(new InputEvent("input", {isComposing: true, bubbles: true}));
        }"""
    )
    page.wait_for_timeout(400)
    assert "ye" not in page.url
    box.press("Enter")  # chooses a word in the input method, and asks for nothing
    assert "ye" not in page.url
    box.evaluate("""box => { box.value = "夜市"; box.dispatchEvent(new CompositionEvent("compositionend")); }""")
    expect(page.locator("#search-status")).to_contain_text("找到 4 篇")
    assert page.url.endswith(f"?q={quote('夜市')}")


def test_by_keyboard_from_the_box_to_an_article_and_back(chromium: Browser, site: str) -> None:
    complaints: list[str] = []
    page = at_search(chromium, site, complaints)
    page.locator("#search-box").press_sequentially("通车")
    expect(page.locator("#search-results li").first.locator("mark").first).to_have_text("通车")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#search-results a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#search-results a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")
    expect(page.locator(".story mark").first).to_have_text("通车")
    page.go_back()
    expect(page.locator("#search-box")).to_have_value("通车")
    expect(page.locator("#search-results li").first).to_be_visible()
    assert complaints == []


def test_each_query_that_was_settled_on_is_a_step_back(chromium: Browser, site: str) -> None:
    page = at_search(chromium, site, [])
    box, status = page.locator("#search-box"), page.locator("#search-status")
    for query, total in (("夜市", 4), ("防汛", 4), ("通车", 2)):
        box.fill("")
        box.press_sequentially(query, delay=200)  # slowly: what is found on the way is no step
        box.press("Enter")
        expect(status).to_have_text(f"找到 {total} 篇")
    for query in ("防汛", "夜市"):
        page.go_back()
        expect(box).to_have_value(query)
        expect(status).to_have_text("找到 4 篇")
    page.go_forward()
    expect(box).to_have_value("防汛")


def test_back_from_an_article_all_results_are_there_again(chromium: Browser, site: str) -> None:
    page = at_search(chromium, site, [], f"?q={quote('的')}")
    page.get_by_role("button", name="再看一些").click()
    page.locator("#search-results a").nth(12).click()
    page.wait_for_url("**/articles/**")
    page.go_back()
    expect(page.locator("#search-results li").nth(12)).to_be_in_viewport()


def test_a_phone_shows_the_results_and_no_keyboard(chromium: Browser, site: str) -> None:
    page = opened(chromium, [], viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page.goto(f"{site}search/?q={quote('夜市')}")
    expect(page.locator("#search-status")).to_have_text("找到 4 篇")
    expect(page.locator("#search-box")).not_to_be_focused()
    page.goto(f"{site}search/")
    expect(page.locator("#search-box")).to_be_focused()


def test_names_are_suggested_and_chosen_with_arrows(chromium: Browser, site: str) -> None:
    page = at_search(chromium, site, [])
    page.locator("#search-box").press_sequentially("林小")
    option = page.locator("#search-names [role=option]").first
    expect(option).to_contain_text("林小满")
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(page.locator("#search-box")).to_have_attribute("aria-activedescendant", "search-name-0")
    page.keyboard.press("Enter")
    expect(page.locator("#search-box")).to_have_value("人:林小满")
    expect(page.locator("#search-status")).to_have_text("找到 1 篇")


def test_an_enter_that_belongs_to_the_input_method_chooses_nothing(chromium: Browser, site: str) -> None:
    page = at_search(chromium, site, [])
    box = page.locator("#search-box")
    box.press_sequentially("林小")
    expect(page.locator("#search-names [role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    box.evaluate("box => box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true}))")
    expect(box).to_have_value("林小")


def test_the_ways_to_sort_stand_over_the_results(chromium: Browser, site: str) -> None:
    page = at_search(chromium, site, [], f"?q={quote('夜市')}")
    page.wait_for_selector("#search-years .bar")
    results, sort, years = (page.locator(f"#search-{name}").bounding_box() for name in ("results", "sort", "years"))
    assert results and sort and years
    assert sort["x"] + sort["width"] <= results["x"] + results["width"] + 1 < years["x"]


def test_everything_is_in_the_address(chromium: Browser, site: str) -> None:
    page = at_search(chromium, site, [], f"?q={quote('夜市')}&sort=date")
    expect(page.locator("#search-status")).to_have_text("找到 4 篇")
    expect(page.locator("#search-results li h2").first).to_have_text("夜市摊位名单")
    page.get_by_role("button", name="2021年，2 篇").click()
    expect(page.locator("#search-status")).to_have_text("找到 2 篇")
    assert "year=2021" in page.url
    page.get_by_role("button", name="交通 1").click()
    expect(page.locator("#search-status")).to_have_text("找到 1 篇")
    page.reload()
    expect(page.locator("#search-status")).to_have_text("找到 1 篇")
    page.get_by_role("button", name="去掉“交通”").click()
    expect(page.locator("#search-status")).to_have_text("找到 2 篇")
    page.go_back()
    expect(page.locator("#search-status")).to_have_text("找到 1 篇")
    page.go_back()
    expect(page.locator("#search-status")).to_have_text("找到 2 篇")


def test_more_results_on_demand(chromium: Browser, site: str) -> None:
    page = at_search(chromium, site, [], f"?q={quote('的')}")
    expect(page.locator("#search-results li")).to_have_count(10)
    page.get_by_role("button", name="再看一些").click()
    expect(page.locator("#search-results li").nth(10)).to_be_visible()
    expect(page.locator("#search-results a").nth(10)).to_be_focused()


def test_a_file_that_fails_is_said_and_tried_again(chromium: Browser, site: str) -> None:
    page = at_search(chromium, site, [])

    def refuse(route: Route) -> None:
        route.abort()

    page.route(re.compile(r"/search/w/"), refuse)
    page.locator("#search-box").press_sequentially("夜市")
    expect(page.locator("#search-status")).to_contain_text("没有取到", timeout=10_000)
    expect(page.locator("#search-results li")).to_have_count(0)
    page.unroute(re.compile(r"/search/w/"))
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator("#search-status")).to_have_text("找到 4 篇")
    expect(page.get_by_role("button", name="再试一次")).to_be_hidden()


def test_results_stay_where_only_the_counts_beside_them_fail(chromium: Browser, site: str) -> None:
    page = at_search(chromium, site, [])
    page.route(re.compile(r"/search/facets"), lambda route: route.abort())
    page.locator("#search-box").press_sequentially("夜市")
    expect(page.locator("#search-facets")).to_contain_text("没有取到", timeout=10_000)
    expect(page.locator("#search-status")).to_have_text("找到 4 篇")
    expect(page.locator("#search-results li")).to_have_count(4)
    page.unroute(re.compile(r"/search/facets"))
    page.locator("#search-facets").get_by_role("button", name="再试一次").click()
    expect(page.locator("#search-facets")).to_contain_text("标签")


def test_a_manifest_of_another_day_asks_to_refresh(chromium: Browser, site: str) -> None:
    page = opened(chromium, [])
    page.route("**/search/manifest.js", lambda route: route.fulfill(body='jianbao.take("manifest",{"format":99});'))
    page.goto(f"{site}search/?q={quote('夜市')}")
    expect(page.locator("#search-status")).to_contain_text("请刷新")


def test_many_years_of_hits_do_not_widen_a_phones_page(chromium: Browser, tmp_path: Path) -> None:
    stories = [Article(id=f"y{year}", title="渡口", body="船到渡口。", date=str(year)) for year in range(1960, 2020)]
    write_content(tmp_path / "content", tuple(stories))
    build_in(tmp_path)
    with contextmanager(serving)(tmp_path / "site") as address:
        page = opened(chromium, [], viewport={"width": 390, "height": 800})
        page.goto(f"{address}search/?q=渡口")
        page.wait_for_selector("#search-years:not([hidden]) .bar")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        bar = page.locator("#search-years .bar").first.bounding_box()
        assert bar and bar["width"] >= 24 and bar["height"] >= 24  # WCAG 2.2, 2.5.8
        page.context.close()


def test_nothing_found_is_said(chromium: Browser, site: str) -> None:
    page = at_search(chromium, site, [], f"?q={quote('没有这句话')}")
    expect(page.locator("#search-status")).to_contain_text("没有找到")
    expect(page.locator("#search-status")).to_have_attribute("aria-live", "polite")


def test_a_tag_that_no_article_prints_is_offered(chromium: Browser, site: str) -> None:
    page = at_search(chromium, site, [], f"?q={quote('农业')}")
    expect(page.locator("#search-status")).to_contain_text("有这样的名字")
    page.locator("#search-facets button", has_text="农业").click()
    expect(page.locator("#search-results a")).to_have_text(["茶园里的早晨"])
    assert page.url.endswith(f"search/?tag={quote('农业')}")


def test_without_scripts_the_page_says_how_to_browse(chromium: Browser, site: str) -> None:
    page = opened(chromium, [], java_script_enabled=False)
    page.goto(site)
    page.locator(".seek input").fill("夜市")
    page.locator(".seek button").click()
    assert page.url.endswith(f"search/?q={quote('夜市')}")
    expect(page.get_by_text("不用脚本")).to_be_visible()
    expect(page.locator("#search-tool")).to_be_hidden()
    page.locator("#search-without a").first.click()
    expect(page.locator("h1")).to_have_text("日期")


def test_search_works_from_disk(chromium: Browser, tmp_path: Path) -> None:
    write_content(tmp_path / "content")
    build_in(tmp_path, portable=True)
    complaints: list[str] = []
    page = opened(chromium, complaints)
    page.goto((tmp_path / "site" / "index.html").as_uri())
    page.locator(".seek input").fill("車輛緩緩")
    page.keyboard.press("Enter")
    expect(page.locator("#search-status")).to_have_text("找到 1 篇")
    page.locator("#search-results a").first.click()
    expect(page.locator(".story mark")).to_have_text("车辆缓缓")
    assert complaints == []
    page.go_back()
    page.evaluate(NOTHING_REMEMBERED)
    page.locator("#search-box").fill("没有这句话")
    expect(page.locator("#search-status")).to_contain_text("没有找到")


def test_marks_go_through_links_and_letters_of_other_forms(chromium: Browser, tmp_path: Path) -> None:
    body = "他说：“清溪**大桥**通车了。”ＡＢＣ。"
    write_content(tmp_path / "content", (Article(id="a", title="題", date="2020", body=body),))
    build_in(tmp_path)
    for address in serving(tmp_path / "site"):
        page = opened(chromium, [])
        page.goto(f"{address}articles/a/?q={quote('溪大桥通')}&q=abc")
        expect(page.locator("mark").first).to_be_visible()
        assert page.locator("mark").all_text_contents() == ["溪", "大桥", "通", "ＡＢＣ"]
        assert page.locator("strong mark").count() == 1


@pytest.mark.parametrize("query", ["", "?q=夜市", "?q=没有这句话", "?q=夜市&year=2021"])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing(chromium: Browser, site: str, query: str, width: int, scheme: str) -> None:
    page = opened(chromium, [], viewport={"width": width, "height": 800}, color_scheme=scheme)
    # axe puts itself into the page, which the site's policy forbids
    page.route("**/search/?*", lambda route: without_policy(route))
    page.route("**/search/", lambda route: without_policy(route))
    page.goto(f"{site}search/{query}")
    expect(page.locator("#search-status")).not_to_be_empty()
    page.wait_for_timeout(300)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def without_policy(route: Route) -> None:
    answer = route.fetch()
    text = re.sub(r"<meta http-equiv.*?>", "", answer.text())
    route.fulfill(body=text, content_type="text/html; charset=utf-8")
