"""What stands right before and behind a form in a text, and what it makes of it. Pure.

`ends` are the places between the words of the text.
"""

from __future__ import annotations

import re
from collections.abc import Container

# What follows a full name and takes its last character away, so that the short name is left: 义乌市|场, 富民县|域.
BREAKS = {
    "市": frozenset("场民值面容井况"),
    "县": frozenset("域"),
    "区": frozenset("域间别划"),
    "省": frozenset("钱力略去得道际亲事心时电油"),
    "旗": frozenset("帜袍手舰号"),
}
# What does so and still says which it is: 吉林市|委, 石家庄市|区, 玉环县|级.
SHARES = {
    "市": frozenset("委区郊级属政话"),
    "县": frozenset("委级属"),
    "区": frozenset("委级属"),
    "省": frozenset("委级属会"),
    "旗": frozenset("委"),
    "州": frozenset("委"),
}
# A first character that is a word of its own: 向|山区, 和|平区.
LOOSE_START = frozenset("向和从在对到同与及为以于自由把被将比")
# A road named after a place: 南京|东路.
ROAD = re.compile(
    r"(?:[东南西北中]|[一二三四五六七八九十]+)?(?:路(?![过段线人途程费网透易])|大?街(?![头道市坊区上小])|大道|胡同)"
)
# What stands behind and before places only, for names that are words of the language too.
SPEAKS_FOR = re.compile(
    r"县城|[县市区]委|籍|境内|一带|[两二三四五六七八九]地|等地|城区|城关|警方|公安局|公安分局|法院|检察院|总工会|交警|"
    r"消防|农民|村民|老区|灾区|震区|火车站|机场|车站|人民医院|(?:经济技术|经济|高新技术产业)?开发区|经开区|高新区|"
    r"工业园区"
)
LEADS_TO = ("来自", "位于", "地处", "家住", "前往", "赶赴", "奔赴", "抵达", "途经", "落户", "赴", "驻")
# Words with which the name of something else goes on: 三河|村, 长寿|桥.
NAMES_ON = ("村", "镇", "乡", "街道", "社区", "桥", "湖", "河", "山", "岭", "寺", "庙", "塔", "岛")
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘蒋蔡余杜叶苏魏吕丁沈姚卢姜崔钟谭陆汪范石廖贾韦"
    "付邹孟熊秦邱江尹薛阎段雷侯龙史陶黎贺顾毛傅郝龚邵钱严覃武戴莫孔汤"
)


def ending(text: str, start: int, end: int) -> tuple[int, bool]:
    """Where a form ends, and whether that makes it another form: 义乌市|场 is 义乌, but 吉林市|委 is 吉林市."""
    last, following = text[end - 1], text[end : end + 1]
    if end - start > 2 and following in BREAKS.get(last, ()):
        return end - 1, True
    return (end - 1 if end - start > 2 and following in SHARES.get(last, ()) else end), False


def is_road(text: str, end: int) -> bool:
    """Whether a road's name goes on behind a form."""
    return ROAD.match(text, end) is not None


def is_part(text: str, end: int, ends: Container[int]) -> bool:
    """Whether the name of a village, a bridge and the like goes on behind a form."""
    if not text.startswith(NAMES_ON, end):
        return False
    return any(text.startswith(word, end) and end + len(word) in ends for word in NAMES_ON)


def is_persons(text: str, start: int, ends: Container[int]) -> bool:
    """Whether a surname stands right before a form: 王安吉."""
    return start > 0 and text[start - 1] in SURNAMES and start - 1 in ends


def begins(text: str, start: int, end: int, ends: Container[int]) -> bool:
    """Whether a full name begins where a word does (向|山区 does not), or lies within one: 中共浙江省委."""
    if start in ends:
        return not (text[start] in LOOSE_START and start + 1 in ends)
    return not any(at in ends for at in range(start, end + 1))


def is_place_like(text: str, start: int, end: int) -> bool:
    """Whether words stand around a form that stand around places: 来自永康, 青田籍."""
    return SPEAKS_FOR.match(text, end) is not None or text.endswith(LEADS_TO, 0, start)
