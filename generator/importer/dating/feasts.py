"""Feasts, solar terms and the other days that come every year: 清明将至, 春节刚过, 国庆期间, 正月初六, 高考."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import numpy as np
from lunar_python import Lunar, LunarYear, Solar

from generator.importer.dating import lags
from generator.importer.dating.clue import Clue, Days, Odds, Passage
from generator.importer.dating.tense import Tense, among_others, around, tense, this_year
from generator.importer.page import DateEvidence
from generator.importer.page_name import number_of

# Name: first and last day, as month and day.
FIXED = {
    "元旦": ((1, 1), (1, 1)),
    "情人节": ((2, 14), (2, 14)),
    "三八妇女节|三八国际妇女节|妇女节|三八节": ((3, 8), (3, 8)),
    "学雷锋纪念日|学雷锋日": ((3, 5), (3, 5)),
    "植树节": ((3, 12), (3, 12)),
    "国际消费者权益日|消费者权益日": ((3, 15), (3, 15)),
    "世界水日": ((3, 22), (3, 22)),
    "愚人节": ((4, 1), (4, 1)),
    "国家安全教育日": ((4, 15), (4, 15)),
    "世界读书日": ((4, 23), (4, 23)),
    "五一国际劳动节|五一劳动节|国际劳动节|劳动节|五一假期|五一小长假|五一黄金周|五一长假": ((5, 1), (5, 3)),
    "五四青年节|青年节": ((5, 4), (5, 4)),
    "护士节": ((5, 12), (5, 12)),
    "防灾减灾日": ((5, 12), (5, 12)),
    "六一国际儿童节|六一儿童节|儿童节": ((6, 1), (6, 1)),
    "世界环境日": ((6, 5), (6, 5)),
    "高考": ((6, 7), (6, 9)),
    "国际禁毒日": ((6, 26), (6, 26)),
    "建军节": ((8, 1), (8, 1)),
    "教师节": ((9, 10), (9, 10)),
    "国庆节|国庆长假|国庆假期|国庆黄金周|国庆|十一黄金周|十一长假|十一假期": ((10, 1), (10, 7)),
    "双十一|双11": ((11, 11), (11, 11)),
    "记者节": ((11, 8), (11, 8)),
    "消防日|消防宣传日": ((11, 9), (11, 9)),
    "国家宪法日|宪法日": ((12, 4), (12, 4)),
    "国家公祭日": ((12, 13), (12, 13)),
    "圣诞节|平安夜": ((12, 24), (12, 25)),
    "全国两会": ((3, 3), (3, 15)),
    "安全生产月": ((6, 1), (6, 30)),
}
LUNAR = {  # name: lunar months and days; 13 is the first month of the next year
    "春节|大年初一|农历新年": ((1, 1), (1, 7)),
    "春运": ((12, 16), (13, 25)),
    "元宵节|元宵佳节|元宵": ((1, 15), (1, 15)),
    "龙抬头": ((2, 2), (2, 2)),
    "端午节|端午": ((5, 5), (5, 5)),
    "七夕": ((7, 7), (7, 7)),
    "中元节": ((7, 15), (7, 15)),
    "中秋节|中秋": ((8, 15), (8, 15)),
    "重阳节|重阳": ((9, 9), (9, 9)),
    "腊八节|腊八": ((12, 8), (12, 8)),
    "小年": ((12, 23), (12, 24)),
    "除夕|大年三十": ((12, 30), (12, 30)),
    "新春佳节|新春": ((12, 20), (13, 15)),
}
TERMS = (
    "立春 雨水 惊蛰 春分 清明 谷雨 立夏 小满 芒种 夏至 小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪 大雪 冬至 小寒 大寒"
).split()
WEATHER = frozenset({"雨水", "大雪", "小雪", "谷雨", "小满", "清明", "大寒", "白露"})  # also plain words
SEASONS = {  # what comes with a time of year; a weak witness
    "青团": ((3, 18), (4, 8)),
    "桃花盛开|桃花节|桃花季|樱花盛开|樱花节|油菜花盛开|油菜花海": ((3, 10), (4, 12)),
    "春耕|春茶|明前茶": ((3, 10), (4, 20)),
    "杨梅节": ((6, 5), (7, 5)),
    "暑假|暑期": ((7, 1), (8, 31)),
    "高温天气|持续高温|盛夏|酷暑|三伏天|送清凉": ((7, 1), (8, 25)),
    "金秋助学|新生入学|开学季": ((8, 15), (9, 15)),
    "秋收|丰收节|金秋时节|金秋十月": ((9, 15), (10, 31)),
    "岁末|年终岁尾|岁尾|年末岁尾": ((12, 10), (12, 31)),
    "新年伊始|岁末年初|新年第一天|新年首日": ((1, 1), (1, 10)),
    "年货|年夜饭": ((1, 10), (2, 12)),
}
NAMES = {name: names for names in (*FIXED, *LUNAR, *SEASONS) for name in names.split("|")}
FEAST = "feast"  # how the pools of feasts are named
IN_SEASON, OF_THIS_YEAR, OF_ANY_YEAR = 0.4, 0.75, 0.4  # how often a feast that is only named is the page's own
AFTERGLOW = 5  # days for which a feast is still spoken of as now, as in lags.DURING
_ALL = sorted((*NAMES, *TERMS), key=len, reverse=True)
NAMED = re.compile(rf"[“\"]?(?:{'|'.join(_ALL)})[”\"]?")
LUNAR_DAY = re.compile(
    r"(?:农历|大年|[^\W\d]年)?(?P<month>正月|腊月|大年)(?P<day>初[一二三四五六七八九十]|十[一二三四五六七八九]|廿[一二三四五六七八九]|二十[一二三四五六七八九]?|三十)"
)
APPROACHES = re.compile(
    r"(?:节|佳节|假期|小长假|长假|黄金周)?(?:将至|将近|来临(?:之际|前)?|即将(?:来临|到来)|前夕|前夜|前(?!后)|在即|临近|到来之[际前]|快到了|到来|脚步(?:渐|越来越|日益)近|(?:一天天)?(?:越来越|渐渐?)近)"
)
NEARING = re.compile(
    r"(?:临近|迎接?|喜迎|将近|即将(?:到来|来临)的|随着|值此|备战|距|备考|恭贺|欢度|欢庆|共[迎庆贺]|庆[祝贺]?)[“\"]?\s*\Z"
)
OVER = re.compile(
    r"(?:节|佳节|假期|小长假|长假|黄金周)?(?:刚过|刚刚过去|已过|过后|过完|结束|后(?!勤|盾|台|方|备)|以来|落下帷幕|收官|上班|复工)"
)
ON = re.compile(
    r"(?:节|佳节|假期|小长假|长假|黄金周)?(?:期间|当天|当日|当晚|这天|这一天|里|长假|假期|之夜|夜|上午|下午|晚上|清晨|第[一二三四五六七]天)"
)
TERM_ONLY = re.compile(r"(?:节气|时节|前后|将至|刚过|当天|过后|当日|小长假|假期|祭扫|节)")


def feast_clues(passage: Passage) -> Iterator[Clue]:
    """The clues of all feasts that are spoken of as this year's."""
    for found in LUNAR_DAY.finditer(passage.text):
        month = 12 if found["month"] == "腊月" else 1
        day = (month, number_of(found["day"]))
        day = (12, 30) if found["month"] == "大年" and day[1] == 30 else day
        yield from _clue(found, passage, found[0], lambda year, day=day: _of_lunar((day, day), year), bare=lags.NEWS)
    for found in NAMED.finditer(passage.text):
        name = found[0].strip('“”"')
        after = passage.text[found.end() : found.end() + 6]
        if name in WEATHER and not TERM_ONLY.match(after):
            continue
        yield from _clue(found, passage, name, lambda year, name=name: spans(name, year), bare=None)


