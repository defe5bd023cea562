"""The segmenter's own dictionary, from the jieba package's data files (disk): importing jieba takes half a second."""

from __future__ import annotations

import math
from functools import cache
from importlib.util import find_spec
from itertools import compress
from pathlib import Path
from sys import intern

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
    cells = text.split()  # of a third of a million rows at once
    words, tags = cells[::3], cells[2::3]
    short = [length <= LONGEST_WORD for length in map(len, words)]
    words = list(compress(words, short))
    counts = dict(zip(words, map(int, compress(cells[1::3], short)), strict=True))
    total = math.log(sum(count or 1 for count in counts.values()))
    log = {count: math.log(count or 1) - total for count in set(counts.values())}
    logs = dict(zip(counts, map(log.__getitem__, counts.values()), strict=True))
    return logs, dict(zip(words, map(intern, compress(tags, short)), strict=True))


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
    cells = text.split()
    return dict(zip(cells[::2], map(float, cells[1::2]), strict=True))
