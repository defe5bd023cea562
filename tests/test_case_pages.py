"""The invented pages' gold is complete: each line with text in exactly one place of it, every name in print."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
CASES = [
    (gold.with_suffix(".txt"), gold)
    for folder in ("pages", "unseen")
    for gold in sorted((HERE / "cases" / folder).glob("*.yaml"))
]
SAMPLE_PAGES = HERE.parent / "content/pages"
SAMPLES = [
    (SAMPLE_PAGES / gold.stem[:4] / gold.stem[5:7] / f"{gold.stem}.txt", gold)
    for gold in sorted((HERE / "cases/sample").glob("*.yaml"))
]
LINE_KEYS = ("head", "column", "byline", "caption", "credit", "dup", "other")
NAME_KEYS = ("reporters", "correspondents", "photographers", "authors")


def body_lines(entry: str | list[int]) -> list[int]:
    """Lines of a paragraph, or of a subhead written "s12+13"."""
    return [int(n) for n in entry[1:].split("+")] if isinstance(entry, str) else entry


def lines_of(gold: dict[str, Any]) -> Counter[int]:
    """How often the gold speaks of each line."""
    told = Counter(gold["furniture"])
    for article in gold["articles"]:
        for key in LINE_KEYS:
            told.update(article.get(key, []))
        for entry in article["body"]:
            told.update(body_lines(entry))
    return told


@pytest.mark.parametrize(("page", "gold_file"), CASES + SAMPLES, ids=lambda path: path.stem)
def test_gold_tells_of_every_line_once(page: Path, gold_file: Path) -> None:
    text = page.read_text(encoding="utf-8")
    gold = yaml.safe_load(gold_file.read_text(encoding="utf-8"))
    printed = {number for number, line in enumerate(text.split("\n"), 1) if line.strip()}
    assert lines_of(gold) == Counter(dict.fromkeys(printed, 1))
    for article in gold["articles"]:
        assert set(article["title"]) <= set(article["head"])
        for key in NAME_KEYS:
            for name in article.get(key, []):
                assert name in re.sub(r"\s", "", text), f"{article['id']}: {name}"


def test_each_page_has_its_gold() -> None:
    pages = [page for folder in ("pages", "unseen") for page in (HERE / "cases" / folder).glob("*.txt")]
    assert sorted(pages) == sorted(page for page, _ in CASES)
