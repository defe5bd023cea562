"""Everything the site says in its own voice, and dates in words. Templates know this module as `words`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
ON_THIS_DAY = "往年今日"
EARLIER_ISSUES = "前几期"
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
PAGES = "版面导航"
TITLES = "标题导航"
NEIGHBOUR_PAGES = "前后版"
ISSUES = "前后期"
YEARS = "前后年"
MAP = "示意图"
MAP_NOTE = "每格一个县（市、区），大致按方位排列，不表示边界和面积；稿件多少看颜色。"
HEIRS = "今属"
FORMER = "历史"
BELOW = "下辖"
AROUND = "相邻"
NONE_YET = "还没有稿件："
OTHER_PROVINCES = "其他省（自治区、直辖市）"
NEWEST = "稿件"
CALENDAR = "出报的日子"
PARTS = "分页"
IN_YEARS = "按年份筛选"
ALL_YEARS = "全部年份"
PREVIOUS_PART = "前一页"
NEXT_PART = "后一页"
MONTHS = "前后月"
OTHERS_OF_YEAR = "只知道年份的稿件"
OF_MONTH = "本月稿件"
COVERAGE = "收藏情况"
COVERAGE_LINK = "收有哪些期和版，缺哪些"
COVERAGE_HOW = (
    "缺哪些期，看总期号：前后两期都收有，中间的号却没有，就是缺了。缺哪些版，看版次：同一期里收有更后面的版，前面没有的就是缺了。"
    "总期号和日期对不上的，一期也不据以推断；没有总期号的日子，有没有缺期，从这里看不出来。最早一期以前、最近一期以后，也都看不出来。"
)
COVERAGE_EMPTY = "没有一篇稿件的日期确切到日，看不出收有哪些期。"
UNNAMED_PAPER = "没有写报名的"
HELD, MISSING_ISSUES, MISSING_PAGES, DOUBTFUL_NUMBERS = "收有", "缺的期", "缺的版", "总期号和日期对不上"
GAPS_OVER_YEARS = "跨年的缺期"
GAPS_OVER_MONTHS = "跨月的缺期"
BY_MONTH = "各月收有的期数"
FEED = "订阅"
REPORT = "报告差错"
CORRECTED = "更正于"
LICENSE = "授权"
WITHDRAWN = "这篇稿件已经撤下。"
MOVED = "这篇稿件的地址变了，新地址是："
MISSING_START = "（原文此处缺失：开头没有印出或没有留存。）"
MISSING_MIDDLE = "（原文中间有缺失。）"
MISSING_END = "（原文此处缺失：以下没有印出或没有留存。）"
ABOUT_TEXT = "本站收录的稿件按日期、版面、地区、人物、栏目和标签排列。每篇稿件都注明原文所在的文件和行，可以据此核对。"
ABOUT_DATES = (
    "知道哪一天的写明哪一天。原文没有印日期的，从正文说到的时间推断：“2024年4月前后”是大约在那时，“2019年3月至4月”是在这中间，"
    "排在那个月或那一年里，不算进任何一天；“存疑”的不能确定；推断不出的写作“日期不详”。"
)
REPORTERS, CORRESPONDENTS, PHOTOGRAPHERS, AUTHORS = "记者", "通讯员", "摄影", "作者"
ROLES = {
    "reporters": REPORTERS,
    "correspondents": CORRESPONDENTS,
    "photographers": PHOTOGRAPHERS,
    "authors": AUTHORS,
}
RELATED = "相关稿件"
COPIES = "同文另载"
INITIALS = "按姓名的拼音"
ALSO_SIGNS = "也署名"
NAMESAKES = "同名的另有"
SECTIONS = {REGIONS: "按地区看", TAGS: "按标签看", PEOPLE: "按人物看", COLUMNS: "按栏目看"}
WEEKDAYS = "一二三四五六日"
CITE = "引用这篇稿件"
CITE_PRINTED, CITE_ONLINE = "GB/T 7714—2025，引自报纸", "GB/T 7714—2025，引自本站"
COPY, COPIED, DOWNLOAD = "复制", "已复制", "下载"
AND_OTHERS = "，等"
NO_DATE = "日期不详"
PUBLISHED_ON = "刊载日期："
DATA = "全部稿件的数据"
DATA_FILES = {
    "articles.csv": "目录，可用电子表格打开（CSV）",
    "articles.jsonl": "目录，一行一篇（JSON Lines）",
    "datapackage.json": "数据说明与各年全文的清单（Data Package）",
}
DATA_ABOUT = "目录不含正文；正文按年分在 text/ 里。不确定的日期照 EDTF 的写法，不作推测。"


def cut(text: str, length: int) -> str:
    """The text, or its beginning where it is longer."""
    return text if len(text) <= length else f"{text[:length]}…"


def image_of(title: str) -> str:
    """What an image shows of which nothing else is said."""
    return f"《{cut(title, 40)}》的图片"


def report_subject(title: str) -> str:
    return f"差错：{title}"


def report_text(address: str) -> str:
    """How a letter about a mistake begins."""
    return f"稿件：{address}\n\n哪一处有错：\n\n应当是：\n\n根据：\n"


def articles(count: int) -> str:
    return f"{count:,} 篇"


def copies(count: int) -> str:
    return f"同文另载 {count} 处"


def people(count: int) -> str:
    return f"{count:,} 人"


def years(first: int, last: int) -> str:
    return year(first) if first == last else f"{year(first)}至{year(last)}"


def articles_between(least: int, most: int) -> str:
    """A step of a scale; `most` below `least`: no upper end."""
    return f"{least:,} 篇以上" if most < least else articles(least) if most == least else f"{least:,}—{articles(most)}"


def ended_name(name: str) -> str:
    return f"原{name}"


def ended(year: int) -> str:
    return f"{year}年撤销"


def former(name: str, first: int, until: int) -> str:
    """A former division with its years; `first` 0: not known."""
    return f"{ended_name(name)}（{first}—{until}年）" if first else f"{ended_name(name)}（{until}年以前）"


def without_day(count: int) -> str:
    return f"其中 {count:,} 篇不知道是哪一天，排在最后"


def issues(count: int) -> str:
    return f"{count:,} 期"


def missing_issues(count: int) -> str:
    return f"缺 {count:,} 期"


def missing_pages(count: int) -> str:
    return f"缺 {count:,} 版"


def nothing_between(first: int, last: int) -> str:
    return f"{first}年没有稿件" if first == last else f"{first}年至{last}年没有稿件"


def numbers(ranges: Sequence[tuple[int, int]]) -> str:
    """总第11896期、第11899至11902期."""
    named = (f"第{first}期" if first == last else f"第{first}至{last}期" for first, last in ranges)
    return "总" + "、".join(named)


def span(first: date, last: date) -> str:
    return day(first) if first == last else f"{day(first)}至{day(last)}"


def daily(first: date, last: date, number: int) -> str:
    """Issues that appeared every day of a stretch within a month: 8日至19日（总第10044至10055期）."""
    if first == last:
        return f"{first.day}日（{issue(number)}）"
    return f"{first.day}日至{last.day}日（{numbers([(number, number + (last - first).days)])}）"


def between_days(after: date, before: date) -> str:
    return f"{day(after)}至{day(before)}之间"


def pages(names: Iterable[str]) -> str:
    return f"第{'、'.join(names)}版"


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
    return text + ("前后" if when.approximate else "") + ("（存疑）" if when.uncertain else "")
