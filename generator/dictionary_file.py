"""The segmenter's own dictionary, from the jieba package's data files (disk): importing jieba takes half a second."""

from __future__ import annotations

import math
from functools import cache
from importlib.util import find_spec
from itertools import repeat
from operator import attrgetter
from pathlib import Path

LONGEST_WORD = 5
UNKNOWN_TAG = "x"
TAGS = (  # all parts of speech that it knows
    *("a", "ad", "ag", "an", "b", "c", "d", "df", "dg", "e", "f", "g", "h", "i", "j", "k", "l", "m", "mg", "mq"),
    *("n", "ng", "nr", "nrfg", "nrt", "ns", "nt", "nz", "o", "p", "q", "r", "rg", "rr", "rz", "s", "t", "tg", "u"),
    *("ud", "ug", "uj", "ul", "uv", "uz", "v", "vd", "vg", "vi", "vn", "vq", "x", "y", "z", "zg"),
)


class Word:
    """What the dictionary says of a word; one for all words that are as frequent and of the same part of speech.

    `log` is the natural logarithm of the relative frequency, `tag` the part of speech: n noun, v verb, q measure word.
    """

    __slots__ = ("count", "log", "tag")

    def __init__(self, said: str) -> None:
        count, _, self.tag = said.partition(" ")
        self.count = int(count) or 1
        self.log = 0.0


class _Said(dict[str, Word]):
    """What the rest of a line says, each once."""

    def __missing__(self, rest: str) -> Word:
        self[rest] = word = Word(rest)
        return word


def _folder() -> Path:
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("No module named 'jieba'", name="jieba")
    return Path(spec.submodule_search_locations[0])


@cache
def dictionary() -> dict[str, Word]:
    """The words of up to LONGEST_WORD characters."""
    said = _Said()
    lines = (_folder() / "dict.txt").read_bytes().decode().split("\n")  # a third of a million
    parted = map(str.partition, lines, repeat(" "))
    words = {word: said[rest] for word, _, rest in parted if rest and len(word) <= LONGEST_WORD}
    total = math.log(sum(map(attrgetter("count"), words.values())))
    for one in said.values():
        one.log = math.log(one.count) - total
    return words


def word_tag(word: str) -> str:
    """The dictionary's part of speech of a word; "x" where it has none."""
    found = dictionary().get(word)
    return found.tag if found else UNKNOWN_TAG


def word_log(word: str, unknown: float) -> float:
    """Natural logarithm of a word's relative frequency; `unknown` where the dictionary lacks it."""
    found = dictionary().get(word)
    return found.log if found else unknown


@cache
def word_idf() -> dict[str, float]:
    """Inverse document frequency in nats (2 to 14) of words in general news, from jieba's table."""
    text = (_folder() / "analyse" / "idf.txt").read_text(encoding="utf-8")
    cells = text.split()
    return dict(zip(cells[::2], map(float, cells[1::2]), strict=True))
