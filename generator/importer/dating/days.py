"""What months and days tell: news comes soon after its day, plans before theirs, figures after a quarter."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

import numpy as np

from generator.importer.dating import lags
from generator.importer.dating.clue import Clue, Days, Odds, Passage, Taken
from generator.importer.dating.moments import THIS_YEAR, Moment, moments_in, ordinal
from generator.importer.dating.tense import Tense, around, so_far, tense
from generator.importer.dating.years import AFTER_PLAN, DIGITS, YEARS, closeness, named_year, not_before, year_of
from generator.importer.page import DateEvidence
from generator.importer.printed_dates import is_lunar_day, lunar_days_in

BEFORE_IT = -4.2  # a day is named before it has come, without a word of that
NOT_THIS_YEAR = -4.0  # 今年11月底 in December
NOT_AS_PRINTED = -3.0  # a weekday or lunar date that does not fit
TELEGRAM = re.compile(r"\s*(?:[专急]?电|讯)(?![话视影力子网动])")
SINCE = re.compile(r"\s*(?:以来|起|开始|启动|至今)")
LUNAR = re.compile(r"(?:农历|夏历|阴历|旧历|闰)\s*\Z")
TOLD_YEAR = re.compile(rf"(?<![0-9])({DIGITS})\s*年")
SIGNED = 0.6  # share of a paragraph that a date makes up where it is the date of writing
OPENING = 80  # characters of a story that say when its news happened
REACH = 80  # characters that a year reaches to a day named behind it


def day_clues(passage: Passage, taken: Taken) -> Iterator[Clue]:
    """The clues of periods, months and days; `taken` gathers the stretches of text that they were read from."""
    for moment in moments_in(passage.text, taken):
        before, after = around(passage.text, moment.start, moment.end)
        if LUNAR.search(before):
            continue
        if moment.year:
            yield from _in_a_year(moment, moment.year, before, after, passage)
        elif not moment.relative or moment.relative in THIS_YEAR:
            yield from _in_any_year(moment, before, after, passage)


def _in_any_year(moment: Moment, before: str, after: str, passage: Passage) -> Iterator[Clue]:
    when = tense(before, after)
    if when in (Tense.EVERY, Tense.OTHER):
        return
    lag, how_long = _usual(moment, before, after, when)
    if lag is lags.NEWS and passage.lead and moment.start < OPENING:
        lag = lags.LEAD
    whose = "今年的" if moment.relative else ""
    says = f"{whose}{moment.words}{'还没有到' if when is Tense.COMING else '已经到了'}{how_long}"
    if lag is lags.STANDING:
        moment = replace(moment, first=moment.last)
    near, bound = _near(moment, lag, when), None
    if moment.relative:
        bound = _within_its_year(moment, when)
    elif lag is not lags.DATELINE:
        near = _perhaps_told_of(near, passage.text, moment)
    if moment.exact == "day":
        near = _as_printed(near, moment, passage.text)
    yield _clue({"period": "时段", "day": "日子"}.get(moment.exact, "月份"), says, moment, passage, "day", bound, near)


def _in_a_year(moment: Moment, year: int, before: str, after: str, passage: Passage) -> Iterator[Clue]:
    """A month or day with its year: the year tells as years do, and the day is a bound."""
    said = named_year(before, after, year)
    words = f"{year}年{moment.words}"
    below = not_before(year) if moment.exact == "period" else _bound_below(moment.begins([])[0])
    if said.kind == "打算":
        above = _bound_above(moment.ends([])[0])
        yield _clue(said.kind, f"{words}还没有到", moment, passage, YEARS, above, said.near)
    elif said.kind == "施行":
        yield _clue(said.kind, said.says, moment, passage, YEARS, said.bound, None)
    elif moment.end - moment.start > SIGNED * len(passage.text):
        yield _clue("落款", f"{words}写的，不久见报", moment, passage, YEARS, below, closeness("眼前的事", year))
        written = _near(moment, lags.SIGNED, Tense.PAST)
        yield _clue("落款", f"{words}写的", moment, passage, "day", None, written)
    else:
        # News of the year's own days seldom names the year.
        far = said.kind == "年份" and moment.exact in ("day", "month")
        near = closeness("那时的日子", year) if far else said.near
        yield _clue(said.kind, f"报纸不早于{words}", moment, passage, YEARS, below, near)
        if said.near:
            yield from _soon_after(moment, words, so_far(before), passage)


def _soon_after(moment: Moment, words: str, standing: bool, passage: Passage) -> Iterator[Clue]:
    if standing:
        near = _near(replace(moment, first=moment.last), lags.STANDING, Tense.PAST)
        yield _clue("日子", f"{words}刚过不久", moment, passage, "day", None, near)
    elif lag := {"day": lags.DATED, "period": lags.FIGURES}.get(moment.exact):
        yield _clue("日子", f"{words}过了不太久", moment, passage, "day", None, _near(moment, lag, Tense.PAST))


def _usual(moment: Moment, before: str, after: str, when: Tense) -> tuple[lags.Lag, str]:
    """How long after such a moment papers speak of it (or before, where it is to come), and that in words."""
    if when is Tense.COMING:
        return (lags.AHEAD, "，快到了") if moment.exact == "day" else (lags.LONG_AHEAD, "")
    if moment.exact == "period":
        return lags.FIGURES, "，刚有数字"
    if moment.exact == "day" and TELEGRAM.match(after):
        return lags.DATELINE, "，才一两天（电头）"
    if so_far(before):
        return lags.STANDING, "，刚过不久"
    if SINCE.match(after) or (moment.exact == "month" and moment.relative):
        return lags.SINCE, ""
    return {"month": (lags.MONTH, ""), "part": (lags.PART, "")}.get(moment.exact, (lags.NEWS, "，多半不久"))


def _near(moment: Moment, lag: lags.Lag, when: Tense) -> Callable[[Days], Odds]:
    if when is Tense.COMING:
        return lambda days: lag(lags.until(moment.ends(days.years), days.ordinal))
    return lambda days: lag(lags.since(moment.begins(days.years), days.ordinal))


def _within_its_year(moment: Moment, when: Tense) -> Callable[[Days], Odds]:
    """今年: the moment is of the page's own year, and has come or is to come there."""

    def odds(days: Days) -> Odds:
        own = np.searchsorted(days.years, days.year)
        if when is Tense.COMING:
            wrong = np.array(moment.ends(days.years))[own] < days.ordinal
        else:
            wrong = np.array(moment.begins(days.years))[own] > days.ordinal
        return np.where(wrong, NOT_THIS_YEAR, 0.0)

    return odds