@cache
def spans(name: str, year: int) -> tuple[int, int]:
    """Ordinals of the first and last day of a feast or solar term in a year (a lunar one: in the year that begins then)."""
    names = NAMES.get(name, name)
    if names in FIXED or names in SEASONS:
        (month, day), (month2, day2) = FIXED[names] if names in FIXED else SEASONS[names]
        return datetime.date(year, month, day).toordinal(), datetime.date(year, month2, day2).toordinal()
    if names in LUNAR:
        return _of_lunar(LUNAR[names], year)
    at = _terms(year)[name]
    return at, at


@cache
def _terms(year: int) -> dict[str, int]:
    table = Lunar.fromSolar(Solar.fromYmd(year, 7, 1)).getJieQiTable()
    found = {
        name: (table[name].getYear(), table[name].getMonth(), table[name].getDay()) for name in TERMS if name in table
    }
    return {name: datetime.date(*day).toordinal() for name, day in found.items()}


@cache
def _of_lunar(days: tuple[tuple[int, int], tuple[int, int]], year: int) -> tuple[int, int]:
    """The last month of a lunar year comes before its New Year's Day of the next: 腊月 of `year` is that before its 春节."""
    first, last = (_lunar_ordinal(year - (days[0][0] >= 12), month, day) for month, day in days)
    return first, last


