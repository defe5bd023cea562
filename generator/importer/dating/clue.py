"""What a piece of text says of when its page was printed, and the days it is asked about."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import numpy as np

from generator.importer.page import DateEvidence

EPOCH = datetime.date(1970, 1, 1).toordinal()  # from which numpy counts days
Odds: TypeAlias = np.ndarray  # log odds, one a day: 0 where a clue says nothing for or against


@dataclass(frozen=True, slots=True, eq=False)
class Days:
    """Days on which a page may have been printed, as parallel arrays in order of time; equal to itself alone."""

    ordinal: np.ndarray  # as of datetime.date.toordinal
    year: np.ndarray
    month: np.ndarray
    years: tuple[int, ...]  # theirs and those on both sides: what a day is near to may lie in the year before or after


@lru_cache(maxsize=64)
def every_day(years: tuple[int, ...]) -> Days:
    """All days of some years, which stand in order."""
    spans = [(datetime.date(year, 1, 1).toordinal(), datetime.date(year + 1, 1, 1).toordinal()) for year in years]
    return _days(np.concatenate([np.arange(*span) for span in spans]), years)


@lru_cache(maxsize=64)
def one_a_month(years: range) -> Days:
    """The fifteenth of each month, to tell years apart cheaply."""
    months = np.arange((years.start - 1970) * 12, (years.stop - 1970) * 12).astype("datetime64[M]")
    return _days(months.astype("datetime64[D]").astype(int) + 14 + EPOCH, years)


def _days(ordinals: np.ndarray, years: Iterable[int]) -> Days:
    dates = (ordinals - EPOCH).astype("datetime64[D]")
    months = dates.astype("datetime64[M]").astype(int)
    year = 1970 + months // 12
    around = sorted({one + more for one in years for more in (-1, 0, 1)})
    return Days(ordinals, year, months % 12 + 1, tuple(around))


class Passage(NamedTuple):
    """A paragraph or headline as it reads, in half-width signs. `line_at` gives the page's line of a character."""

    text: str
    story: int
    line_at: Callable[[int], int]
    lead: bool = False  # a story's first paragraph, where papers say when their news happened


def matches(pattern: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """pattern.finditer, where it is known in which places alone the pattern could begin."""
    end = 0
    for at in starts:
        if at >= end and (found := pattern.match(text, at)):
            end = found.end()
            yield found


class Taken:
    """Which characters of a text have been read as something, so that nothing is read twice."""

    def __init__(self, text: str) -> None:
        self._mask = bytearray(len(text))

    def free(self, start: int, end: int) -> bool:
        return not any(self._mask[start:end])

    def take(self, start: int, end: int) -> None:
        self._mask[start:end] = b"\1" * (end - start)


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing said of time.

    `bound` is what it excludes: every clue's counts. `near` is when it is usually said: of the clues of one story in
    one `pool` the best counts on each day, so that what a story tells in passing does not weigh against its news.
    """

    evidence: DateEvidence
    story: int
    pool: str
    bound: Callable[[Days], Odds] | None = None
    near: Callable[[Days], Odds] | None = None
    weight: float = 1.0  # of what is near
    year: int | None = None  # the year it names, if it names one

    @property
    def tells_years(self) -> bool:
        """Whether it weighs years against each other, not only the days of any year."""
        return self.year is not None or self.pool.startswith("年号")

    @property
    def key(self) -> tuple[int, str, str]:
        """Clues with the same key say the same and count once."""
        return self.story, self.pool, self.evidence.says
