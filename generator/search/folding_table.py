"""What folding traditional characters takes, for the browser: which characters they are, and what they become. Pure.

The browser applies NFKC itself, so only what NFKC leaves alone is told. The manifest has what nearly all queries need;
rare characters, and those that become this or that by the phrase they are in, are told in a file of its own.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np

from generator.search import shards
from generator.search.bits import pack
from generator.search.folding import ambiguous
from generator.search.traditional import tables

BASIC = range(0x4E00, 0xA000)  # the block in which nearly all characters in use stand
OLD_WIDTHS = (1, 3)  # of the gaps between those in BASIC, and between all others
NEW_WIDTHS = (14, 17)


def common() -> list[object]:
    """For the manifest: the characters that change, those of BASIC from its start and all others, each time how many
    and the gaps; what those of BASIC become; those that phrases decide about.
    """
    parts = zip(_characters(), (BASIC.start, 0), OLD_WIDTHS, strict=True)
    old = [
        part for codes, start, width in parts for part in (len(codes), _packed(np.diff(codes, prepend=start), width))
    ]
    return [*old, _new(0), "".join(sorted(ambiguous()))]


def file() -> shards.File:
    """What the others become, in the same order; all phrases, and where these differ from their characters."""
    phrases = tables().phrases
    ordered = sorted(phrases)
    kept = " ".join(_kept(phrase, phrases[phrase]) for phrase in ordered)
    return shards.lone("fold", [_new(1), " ".join(ordered), kept])


def _new(part: int) -> str:
    """What the characters of BASIC (0) or all others (1) become."""
    characters, start = tables().characters, (BASIC.start, 0)[part]
    codes = [characters.get(code, code) - start for code in _characters()[part]]
    return _packed(np.array(codes, np.int64), NEW_WIDTHS[part])


@cache
def _characters() -> tuple[list[int], list[int]]:
    """All code points that change, alone or in a phrase, in order: those that stay in BASIC, and the others."""
    characters, phrases = tables()
    in_phrases = {
        ord(old)
        for phrase, simplified in phrases.items()
        for old, alone, new in zip(phrase, phrase.translate(characters), simplified, strict=True)
        if alone != new
    }
    changing = characters.keys() | in_phrases
    needed = sorted(code for code in changing if unicodedata.normalize("NFKC", chr(code)) == chr(code))
    basic = [code for code in needed if code in BASIC and characters.get(code, code) in BASIC]
    return basic, sorted(set(needed) - set(basic))


def _packed(values: np.ndarray[tuple[int], np.dtype[np.int64]], width: int) -> str:
    return shards.text(pack(values, np.full(len(values), width, np.int64), np.zeros(1, np.int64))[0])


def _kept(phrase: str, simplified: str) -> str:
    """What a phrase becomes where its characters alone become something else: the character, and at which place."""
    alone = phrase.translate(tables().characters)
    return "".join(f"{new}{at}" for at, (old, new) in enumerate(zip(alone, simplified, strict=True)) if old != new)
