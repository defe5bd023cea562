"""Date and page from the name of a page file, where its folders and name say so."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass

BETWEEN = r"[-_./年月 ]"
DATE = re.compile(
    rf"(?<![0-9])(?P<year>(?:1[89]|20)[0-9]{{2}}){BETWEEN}?(?P<month>0[1-9]|1[0-2]|(?<={BETWEEN})[1-9](?={BETWEEN}))"
    rf"{BETWEEN}?(?P<day>0[1-9]|[12][0-9]|3[01]|(?<={BETWEEN})[1-9])日?(?![0-9])"
)
CODE = r"[A-Z]?[0-9]{1,3}"
ENDS = r"(?![0-9A-Za-z])"
BEHIND_DATE = re.compile(rf"[-_./ ]*(?:第|p(?:age|g)?[-_]?|v|ban)?({CODE}){ENDS}", re.I)
NAMED = re.compile(
    rf"第({CODE}|[一二三四五六七八九十]{{1,3}})版|(?<![0-9A-Za-z])({CODE})版|(?<![A-Za-z0-9])p(?:age|g)?[-_]?({CODE}){ENDS}",
    re.I,
)
LETTERED = re.compile(rf"(?:^|[-_/ ])([A-Z][0-9]{{2}}){ENDS}")
DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class NameFacts:
    """What a file name says: an ISO day and a page such as "4" or "A04"; empty where it says nothing."""

    date: str = ""
    page: str = ""


def facts_of_name(file: str) -> NameFacts:
    """The facts in a path below content/pages. Two different days in one path say nothing of the day."""
    name = re.sub(r"\.[A-Za-z]{2,4}\Z", "", unicodedata.normalize("NFKC", file))
    days = {day: found.end() for found in DATE.finditer(name) if _is_whole(name, found) and (day := _day(found))}
    date = next(iter(days)) if len(days) == 1 else ""
    return NameFacts(date, _page(name, days[date] if date else None))


def canonical_page(code: str) -> str:
    """A page as headers write it: "04" is "4", "a04" is "A04", 四 is "4"; "" for 0 and what is no page."""
    code = unicodedata.normalize("NFKC", code).strip().upper()
    if code.isdecimal():
        return str(int(code)) if int(code) else ""
    if re.fullmatch(CODE, code):
        return code
    return str(number_of(code) or "")


def number_of(chinese: str) -> int:
    """A number up to 9999 in Chinese characters: 十二, 二〇二一, 一百零三; 0 for what is none."""
    if not chinese or not re.fullmatch("[〇零○一二三四五六七八九十廿卅百千初]+", chinese):
        return 0
    chinese = re.sub("[零○]", "〇", chinese).replace("初", "").replace("廿", "二十").replace("卅", "三十")
    if not re.search("[十百千]", chinese):
        return int("".join(str(DIGITS[character]) for character in chinese) or 0)
    total = digit = 0
    for character in chinese:
        unit = {"十": 10, "百": 100, "千": 1000}.get(character)
        total, digit = (total + (digit or 1) * unit, 0) if unit else (total, DIGITS[character])
    return total + digit


def _is_whole(name: str, found: re.Match[str]) -> bool:
    """Not inside a longer word such as a hash: letters may lead (zjgrrb20210818), and only a page may follow."""
    before = re.search(r"[0-9A-Za-z]*\Z", name[: found.start()])
    return not any(character.isdigit() for character in (before[0] if before else "")) and bool(
        re.match(rf"(?:p(?:age|g)?|v)?{CODE}{ENDS}|(?![A-Za-z])", name[found.end() :], re.I)
    )


def _day(found: re.Match[str]) -> str:
    try:
        return datetime.date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
    except ValueError:
        return ""


def _page(name: str, behind: int | None) -> str:
    named = NAMED.search(name, behind or 0) or NAMED.search(name)
    if named:
        return canonical_page(named[1] or named[2] or named[3])
    if behind is not None:
        found = BEHIND_DATE.match(name, behind)
        return canonical_page(found[1]) if found else ""
    lettered = LETTERED.search(name)
    return lettered[1] if lettered else ""
