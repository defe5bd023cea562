"""What search costs: bytes over the wire, serial round trips, time to answer, size, seconds and memory to build.

python tests/bench/search.py [ARTICLES ...]     1,000 and 10,000 unless told; 100,000 takes some minutes
"""

from __future__ import annotations

import gzip
import http.server
import os
import random
import resource
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
HOUSE = Path(__file__).parent.parent.parent
sys.path.insert(0, str(HOUSE))

# ruff: noqa: E402 - the project is not installed
import opencc
import rjieba
from playwright.sync_api import Browser, sync_playwright

from generator.archive import gather
from generator.article import Article
from generator.build_line import Order, build
from generator.search.folding import fold_all
from generator.search.index import index
from generator.search.pieces import pieces
from generator.search.query import matches, terms
from tests.bench import prose
from tests.browser.test_search import IDS, drawn
from tests.browser.test_search_rounds import IN_ROUNDS
from tests.find_browser import browser as browser_path

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu"]
NAMES = count()
EXACT, CHECKED = 1_000, 10_000  # queries whose results are compared; articles up to which they are
EACH = 12  # queries of each kind
TEN = "async query => (await jianbao.search(query, {snippets: false})).total"
FACETS = """async query => {
  const found = await jianbao.search(query, {snippets: false});
  await jianbao.facets.years(found.numbers);
  await jianbao.facets.names(found.numbers);
}"""
WARM = """async queries => {
  const times = [];
  for (const round of [0, 1])
    for (const query of queries) {
      const start = performance.now();
      await jianbao.search(query, {snippets: false});
      if (round) times.push(performance.now() - start);
    }
  return times;
}"""


def queries(articles: Sequence[Article], chance: random.Random) -> dict[str, list[str]]:
    """Queries of each kind, drawn by chance from the text."""
    traditional = opencc.OpenCC("s2t").convert

    def text() -> str:
        return chance.choice([piece for _, piece in pieces(chance.choice(articles)) if len(piece) > 8])

    def word() -> str:
        return chance.choice([word for word in rjieba.cut(text()) if len(word) > 1 and word.isalnum()] or ["报道"])

    def cut(length: int) -> str:
        whole = text()
        start = chance.randrange(max(1, len(whole) - length))
        return whole[start : start + length]

    kinds: dict[str, Callable[[], str]] = {
        "word": word,
        "substring 2-8": lambda: cut(chance.randint(2, 8)),
        "name": lambda: chance.choice(chance.choice(articles).byline.reporters),
        "two words": lambda: f"{word()} {word()}",
        "mixed": lambda: f"{word()} {cut(chance.randint(2, 5))}",
        "traditional": lambda: traditional(word()),
    }
    return {kind: [draw() for _ in range(EACH)] for kind, draw in kinds.items()}


def made(articles_: int, folder: Path) -> tuple[float, float, float, int, int]:
    """Makes a site with nothing in it but the index: CPU seconds, seconds, peak MB, files, bytes."""
    articles = gather(prose.articles(articles_))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, cpu = time.perf_counter(), time.process_time()
    made_index = index(articles, 1)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"articles alone {before / 1024:.0f} MB", file=sys.stderr)
    size = 0
    for file in made_index.every():
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
        size += len(file.data)
    return cpu, seconds, peak / 1024, len(made_index.every()), size


class Served(http.server.SimpleHTTPRequestHandler):
    """Gzips as static hosts do, and counts."""

    root = Path()
    sent: ClassVar[Counter[str]] = Counter()  # bytes by the context that asked
    zipped: ClassVar[dict[str, bytes]] = {}

    def do_GET(self) -> None:
        path = self.path.split("?")[0].lstrip("/")
        file = self.root / (f"{path}index.html" if path.endswith("/") or not path else path)
        if not file.is_file():
            self.send_error(404)
            return
        if path not in self.zipped:
            self.zipped[path] = gzip.compress(file.read_bytes(), 6)
        data = self.zipped[path]
        self.sent[self._context()] += len(data)
        self.send_response(200)
        kind = {".wasm": "application/wasm", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}.get(
            file.suffix, "text/html"
        )
        self.send_header("Content-Type", kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _context(self) -> str:
        """Which page asks: its address says so, and all it loads names it as referrer."""
        return parse_qs(urlsplit(self.headers.get("Referer") or self.path).query).get("context", [""])[0]

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(root: Path) -> Iterator[str]:
    Served.root, Served.sent, Served.zipped = root, Counter(), {}
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Served) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/search/"
        server.shutdown()


