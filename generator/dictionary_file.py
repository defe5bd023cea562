"""The segmenter's own dictionary, from the jieba package's data files (disk): importing jieba takes half a second."""

from __future__ import annotations

import math
from functools import cache
from importlib.util import find_spec
from pathlib import Path

LONGEST_WORD = 5


UNKNOWN_TAG = "x"


def _folder() -> Path:
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("No module named 'jieba'", name="jieba")
    return Path(spec.submodule_search_locations[0])


@cache
def _rows() -> tuple[dict[str, float], dict[str, str]]:
    text = (_folder() / "dict.txt").read_text(encoding="utf-8")
    counts: dict[str, int] = {}
    tags: dict[str, str] = {}
    for row in text.splitlines():
        word, count, tag = row.split(" ")
        if len(word) <= LONGEST_WORD:
            counts[word] = int(count) or 1
            tags[word] = tag
    total = math.log(sum(counts.values()))
    log = math.log
    return {word: log(count) - total for word, count in counts.items()}, tags


def word_logs() -> dict[str, float]:
    """Natural logarithm of each dictionary word's relative frequency; words of up to LONGEST_WORD characters."""
    return _rows()[0]


def word_tag(word: str) -> str:
    """The dictionary's part of speech of a word: n noun, v verb, q measure word, ...; "x" where it has none."""
    return _rows()[1].get(word, UNKNOWN_TAG)


@cache
def word_idf() -> dict[str, float]:
    """Inverse document frequency in nats (2 to 14) of words in general news, from jieba's table."""
    text = (_folder() / "analyse" / "idf.txt").read_text(encoding="utf-8")
    rows = (row.split(" ") for row in text.splitlines())
    return {row[0]: float(row[1]) for row in rows if len(row) == 2}