def _perhaps_told_of(near: Callable[[Days], Odds], text: str, moment: Moment) -> Callable[[Days], Odds]:
    """A day behind a year that has just been named may be of that year: 2017年……9月22日,整村搬迁."""
    years = TOLD_YEAR.findall(text, max(moment.start - REACH, 0), moment.start)
    if not years:
        return near
    first = ordinal(year_of(years[-1]), *moment.first)
    return lambda days: np.where(days.ordinal < first, near(days), np.log(0.5 * np.exp(near(days)) + 0.5))


def _as_printed(near: Callable[[Days], Odds], moment: Moment, text: str) -> Callable[[Days], Odds]:
    """A weekday or lunar date printed with the day tells its year."""
    behind = text[moment.end : moment.end + 16]
    lunar = next((one for at, one in lunar_days_in(behind) if not behind[:at].strip(" (,即是")), None)
    if lunar is None and moment.weekday is None:
        return near

    def fits(day: int) -> bool:
        date = datetime.date.fromordinal(day)
        return (lunar is None or is_lunar_day(date, lunar)) and moment.weekday in (None, date.weekday())

    def odds(days: Days) -> Odds:
        lag = lags.since([day for day in moment.begins(days.years) if fits(day)], days.ordinal)
        return near(days) + np.where((lag >= 0) & (lag <= 366), 0.0, NOT_AS_PRINTED)

    return odds


@lru_cache(maxsize=1000)  # the same for all clues that say the same, so that its odds are found once a page
def _bound_below(first: int) -> Callable[[Days], Odds]:
    return lambda days: np.where(days.ordinal < first, BEFORE_IT, 0.0)


@lru_cache(maxsize=1000)
def _bound_above(last: int) -> Callable[[Days], Odds]:
    return lambda days: np.where(days.ordinal > last, AFTER_PLAN, 0.0)


def _clue(
    kind: str,
    says: str,
    moment: Moment,
    passage: Passage,
    pool: str,
    bound: Callable[[Days], Odds] | None,
    near: Callable[[Days], Odds] | None,
) -> Clue:
    text = passage.text[moment.start : moment.end].strip()
    return Clue(
        DateEvidence(kind, text, passage.line_at(moment.start), says),
        passage.story,
        pool,
        bound,
        near,
        year=moment.year,
    )
