"""What folding traditional characters takes, for the browser: which characters they are, and what they become. Pure.

The browser applies NFKC itself, so only what NFKC leaves alone is told. The manifest has what nearly all queries need;
rare characters, and those that become this or that by the phrase they are in, are told in a file of its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from generator.search import shards
from generator.search.bits import pack
from generator.search.corpus import Array
from generator.search.folding import ambiguous
from generator.search.traditional import tables

BASIC = range(0x4E00, 0xA000)  # the block in which nearly all characters in use stand
BEYOND = (range(0x3400, 0x4DC0), range(0x20000, 0x40000))  # all other ideographs: the browser takes each for rare
GAP, NEAR, FAR, WHOLE = 1, 8, 7, 17  # widths: see `_gaps`, `_new`


class Characters(NamedTuple):
    """All code points that change, alone or in a phrase, in order."""

    common: list[int]  # in BASIC, and what they become is too
    rare: list[int]  # in BASIC, but not what they become
    beyond: list[int]


def common() -> list[object]:
    """For the manifest: the common characters and the rare ones in BASIC, each time how many and the gaps; what the
    common ones become; those that phrases decide about, and what each of them becomes in phrases if not the same.
    """
    changing = _characters()
    old = [part for codes in (changing.common, changing.rare) for part in (len(codes), _gaps(codes))]
    phrased = sorted(ambiguous())
    return [*old, _new(changing.common), "".join(phrased), "".join(map(_in_phrases, phrased))]


def file() -> shards.File:
    """What the rare ones become; those beyond BASIC, and what they become; phrases, and where they differ from that."""
    phrases, changing = tables().phrases, _characters()
    ordered = sorted(phrases)
    rare = np.array([_becomes(code) for code in changing.rare], np.int64)
    texts = ("".join(map(chr, codes)) for codes in (changing.beyond, map(_becomes, changing.beyond)))
    kept = " ".join(_kept(phrase, phrases[phrase]) for phrase in ordered)
    return shards.lone("fold", [_packed(rare, np.full(len(rare), WHOLE)), *texts, " ".join(ordered), kept])


@cache
def _characters() -> Characters:
    characters, phrases = tables()
    in_phrases = {
        ord(old)
        for phrase, simplified in phrases.items()
        for old, alone, new in zip(phrase, phrase.translate(characters), simplified, strict=True)
        if alone != new
    }
    changing = characters.keys() | in_phrases
    needed = sorted(code for code in changing if unicodedata.normalize("NFKC", chr(code)) == chr(code))
    return Characters(
        [code for code in needed if code in BASIC and _becomes(code) in BASIC],
        [code for code in needed if code in BASIC and _becomes(code) not in BASIC],
        [code for code in needed if any(code in block for block in BEYOND)],
    )


def _becomes(code: int) -> int:
    return tables().characters.get(code, code)


def _in_phrases(letter: str) -> str:
    """What a letter becomes in phrases where that is not what it becomes alone; the first, were there several."""
    pairs = (zip(phrase, simplified, strict=True) for phrase, simplified in tables().phrases.items())
    return min(new for pair in pairs for old, new in pair if old == letter and new != chr(_becomes(ord(letter))))


def _gaps(codes: Sequence[int]) -> str:
    known = np.array([BASIC.start, *codes], np.int64)
    return _packed(known[1:] - known[:-1], np.full(len(codes), GAP))


def _new(codes: Sequence[int]) -> str:
    """What characters become: near the one before, as most of one radical are; else far, as a high and a low part."""
    values, widths, before = [], [], BASIC.start
    for code in map(_becomes, codes):
        near = code - before + (1 << NEAR - 1)
        if 0 <= near < 1 << NEAR:
            values += [near]
            widths += [NEAR]
        else:
            high, low = divmod(code - BASIC.start, 1 << FAR)
            values += [(1 << NEAR) + high, low]
            widths += [NEAR, FAR]
        before = code
    return _packed(np.array(values, np.int64), np.array(widths, np.int64))


def _packed(values: Array, widths: Array) -> str:
    return shards.text(pack(values, widths, np.zeros(1, np.int64))[0])


def _kept(phrase: str, simplified: str) -> str:
    """What a phrase becomes where its characters alone become something else: the character, and at which place."""
    alone = phrase.translate(tables().characters)
    return "".join(f"{new}{at}" for at, (old, new) in enumerate(zip(alone, simplified, strict=True)) if old != new)
