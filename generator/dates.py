"""EDTF dates read once: what they say of year, month and day, and the span of days they allow. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

UNKNOWN = "XXXX"
STAMP = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?\Z", re.ASCII)
MOMENT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)\Z", re.ASCII)
NOT_MONTHS = range(21, 42)  # EDTF numbers seasons, quarters and the like as if they were months
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
    """

    text: str
    earliest: date | None = None
    latest: date | None = None
    moments: tuple[Moment, ...] = ()
    day: date | None = None
    month: tuple[int, int] | None = None
    year: int | None = None


def stamp(text: str) -> datetime | None:
    """When something was changed, from a day or a time with its zone; None for any other text."""
    try:
        return datetime.fromisoformat(text) if STAMP.match(text) else None
    except ValueError:
        return None


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


def _made(text: str, earliest: date | None, latest: date | None, moments: tuple[Moment, ...] = ()) -> EdtfDate:
    day, month, year = None, None, None
    if earliest and latest and earliest.year == latest.year:
        year = earliest.year
        if earliest.month == latest.month:
            month = (earliest.year, earliest.month)
    if len(moments) == 1 and moments[0].day and not moments[0].approximate and not moments[0].uncertain:
        day = earliest
    return EdtfDate(text, earliest, latest, moments, day, month, year)


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
