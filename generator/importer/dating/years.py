"""Years that a text names: 2023年, 二〇二三年, 2023衢州市…大赛, 2018—2019赛季, 2021-2025年."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import numpy as np

from generator.importer.dating.clue import Clue, Days, Odds, Passage, Taken, matches
from generator.importer.dating.tense import around, coming, sentence, so_far
from generator.importer.page import DateEvidence
from generator.importer.page_name import number_of
from generator.personal_names import HAN

DIGITS = r"(?:18|19|20)[0-9]{2}|(?:一[八九]|二[〇零○])[〇零○一二三四五六七八九]{2}"
# The same without a choice that the first character does not decide: five times as quick to look for.
_YEAR = re.compile(
    "1[89][0-9]{2}|20[0-9]{2}|一[八九][〇零○一二三四五六七八九]{2}|二[〇零○][〇零○一二三四五六七八九]{2}"
)
BEGINS, GOES_ON = "12一二", "089八九〇零○"  # signs of which a text that names a year has one each
NAMED = re.compile(rf"(?<![0-9第])({DIGITS})\s*年(?!代|前的|的?历史|[来间]的)(?P<whole>度|全年|底|末|年底|年末)?")
_MEASURES = (
    "[元人个名家户位件台套只条株棵亩米公里千克吨度毫升号点分秒时次场块级届字页份集部期所座间张辆艘年月]|平方|立方|余|多"
)
BARE = re.compile(
    rf"(?<![0-9.,:/第号—–~-])((?:19[5-9]|20[0-9])[0-9])(?=[“\"《「]?[{HAN}])(?![余多几]?[万亿千百]?(?:{_MEASURES}))"
)
SPAN = re.compile(
    rf"(?<![0-9])({DIGITS})\s*年?\s*[-—–~至到]+\s*({DIGITS}|[0-9]{{2}}(?=学年|赛季|年度))\s*(年度|学年|赛季|年)?"
)
EVENT = re.compile(  # what is held once a year or so, and named by its year while it is news
    r"(?:度)?[^,。;!?、\s]{0,24}?(?:(?:马拉松|春晚|春运|黄金周|论坛|工作会议|推进会|动员会|总结会|表彰会|博览会|政府工作报告|民生实事|“?两会"
    r"|好声音|邀请赛|冠军赛|锦标赛|运动会|[大竞联比决]赛|(?:春节|元旦|国庆|中秋|新年)(?!前))"
    r"|(?:[^比参决]赛|[^季时关环章]节|(?<![工社协委学商机])会|展|杯|月|周|行动|活动|工程|项目|评选|征集|招聘|选拔)"
    r"(?=[”\"》]?(?:日前|近日|昨|今|于|在|将|启动|开[幕赛跑园]|举[行办]|召开|闭幕|落幕|收官|揭晓|圆满|正|上|[,。;]|\Z)))"
)
FAR_GAMES = re.compile(r".{0,6}?(?:冬?奥[运林]?|残奥|亚运|世界杯|世博|园博|进博|大运会|全运会|亚冬|青奥|军运)")
IS_NOW = re.compile(r"(?:是|正?值|恰逢|适逢|,?我们|,?我[省市县区国]将|以来|伊始|开年|新春|开局)")
RECENT = re.compile(
    r"日前|近日|昨[天日]|前[天日](?=[,，上下从])|今[天日](?=[,，上下从])|目前正|正在|刚刚|本[周月]|即日起"
)
PROGRAMME = re.compile(r"[^,，。]{0,8}(?:规划|计划|方案|纲要|行动)")
IN_FORCE = re.compile(r"起?(?:正式)?(?:施行|实施|执行|生效)")
OPENS = re.compile(
    r"(?:早在|自打|自从|自|从|始于|始建于|建于|创[办建立刊]于|[成设]立于|生于|于|毕业于|那是|回忆|记得|追溯到?|源于|[(（〔\[])\s*\Z"
)
LONG_AGO = re.compile(
    r"(?:起|以来|至今|开始|[春夏秋冬]天?[,，]|出生|生[,，。)]|成立|创[办建立刊]|始建|建[成校厂立]|参加工作|入[伍党职]|参军|毕业|退[休伍]|"
    r"考[入上]|前夕|那年|的?时候|[版届级)）》〕]|第.次修[正订]|修[正订])"
)


def _from_january(first: float, last: float, steady: int = 12) -> np.ndarray:
    """Log odds month by month, on their way from January to the month from which they stay."""
    return np.concatenate([np.linspace(first, last, steady), np.full(12 - steady, last)])


# Log odds that a page is printed so many years after the latest year that its story names, by the page's month: in
# January papers speak of the year that has just ended. January's are as counted in the People's Daily of January 1998
# (700 stories, the corpus tagged by Peking University), the other months' a judgement.
YEARS_AFTER: dict[str, tuple[float | np.ndarray, ...]] = {
    "年份": (_from_january(-0.85, 0.0, 8), _from_january(0.0, -1.0), -1.4, -2.2, -3.0, -3.1, -3.3),
    "那时的日子": (_from_january(-2.1, 0.0, 8), _from_january(0.0, -0.8), -1.9, -2.2, -2.7, -3.0, -3.4),
    "当年的事": (0.0, _from_january(-1.6, -2.2), -3.2, -4.2, -4.8, -5.2, -5.6),
    "眼前的事": (0.0, _from_january(-2.4, -4.0, 6), -5.2, -5.6, -6.2, -6.6, -7.0),
    "整年的数字": (np.array([-0.7, *[-2.0] * 9, -1.2, -0.5]), 0.0, _from_january(-0.6, -1.4), -3.2, -3.6, -3.8, -4.0),
}
PLANNED = (0.0, _from_january(-1.5, -0.2), -1.8, -2.2, -2.5, -2.7)  # so many years before the end of a plan
FALL = 0.15  # log odds that every further year costs
FARTHEST = 16  # years apart, from where on more make no difference
YEARS = "year"  # the pool of all years that a story names
BEFORE_IT = -3.2  # a year is rarely named before it begins without a word of that
EVEN_LESS = -1.8  # what is spoken of as news has surely come
AFTER_PLAN = -2.0  # and a plan rarely as one once its year is over, less with every year


@dataclass(frozen=True, slots=True)
class YearSaid:
    """What the naming of a year tells: a Clue's parts."""

    kind: str
    says: str
    bound: Callable[[Days], Odds] | None
    near: Callable[[Days], Odds] | None


