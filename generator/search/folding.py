"""The one form in which index and query are compared; `static/search/fold.js` does the same. Pure.

NFKC, one kind of quotation mark, lower case, traditional to simplified, no white space. The cases that both are held
to stand in tests/cases/search_folding.yaml.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from generator.search.traditional import tables

DOUBLE, SINGLE = "“”„‟«»「」『』〝〞＂", "‘’‚‛＇"
QUOTES = dict.fromkeys(map(ord, DOUBLE), '"') | dict.fromkeys(map(ord, SINGLE), "'")
SPACE = re.compile(r"\s+")
LONE = re.compile("[\ud800-\udfff]")
NOTHING, HARD, UNMET = -1, -2, -3  # in the table of code points: left out; not to be folded alone; not looked up yet
Codes = NDArray[np.int32]
SIGMA = "Σ"  # lower case depends on what stands around it


def fold(text: str) -> str:
    """The folded text. Most goes character by character; only where neighbours matter is there more to do."""
    if _joining().search(text):
        text = unicodedata.normalize("NFKC", text)
        if SIGMA in text:
            text = text.lower()
    if not _ambiguous().search(text):
        return text.translate(_characters())
    phrases = tables().phrases
    parts = _phrase().split(unicodedata.normalize("NFKC", text))  # every second part is a phrase
    return "".join(phrases[part] if n % 2 else part.translate(_characters()) for n, part in enumerate(parts))


def fold_all(texts: Sequence[str]) -> list[str]:
    """The folded texts: as `fold`, many times as fast where there are many."""
    lengths = np.cumsum([0, *map(len, texts)])
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    table = _table_for(codes)
    folded = table[codes]
    kept = np.concatenate(([0], np.cumsum(folded >= 0)))[lengths]
    plain = folded[folded >= 0].astype("<u4").tobytes().decode("utf-32-le")
    found = [plain[start:end] for start, end in pairwise(kept.tolist())]
    for number in np.unique(np.searchsorted(lengths, np.flatnonzero(folded == HARD), "right") - 1).tolist():
        found[number] = fold(texts[number])
    return found


def _table_for(codes: Codes) -> Codes:
    """What becomes of each code point, filled in for those that occur in `codes`."""
    table = _table()
    present = np.zeros(len(table), dtype=bool)
    present[codes] = True
    for code in np.flatnonzero(present & (table == UNMET)).tolist():
        character = chr(code)
        folded = fold(character)
        hard = len(folded) > 1 or _joining().match(character) or _ambiguous().match(character)
        table[code] = HARD if hard else ord(folded) if folded else NOTHING
    return table


@cache
def _table() -> Codes:
    return np.full(sys.maxunicode + 1, UNMET, dtype=np.int32)


def fold_slowly(text: str) -> str:
    """The same step by step, in so many words."""
    text = unicodedata.normalize("NFKC", LONE.sub("\ufffd", text)).translate(QUOTES).lower()
    characters, phrases = tables()
    parts = _phrase().split(text)
    simplified = (phrases[part] if n % 2 else part.translate(characters) for n, part in enumerate(parts))
    return SPACE.sub("", "".join(simplified))


class _Characters(dict[int, str]):
    """Fills itself as characters are met: an archive has thousands, Unicode a million."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = fold_slowly(chr(code))
        return folded


@cache
def _characters() -> _Characters:
    return _Characters()


@cache
def _phrase() -> re.Pattern[str]:
    """The longest phrase that begins here."""
    longest_first = sorted(tables().phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(f"({'|'.join(longest_first)})")


@cache
def _joining() -> re.Pattern[str]:
    """Marks and the parts of Hangul syllables, which NFKC joins with what stands before; a capital sigma."""
    marks = (code for code in range(0x300, 0x20000) if unicodedata.category(chr(code))[0] == "M")
    ranges = "".join(f"{chr(first)}-{chr(last)}" for first, last in _runs(marks))
    return re.compile(f"[{ranges}\U000e0100-\U000e01ef\u1100-\u11ff{SIGMA}]")


def _runs(codes: Iterable[int]) -> list[list[int]]:
    """Ascending numbers as [first, last] of each run without a gap."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return runs


@cache
def _ambiguous() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(ambiguous()))}]")


def ambiguous() -> set[str]:
    """The characters for the sake of which there are phrases: alone they become something else."""
    characters, phrases = tables()
    return {
        old
        for phrase, simplified in phrases.items()
        for old, new in zip(phrase, simplified, strict=True)
        if chr(characters.get(ord(old), ord(old))) != new
    }
