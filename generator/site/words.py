"""Everything the site says in its own voice, and dates in words. Templates know this module as `words`."""

from __future__ import annotations

from datetime import date

from generator.dates import EdtfDate, Moment

HOME = "首页"
DATES = "日期"
REGIONS = "地区"
TAGS = "标签"
PEOPLE = "人物"
COLUMNS = "栏目"
ABOUT = "关于"
SEARCH = "搜索"
SEARCH_ALL = "搜索全部稿件"
SEARCH_HINT = "词、句子、人名、地名"
SEARCH_NEEDS_SCRIPT = "搜索要用到脚本（JavaScript），这里没有运行起来。不用脚本，可以从下面这些地方翻找："
SEARCH_WRITTEN = "怎么写"
SEARCH_EXAMPLES = (
    ("清溪大桥", "这四个字挨在一起"),
    ("清溪 大桥", "两个词都有，不必挨着"),
    ("“清溪 大桥”", "引号里的当作一句"),
    ("大桥 -通车", "有“大桥”，没有“通车”"),
    ("人:程雪", "署名里有这个人；还可以写 地: 标签: 栏目: 日期:2021..2023"),
)
SEARCH_SUGGESTIONS = "可能要找的名字"
SEARCH_SORT = "排列"
SEARCH_BEST_FIRST = "切题的在前"
SEARCH_NEWEST_FIRST = "新的在前"
SEARCH_RETRY = "再试一次"
SEARCH_MORE = "再看一些"
SEARCH_NARROW = "缩小范围"
ARTICLE = "稿件"
UNDATED = "日期不详"
UNPAGED = "未标版面"
SKIP = "跳到正文"
MAIN_NAVIGATION = "主导航"
WAY = "所在位置"
NOT_FOUND = "没有这一页"
NOT_FOUND_TEXT = "地址可能写错了，或者这一页已经不在这里。可以从下面这些地方找起。"
NOTHING_YET = "这里还没有内容。"
EMPTY_ARCHIVE = "这里还没有稿件。把文章放进 content/articles，或用 python build.py import 导入报纸的原文。"
LATEST_ISSUE = "最近一期"
LATEST_ARTICLES = "最近的稿件"
BY_YEAR = "按年份看"
ALL_DATES = "全部日期"
ALL_OF = "全部"
PUBLICATION = "报纸"
PUBLISHED = "刊载"
DATE = "日期"
DATELINE = "电头"
SOURCE = "原文"
CAPTION = "图片说明"
PHOTOS = "图片"
FACTS = "稿件信息"
SAME_PAGE = "同版稿件"
PREVIOUS = "上一篇"
NEXT = "下一篇"
PREVIOUS_ISSUE = "上一期"
NEXT_ISSUE = "下一期"
PREVIOUS_MONTH = "上个月"
NEXT_MONTH = "下个月"
PREVIOUS_YEAR = "上一年"
NEXT_YEAR = "下一年"
PREVIOUS_PAGE = "上一版"
NEXT_PAGE = "下一版"
PAGES = "本期各版"
NEIGHBOUR_PAGES = "前后版"
ISSUES = "前后期"
YEARS = "前后年"
CALENDAR = "出报的日子"
PARTS = "分页"
PREVIOUS_PART = "前一页"
NEXT_PART = "后一页"
MONTHS = "前后月"
OTHERS_OF_YEAR = "只知道年份的稿件"
OF_MONTH = "本月稿件"
FEED = "订阅"
WITHDRAWN = "这篇稿件已经撤下。"
MOVED = "这篇稿件的地址变了，新地址是："
MISSING_START = "（原文此处缺失：开头没有印出或没有留存。）"
MISSING_MIDDLE = "（原文中间有缺失。）"
MISSING_END = "（原文此处缺失：以下没有印出或没有留存。）"
ABOUT_TEXT = "本站收录的稿件按日期、版面、地区、人物、栏目和标签排列。每篇稿件都注明原文所在的文件和行，可以据此核对。"
ABOUT_DATES = "日期前写“约”的是大约的日期，写“存疑”的不能确定；不知道的写作“日期不详”，不作推测。"
REPORTERS, CORRESPONDENTS, PHOTOGRAPHERS, AUTHORS = "记者", "通讯员", "摄影", "作者"
SECTIONS = {REGIONS: "按地区看", TAGS: "按标签看", PEOPLE: "按人物看", COLUMNS: "按栏目看"}
WEEKDAYS = "一二三四五六日"


def articles(count: int) -> str:
    return f"{count:,} 篇"


def part(number: int, of: int) -> str:
    return f"第 {number} 页，共 {of} 页"


def page(name: str) -> str:
    return f"第{name}版"


def issue(number: int) -> str:
    return f"总第{number}期"


def lines(numbers: str) -> str:
    return f"第 {numbers.replace(',', '、').replace('-', '—')} 行"


def year(number: int) -> str:
    return f"{number}年"


def month(year_number: int, number: int) -> str:
    return f"{year_number}年{number}月"


def day(when: date) -> str:
    return f"{when.year}年{when.month}月{when.day}日"


def weekday(when: date) -> str:
    return f"星期{WEEKDAYS[when.weekday()]}"


def moment(when: EdtfDate) -> str:
    """A date as exact as it is, in words."""
    if len(when.moments) == 1:
        return _qualified(when.moments[0], _plain(when.moments[0]))
    if when.moments:
        return f"{_qualified(when.moments[0], _plain(when.moments[0]))}至{_end(*when.moments)}"
    if when.earliest and when.latest:
        return day(when.earliest) if when.earliest == when.latest else f"{day(when.earliest)}至{day(when.latest)}之间"
    if when.earliest:
        return f"{day(when.earliest)}以后"
    return f"{day(when.latest)}以前" if when.latest else UNDATED


def machine_date(when: EdtfDate) -> str:
    """The date for a `datetime` attribute: a day, month or year that is certain, else nothing."""
    if len(when.moments) != 1 or when.moments[0].approximate or when.moments[0].uncertain:
        return ""
    return when.text


def _plain(when: Moment) -> str:
    return f"{when.year}年" + (f"{when.month}月" if when.month else "") + (f"{when.day}日" if when.day else "")


def _end(start: Moment, end: Moment) -> str:
    """The end of a span without the year, and the month, that its start has named."""
    text = _plain(end)
    if end.year == start.year and end.month:
        text = text.removeprefix(f"{end.year}年")
        if end.month == start.month and end.day:
            text = text.removeprefix(f"{end.month}月")
    return _qualified(end, text)


def _qualified(when: Moment, text: str) -> str:
    return ("约" if when.approximate else "") + text + ("（存疑）" if when.uncertain else "")
