"""One form for signs and words that papers print in several: for finding things, never for what is kept.

Every character stands for one, so what is found in the plain form lies at the same offsets in the text as printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

BASIC_PLANE = 0x10000  # characters

_WIDE: dict[int, int | str] = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_SPACES: dict[int, int | str] = dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x3000], " ")
_SIGNS: dict[int, int | str] = {**str.maketrans("﹙﹚﹕﹐﹑〔〕", "():,、[]")}
# The traditional characters of the words that bylines and mastheads are known by, not of names.
_SCRIPT: dict[int, int | str] = dict(
    str.maketrans(
        "報訊記電員攝圖實習評論約體編輯責號週農曆華網臺綜據轉專駐見資聞傳筆單係為發總頁視覺計審辦話熱線郵價氣溫陰雲風級誌隊寫譯繪畫導來聯閩",
        "报讯记电员摄图实习评论约体编辑责号周农历华网台综据转专驻见资闻传笔单系为发总页视觉计审办话热线邮价气温阴云风级志队写译绘画导来联闽",
    )
)


class _Changer:
    """str.translate with several tables, in a fifth of its time where most characters stay."""

    def __init__(self, *tables: Mapping[int, int | str]) -> None:
        changed = {
            chr(code): f"{form:c}" if isinstance(form, int) else form for one in tables for code, form in one.items()
        }
        self._changed = changed
        self._find = re.compile(f"[{''.join(map(re.escape, changed))}]")
        self._table = np.arange(BASIC_PLANE, dtype="<u4")
        self._table[list(map(ord, changed))] = list(map(ord, changed.values()))

    def one(self, text: str) -> str:
        """A text changed."""
        return self._find.sub(lambda found: self._changed[found[0]], text)

    def lines(self, texts: Sequence[str]) -> list[str]:
        """Many texts without line ends, changed together: a tenth of the time."""
        codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
        if codes.max(initial=0) >= BASIC_PLANE:
            return list(map(self.one, texts))
        return str(self._table[codes].tobytes(), "utf-32-le", "surrogatepass").split("\n") if texts else []


_half = _Changer(_WIDE, _SPACES, _SIGNS)
_plain = _Changer(_WIDE, _SPACES, _SIGNS, _SCRIPT)


@lru_cache(maxsize=2048)
def half_width(text: str) -> str:
    """Full-width letters, digits, signs and spaces as half-width ones."""
    return _half.one(text)


@lru_cache(maxsize=2048)  # each line is asked for by several readers in turn
def plain(text: str) -> str:
    """`half_width`, and the words of the craft in simplified characters (本報訊 as 本报讯)."""
    return _plain.one(text)


def half_width_lines(texts: Sequence[str]) -> list[str]:
    """`half_width` of many texts without line ends."""
    return _half.lines(texts)


def plain_lines(texts: Sequence[str]) -> list[str]:
    """`plain` of many texts without line ends."""
    return _plain.lines(texts)
