"""One form for signs and words that papers print in several: for finding things, never for what is kept.

Every character stands for one, so what is found in the plain form lies at the same offsets in the text as printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

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


def _changer(*tables: Mapping[int, int | str]) -> Callable[[str], str]:
    """str.translate with all these tables, in a fifth of its time where most characters stay."""
    changed = {
        chr(code): f"{form:c}" if isinstance(form, int) else form for one in tables for code, form in one.items()
    }
    find = re.compile(f"[{''.join(map(re.escape, changed))}]")
    return lambda text: find.sub(lambda found: changed[found[0]], text)


_half = _changer(_WIDE, _SPACES, _SIGNS)
_plain = _changer(_WIDE, _SPACES, _SIGNS, _SCRIPT)


@lru_cache(maxsize=2048)
def half_width(text: str) -> str:
    """Full-width letters, digits, signs and spaces as half-width ones."""
    return _half(text)


@lru_cache(maxsize=2048)  # each line is asked for by several readers in turn
def plain(text: str) -> str:
    """`half_width`, and the words of the craft in simplified characters (本報訊 as 本报讯)."""
    return _plain(text)
