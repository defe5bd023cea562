"""All clues of a page weighed together: one date for all of its stories, as vague as they leave it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from generator.importer.dating.clue import Clue, Days, Odds, Passage, every_day, one_a_month
from generator.importer.dating.days import day_clues
from generator.importer.dating.feasts import FEAST, feast_clues
from generator.importer.dating.landmarks import landmark_clues
from generator.importer.dating.years import year_clues
from generator.importer.page import DateEvidence

SPEAKS_OF_TIME = re.compile("[年月节夕旦]|[0-9]{4}|暑|寒|春|秋|冬|考|两会|中全会|大精神|[十]大")
NEWS = re.compile("今年|去年|明年|日前|近日|目前|最近|昨[日天]|本报讯|记者|月[0-9]{1,2}日[电讯]")
TEMPER = 0.75  # clues of one page are not independent of each other
EARLIEST = 1840
LATER = 40  # years after the last one named that are thought possible at all
MOST_YEARS = 10  # that are looked at day by day
SURE, LIKELY = 0.97, 0.88  # share of the odds that a date without, and with ~ must hold
WORST = -5.0  # a story may exclude a day no further: what it names could be read wrongly
IN_FEATURES = 0.6  # weight of what is near in stories that do not speak as news does
LONGEST = 3  # months that an interval may name


@dataclass(frozen=True, slots=True)
class Told:
    """What a page's text tells of its date: EDTF, "XXXX" where too little; its evidence, the weightiest first."""

    date: str
    evidence: tuple[DateEvidence, ...]


def tell_date(passages: Iterable[Passage]) -> Told:
    """The date on which all passages of a page agree best."""
    passages = list(passages)
    news = {passage.story for passage in passages if NEWS.search(passage.text)}
    clues = list(_different(clue for passage in passages for clue in clues_of(passage)))
    clues = [clue if clue.story in news else replace(clue, weight=IN_FEATURES) for clue in clues]
    years = {clue.year for clue in clues if clue.year}
    if not years:
        return Told("XXXX", tuple(clue.evidence for clue in clues))
    possible, left = _possible_years(clues, years)
    days = every_day(possible)
    odds = TEMPER * _together(clues, days)
    share = np.exp(odds - odds.max())
    share *= (1 - left) / share.sum()
    date, answer = _as_edtf(days, share)
    return Told(date, _weighted(clues, days, share, answer))


def clues_of(passage: Passage) -> Iterator[Clue]:
    """All clues in one passage."""
    if SPEAKS_OF_TIME.search(passage.text):
        taken: list[tuple[int, int]] = []
        yield from day_clues(passage, taken)
        yield from year_clues(passage, taken)
        yield from feast_clues(passage)
        yield from landmark_clues(passage)


def _different(clues: Iterable[Clue]) -> Iterable[Clue]:
    return {clue.key: clue for clue in reversed(list(clues))}.values()


def _possible_years(clues: Sequence[Clue], named: set[int]) -> tuple[list[int], float]:
    """The years worth looking at day by day, and the share of the odds that all others have."""
    first, last = max(min(named) - 2, EARLIEST), max(named) + LATER
    days = one_a_month(range(first, last))
    odds = TEMPER * _together([clue for clue in clues if clue.tells_years], days).reshape(-1, 12)
    share = np.exp(odds - odds.max()).sum(axis=1)
    share /= share.sum()
    best = np.sort(np.argsort(-share, kind="stable")[:MOST_YEARS])
    return [first + int(at) for at in best], float(1 - share[best].sum())


def _together(clues: Iterable[Clue], days: Days) -> Odds:
    """The log odds of all clues: every bound, and of what is near in one pool of a story the best on each day."""
    bounds: dict[int, Odds] = {}
    best: dict[tuple[int, str], Odds] = {}
    for clue in clues:
        if clue.bound:
            bounds[clue.story] = bounds.get(clue.story, 0.0) + clue.bound(days)
        if clue.near:
            place, near = (clue.story, clue.pool), clue.weight * clue.near(days)
            best[place] = np.maximum(best[place], near) if place in best else near
    feasts = Counter(pool for _, pool in best if pool.startswith(FEAST))
    total = np.zeros(len(days.ordinal))
    for bound in bounds.values():
        total += np.maximum(bound, WORST)
    for (_, pool), near in best.items():
        total += near / math.sqrt(feasts[pool] or 1)  # that all stories speak of one feast is one fact more than many
    return total


def _as_edtf(days: Days, share: np.ndarray) -> tuple[str, np.ndarray]:
    """The closest date that holds enough of the odds, and which days it holds."""
    months = days.year * 12 + days.month - 1
    first, by_month = int(months[0]), np.bincount(months - months[0], share)
    best = int(by_month.argmax())
    if by_month[best] >= LIKELY:
        mark = "" if by_month[best] >= SURE else "~"
        return f"{_month(first + best)}{mark}", months == first + best
    for length in range(2, LONGEST + 1):
        held = np.convolve(by_month, np.ones(length), "valid")
        start = int(held.argmax())
        if held[start] >= LIKELY:
            chosen = (months >= first + start) & (months < first + start + length)
            return f"{_month(first + start)}/{_month(first + start + length - 1)}", chosen
    return _years_as_edtf(days, share)


def _years_as_edtf(days: Days, share: np.ndarray) -> tuple[str, np.ndarray]:
    first, by_year = int(days.year[0]), np.bincount(days.year - days.year[0], share)
    best = int(by_year.argmax())
    if by_year[best] >= LIKELY:
        return f"{first + best}{'' if by_year[best] >= SURE else '~'}", days.year == first + best
    if len(by_year) > 1:
        pairs = by_year[:-1] + by_year[1:]
        start = int(pairs.argmax())
        if pairs[start] >= LIKELY:
            chosen = (days.year == first + start) | (days.year == first + start + 1)
            return f"{first + start}/{first + start + 1}", chosen
    return "XXXX", np.ones(len(share), dtype=bool)


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _weighted(clues: Sequence[Clue], days: Days, share: np.ndarray, answer: np.ndarray) -> tuple[DateEvidence, ...]:
    """Each clue's evidence with the odds it gives the days of the answer over the rest of the days."""
    inside = share * answer / (share * answer).sum()
    weighted = []
    for clue in clues:
        odds = sum((part(days) for part in (clue.bound, clue.near) if part), start=np.zeros(len(days.ordinal)))
        weight = 0.0 if answer.all() else float(odds @ inside - odds[~answer].mean())
        weighted.append(replace(clue.evidence, weight=round(weight, 1)))
    return tuple(sorted(weighted, key=lambda one: (-abs(one.weight), one.line, one.text)))
