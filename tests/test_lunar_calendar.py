"""The table of lunar years against the library that it stands in for, and the calendar's own rules."""

from __future__ import annotations

import datetime

import pytest
from lunar_python import Solar

from generator.importer.lunar_calendar import TABLE, computed, lunar_day, lunar_year

LISTED = [int(line[:4]) for line in TABLE.read_text(encoding="utf-8").splitlines()]
HARD = (1841, 1984, 1995, 2017, 2020, 2023, 2033, 2034, 2057)  # leap months early and late, 2033's moved by the rules


def test_the_table_holds_every_year_once() -> None:
    assert list(range(1796, 2142)) == LISTED


@pytest.mark.parametrize("year", [*LISTED[::13], *HARD])
def test_a_year_of_the_table_is_the_librarys(year: int) -> None:
    assert lunar_year(year) == computed(year)


def test_one_year_follows_the_other() -> None:
    for year in LISTED[:-1]:
        months = list(lunar_year(year).months.values())
        ends = [first + days for first, days in months]
        assert ends == [*(first for first, _ in months[1:]), lunar_year(year + 1).first]


def test_a_year_that_is_not_listed_is_computed() -> None:
    assert lunar_year(1700).months[1] == (datetime.date(1700, 2, 19).toordinal(), 30)


@pytest.mark.parametrize("year", HARD)
def test_days_are_the_librarys(year: int) -> None:
    january = datetime.date(year, 1, 1)
    for more in (*range(15, 60, 4), *range(60, 366, 15), 363, 364):
        day = january + datetime.timedelta(more)
        lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
        names = frozenset({lunar.getYearInGanZhi(), lunar.getYearInGanZhiByLiChun()})
        assert lunar_day(day) == (names, lunar.getMonth(), lunar.getDay())


def test_between_new_year_and_the_beginning_of_spring_a_year_has_two_names() -> None:
    assert lunar_day(datetime.date(2023, 1, 25)) == (frozenset({"癸卯", "壬寅"}), 1, 4)
    assert lunar_day(datetime.date(2023, 3, 25)) == (frozenset({"癸卯"}), -2, 4)