def asked(browser: Browser, address: str, script: str, query: str) -> tuple[int, int, int]:
    """Bytes of the page with all it loads at once, bytes and serial round trips of a query in it."""
    name = str(next(NAMES))
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}?context={name}")
    page.wait_for_function("Boolean(window.jianbao?.search)")
    page.evaluate("jianbao.files.manifest()")
    page.wait_for_load_state("networkidle")
    opening = Served.sent[name]
    page.evaluate(IN_ROUNDS)
    page.evaluate(script, query)
    trips = page.evaluate("rounds.length")
    page.wait_for_load_state("networkidle")
    context.close()
    return opening, Served.sent[name] - opening, trips


def exactness(browser: Browser, address: str, articles: Sequence[Article]) -> str:
    """How many queries find just what they should."""
    folded = {article.id: fold_all([text for _, text in pieces(article)]) for article in articles}
    page = browser.new_page()
    page.goto(address)
    page.wait_for_function("Boolean(window.jianbao?.search)")
    asked_ = drawn(list(articles), EXACT)
    right = 0
    for query, (total, ids) in zip(asked_, page.evaluate(IDS, asked_), strict=True):
        needed = terms(query)
        truth = {one for one, texts in folded.items() if matches(texts, needed)}
        right += (total, len(ids), set(ids)) == (len(truth), len(truth), truth)
    page.close()
    return f"{right:,} of {EXACT:,}"


def quantiles(values: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(values)
    return statistics.median(ordered), ordered[int(len(ordered) * 0.95)]


def measure(size_: int, work: Path) -> None:
    (work / "content").mkdir(exist_ok=True)
    site = work / f"site{size_}"
    build(Order(work / "content", site, jobs=1))
    with ProcessPoolExecutor(1) as pool:  # a process of its own, for its memory
        cpu, seconds, peak, files, size = pool.submit(made, size_, site).result()
    print(f"\n{size_:,} articles: index {cpu:.1f} s CPU ({seconds:.1f} s), peak {peak:.0f} MB with the articles,")
    print(f"  {size / size_:.0f} bytes an article, {files:,} files, {files / size_:.3f} an article")
    kinds = queries([*prose.articles(min(size_, 3_000))], random.Random(3))
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        every: list[int] = []
        trips: Counter[int] = Counter()
        for kind, texts in kinds.items():
            results = [asked(browser, address, TEN, text) for text in texts]
            sizes = [further for _, further, _ in results]
            trips.update(trip for *_, trip in results)
            every += sizes
            median, most = quantiles(sizes)
            print(f"  {kind:<14} further query {median / 1e3:6.1f} KB median {most / 1e3:6.1f} KB p95")
        median, most = quantiles(every)
        opening, first, _ = asked(browser, address, TEN, kinds["word"][0])
        print(f"  all            further query {median / 1e3:6.1f} KB median {most / 1e3:6.1f} KB p95")
        print(f"  first query    {(opening + first) / 1e3:.1f} KB, of which page and scripts {opening / 1e3:.1f} KB")
        extra = [asked(browser, address, FACETS, text)[1] for text in kinds["word"]]
        plain = [asked(browser, address, TEN, text)[1] for text in kinds["word"]]
        print(
            f"  facets, chart  {statistics.median(a - b for a, b in zip(extra, plain, strict=True)) / 1e3:.1f} KB more"
        )
        print(f"  round trips    {dict(sorted(trips.items()))}")
        if size_ <= CHECKED:
            print(f"  exact          {exactness(browser, address, list(prose.articles(size_)))} queries")
        page = browser.new_page()
        page.goto(address)
        page.wait_for_function("Boolean(window.jianbao?.search)")
        times: Any = page.evaluate(WARM, [text for texts in kinds.values() for text in texts])
        median, most = quantiles(times)
        print(f"  warm answer    {median:.1f} ms median, {most:.1f} ms p95")
        browser.close()


def main(counts: Sequence[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for one in counts:
            measure(one, Path(folder))


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or [1_000, 10_000])
