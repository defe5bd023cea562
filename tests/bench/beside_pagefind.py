"""Pagefind over the same articles and queries as tests/bench/search.py: what it finds, and what it loads.

python tests/bench/beside_pagefind.py PAGEFIND [ARTICLES]     PAGEFIND: the program; 1,000 articles unless told

Only for comparing: Jianbao does not need it. Pagefind needs wasm, so no policy of default-src 'self' is set.
"""

from __future__ import annotations

import html
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOUSE = Path(__file__).parent.parent.parent
sys.path.insert(0, str(HOUSE))

# ruff: noqa: E402 - the project is not installed
from playwright.sync_api import Page, sync_playwright

from generator.article import Article
from generator.search.folding import fold_all
from generator.search.pieces import pieces
from generator.search.query import matches, terms
from tests.bench import prose
from tests.bench.search import FLAGS, Served, quantiles, queries, served
from tests.find_browser import browser as browser_path

FIND = """async ([query, all]) => {
  const found = await window.pagefind.search(query), wanted = all ? found.results : found.results.slice(0, 10);
  return (await Promise.all(wanted.map(result => result.data()))).map(data => data.url);
}"""
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


def measure(program: str, count: int, work: Path) -> None:
    articles = list(prose.articles(count))
    for article in articles:
        path = work / "articles" / article.id / "index.html"
        path.parent.mkdir(parents=True)
        path.write_text(page_of(article), encoding="utf-8")
    (work / "index.html").write_text("<!DOCTYPE html><html lang=zh><title>x</title>", encoding="utf-8")
    start = time.perf_counter()
    subprocess.run([program, "--site", str(work)], check=True, stdout=subprocess.DEVNULL)
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    made = [path.stat().st_size for path in (work / "pagefind").rglob("*") if path.is_file()]
    print(f"{count:,} articles: {time.perf_counter() - start:.1f} s, {usage.ru_utime + usage.ru_stime:.1f} s CPU,")
    print(f"  peak {usage.ru_maxrss / 1024:.0f} MB, {sum(made) / count:.0f} bytes an article, {len(made):,} files")
    folded = {one.id: fold_all([text for _, text in pieces(one)]) for one in articles}
    every: list[int] = []
    with served(work) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        for kind, texts in queries(articles[:3_000], random.Random(3)).items():
            sizes, right, found_all, true_all = [], 0, 0, 0
            for text in texts:
                page = browser.new_context().new_page()
                opening = fresh(page, address)
                before = sent()
                page.evaluate(FIND, [text, False])
                sizes.append(sent() - before)
                found = {url.split("/")[-2] for url in page.evaluate(FIND, [text, True])}
                truth = {one for one, own in folded.items() if matches(own, terms(text))}
                right, found_all, true_all = right + len(found & truth), found_all + len(found), true_all + len(truth)
                page.context.close()
            every += sizes
            median, most = quantiles(sizes)
            print(f"  {kind:<14} {median / 1e3:6.1f} KB median {most / 1e3:6.1f} KB p95", end="   ")
            print(f"recall {right / max(true_all, 1):.3f} precision {right / max(found_all, 1):.3f}")
        median, most = quantiles(every)
        print(
            f"  all            {median / 1e3:6.1f} KB median {most / 1e3:6.1f} KB p95; program {opening / 1e3:.1f} KB"
        )
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        measure(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000, Path(folder))
