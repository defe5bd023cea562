"""How many serial round trips a query takes: pages of the directory, lists, cards, and never more."""

from __future__ import annotations

import random
from collections.abc import Iterator

import opencc
import pytest
from playwright.sync_api import Browser, Page

from generator.archive import gather
from generator.search.index import PAGE, SHARE, Index, index
from generator.search.spaces import WORDS
from tests.bench import prose
from tests.browser.test_in_browser import opened
from tests.browser.test_search import serving
from tests.small_site import build_in

MOST = 3
# What is asked for is held back until nothing more is asked for, then all of it is loaded: one round.
IN_ROUNDS = """() => {
  window.rounds = [];
  const load = jianbao.files.load, known = new Map();
  let waiting = [], timer;
  async function release() {
    const round = waiting;
    waiting = [];
    rounds.push(round.map(one => one.path));
    const loaded = await Promise.allSettled(round.map(one => load(one.path, one.name)));
    round.forEach((one, n) => "value" in loaded[n] ? one.done(loaded[n].value) : one.failed(loaded[n].reason));
  }
  jianbao.files.load = (path, name) => {
    if (!known.has(path)) known.set(path, new Promise((done, failed) => {
      waiting.push({path, name, done, failed});
      clearTimeout(timer);
      timer = setTimeout(release, 60);
    }));
    return known.get(path);
  };
}"""
ASK = "async query => { await jianbao.search(query, {snippets: false}); return rounds; }"


@pytest.fixture(scope="module")
def made() -> Iterator[Index]:
    """An index of few articles with as many files and pages of the directory as one of many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.search.index.LEAST", 500)
        for space in PAGE:
            patch.setitem(SHARE, space, 2)
            patch.setitem(PAGE, space, 150)
        yield index(gather(prose.articles(300)))


@pytest.fixture(scope="module")
def page(chromium: Browser, made: Index, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("rounds")
    (folder / "content").mkdir()
    build_in(folder)
    for file in made.every():
        path = folder / "site" / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    for address in serving(folder / "site"):
        page = opened(chromium, [])
        page.goto(f"{address}search/")
        yield page


def rounds(page: Page, query: str) -> list[list[str]]:
    """The paths that a query loads, round by round, in a page that has loaded the manifest and no more."""
    page.reload()
    page.wait_for_function("Boolean(window.jianbao?.search)")
    page.evaluate("jianbao.files.manifest()")
    page.evaluate(IN_ROUNDS)
    found: list[list[str]] = page.evaluate(ASK, query)
    return found


def words(made: Index) -> list[str]:
    """Some words that have lists: the first of each file."""
    return [file.first for file in made.files if file.path.startswith(f"search/{WORDS}/")]


def test_words_that_go_on_over_the_border_of_a_page(page: Page, made: Index) -> None:
    firsts = [file.first for file in made.files if file.path.startswith(f"search/{WORDS}d/")][1:]
    asked = sorted({first[:2] for first in firsts if len(first) > 2})[:12]
    assert len(asked) >= 8
    assert {query: found for query in asked if len(found := rounds(page, query)) > MOST} == {}


# Characters that phrases decide about, alone and together; one that is rare; filters, which are names.
TRADITIONAL = ("覆信", "鍊子 項鍊", "藉口計畫", "乾坤 藉口", "乾淨", "沈默", "羣衆釟", '"藉詞 覆命"', "-藉口 計畫")


@pytest.mark.parametrize("query", [*TRADITIONAL, "人:藉口", "地:試驗1區", "标签:計畫 發展", "日期:2010 發展"])
def test_what_waits_for_the_file_of_folding(page: Page, query: str) -> None:
    assert len(rounds(page, query)) <= MOST


def test_words_drawn_by_chance_in_traditional_characters(page: Page, made: Index) -> None:
    chance, traditional = random.Random(2), opencc.OpenCC("s2t").convert
    asked = [traditional(chance.choice(words(made))) for _ in range(12)]
    assert {query: found for query in asked if len(found := rounds(page, query)) > MOST} == {}
