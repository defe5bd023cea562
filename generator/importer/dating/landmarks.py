"""What everybody knows the year of: five-year plans, great anniversaries, congresses, the animal of a year."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from generator.importer.dating import lags
from generator.importer.dating.clue import Clue, Days, Odds, Passage
from generator.importer.dating.tense import around
from generator.importer.lunar_calendar import BRANCHES, STEMS
from generator.importer.page import DateEvidence
from generator.importer.page_name import number_of

BEGINNINGS = {  # the year that anniversaries count from
    "(?:中国共产党成立|中国共产党建党|建党|党的生日|党成立)": 1921,
    "(?:中华人民共和国成立|新中国成立|新中国|共和国成立|建国|国庆)": 1949,
    "(?:中国人民解放军建军|人民解放军建军|建军|南昌起义)": 1927,
    "(?:抗日战争胜利|抗战胜利|世界反法西斯战争胜利)": 1945,
    "(?:抗美援朝出国作战|抗美援朝)": 1950,
    "改革开放": 1978,
    "五四运动": 1919,
    "辛亥革命": 1911,
    "(?:红军)?长征胜利": 1936,
    "香港回归(?:祖国)?": 1997,
    "澳门回归(?:祖国)?": 1999,
    "(?:全国总工会成立|中华全国总工会成立|全总成立)": 1925,
    "共青团(?:成立|建团)|中国共青团成立|建团": 1922,
}
ANNIVERSARY = re.compile(
    rf"(?P<what>{'|'.join(f'(?P<y{year}>{what})' for what, year in BEGINNINGS.items())})"
    r"[“\"]?\s*(?P<count>[0-9]{2,3}|[一二三四五六七八九十百]{1,5})\s*(?:周年|年大庆)"
)
PLAN = re.compile(
    r"[“\"](?P<number>十[一二三四五]|[七八九])五[”\"](?P<behind>(?:的|规划)?(?:开局|首|第一|收官|最后一|末|决胜)[之年]{0,2}年?)?"
)
PLAN_BARE = re.compile(
    r"(?<![0-9一二三四五六七八九十])(?P<number>十[一二三四五])五(?=规划|时期|期间|末|开局|收官)(?P<behind>开局之年|收官之年)?"
)
PLAN_NUMBERS = {"七": 7, "八": 8, "九": 9, "十一": 11, "十二": 12, "十三": 13, "十四": 14, "十五": 15}
# First days of congresses and plenary sessions, as the public record has them.
PARTY = {
    12: (1982, 9, 1),
    13: (1987, 10, 25),
    14: (1992, 10, 12),
    15: (1997, 9, 12),
    16: (2002, 11, 8),
    17: (2007, 10, 15),
    18: (2012, 11, 8),
    19: (2017, 10, 18),
    20: (2022, 10, 16),
}
UNIONS = {14: (2003, 9, 22), 15: (2008, 10, 17), 16: (2013, 10, 18), 17: (2018, 10, 22), 18: (2023, 10, 9)}
PLENARY = {
    (18, 3): (2013, 11, 9),
    (18, 4): (2014, 10, 20),
    (18, 5): (2015, 10, 26),
    (18, 6): (2016, 10, 24),
    (19, 2): (2018, 1, 18),
    (19, 3): (2018, 2, 26),
    (19, 4): (2019, 10, 28),
    (19, 5): (2020, 10, 26),
    (19, 6): (2021, 11, 8),
    (20, 2): (2023, 2, 26),
    (20, 3): (2024, 7, 15),
    (20, 4): (2025, 10, 20),
}
_N = "[一二三四五六七八九十]{1,3}"
CONGRESS = re.compile(
    rf"(?P<union>(?:中国)?工会(?:第)?(?P<union_number>{_N})(?:大|次全国代表大会))"
    rf"|(?P<plenary>(?:党的)?(?P<of>{_N})届(?P<session>[一二三四五六七])中全会)"
    rf"|(?P<people>(?:第)?(?P<npc>{_N})届(?:全国人大|全国人民代表大会|全国政协)(?P<npc_session>[一二三四五])次会议)"
    rf"|(?P<party>党的(?P<party_number>{_N})大|中国共产党第(?P<party_long>{_N})次全国代表大会)"
)
MOST_YEARS = 150  # of an anniversary
ANIMALS = "鼠牛虎兔龙蛇马羊猴鸡狗猪"
ANIMAL_YEAR = re.compile(
    rf"(?<![属本])([{ANIMALS}])年(?=春节|新春|大吉|正月|除夕|元宵|初一|贺岁|到|将至|来临|吉祥|第一|开[工市门])"
    rf"|(?:农历|喜迎|迎)([{ANIMALS}])年"
)
STEM_BRANCH = re.compile("(?:农历)?([甲乙丙丁戊己庚辛壬癸])([子丑寅卯辰巳午未申酉戌亥])年")
# What no text lacks that the patterns match; ten times as quick to look for.
ANIMAL_SIGN, BRANCH_SIGN = re.compile(f"[{ANIMALS}]年"), re.compile("[子丑寅卯辰巳午未申酉戌亥]年")
SIGNS = "周庆五党工届子丑寅卯辰巳午未申酉戌亥" + ANIMALS  # one of them has every text that has any clue
PLAN_SIGN = re.compile("五(?:规划|时期|期间|末|开局|收官)")
CONGRESS_SIGN = re.compile("次全国代表大会|次会议|中全会|[一二三四五六七八九十]大")
COMING = re.compile(r"(?:喜迎|迎接|迎|筹备|即将召开的)[“\"]?\s*\Z")


def landmark_clues(passage: Passage) -> Iterator[Clue]:
    """The clues of all landmarks in a passage."""
    text = passage.text
    if "周年" in text or "大庆" in text:
        for found in ANNIVERSARY.finditer(text):
            yield from _anniversary(found, passage)
    if "年" in text and ANIMAL_SIGN.search(text):
        yield from (_animal(found, passage) for found in ANIMAL_YEAR.finditer(text))
    if "年" in text and BRANCH_SIGN.search(text):
        for found in STEM_BRANCH.finditer(text):
            yield from _stem_branch(found, passage)
    if "五" in text:
        yield from (_plan(found, passage) for found in PLAN.finditer(text))
    if "五" in text and PLAN_SIGN.search(text):
        yield from (_plan(found, passage) for found in PLAN_BARE.finditer(text))
    if ("党" in text or "工会" in text or "届" in text) and CONGRESS_SIGN.search(text):
        for found in CONGRESS.finditer(text):
            yield from _congress(found, passage)


def _anniversary(found: re.Match[str], passage: Passage) -> Iterator[Clue]:
    start = next(int(name[1:]) for name, value in found.groupdict().items() if name[:1] == "y" and value)
    count = found["count"]
    years = int(count) if count.isdecimal() else number_of(count)
    if 0 < years <= MOST_YEARS:
        near = _by_year({start + years - 1: -1.0, start + years: 0.0, start + years + 1: -2.0}, -4.0)
        yield _clue("周年", f"{start + years}年前后", found, passage, None, near, start + years)


def _plan(found: re.Match[str], passage: Passage) -> Clue:
    """A five-year plan: its first year, its last, or any of them; it is spoken of before and after too."""
    first = 1981 + (PLAN_NUMBERS[found["number"]] - 6) * 5
    name, behind = f"“{found['number']}五”", found["behind"] or ""
    if re.search("开局|首年|第一年", behind):
        near = _by_year({first - 1: -1.5, first: 0.0, first + 1: -2.0}, -4.0)
        return _clue("规划", f"{first}年是{name}头一年", found, passage, None, near, first)
    if re.search("收官|最后|末年|决胜", behind):
        near = _by_year({first + 3: -1.5, first + 4: 0.0, first + 5: -1.5}, -4.0)
        return _clue("规划", f"{first + 4}年是{name}末一年", found, passage, None, near, first + 4)
    within = dict.fromkeys(range(first, first + 5), 0.0)
    near = _by_year({first - 2: -2.0, first - 1: -0.7, **within, first + 5: -0.7, first + 6: -1.6}, -3.0)
    return _clue("规划", f"{name}是{first}到{first + 4}年", found, passage, None, near, first)


def _congress(found: re.Match[str], passage: Passage) -> Iterator[Clue]:
    held = _held(found)
    if not held:
        return
    day, words = datetime.date(*held).toordinal(), f"{held[0]}年{held[1]}月"
    before, _ = around(passage.text, *found.span())
    if COMING.search(before):
        yield _clue("会议", f"{words}的会还没有开", found, passage, None, partial(_ahead, day), held[0])
    else:
        share = 0.35 if found["party"] else 0.75  # a party congress is spoken of for years
        near = partial(_years_after, day, share)
        yield _clue("会议", f"{words}的会已经开了", found, passage, partial(_not_before, day), near, held[0])


def _ahead(day: int, days: Days) -> Odds:
    return lags.LONG_AHEAD(lags.until([day], days.ordinal))


def _not_before(day: int, days: Days) -> Odds:
    return np.where(days.ordinal < day - 3, -6.0, 0.0)


def _years_after(day: int, share: float, days: Days) -> Odds:
    """In `share` of cases less and less over the years, in the others at any time."""
    lag = days.ordinal - day
    odds = np.where(lag >= -3, 1.6 - np.maximum(lag, 0) / 250, -3.0)
    return np.asarray(np.log(share * np.exp(odds) + 1 - share))


def _held(found: re.Match[str]) -> tuple[int, int, int] | None:
    """The first day of the congress or session."""
    if found["union"]:
        return UNIONS.get(number_of(found["union_number"]))
    if found["plenary"]:
        return PLENARY.get((number_of(found["of"]), number_of(found["session"])))
    if found["people"]:
        # Since the sixth of 1983 every one sits five years and meets in March.
        number = number_of(found["npc"])
        return (1983 + 5 * (number - 6) + number_of(found["npc_session"]) - 1, 3, 3) if 6 <= number <= 20 else None
    return PARTY.get(number_of(found["party_number"] or found["party_long"]))


def _stem_branch(found: re.Match[str], passage: Passage) -> Iterator[Clue]:
    matches = [n for n in range(60) if STEMS[n % 10] == found[1] and BRANCHES[n % 12] == found[2]]
    if matches:
        cycle = (4 + matches[0]) % 60  # the year 4 was 甲子
        yield _clue("年号", f"{found[1]}{found[2]}年六十年一回", found, passage, None, _every(60, cycle, -4.5))


def _animal(found: re.Match[str], passage: Passage) -> Clue:
    animal = found[1] or found[2]
    return _clue(
        "年号", f"{animal}年十二年一回", found, passage, None, _every(12, (4 + ANIMALS.index(animal)) % 12, -2.5)
    )


def _every(cycle: int, remainder: int, other: float) -> Callable[[Days], Odds]:
    """The lunar year begins in January or February, and is spoken of before."""

    def odds(days: Days) -> Odds:
        now, next_one = days.year % cycle == remainder, (days.year + 1) % cycle == remainder
        return np.where(now, 0.0, np.where(next_one & (days.month >= 11), -0.7, other))

    return odds


def _by_year(table: dict[int, float], other: float) -> Callable[[Days], Odds]:
    def odds(days: Days) -> Odds:
        result = np.full(len(days.year), other)
        for year, value in table.items():
            result[days.year == year] = value
        return result

    return odds


def _clue(
    kind: str,
    says: str,
    found: re.Match[str],
    passage: Passage,
    bound: Callable[[Days], Odds] | None,
    near: Callable[[Days], Odds] | None,
    year: int | None = None,
) -> Clue:
    evidence = DateEvidence(kind, found[0], passage.line_at(found.start()), says)
    return Clue(evidence, passage.story, f"{kind} {says}", bound, near, year=year)
