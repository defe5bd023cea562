"""Days as mastheads print them: 2021年8月18日, 二〇〇九年五月十二日, 民国三十七年…, 星期三, 农历辛丑年七月十一."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.importer.lunar_calendar import BRANCHES, STEMS, lunar_day
from generator.importer.page_name import number_of

NUMERAL = "〇零○一二三四五六七八九十廿卅"
_ONE_OR_TWO = rf"(?:[0-9]{{1,2}}|[{NUMERAL}]{{1,3}})"
YEAR = (
    r"(?:(?P<year>(?:18|19|20)[0-9]{2}|[一二][〇零○一二三四五六七八九]{3})"
    rf"|(?:中[华華])?民[国國]\s*(?P<republic>元|{_ONE_OR_TWO}))"
)
DAY = re.compile(
    rf"(?<![0-9]){YEAR}\s*(?:年\s*(?P<month>正|{_ONE_OR_TWO})\s*月\s*(?P<day>{_ONE_OR_TWO})\s*[日号]"
    r"|[-./]\s*(?P<month2>[0-9]{1,2})\s*[-./]\s*(?P<day2>[0-9]{1,2})(?![0-9]))"
)
MONTH_FIRST = re.compile(
    rf"(?P<month>{_ONE_OR_TWO})\s*月\s*(?P<day>{_ONE_OR_TWO})\s*日\s*(?:[星礼周][期拜]?[一二三四五六日天]\s*)?"
    r"(?P<year>(?:19|20)[0-9]{2})\s*年?(?![0-9年])"
)
WEEKDAY = re.compile(r"(?:星期|礼拜|(?<![每本上下一双])周)\s*([一二三四五六日天])(?![报刊])")
_LUNAR_MONTH = r"(?P<leap>闰)?\s*(?P<month>正|冬|腊|十[一二]|[一二三四五六七八九十])月\s*[大小]?"
_LUNAR_DAY = r"初[一二三四五六七八九十]|十[一二三四五六七八九]|廿[一二三四五六七八九]?|二十[一二三四五六七八九]?|三十"
_ANIMAL = "[鼠牛虎兔龙龍蛇马馬羊猴鸡雞狗猪豬]"
LUNAR = re.compile(
    rf"(?:(?P<year>[{STEMS}][{BRANCHES}])\s*\(?{_ANIMAL}?\)?\s*年?\s*|(?:农历|夏历|阴历|旧历)\s*(?:{_ANIMAL}年)?\s*)"
    rf"{_LUNAR_MONTH}\s*(?P<day>{_LUNAR_DAY})日?"
)
LUNAR_ALONE = re.compile(rf"{_LUNAR_MONTH}\s*(?P<day>初[一二三四五六七八九十]|廿[一二三四五六七八九]?)")
LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
WEEK = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class LunarDay:
    """A day of the lunar calendar as printed; `year` is its stem and branch (辛丑) or empty."""

    text: str
    year: str
    month: int  # 1 to 12
    leap: bool
    day: int  # 1 to 30


def days_in(text: str) -> Iterator[tuple[int, str, datetime.date | None]]:
    """Each full date in `text`: where it begins, how it is printed, the day (None: no such day)."""
    found = {match.start(): match for pattern in (MONTH_FIRST, DAY) for match in pattern.finditer(text)}
    for start in sorted(found):
        yield start, re.sub(r"\s+", "", found[start][0]), _day(found[start])


def weekdays_in(text: str) -> Iterator[tuple[int, int]]:
    """Each weekday in `text`: where it begins, and 0 (Monday) to 6."""
    for match in WEEKDAY.finditer(text):
        yield match.start(), WEEK.index(match[1].replace("天", "日"))


def lunar_days_in(text: str) -> Iterator[tuple[int, LunarDay]]:
    """Each lunar date in `text` and where it begins."""
    for match in LUNAR.finditer(text) if LUNAR.search(text) else LUNAR_ALONE.finditer(text):
        yield (
            match.start(),
            LunarDay(
                text=re.sub(r"\s+", "", match[0]),
                year=match.groupdict().get("year") or "",
                month=LUNAR_MONTHS.get(match["month"]) or number_of(match["month"]),
                leap=bool(match["leap"]),
                day=number_of(match["day"]),
            ),
        )


def is_lunar_day(day: datetime.date, lunar: LunarDay) -> bool:
    """Whether both name the same day. The year's name may change at New Year or at 立春: papers do either."""
    names, month, number = lunar_day(day)
    return (
        (not lunar.year or lunar.year in names)
        and number == lunar.day
        and month == (-lunar.month if lunar.leap else lunar.month)
    )


def chinese_date(day: datetime.date) -> str:
    """2021年8月18日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _day(match: re.Match[str]) -> datetime.date | None:
    parts = match.groupdict()
    republic = parts.get("republic")
    year = 1911 + (1 if republic == "元" else _number(republic)) if republic else _number(parts["year"])
    month = parts["month"] or parts.get("month2") or ""
    try:
        return datetime.date(year, 1 if month == "正" else _number(month), _number(parts["day"] or parts.get("day2")))
    except ValueError:
        return None


def _number(text: str | None) -> int:
    text = text or ""
    return int(text) if text.isdecimal() else number_of(text)
