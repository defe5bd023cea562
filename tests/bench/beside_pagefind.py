"""Search as tests/bench/search.py measures it, then Pagefind over the same articles and queries.

python tests/bench/beside_pagefind.py PAGEFIND [ARTICLES]     PAGEFIND: the program; 1,000 articles unless told

Only for comparing: Jianbao does not need it. Pagefind needs wasm, so no policy of default-src 'self' is set.
"""

from __future__ import annotations

import gzip
import html
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

HOUSE = Path(__file__).parent.parent.parent
sys.path.insert(0, str(HOUSE))

# ruff: noqa: E402 - the project is not installed
from playwright.sync_api import Page, sync_playwright

from generator.article import Article
from generator.search.folding import fold_all
from generator.search.pieces import pieces
from generator.search.query import matches, terms
from tests.bench import prose, search
from tests.bench.search import FLAGS, Served, quantiles, queries, served
from tests.find_browser import browser as browser_path

TEN = """async query => {
  const found = await window.pagefind.search(query);
  await Promise.all(found.results.slice(0, 10).map(result => result.data()));
}"""
ALL = "async query => (await window.pagefind.search(query)).results.map(result => result.id)"
FRAGMENT = b"pagefind_dcd"  # begins a file that says what a result is, then JSON
LOAD = "async () => { window.pagefind = await import('/pagefind/pagefind.js'); await window.pagefind.init(); }"


def page_of(article: Article) -> str:
    texts = "".join(f"<p>{html.escape(text)}</p>" for _, text in pieces(article)[1:])
    title = html.escape(article.title)
    return f"<!DOCTYPE html><html lang=zh><title>{title}</title><main data-pagefind-body><h1>{title}</h1>{texts}</main>"


def sent() -> int:
    return sum(Served.sent.values())


def fresh(page: Page, address: str) -> int:
    """A page in which only Pagefind's own program is loaded; the bytes of that."""
    before = sent()
    page.goto(address.removesuffix("search/"))
    page.evaluate(LOAD)
    page.wait_for_load_state("networkidle")
    return sent() - before


def made(program: str, articles: Sequence[Article], work: Path) -> None:
    """Makes a site of the articles and Pagefind's index of it."""
    for article in articles:
        path = work / "articles" / article.id / "index.html"
        path.parent.mkdir(parents=True)
        path.write_text(page_of(article), encoding="utf-8")
    (work / "index.html").write_text("<!DOCTYPE html><html lang=zh><title>x</title>", encoding="utf-8")
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, "--site", str(work)], check=True, stdout=subprocess.DEVNULL)
    usage, count = resource.getrusage(resource.RUSAGE_CHILDREN), len(articles)
    cpu = usage.ru_utime + usage.ru_stime - before.ru_utime - before.ru_stime
    sizes = [path.stat().st_size for path in (work / "pagefind").rglob("*") if path.is_file()]
    print(f"\nPagefind, {count:,} articles: index {cpu:.1f} s CPU ({time.perf_counter() - start:.1f} s),", end=" ")
    print(f"peak {usage.ru_maxrss / 1024:.0f} MB,\n  {sum(sizes) / count:.0f} bytes an article, {len(sizes):,} files")


def ids_by_result(work: Path) -> dict[str, str]:
    """The article of each result, by the names that Pagefind gives them."""
    found = {}
    for path in (work / "pagefind" / "fragment").iterdir():
        told = json.loads(gzip.decompress(path.read_bytes()).removeprefix(FRAGMENT))
        found[path.stem] = told["url"].rstrip("/").split("/")[-1]
    return found


class Told:
    """What was found of what there is to find."""

    def __init__(self) -> None:
        self.right = self.found = self.true = 0

    def add(self, found: set[str | None], truth: set[str]) -> None:
        self.right += len(found & truth)
        self.found += len(found)
        self.true += len(truth)

    def __str__(self) -> str:
        return f"recall {self.right / max(self.true, 1):.3f} precision {self.right / max(self.found, 1):.3f}"


def measure(program: str, count: int, work: Path) -> None:
    articles = list(prose.articles(count))
    made(program, articles, work)
    meant = ids_by_result(work)
    folded = {one.id: fold_all([text for _, text in pieces(one)]) for one in articles}
    every: list[int] = []
    plain, phrases = Told(), Told()
    with served(work) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        for kind, texts in queries(articles[:3_000], random.Random(3)).items():
            sizes, of_kind = [], Told()
            for text in texts:
                page = browser.new_context().new_page()
                opening = fresh(page, address)
                before = sent()
                page.evaluate(TEN, text)
                sizes.append(sent() - before)
                truth = {one for one, own in folded.items() if matches(own, terms(text))}
                found = {meant.get(one) for one in page.evaluate(ALL, text)}
                of_kind.add(found, truth)
                plain.add(found, truth)
                if " " not in text:
                    phrases.add({meant.get(one) for one in page.evaluate(ALL, f'"{text}"')}, truth)
                page.context.close()
            every += sizes
            median, most = quantiles(sizes)
            print(f"  {kind:<14} further query {median / 1e3:6.1f} KB median {most / 1e3:6.1f} KB p95   {of_kind}")
        median, most = quantiles(every)
        print(f"  all            further query {median / 1e3:6.1f} KB median {most / 1e3:6.1f} KB p95   {plain}")
        print(f"  first query    {(opening + every[0]) / 1e3:.1f} KB, of which programs {opening / 1e3:.1f} KB")
        print(f"  as phrases     {phrases}")
        browser.close()


if __name__ == "__main__":
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
    with tempfile.TemporaryDirectory() as folder:
        search.measure(number, Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        measure(sys.argv[1], number, Path(folder))
