"""All clues of a page weighed together: one date for all of its stories, as vague as they leave it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from generator.importer.dating import feasts, landmarks, moments, years
from generator.importer.dating.clue import Clue, Days, Odds, Passage, Taken, every_day, one_a_month
from generator.importer.dating.days import day_clues
from generator.importer.dating.feasts import FEAST, feast_clues, named_in
from generator.importer.dating.landmarks import landmark_clues
from generator.importer.dating.years import YEARS, year_clues
from generator.importer.line_signs import LineSigns
from generator.importer.page import DateEvidence

NEWS = re.compile("今年|去年|明年|日前|近日|目前|最近|昨[日天]|本报讯|记者|月[0-9]{1,2}日[电讯]")
TEMPER = 0.75  # weight of each of many stories' clues, which are not independent of each other; a single one's is 1
LATER = 40  # years after the last one named that are thought possible at all
MOST_YEARS = 6  # that are looked at day by day
SURE, LIKELY = 0.96, 0.88  # share of the odds that a date without, and with ~ must hold
NEARLY_ALL = 0.92  # share of an interval's odds that a shorter one must hold to be taken for it
WORST = -5.0  # a story may exclude a day no further: what it names could be read wrongly
IN_FEATURES = 0.6  # weight of the years named in stories that do not speak as news does
LONGEST = 3  # months that an interval may name
MOMENT, YEAR_BEGINS, YEAR_GOES_ON, LUNAR_DAY, LANDMARK = (1 << bit for bit in range(5))
SIGNS = LineSigns(
    {
        MOMENT: moments.SIGNS,
        YEAR_BEGINS: years.BEGINS,
        YEAR_GOES_ON: years.GOES_ON,
        LUNAR_DAY: feasts.LUNAR_SIGNS,
        LANDMARK: landmarks.SIGNS,
    }
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a page's text tells of its date: EDTF, "XXXX" where too little; its evidence, the weightiest first."""

    date: str
    evidence: tuple[DateEvidence, ...]


def tell_date(passages: Iterable[Passage], explain: bool = True) -> Told:
    """The date on which all passages of a page agree best. Without `explain` its evidence is left out."""
    passages = list(passages)
    clues = list(_different(_clues(passages)))
    naming = {clue.story for clue in clues if clue.pool == YEARS}
    features = naming - {one.story for one in passages if one.story in naming and NEWS.search(one.text)}
    clues = [
        replace(clue, weight=IN_FEATURES) if clue.pool == YEARS and clue.story in features else clue for clue in clues
    ]
    if not any(clue.year for clue in clues):
        return Told("XXXX", tuple(clue.evidence for clue in clues))
    months = _Odds(one_a_month(_range(clues)))
    possible, left = _possible_years(clues, months)
    days = _Odds(every_day(possible))
    odds = _together(clues, days)
    share = np.exp(odds - odds.max())
    share *= (1 - left) / share.sum()
    date, answer = _as_edtf(days.days, share)
    return Told(date, _weighted(clues, days, months, share, answer) if explain else ())


class _Odds:
    """The odds of clues on some days, each found once."""

    def __init__(self, days: Days) -> None:
        self.days = days
        self._found: dict[Callable[[Days], Odds], Odds] = {}

    def of(self, part: Callable[[Days], Odds]) -> Odds:
        """Those of a clue's bound, or of what is near to it."""
        if part not in self._found:
            self._found[part] = part(self.days)
        return self._found[part]


def _clues(passages: Sequence[Passage]) -> Iterator[Clue]:
    """All clues in some passages, each of them searched for what its signs say may stand there."""
    texts = [passage.text for passage in passages]
    for passage, signs, named in zip(passages, SIGNS.of(texts), named_in(texts), strict=True):
        taken = Taken(passage.text)
        names_year = signs & YEAR_BEGINS and signs & YEAR_GOES_ON
        if names_year or signs & MOMENT:
            yield from day_clues(passage, taken)
        if names_year:
            yield from year_clues(passage, taken)
        if named or signs & LUNAR_DAY:
            yield from feast_clues(passage, named)
        if signs & LANDMARK:
            yield from landmark_clues(passage)


