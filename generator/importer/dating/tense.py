"""Does a text speak of a time as past, as still to come, or as something that comes every year?"""

from __future__ import annotations

import re
from enum import Enum

STOPS = "。!?;…\n"
STOP = re.compile(f"[{STOPS}]")
BEFORE, AFTER = 16, 20  # characters that are looked at on either side
LONGEST = 120  # characters of a sentence before and behind a time

_COMING_BEFORE = re.compile(
    r"(?:力争|争取|确保|预计|预期|计划|规划|目标|展望|定于|拟于|拟在|拟|将于|将在|要在|须在|需在|将从|将自|将|有望在|有望于|有望|可望于|可望"
    r"|(?:持续|延续|延长|推迟|延期|顺延|进行|开放|展出)[到至]|截止(?:日期|时间)?[为是至到:]?|备战|迎接|喜迎|距离?|离|面向|迈向"
    r"|(?<![截直以甚及冬夏来遇看回得感谈止高加展升少长降低大增])[到至])\s*(?:了|约|我国|全[国省市县区]|每?到)?\s*\Z"
)
_COMING_NEAR = re.compile(r"(?:将|预计|计划|力争|拟|有望)[^,，、]{1,12}\Z")
_COMING_AFTER = re.compile(
    r"(?:[^,，](?!已)){0,12}?(?:将(?![近军士领相官帅要其])|将要|拟|有望|力争|预计|即将|计划(?!生育|经济|[的中书和与、])|(?:底|末|月|年)?以?前"
    r"(?:完成|建成|实现|全面|基本|投|完工|竣工|交付|力争|到)|启用在即|开幕在即)"
    r"|\s*(?:议程|愿景|远景|可持续|宏愿|碳达峰|碳中和|目标)"
)
_GONE_AFTER = re.compile(r"[^。!?;]{0,20}?(?:了|已|曾|共有|达到?[0-9]|只剩|仅[有为剩]|增[长至]|同比|累计|时间里)")
_FROM = re.compile(r"(?:从|自|由)(?!现在|今|目前|即日)[^。!?;]{1,16}\Z|[年月日初底]\s*\Z")
_EVERY_YEAR = re.compile(
    r"(?:每年的?|每逢|逢|历年|往年|每到|一年一度的?|每个|每至|年年|不是|除了|[、和与及或])\s*(?:农历)?\Z"
)
_AMONG_OTHERS = re.compile(
    r"\s*(?:[、和与及或](?![^,。]{0,6}(?:将|期间|当天))|等(?:传统|重[大要])?节|文化(?!节)|习俗|民俗|的?由来|的?传统)"
)
_OTHER_YEAR = re.compile(r"(?:去年|前年|上年|上一年|明年|来年|后年|当年|那年|次年|翌年|同年|第二年|往年|上届)的?\s*\Z")
_THIS_YEAR = re.compile(r"(?:今年|本年度?)的?\s*\Z")
_SO_FAR = re.compile(r"(?:截至|截止|截止到|截至到|截止至)\s*(?:目前|今年|去年|[0-9]{4}年|\s)*\Z")


class Tense(Enum):
    """How a text stands to a time it names."""

    PAST = "past"
    COMING = "coming"
    EVERY = "every year"
    OTHER = "another year"


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind text[start:end] in its sentence."""
    before = text[max(start - BEFORE, 0) : start]
    after = text[end : end + AFTER]
    begins, ends = STOP.search(before[::-1]), STOP.search(after)
    return before[len(before) - begins.start() :] if begins else before, after[: ends.start()] if ends else after


def sentence(text: str, at: int) -> str:
    """The sentence around text[at], at most LONGEST characters on either side."""
    start = max(text.rfind(stop, max(at - LONGEST, 0), at) for stop in STOPS)
    ends = [end for stop in STOPS if (end := text.find(stop, at, at + LONGEST)) >= 0]
    return text[max(start + 1, at - LONGEST, 0) : min(ends, default=at + LONGEST)]


def tense(before: str, after: str) -> Tense:
    """The tense of a time between `before` and `after`."""
    if so_far(before):
        return Tense.PAST
    if _EVERY_YEAR.search(before) and not re.search(r"[0-9]\s*[、和与及或]\s*\Z|[月日]\s*[、和与及或]\s*\Z", before):
        return Tense.EVERY
    if _OTHER_YEAR.search(before):
        return Tense.OTHER
    if coming(before, after):
        return Tense.COMING
    return Tense.PAST


def coming(before: str, after: str) -> bool:
    """Whether a time is spoken of as still to come."""
    found = _COMING_BEFORE.search(before)
    if found and found[0].strip()[:1] in "到至":
        return not (_GONE_AFTER.match(after) or _FROM.search(before[: found.start()]))
    return bool(found or _COMING_NEAR.search(before) or _COMING_AFTER.match(after))


def among_others(before: str, after: str) -> bool:
    """Whether a feast is named as one of several, or as a custom: 春节、中秋等传统节日."""
    return bool(_AMONG_OTHERS.match(after) or re.search(r"[、和与及或]\s*\Z", before))


def so_far(before: str) -> bool:
    """截至…: a standing at a day that has just passed."""
    return bool(_SO_FAR.search(before))


def this_year(before: str) -> bool:
    """Whether 今年 stands right before."""
    return bool(_THIS_YEAR.search(before))
