"""Years that a text names: 2023年, 二〇二三年, 2023衢州市…大赛, 2018—2019赛季, 2021-2025年."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import numpy as np

from generator.importer.dating.clue import Clue, Days, Odds, Passage
from generator.importer.dating.tense import around, coming, so_far
from generator.importer.page import DateEvidence
from generator.importer.page_name import number_of
from generator.personal_names import HAN

DIGITS = r"(?:18|19|20)[0-9]{2}|[一二][〇零○一二三四五六七八九]{3}"
NAMED = re.compile(rf"(?<![0-9第])({DIGITS})\s*年(?!代|前的|的?历史|[来间]的)(?P<whole>度|全年|底|末|年底|年末)?")
BARE = re.compile(
    rf"(?<![0-9.,:/第号—–~-])((?:19[5-9]|20[0-9])[0-9])(?=[“\"《「]?[{HAN}])"
    r"(?![余多几]?[万亿千百]?(?:[元人个名家户位件台套只条株棵亩米公里千克吨度克毫升号点分秒时次场块条级届字页份页集部期所座间张辆艘]|平方|立方|余|多|年|月))"
)
SPAN = re.compile(
    rf"(?<![0-9])({DIGITS})\s*年?\s*[-—–~至到]+\s*({DIGITS}|[0-9]{{2}}(?=学年|赛季|年度))\s*(年度|学年|赛季|年)?"
)
EVENT = re.compile(
    r"(?:度)?[^,，。;；!?、\s]{0,24}?(?:[大竞联比决]赛|邀请赛|冠军赛|运动会|足球|锦标赛|公开赛|马拉松|杯|春晚|春运|春节|元旦|国庆|中秋|新年|黄金周|[博展年峰盛]会|论坛|"
    r"[旅文化艺体读丰]节|[文化艺术]节|行动|工作会议|推进会|动员会|总结会|表彰会|政府工作报告|民生实事|[全省市县]“?两会|高考|中考|招聘|征集|发布会|好声音|活动|宣传[周月])"
)
FAR_GAMES = re.compile(r".{0,6}?(?:冬?奥[运林]?|残奥|亚运|世界杯|世博|园博|进博|大运会|全运会|亚冬|青奥|军运)")
IS_NOW = re.compile(r"(?:是|正?值|恰逢|适逢|,?我们|,?我[省市县区国]将|以来|伊始|开年|新春|开局)")
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
YEARS_AFTER = {
    "年份": (_from_january(-0.85, 0.0, 8), _from_january(0.0, -1.0), -1.4, -2.2, -3.0, -3.1, -3.3, -3.8, -4.4),
    "那时的日子": (_from_january(-2.1, 0.0, 8), _from_january(0.0, -0.8), -1.9, -2.2, -2.7, -3.0, -3.4, -3.8, -4.4),
    "当年的事": (0.0, _from_january(-1.6, -2.2), -3.0, -4.0, -4.6, -5.0),
    "整年的数字": (np.array([-0.7, *[-2.0] * 9, -1.2, -0.5]), 0.0, _from_january(-0.6, -1.4), -3.2, -3.6, -4.0, -4.4),
    "打算": (0.0, 0.0, -1.5, -2.0, -2.5, -2.7),  # years before it
}
BEFORE_IT = -3.2  # a year is rarely named before it begins without a word of that
AFTER_PLAN = -2.0  # and a plan rarely as one once its year is over


def year_clues(passage: Passage, taken: list[tuple[int, int]]) -> Iterator[Clue]:
    """The clues of years named without a month. `taken`: stretches of the text that have been read already."""
    for found in SPAN.finditer(passage.text):
        if _free(found, taken):
            taken.append(found.span())
            yield from _span(found, passage)
    for found in NAMED.finditer(passage.text):
        if _free(found, taken):
            yield _named(found, passage)
    for found in BARE.finditer(passage.text):
        if _free(found, taken) and EVENT.match(passage.text, found.end()):
            yield _clue(found, passage, int(found[1]), "当年的事")


def year_of(text: str) -> int:
    """2023 of 2023 or 二〇二三."""
    return int(text) if text.isdecimal() else number_of(text)


def named_year(
    before: str, after: str, year: int, whole: bool = False
) -> tuple[str, str, Callable[[Days], Odds], Callable[[Days], Odds] | None]:
    """Kind, what it says, bound and nearness of a year that stands between `before` and `after`."""
    if IN_FORCE.match(after):
        return "施行", f"{year}年起施行，报纸大约不早于前一年", not_before(year - 1), None
    if coming(before, after):
        return "打算", f"说到{year}年的打算，报纸多半不晚于那一年", not_after(year), closeness("打算", year)
    if FAR_GAMES.match(after):
        return "年份", f"说到{year}年的盛会，会前会后都有人说", not_before(year - 8), None
    if OPENS.search(before) or LONG_AGO.match(after):
        if not so_far(before):
            return "往事", f"报纸不早于{year}年", not_before(year), None
    kind = "年份"
    if EVENT.match(after) or IS_NOW.match(after):
        kind = "当年的事"
    elif whole:
        kind = "整年的数字"
    return kind, _says(kind, year), not_before(year), closeness(kind, year)


def not_before(year: int) -> Callable[[Days], Odds]:
    """A bound: the page is of that year or later."""
    return lambda days: np.where(days.year < year, BEFORE_IT, 0.0)


def not_after(year: int) -> Callable[[Days], Odds]:
    """A bound: the page is of that year or earlier, most likely."""
    return lambda days: np.where(days.year > year, AFTER_PLAN, 0.0)


def closeness(kind: str, year: int) -> Callable[[Days], Odds]:
    """How near a page is to a year that its story names in this way."""
    table = np.array([np.broadcast_to(row, 12) for row in YEARS_AFTER[kind]])

    def odds(days: Days) -> Odds:
        apart = year - days.year if kind == "打算" else days.year - year
        return table[np.clip(apart, 0, len(table) - 1), days.month - 1]

    return odds


def _says(kind: str, year: int) -> str:
    return {
        "年份": f"报纸不早于{year}年，也不会晚多少",
        "当年的事": f"多半是{year}年的报纸",
        "整年的数字": f"{year}年已经过完，或者快过完",
    }[kind]


def _named(found: re.Match[str], passage: Passage) -> Clue:
    before, after = around(passage.text, *found.span())
    year = year_of(found[1])
    kind, says, bound, near = named_year(before, after, year, bool(found["whole"]) or before.rstrip().endswith("仅"))
    return Clue(_evidence(kind, says, found, passage), passage.story, "year", bound, near, year=year)


def _span(found: re.Match[str], passage: Passage) -> Iterator[Clue]:
    """2018—2019赛季 is of now; of 2013年到2018年 the second counts, of 2021-2025年 (a plan) and lifetimes the first."""
    first, second = year_of(found[1]), found[2]
    last = year_of(second) if len(second) == 4 else first // 100 * 100 + int(second)
    before, after = around(passage.text, *found.span())
    if found[3] in ("学年", "赛季", "年度") and last == first + 1:
        near = closeness("当年的事", last)
        says = f"说的是{first}到{last}年间的事"
        yield Clue(
            _evidence("当年的事", says, found, passage), passage.story, "year", not_before(first), near, year=last
        )
    elif re.match(r"[^,，。]{0,8}(?:规划|计划|方案|纲要|行动)", after) or before.endswith(("(", "《")):
        yield Clue(
            _evidence("往事", f"报纸大约不早于{first}年", found, passage),
            passage.story,
            "year",
            not_before(first - 1),
            None,
            year=first,
        )
    else:
        kind, says, bound, near = named_year("", after, last)
        yield Clue(_evidence(kind, says, found, passage), passage.story, "year", bound, near, year=last)


def _clue(found: re.Match[str], passage: Passage, year: int, kind: str) -> Clue:
    _, after = around(passage.text, *found.span())
    if FAR_GAMES.match(after):
        kind, says, bound, near = named_year("", after, year)
        return Clue(_evidence(kind, says, found, passage), passage.story, "year", bound, near, year=year)
    evidence = _evidence(kind, _says(kind, year), found, passage)
    return Clue(evidence, passage.story, "year", not_before(year), closeness(kind, year), year=year)


def _evidence(kind: str, says: str, found: re.Match[str], passage: Passage) -> DateEvidence:
    return DateEvidence(kind, found[0], passage.line_at(found.start()), says)


def _free(found: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    return not any(start < found.end() and found.start() < end for start, end in taken)
