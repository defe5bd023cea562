"""Search over the articles of the shared pages, in a real browser, held to the shared reference."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Browser

from generator.content_files import read
from generator.search.pieces import pieces
from tests.browser.test_search import IDS, at_search, drawn, serving

HERE = Path(__file__).resolve().parents[2]
SHARED = HERE.parent / "shared"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="旁边没有 ../shared")


def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("search_truth", SHARED / "tools" / "search_truth.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("pages", ["pages", "pages-sim/pages"])
def test_the_browser_finds_what_the_reference_finds(
    chromium: Browser,
    tmp_path: Path,
    pages: str,
) -> None:
    for command in (("import", str(SHARED / pages)), ("build", "--out", str(tmp_path / "site"))):
        order = [sys.executable, "build.py", *command, "--content", str(tmp_path / "content")]
        done = subprocess.run(order, cwd=HERE, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    truth = reference()
    articles = [article for article in read(tmp_path / "content").articles if not article.withdrawn]
    folded = {article.id: [truth.fold(text) for _, text in pieces(article)] for article in articles}
    queries = drawn(articles, 1000)
    for address in serving(tmp_path / "site"):
        found = at_search(chromium, address, []).evaluate(IDS, queries)
    for query, (total, ids) in zip(queries, found, strict=True):
        asked = truth.terms(query)
        right = {
            one
            for one, texts in folded.items()
            if any(wanted for _, wanted in asked)
            and all(any(term in text for text in texts) == wanted for term, wanted in asked)
        }
        assert (total, len(ids), set(ids)) == (len(right), len(right), right), query
