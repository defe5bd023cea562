"""The lunar calendar: its months, and the solar terms. Reads lunar_years.txt beside it.

The library computes a year in 8 to 20 ms; a page whose stories speak of a feast asks for a century of them. So what
it says of all years that dating may ask for (40 more than 18.. to 20.. are named) stands in a table, a year a line:
the year; the days from 1 January to its New Year; its months, long (大) and short (小), the leap month behind 闰; the
days from 1 January to each solar term. A test compares it with the library, which is still asked about other years.
"""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("lunar_years.txt")
DAYS = {"大": 30, "小": 29}
IN_DECEMBER = 2  # terms of the year before, with which the library's list of a year begins
TERMS = 24
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
SPRING_BEGINS = 2  # 立春 among the terms


@dataclass(frozen=True, slots=True)
class LunarYear:
    """A lunar year. Days are ordinals as of datetime.date.toordinal."""

    months: dict[int, tuple[int, int]]  # 1 to 12, a leap month below zero: first day and how many
    terms: tuple[int, ...]  # 小寒 to 冬至 of the calendar year of the same number

    @property
    def first(self) -> int:
        return self.months[1][0]


@cache
def lunar_year(year: int) -> LunarYear:
    """The lunar year that begins in a calendar year."""
    line = _lines().get(year)
    return _read(year, line) if line else computed(year)


def computed(year: int) -> LunarYear:
    """The same as the library computes it."""
    from lunar_python import LunarYear as Computed  # takes a while to load, and is hardly ever asked

    found = Computed.fromYear(year)
    months: dict[int, tuple[int, int]] = {
        one.getMonth(): (_ordinal(one.getFirstJulianDay()), int(one.getDayCount())) for one in found.getMonthsInYear()
    }
    terms = found.getJieQiJulianDays()[IN_DECEMBER : IN_DECEMBER + TERMS]
    return LunarYear(months, tuple(map(_ordinal, terms)))


def lunar_day(day: datetime.date) -> tuple[frozenset[str], int, int]:
    """A day's year by stem and branch (two names between New Year and 立春), month (leap: below zero), and day."""
    at = day.toordinal()
    year = day.year - (at < lunar_year(day.year).first)
    by_spring = day.year - (at < lunar_year(day.year).terms[SPRING_BEGINS])
    month, first = next(
        (month, first) for month, (first, days) in lunar_year(year).months.items() if first <= at < first + days
    )
    return frozenset({_name(year), _name(by_spring)}), month, at - first + 1


def lunar_text(day: datetime.date) -> str:
    """The lunar date of a day as a masthead prints it: 辛丑年七月十一."""
    from lunar_python import Solar

    lunar: Any = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return f"{lunar.getYearInGanZhi()}年{lunar.getMonthInChinese()}月{lunar.getDayInChinese()}"


@cache
def _lines() -> dict[int, str]:
    return {int(line[:4]): line for line in TABLE.read_text(encoding="utf-8").splitlines()}


def _read(year: int, line: str) -> LunarYear:
    _, new_year, signs, *terms = line.split()
    january = datetime.date(year, 1, 1).toordinal()
    months = signs.replace("闰", "").strip()
    leap = signs.find("闰")  # it has the number of the month before it
    numbers = [n + 1 if leap < 0 or n < leap else -n if n == leap else n for n in range(len(months))]
    lengths = [DAYS[sign] for sign in months]
    firsts = accumulate(lengths, initial=january + int(new_year))
    return LunarYear(
        dict(zip(numbers, zip(firsts, lengths, strict=False), strict=True)),
        tuple(january + int(term) for term in terms),
    )


def _name(year: int) -> str:
    return STEMS[(year - 4) % 10] + BRANCHES[(year - 4) % 12]


def _ordinal(julian_day: float) -> int:
    return math.floor(julian_day + 0.5) - 1721425
