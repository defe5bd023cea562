"""What feasts, solar terms and seasons tell: 清明将至, 春节刚过, 国庆期间, 正月初六, 高考."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import accumulate
from typing import TypeAlias

import ahocorasick_rs
import numpy as np

from generator.importer.dating import lags
from generator.importer.dating.clue import Clue, Days, Odds, Passage, matches
from generator.importer.dating.feast_days import NAMES, SEASONS, TERMS, lunar_span, spans
from generator.importer.dating.tense import Tense, among_others, around, tense, this_year
from generator.importer.page import DateEvidence
from generator.importer.page_name import number_of

When: TypeAlias = str | tuple[int, int]  # the name of a feast, a solar term or a season; a lunar month and day
WEATHER = frozenset({"雨水", "大雪", "小雪", "谷雨", "小满", "清明", "大寒", "白露"})  # solar terms that are words too
FEAST = "feast"  # how the pools of feasts are named
IN_SEASON, OF_THIS_YEAR, OF_ANY_YEAR = 0.4, 0.75, 0.4  # how often a feast that is only named is the page's own
AFTERGLOW = 5  # days for which a feast is still spoken of as now, as in lags.DURING
REMEMBERED = 48  # arrays of a day each, of about two thousand days
_ALL = sorted((*NAMES, *TERMS), key=len, reverse=True)
NAMED = re.compile(rf"(?P<name>{'|'.join(_ALL)})[”\"]?")
_NAMES = ahocorasick_rs.AhoCorasick(_ALL, ahocorasick_rs.MatchKind.LeftmostLongest)
_DAY = "初[一二三四五六七八九十]|十[一二三四五六七八九]|廿[一二三四五六七八九]|二十[一二三四五六七八九]?|三十"
LUNAR_DAY = re.compile(rf"(?:农历)?(?P<month>正月|腊月|大年)(?P<day>{_DAY})")
LUNAR_SIGNS = "初十廿二三"  # one of them has every text that LUNAR_DAY matches
_LONG = "(?:节|佳节|假期|小长假|长假|黄金周)?"  # 国庆, 国庆节, 国庆长假
APPROACHES = re.compile(
    rf"{_LONG}(?:将[至近]|来临|即将(?:来临|到来)|前[夕夜]|前(?!后)|在即|临近|到来|快到了|脚步[渐越日]|(?:越来越|渐)近)"
)
NEARING = re.compile(
    r"(?:临近|迎接?|喜迎|将近|即将(?:到来|来临)的|随着|值此|备战|距|备考|恭贺|欢度|欢庆|共[迎庆贺]|庆[祝贺]?)[“\"]?\s*\Z"
)
OVER = re.compile(rf"{_LONG}(?:刚过|刚刚过去|已过|过[后完]|结束|后(?!勤|盾|台|方|备)|以来|落下帷幕|收官|上班|复工)")
ON = re.compile(rf"{_LONG}(?:期间|当[天日晚]|这一?天|里|长假|假期|之夜|夜|上午|下午|晚上|清晨|第[一二三四五六七]天)")
OF_A_YEAR = re.compile(r"[0-9]年的?\s*\Z")
TERM_ONLY = re.compile("节气|时节|前后|将至|刚过|当天|过后|当日|小长假|假期|祭扫|节")


def named_in(texts: Sequence[str]) -> list[list[int]]:
    """Where feasts, solar terms and seasons are named in each of some texts."""
    ends = list(accumulate(len(text) + 1 for text in texts))
    named: list[list[int]] = [[] for _ in texts]
    for _, start, _ in _NAMES.find_matches_as_indexes("\n".join(texts)):
        number = bisect_right(ends, start)
        named[number].append(start - (ends[number - 1] if number else 0))
    return named


def feast_clues(passage: Passage, named: Sequence[int]) -> Iterator[Clue]:
    """The clues of all feasts that are spoken of as this year's; `named`: where one is named, as `named_in` tells."""
    for found in LUNAR_DAY.finditer(passage.text) if _names_lunar_month(passage.text) else ():
        number = number_of(found["day"])
        last_month = found["month"] == "腊月" or (found["month"] == "大年" and number == 30)
        day = (12 if last_month else 1, number)
        yield from _clue(found, passage, found[0], day)
    for found in matches(NAMED, passage.text, named):
        name = found["name"]
        after = passage.text[found.end() : found.end() + 6]
        if name in WEATHER and not TERM_ONLY.match(after):
            continue
        yield from _clue(found, passage, name, name)


