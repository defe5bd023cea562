"""What is wrong with a date that is no EDTF, and what its writer most likely meant. Pure."""

from __future__ import annotations

import calendar
import re
import unicodedata

from generator import dates

FORMS = "2021-08-18、2021-08、2021、2024-04~（前后）、2019-03/2019-04（之间），不知道就写 XXXX"
DAY = re.compile(
    r"(?P<year>\d{4})\s*(?:年|[-/.\s])?\s*(?:(?P<month>\d\d?)\s*(?:月|[-/.\s]|(?=\d\d\Z)|\Z)\s*(?:(?P<day>\d\d?)\s*[日号]?)?)?\Z",
    re.ASCII,
)
ABOUT = re.compile(r"^(?:大约|约|大概)|(?:前后|左右|~)$")
BETWEEN = re.compile(r"\s*(?:至|到|—+|–|~|/)\s*|(?<=\D)-(?=\d{4})")
UNKNOWN = frozenset({"不详", "不明", "未知", "不知道", "无", "日期不详", "年代不详", "unknown", "none", "?", "？"})


def explain(text: str, unknown: str = "") -> tuple[str, str]:
    """What is wrong with `text`, which `dates.read` refuses, and how to mend it: two sentences in Chinese.

    unknown: what to write where the date is not known, if not XXXX.
    """
    found = DAY.match(unicodedata.normalize("NFKC", text).strip())
    impossible = _impossible(found) if found else ""
    forms = FORMS if not unknown else f"{FORMS.rpartition('，')[0]}，{unknown}"
    if impossible:
        return f"日期“{text}”不存在：{impossible}。", f"核对原文，写对的日子；拿不准就写到月或年，如 {_vaguer(found)}。"
    meant = suggestion(text)
    if meant == dates.UNKNOWN and unknown:
        return f"日期“{text}”不是 EDTF 的写法。", f"{unknown}。"
    if meant:
        return f"日期“{text}”不是 EDTF 的写法。", f"是不是想写 {meant}？"
    return f"日期“{text}”不是 EDTF 的写法。", f"写成 {forms}。"


def suggestion(text: str) -> str:
    """The EDTF that was most likely meant, "" where that cannot be told."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.casefold() in UNKNOWN:
        return dates.UNKNOWN
    meant = _moment(plain)
    if not meant:
        parts = [_moment(part) for part in BETWEEN.split(plain)]
        meant = "/".join(sorted(parts)) if len(parts) == 2 and all(parts) else ""
    try:
        dates.read(meant)
    except ValueError:
        return ""
    return meant


def _moment(text: str) -> str:
    """2021年8月18日, 2021/8/18, 20210818, 约2024年4月 as EDTF, "" for anything else."""
    bare = ABOUT.sub("", text).strip()
    found = DAY.match(bare)
    if not found or _impossible(found):
        return ""
    parts = [found["year"], *(f"{int(part):02}" for part in (found["month"], found["day"]) if part)]
    return "-".join(parts) + ("~" if bare != text else "")


def _impossible(found: re.Match[str]) -> str:
    """Why there is no such day, "" where there is."""
    year, month, day = (int(part) if part else None for part in found.groups())
    if year == 0:
        return "没有0年"
    if month is not None and not 1 <= month <= 12:
        return f"没有{month}月"
    if year and month and day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        return f"{year}年{month}月没有{day}日"
    return ""


def _vaguer(found: re.Match[str] | None) -> str:
    if not found or int(found["year"]) == 0:
        return dates.UNKNOWN
    month = int(found["month"] or 0)
    return f"{found['year']}-{month:02}" if 1 <= month <= 12 else found["year"]
