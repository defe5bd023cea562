"""EDTF dates read once: what they say of year, month and day, and the span of days they allow. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

UNKNOWN = "XXXX"
MOMENT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)\Z", re.ASCII)
NOT_MONTHS = range(21, 42)  # EDTF numbers seasons, quarters and the like as if they were months
MOST_MONTHS, MOST_YEARS = 3, 2  # that a date may touch and still be told to be of
QUALIFIERS = {"": (False, False), "~": (True, False), "?": (False, True), "%": (True, True)}


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as exact as it was written: month and day are None where it does not say."""

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """What an EDTF text says.

    `earliest` and `latest` are the days it allows (inclusive), None where it sets no bound. `moments` holds one
    Moment for a plain date, two for an interval, and none for the rarer forms (201X, 2021-21, ../2019). `day` is the
    day if the text names one without doubt; `month` (year and month) and `year` those that hold all days it allows.
    `months` and `years` are all that hold some of these days, in order; empty where they are too many to tell anything.
    """

    text: str
    earliest: date | None = None
    latest: date | None = None
    moments: tuple[Moment, ...] = ()
    day: date | None = None
    months: tuple[tuple[int, int], ...] = ()
    years: tuple[int, ...] = ()

    @property
    def month(self) -> tuple[int, int] | None:
        return self.months[0] if len(self.months) == 1 else None

    @property
    def year(self) -> int | None:
        return self.years[0] if len(self.years) == 1 else None


@cache
def read(text: str) -> EdtfDate:
    """The date in an EDTF text; raises ValueError where it is none."""
    if text == UNKNOWN:
        return EdtfDate(text)
    parts = text.split("/")
    found = [MOMENT.match(part) for part in parts]
    if len(parts) > 2 or any(match is None or (match[2] and int(match[2]) in NOT_MONTHS) for match in found):
        return _read_rare(text)
    moments = tuple(_moment(match) for match in found if match)
    earliest, latest = _first_day(moments[0]), _last_day(moments[-1])
    if earliest > latest:
        raise ValueError(text)
    return _made(text, earliest, latest, moments)


def stamp(text: str) -> str:
    """The day or moment in a text as RFC 3339 writes it; nothing where it says neither, or no time zone."""
    try:
        if len(text) == len("2021-08-18"):
            return date.fromisoformat(text).isoformat()
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return moment.isoformat(timespec="seconds") if moment.tzinfo else ""


def _made(text: str, earliest: date | None, latest: date | None, moments: tuple[Moment, ...] = ()) -> EdtfDate:
    day, months, years = None, range(0), range(0)
    if earliest and latest:
        months = range(earliest.year * 12 + earliest.month - 1, latest.year * 12 + latest.month)
        years = range(earliest.year, latest.year + 1)
    if len(moments) == 1 and moments[0].day and not moments[0].approximate and not moments[0].uncertain:
        day = earliest
    return EdtfDate(
        text,
        earliest,
        latest,
        moments,
        day,
        tuple((month // 12, month % 12 + 1) for month in months) if len(months) <= MOST_MONTHS else (),
        tuple(years) if len(years) <= MOST_YEARS else (),
    )


def _moment(match: re.Match[str]) -> Moment:
    year = int(match[1])
    month, day = (int(part) if part else None for part in (match[2], match[3]))
    approximate, uncertain = QUALIFIERS[match[4]]
    date(year, 1 if month is None else month, 1 if day is None else day)
    return Moment(year, month, day, approximate, uncertain)


def _first_day(moment: Moment) -> date:
    return date(moment.year, moment.month or 1, moment.day or 1)


def _last_day(moment: Moment) -> date:
    if moment.day:
        return _first_day(moment)
    month = moment.month or 12
    if month == 12:
        return date(moment.year, 12, 31)
    return date(moment.year, month + 1, 1) - timedelta(days=1)


def _read_rare(text: str) -> EdtfDate:
    from edtf import parse_edtf  # builds its grammar on import: slow, and most archives never need it
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(text)
    except (EDTFParseException, ValueError) as error:
        raise ValueError(text) from error
    return _made(text, _bound(parsed.lower_strict), _bound(parsed.upper_strict))


def _bound(bound: Callable[[], Any]) -> date | None:
    try:
        moment = bound()
        return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
    except (
        AttributeError,
        ValueError,
    ):  # an open end, a year no calendar has, a form the package reads but cannot bound
        return None
