"""When the feasts, solar terms and seasons of a year are, by the lunar calendar too."""

from __future__ import annotations

import datetime
import re
from functools import cache

from generator.importer.lunar_calendar import lunar_year

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
    "过小年|小年夜": ((12, 23), (12, 24)),
    "除夕|大年三十": ((12, 30), (12, 30)),
    "新春佳节|新春": ((12, 20), (13, 15)),
}
TERMS = re.findall(
    "..", "小寒大寒立春雨水惊蛰春分清明谷雨立夏小满芒种夏至小暑大暑立秋处暑白露秋分寒露霜降立冬小雪大雪冬至"
)
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


@cache
def spans(name: str, year: int) -> tuple[int, int]:
    """Ordinals of the first and last day of a feast, season (keys of NAMES) or solar term in a year.

    What comes in the last lunar month is that before the year's 春节, though the lunar year is the one before.
    """
    names = NAMES.get(name, name)
    if names in FIXED or names in SEASONS:
        (month, day), (month2, day2) = FIXED[names] if names in FIXED else SEASONS[names]
        return datetime.date(year, month, day).toordinal(), datetime.date(year, month2, day2).toordinal()
    if names in LUNAR:
        return lunar_span(*LUNAR[names], year)
    at = lunar_year(year).terms[TERMS.index(name)]
    return at, at


@cache
def lunar_span(first: tuple[int, int], last: tuple[int, int], year: int) -> tuple[int, int]:
    """Ordinals of two lunar days (month, day) as `spans` gives them."""
    year -= first[0] >= 12
    return _lunar_ordinal(year, *first), _lunar_ordinal(year, *last)


def _lunar_ordinal(year: int, month: int, day: int) -> int:
    """The ordinal of a lunar day, or of the last of a month that has not so many."""
    first, days = lunar_year(year + (month - 1) // 12).months[(month - 1) % 12 + 1]
    return first + min(day, days) - 1