@cache
def _lunar_ordinal(year: int, month: int, day: int) -> int:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    length = LunarYear.fromYear(year).getMonth(month).getDayCount()
    solar = Lunar.fromYmd(year, month, min(day, length)).getSolar()
    return datetime.date(solar.getYear(), solar.getMonth(), solar.getDay()).toordinal()


def _clue(
    found: re.Match[str],
    passage: Passage,
    name: str,
    of_year: Callable[[int], tuple[int, int]],
    bare: lags.Lag | None,
) -> Iterator[Clue]:
    before, after = around(passage.text, *found.span())
    if tense(before, after) in (Tense.EVERY, Tense.OTHER) or re.search(r"[0-9]年的?\s*\Z", before):
        return
    if among_others(before, after):
        return
    near, says = _phase(name, before, after, of_year, bare)
    evidence = DateEvidence("节日节气", found[0], passage.line_at(found.start()), says)
    yield Clue(evidence, passage.story, f"{FEAST} {NAMES.get(name, name)}", None, near)


def _phase(
    name: str, before: str, after: str, of_year: Callable[[int], tuple[int, int]], bare: lags.Lag | None
) -> tuple[Callable[[Days], Odds], str]:
    def begins(days: Days) -> Sequence[int]:
        return sorted(of_year(year)[0] for year in days.years)

    def ends(days: Days) -> Sequence[int]:
        return sorted(of_year(year)[1] for year in days.years)

    def during(days: Days) -> Odds:
        return _during(begins(days), ends(days), days)

    def approaching(days: Days) -> Odds:
        return lags.APPROACHING(lags.until(begins(days), days.ordinal))

    seasonal = NAMES.get(name) in SEASONS
    if not seasonal and ON.match(after):
        return during, f"在{name}期间或刚过"
    if not seasonal and (APPROACHES.match(after) or NEARING.search(before)):
        return approaching, f"在{name}以前不久"
    if not seasonal and OVER.match(after):
        return lambda days: lags.PAST_FEAST(lags.since(begins(days), days.ordinal)), f"在{name}以后不久"
    if bare:
        return lambda days: bare(lags.since(begins(days), days.ordinal)), f"在{name}以后，多半不久"
    if seasonal:
        return lambda days: _mixed(during(days), IN_SEASON), f"说到{name}，多半就在那时节"
    share = OF_THIS_YEAR if this_year(before) or before.endswith(("这个", "这次")) else OF_ANY_YEAR
    return lambda days: _mixed(np.logaddexp(approaching(days), during(days)) - np.log(2), share), f"在{name}前后"


def _mixed(odds: Odds, share: float) -> Odds:
    """Odds that hold only in a share of cases; in the others the feast tells nothing."""
    return np.asarray(np.log(share * np.exp(odds) + 1 - share))


def _during(begins: Sequence[int], ends: Sequence[int], days: Days) -> Odds:
    """On its days, each as likely as the other, or soon after."""
    length = ends[0] - begins[0] + 1
    within = lags.since(begins, days.ordinal) < lags.since([end + 1 for end in ends], days.ordinal)
    lag = np.where(within, 0, lags.since(ends, days.ordinal))
    return lags.DURING(lag) + np.where(lag < 4 * AFTERGLOW, np.log(AFTERGLOW / (AFTERGLOW + length - 1)), 0.0)