def year_clues(passage: Passage, taken: Taken) -> Iterator[Clue]:
    """The clues of years named without a month. `taken`: stretches of the text that have been read already."""
    starts = year_starts(passage.text)
    for found in matches(SPAN, passage.text, starts):
        if taken.free(*found.span()):
            taken.take(*found.span())
            yield _span(found, passage)
    for found in matches(NAMED, passage.text, starts):
        if taken.free(*found.span()):
            yield _named(found, passage, year_of(found[1]), bool(found["whole"]))
    for found in matches(BARE, passage.text, starts):
        if taken.free(*found.span()) and EVENT.match(passage.text, found.end()):
            yield _named(found, passage, int(found[1]))


@lru_cache(maxsize=1)  # a passage is asked about twice in turn
def year_starts(text: str) -> tuple[int, ...]:
    """All places where DIGITS matches."""
    starts: list[int] = []
    at = -1
    while found := _YEAR.search(text, at + 1):
        at = found.start()
        starts.append(at)
    return tuple(starts)


def year_of(text: str) -> int:
    """2023 of 2023 or 二〇二三."""
    return int(text) if text.isdecimal() else number_of(text)


def named_year(before: str, after: str, year: int, whole: bool = False) -> YearSaid:
    """What a year tells that stands between `before` and `after`; `whole`: all of it is meant."""
    if IN_FORCE.match(after):
        return YearSaid("施行", f"{year}年起施行，报纸大约不早于前一年", not_before(year - 1), None)
    if coming(before, after):
        return YearSaid("打算", f"说到{year}年的打算，报纸多半不晚于那一年", None, closeness_of_plan(year))
    if FAR_GAMES.match(after):
        return YearSaid("年份", f"说到{year}年的盛会，会前会后都有人说", not_before(year - 8), None)
    if (OPENS.search(before) or LONG_AGO.match(after)) and not so_far(before):
        return YearSaid("往事", f"报纸不早于{year}年", not_before(year), None)
    kind, says = "年份", f"报纸不早于{year}年，也不会晚多少"
    if EVENT.match(after) or IS_NOW.match(after):
        kind, says = "当年的事", f"多半是{year}年的报纸"
    elif whole:
        kind, says = "整年的数字", f"{year}年已经过完，或者快过完"
    return YearSaid(kind, says, not_before(year), closeness(kind, year))


