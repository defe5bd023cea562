"""Months and days that running text names, as stretches of days: 3月25日-26日, 去年7月, 十月中旬, 1月至11月."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.importer.dating.clue import Taken, matches
from generator.importer.dating.years import DIGITS, year_of, year_starts
from generator.importer.page_name import number_of
from generator.personal_names import HAN

_NUMBER = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_TO = r"\s*[-—–~至到]+\s*"
_WHEN = (
    r"(?:(?P<relative>今年|本年度?|去年|前年|明年|来年|后年|当年|次年|翌年|同年|那年|每年|历年|往年|上年)的?\s*)?"
    rf"(?:(?<![0-9])(?P<year>{DIGITS})\s*年\s*)?"
)
MOMENT = re.compile(
    rf"{_WHEN}(?<![0-9.一二三四五六七八九十第个])(?P<month>{_NUMBER})\s*月(?![球亮饼嫂子薪租均刊票色下经息考报])份?"
    rf"(?:(?P<part>上旬|中旬|下旬|初|底|末|中(?![{HAN}]))|(?P<day>{_NUMBER})\s*(?:日|号(?![楼线院馆厅文])"
    rf"|(?={_TO}(?:{_NUMBER}\s*月\s*)?{_NUMBER}\s*日)))?"
    rf"(?:{_TO}(?:(?:(?P<month2>{_NUMBER})\s*月\s*)?(?P<day2>{_NUMBER})\s*日|(?P<until>{_NUMBER})\s*月(?!\s*{_NUMBER}\s*日)))?"
    r"(?:\s*[(（,，]?(?:星期|周)(?P<weekday>[一二三四五六日天])[)）]?)?"
)
NUMERIC = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})[-./](?P<month>[0-9]{1,2})[-./](?P<day>[0-9]{1,2})(?![0-9])"
)
PERIOD = re.compile(
    rf"{_WHEN}(?:(?P<quarters>第?[一二三]季度|首季度?|上半年|前三季度)"
    rf"|(?<![0-9一二三四五六七八九十])(?:1|一)\s*月?份?{_TO}(?P<month>{_NUMBER})\s*月份?(?![0-9一二三四五六七八九十])"
    rf"|前\s*(?P<months>{_NUMBER})\s*个月)"
)
SIGNS = "月季半"  # one of them has every text that MOMENT or PERIOD matches
# What no text lacks that one of the patterns matches, and where MOMENT can begin: quick to look for.
MONTH = re.compile(r"[0-9一二三四五六七八九十]\s*月")
PERIOD_SIGN = re.compile(rf"季度|首季|上半年|个月|[-—–~至到]\s*{_NUMBER}\s*月")
MOMENT_BEGINS = re.compile("[今本去前明来后当次翌同那每历往上0-9一二三四五六七八九十]")
QUARTERS = {"一季度": 3, "首季": 3, "首季度": 3, "二季度": 6, "上半年": 6, "三季度": 9, "前三季度": 9}
PARTS = {
    "上旬": (1, 10),
    "初": (1, 8),
    "中旬": (11, 20),
    "中": (11, 20),
    "下旬": (21, 31),
    "底": (24, 31),
    "末": (24, 31),
}
THIS_YEAR = frozenset({"今年", "本年", "本年度"})
WEEK = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Moment:
    """Text from `start` to `end`, and the days that it names: of `year`, or without one of any year.

    `relative` is 今年, 去年 … or empty. `exact`: "day", "part" of a month, "month", or "period", from New Year or a
    quarter's beginning to the end of a month.
    """

    start: int
    end: int
    relative: str
    year: int | None
    first: tuple[int, int]  # month, day
    last: tuple[int, int]
    exact: str
    words: str  # 3月25日
    weekday: int | None = None  # printed with it: 0 (Monday) to 6

    def begins(self, years: Sequence[int]) -> list[int]:
        """The ordinals of its first day in each of some years, or in its own."""
        return [ordinal(year, *self.first) for year in ((self.year,) if self.year else years)]

    def ends(self, years: Sequence[int]) -> list[int]:
        """The ordinals of its last day where it begins in each of some years, or in its own."""
        over = self.last < self.first
        return [ordinal(year + over, *self.last) for year in ((self.year,) if self.year else years)]


def moments_in(text: str, taken: Taken) -> Iterator[Moment]:
    """What `text` names, periods first; nothing is named twice."""
    for pattern, all_found in ((PERIOD, _periods(text)), (NUMERIC, _numeric(text)), (MOMENT, _moments(text))):
        for found in all_found:
            if taken.free(*found.span()):
                moment = _period(found) if pattern is PERIOD else _moment(found)
                if moment:
                    taken.take(*found.span())
                    yield moment


def _periods(text: str) -> Iterator[re.Match[str]]:
    possible = "月" in text or "季" in text or "上半年" in text  # a hundred times as quick as the sign
    return PERIOD.finditer(text) if possible and PERIOD_SIGN.search(text) else iter(())


def _numeric(text: str) -> Iterator[re.Match[str]]:
    return matches(NUMERIC, text, year_starts(text))


def _moments(text: str) -> Iterator[re.Match[str]]:
    starts = (found.start() for found in MOMENT_BEGINS.finditer(text)) if "月" in text and MONTH.search(text) else ()
    return matches(MOMENT, text, starts)


def ordinal(year: int, month: int, day: int) -> int:
    """The ordinal of a day, or of the last of the month where that has not so many."""
    if day > 28:
        month_after = datetime.date(year + month // 12, month % 12 + 1, 1).toordinal()
        return min(datetime.date(year, month, 28).toordinal() + day - 28, month_after - 1)
    return datetime.date(year, month, day).toordinal()


def _moment(found: re.Match[str]) -> Moment | None:
    """None where there is no such day, and for a bare 三月, which may be lunar or poetry."""
    parts = {"relative": "", "part": "", "month2": "", "day2": "", "until": "", "weekday": "", **found.groupdict()}
    month, day = _number(parts["month"]), _number(parts["day"])
    month2, day2 = _number(parts["month2"]) or month, _number(parts["day2"]) or day
    if not (_is_day(month, day or 1) and _is_day(month2, day2 or 1) and _number(parts["until"]) <= 12):
        return None
    year = year_of(parts["year"]) if parts["year"] else None
    first, last, exact = (month, day), (month2, day2), "day"
    words = f"{month}月{day}日"
    if not day:
        start, end = PARTS.get(parts["part"] or "", (1, 31))
        until = _number(parts["until"])
        first, last, exact = (month, start), (until or month, end), "part" if parts["part"] else "month"
        words = f"{month}月{parts['part'] or ''}" + (f"至{until}月" if until else "")
    if exact == "month" and not (year or parts["relative"] or parts["month"].isdecimal()):
        return None
    weekday = WEEK.index(parts["weekday"].replace("天", "日")) if parts["weekday"] else None
    return Moment(*found.span(), parts["relative"] or "", year, first, last, exact, words, weekday)


def _period(found: re.Match[str]) -> Moment | None:
    quarters = (found["quarters"] or "").removeprefix("第")
    month = QUARTERS.get(quarters) or _number(found["month"] or found["months"])
    if not 1 <= month <= 12:
        return None
    year = year_of(found["year"]) if found["year"] else None
    words = found["quarters"] or f"1月至{month}月"
    return Moment(*found.span(), found["relative"] or "", year, (month, 31), (month, 31), "period", words)


def _is_day(month: int, day: int) -> bool:
    try:
        return bool(datetime.date(2020, month, day))
    except ValueError:
        return False


def _number(text: str | None) -> int:
    text = text or ""
    return int(text) if text.isdecimal() else number_of(text)