def _names_lunar_month(text: str) -> bool:
    return "正月" in text or "腊月" in text or "大年" in text


def _clue(found: re.Match[str], passage: Passage, name: str, when: When) -> Iterator[Clue]:
    before, after = around(passage.text, *found.span())
    if tense(before, after) in (Tense.EVERY, Tense.OTHER) or OF_A_YEAR.search(before):
        return
    if among_others(before, after):
        return
    near, says = _phase(name, before, after, when)
    evidence = DateEvidence("节日节气", found[0], passage.line_at(found.start()), says)
    yield Clue(evidence, passage.story, f"{FEAST} {NAMES.get(name, name)}", None, near)


def _phase(name: str, before: str, after: str, when: When) -> tuple[Callable[[Days], Odds], str]:
    """The odds of days by how a feast is spoken of, and that in words."""
    seasonal = NAMES.get(name) in SEASONS
    if not seasonal and ON.match(after):
        return _near(_during, when), f"在{name}期间或刚过"
    if not seasonal and (APPROACHES.match(after) or NEARING.search(before)):
        return _near(_approaching, when), f"在{name}以前不久"
    if not seasonal and OVER.match(after):
        return _near(_over, when), f"在{name}以后不久"
    if not isinstance(when, str):
        return _near(_told, when), f"在{name}以后，多半不久"
    if seasonal:
        return _near(_in_season, when), f"说到{name}，多半就在那时节"
    own = this_year(before) or before.endswith(("这个", "这次"))
    return _near(_of_this_year if own else _of_any_year, when), f"在{name}前后"


@lru_cache(maxsize=1000)  # the same for all clues that say the same
def _near(phase: Callable[[When, Days], Odds], when: When) -> Callable[[Days], Odds]:
    return partial(phase, when)


# The odds of days, each found once for all clues that say the same, also of several pages.


@lru_cache(maxsize=REMEMBERED)
def _during(when: When, days: Days) -> Odds:
    """On its days, each as likely as the other, or soon after."""
    begins, ends = _anchors(when, days.years)
    length = ends[0] - begins[0] + 1
    within = lags.since(begins, days.ordinal) < lags.since([end + 1 for end in ends], days.ordinal)
    lag = np.where(within, 0, lags.since(ends, days.ordinal))
    return lags.DURING(lag) + np.where(lag < 4 * AFTERGLOW, np.log(AFTERGLOW / (AFTERGLOW + length - 1)), 0.0)


@lru_cache(maxsize=REMEMBERED)
def _approaching(when: When, days: Days) -> Odds:
    begins, _ = _anchors(when, days.years)
    return lags.APPROACHING(lags.until([first - 1 for first in begins], days.ordinal))


def _over(when: When, days: Days) -> Odds:
    return lags.PAST_FEAST(lags.since(_anchors(when, days.years)[0], days.ordinal))


def _told(when: When, days: Days) -> Odds:
    return lags.NEWS(lags.since(_anchors(when, days.years)[0], days.ordinal))


@lru_cache(maxsize=REMEMBERED)
def _in_season(when: When, days: Days) -> Odds:
    return _mixed(np.exp(_during(when, days)), IN_SEASON)


@lru_cache(maxsize=REMEMBERED)
def _of_this_year(when: When, days: Days) -> Odds:
    return _mixed(_before_or_during(when, days), OF_THIS_YEAR)


@lru_cache(maxsize=REMEMBERED)
def _of_any_year(when: When, days: Days) -> Odds:
    return _mixed(_before_or_during(when, days), OF_ANY_YEAR)


def _before_or_during(when: When, days: Days) -> np.ndarray:
    """How many times as likely as a day drawn at random."""
    return np.asarray((np.exp(_approaching(when, days)) + np.exp(_during(when, days))) / 2)


def _mixed(times: np.ndarray, share: float) -> Odds:
    """Odds that hold only in a share of cases; in the others the feast tells nothing."""
    return np.asarray(np.log(share * times + (1 - share)))


@lru_cache(maxsize=1000)
def _anchors(when: When, years: tuple[int, ...]) -> tuple[Sequence[int], Sequence[int]]:
    """The ordinals of its first days in some years, and of its last ones."""
    found = [spans(when, year) if isinstance(when, str) else lunar_span(when, when, year) for year in years]
    return sorted(first for first, _ in found), sorted(last for _, last in found)