def _different(clues: Iterable[Clue]) -> Iterable[Clue]:
    return {clue.key: clue for clue in reversed(list(clues))}.values()


def _possible_years(clues: Sequence[Clue], months: _Odds) -> tuple[tuple[int, ...], float]:
    """The years worth looking at day by day, and the share of the odds that all others have."""
    odds = _together([clue for clue in clues if clue.tells_years], months).reshape(-1, 12)
    share = np.exp(odds - odds.max()).sum(axis=1)
    share /= share.sum()
    best = np.sort(np.argsort(-share, kind="stable")[:MOST_YEARS])
    first = int(months.days.year[0])
    return tuple(first + int(at) for at in best), float(1 - share[best].sum())


def _range(clues: Iterable[Clue]) -> range:
    """All years that are thought possible."""
    named = {clue.year for clue in clues if clue.year}
    return range(min(named) - 2, max(named) + LATER)


def _together(clues: Iterable[Clue], odds: _Odds) -> Odds:
    """The log odds of all clues: every bound, and of what is near in one pool of a story the best on each day."""
    bounds: dict[int, Odds] = {}
    best: dict[tuple[int, str], Odds] = {}
    for clue in clues:
        if clue.bound:
            bounds[clue.story] = bounds.get(clue.story, 0.0) + odds.of(clue.bound)
        if clue.near:
            place, near = (clue.story, clue.pool), clue.weight * odds.of(clue.near)
            best[place] = np.maximum(best[place], near) if place in best else near
    feasts = Counter(pool for _, pool in best if pool.startswith(FEAST))
    total = np.zeros(len(odds.days.ordinal))
    for bound in bounds.values():
        total += np.maximum(bound, WORST)
    for (_, pool), near in best.items():
        total += near / math.sqrt(feasts[pool] or 1)  # that all stories speak of one feast is one fact more than many
    return total * (TEMPER + (1 - TEMPER) / max(len({story for story, _ in best}), 1))


def _as_edtf(days: Days, share: np.ndarray) -> tuple[str, np.ndarray]:
    """The closest date that holds enough of the odds, and which days it holds."""
    months = days.year * 12 + days.month - 1
    first, by_month = int(months[0]), np.bincount(months - months[0], share)
    held = {length: np.convolve(by_month, np.ones(length), "valid") for length in range(1, LONGEST + 1)}
    most = max(float(sums.max()) for sums in held.values() if len(sums))
    if most < LIKELY:
        return _years_as_edtf(days, share)
    length = next(length for length, sums in held.items() if sums.max() >= NEARLY_ALL * most)
    start = first + int(held[length].argmax())
    chosen = (months >= start) & (months < start + length)
    if length > 1:
        return f"{_month(start)}/{_month(start + length - 1)}", chosen
    return f"{_month(start)}{'' if held[1].max() >= SURE else '~'}", chosen


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


def _weighted(
    clues: Sequence[Clue], days: _Odds, months: _Odds, share: np.ndarray, answer: np.ndarray
) -> tuple[DateEvidence, ...]:
    """Each clue's evidence with the log odds that it gives the answer's days over a day drawn at random."""
    inside = share * answer / (share * answer).sum()
    weighted = []
    for clue in clues:
        drawn = _odds(clue, months if clue.tells_years else days)
        weight = 0.0 if answer.all() else float(_odds(clue, days) @ inside - np.log(np.exp(drawn).mean()))
        weighted.append(replace(clue.evidence, weight=round(weight, 1)))
    return tuple(sorted(weighted, key=lambda one: (-abs(one.weight), one.line, one.text)))


def _odds(clue: Clue, odds: _Odds) -> Odds:
    return sum((odds.of(part) for part in (clue.bound, clue.near) if part), start=np.zeros(len(odds.days.ordinal)))