@lru_cache(maxsize=1000)  # the same for all clues that say the same, so that its odds are found once a page
def not_before(year: int) -> Callable[[Days], Odds]:
    """A bound: the page is of that year or later."""
    return lambda days: np.where(days.year < year, BEFORE_IT, 0.0)


@cache
def _table(kind: str) -> np.ndarray:
    """Log odds by years apart (FARTHEST before to FARTHEST after) and month."""
    after = [np.broadcast_to(row, 12) for row in YEARS_AFTER[kind]]
    while len(after) <= FARTHEST:
        after.append(after[-1] - FALL)
    at_once = EVEN_LESS if kind == "眼前的事" else 0.0  # on top of the bound
    before = [np.full(12, at_once + 0.7 * (1 - years)) for years in range(FARTHEST, 0, -1)]
    return np.array([*before, *after])


@lru_cache(maxsize=1000)
def closeness(kind: str, year: int) -> Callable[[Days], Odds]:
    """How near a page is to a year that its story names in this way."""
    table = _table(kind)
    return lambda days: table[np.clip(days.year - year, -FARTHEST, FARTHEST) + FARTHEST, days.month - 1]


@lru_cache(maxsize=1000)
def closeness_of_plan(year: int) -> Callable[[Days], Odds]:
    """How near a page is to a year that its story looks forward to."""
    before = [np.broadcast_to(row, 12) for row in PLANNED]
    while len(before) <= FARTHEST:
        before.append(before[-1] - FALL)
    after = [np.full(12, AFTER_PLAN - 3 * FALL * years) for years in range(FARTHEST)]
    table = np.array([*reversed(after), *before])
    return lambda days: table[np.clip(year - days.year, -FARTHEST, FARTHEST) + FARTHEST, days.month - 1]


def _named(found: re.Match[str], passage: Passage, year: int, whole: bool = False) -> Clue:
    before, after = around(passage.text, *found.span())
    said = named_year(before, after, year, whole or before.rstrip().endswith("仅"))
    if said.kind == "当年的事" and RECENT.search(sentence(passage.text, found.start())):
        said = replace(said, near=closeness("眼前的事", year))
    return _clue(said, found, passage, year)


def _span(found: re.Match[str], passage: Passage) -> Clue:
    """2018—2019赛季 is of its years; 2021-2025年规划 and lifetimes tell of the first, 2013年到2018年 of the last."""
    first, second = year_of(found[1]), found[2]
    last = year_of(second) if len(second) == 4 else first // 100 * 100 + int(second)
    before, after = around(passage.text, *found.span())
    if found[3] in ("学年", "赛季", "年度") and last == first + 1:
        said = YearSaid("当年的事", f"说的是{first}到{last}年间的事", not_before(first), closeness("当年的事", last))
        return _clue(said, found, passage, last)
    if PROGRAMME.match(after) or before.endswith(("(", "《")):
        said = YearSaid("往事", f"报纸大约不早于{first}年", not_before(first - 1), None)
        return _clue(said, found, passage, first)
    return _clue(named_year("", after, last), found, passage, last)


def _clue(said: YearSaid, found: re.Match[str], passage: Passage, year: int) -> Clue:
    evidence = DateEvidence(said.kind, found[0], passage.line_at(found.start()), said.says)
    return Clue(evidence, passage.story, YEARS, said.bound, said.near, year=year)
