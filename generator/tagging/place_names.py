"""Which words name a place, and so belong among the regions and not among the tags."""

from __future__ import annotations

from functools import lru_cache

from generator.dictionary_file import word_tag

PLACE = "ns"
SUFFIXES = ("省", "市", "县", "区", "镇", "乡", "村", "州", "街道", "路", "岛", "山", "江", "河", "湖")
WORDS = frozenset(SUFFIXES)
TOWNS = frozenset("镇乡县")


@lru_cache(maxsize=100_000)
def is_place_name(word: str) -> bool:
    """Whether a word is a place by the dictionary, or a place of the dictionary with a suffix (宁国 + 市)."""
    if word_tag(word) == PLACE:
        return True
    return any(word.endswith(suffix) and word_tag(word.removesuffix(suffix)) == PLACE for suffix in SUFFIXES)


def makes_place(word: str) -> bool:
    """Whether a word makes the word before it a place's name: 港口 + 镇."""
    return word in WORDS or word[:1] in TOWNS
