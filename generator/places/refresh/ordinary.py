"""Disk: which short names are words of the language too, by the segmenter's dictionary and a list made by hand."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from generator.places.division import Division, Level
from generator.places.names import short_name

LIST = Path(__file__).with_name("words_by_hand.txt")
WORDS, PLACES = "也是词：", "其实是地名："
PLACE_TAG = "ns"
FREQUENT = 100  # occurrences in the dictionary's texts from which a word that is no place name there is a word first


def ordinary_words(divisions: Iterable[Division]) -> list[str]:
    """Short names that need more than themselves to be a place: 江山, 开化, 合作."""
    words, places = _by_hand()
    dictionary = _dictionary()
    levels: dict[str, Level] = {}
    for division in divisions:
        name = short_name(division.name)
        if name != division.name and not division.code.endswith("0000"):
            levels[name] = min(division.level, levels.get(name, Level.TOWN))
    found = {
        name
        for name, level in levels.items()
        if name in words
        or (
            level is Level.COUNTY
            and dictionary.get(name, (0, PLACE_TAG))[1] != PLACE_TAG
            and _frequent(name, dictionary)
        )
    }
    return sorted(found - places)


def _frequent(name: str, dictionary: dict[str, tuple[int, str]]) -> bool:
    return dictionary[name][0] >= FREQUENT


def _by_hand() -> tuple[set[str], set[str]]:
    lists: dict[str, set[str]] = {WORDS: set(), PLACES: set()}
    into: set[str] = set()
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line in lists:
            into = lists[line]
        elif not line.startswith("#"):
            into.update(line.split())
    return lists[WORDS], lists[PLACES]


def _dictionary() -> dict[str, tuple[int, str]]:
    """Word -> its count and part of speech, from the jieba package's data file."""
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("No module named 'jieba'", name="jieba")
    rows = (Path(spec.submodule_search_locations[0]) / "dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: (int(count), tag) for word, count, tag in (row.split(" ") for row in rows)}
