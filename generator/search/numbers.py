"""Numbers for articles: ascending with the date, with room between them, decided by dates and ids alone.

Lists of numbers make up most of the index, and an article added in the midst must not renumber the others. So a number
is a moment in time: the day, and a digest of the id for where in the stretch up to the next issue it falls. Articles of
no certain year stand before all others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from generator import dates
from generator.article import Article

ROOM = Fraction(3, 2)  # numbers for each article, at least
STEP = Fraction(5, 4)  # by which the density changes as the archive grows: seldom, as it renumbers all
LONGEST = 31  # days over which the articles of one issue may be spread


@dataclass(frozen=True, slots=True)
class Numbered:
    """Articles in the order of their numbers; all numbers are below `universe`, a power of two."""

    articles: tuple[Article, ...]
    numbers: tuple[int, ...]
    universe: int


def number(articles: Iterable[Article]) -> Numbered:
    """Gives each article its number."""
    undated: list[Article] = []
    days: dict[int, list[Article]] = {}
    for article in articles:
        when = dates.read(article.date)
        if when.year is None or when.earliest is None:
            undated.append(article)
        else:
            days.setdefault(when.earliest.toordinal(), []).append(article)
    start = _power(2 * len(undated)) if undated else 0
    placed = list(_placed(undated, 0, start))
    placed += _dated(days, max(start, placed[-1][0] + 1 if placed else 0))
    universe = _power(placed[-1][0] + 1 if placed else 1)
    return Numbered(tuple(article for _, article in placed), tuple(at for at, _ in placed), universe)


def _dated(days: dict[int, list[Article]], start: int) -> list[tuple[int, Article]]:
    """Numbers from `start`, which stands for the first of January of the first year."""
    if not days:
        return []
    ordered = sorted(days)
    first = date.fromordinal(ordered[0]).replace(month=1, day=1).toordinal()
    density = _density(sum(map(len, days.values())), ordered[-1] + 1 - first)
    placed: list[tuple[int, Article]] = []
    for day, following in pairwise([*ordered, ordered[-1] + 1]):
        low = start + int((day - first) * density)
        high = start + int((day + min(following - day, LONGEST) - first) * density)
        if placed:
            low = max(low, placed[-1][0] + 1)
        placed += _placed(days[day], low, high)
    return placed


def _density(count: int, span: int) -> Fraction:
    """Numbers a day: a power of STEP."""
    density = Fraction(1)
    while span * density < ROOM * count:
        density *= STEP
    while span * density >= STEP * ROOM * count:
        density /= STEP
    return density


def _placed(articles: Sequence[Article], low: int, high: int) -> Iterator[tuple[int, Article]]:
    """Spreads articles over [low, high) by a digest of their ids; beyond where there are too many."""
    at = low
    for digest, article in sorted(((_digest(one.id), one) for one in articles), key=_by_digest):
        at = max(at, low + (digest * max(high - low, 0) >> 32))
        yield at, article
        at += 1


def _digest(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest(), "big")


def _power(least: int) -> int:
    return 1 << max(least - 1, 0).bit_length()


def _by_digest(pair: tuple[int, Article]) -> tuple[int, str]:
    return pair[0], pair[1].id
