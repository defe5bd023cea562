"""What masthead, folio and file name say of a page, checked against each other.

`masthead_evidence` says of one line what such facts it shows; `read_masthead` reads the lines that were found to be masthead.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.importer.page import Masthead
from generator.importer.page_name import NameFacts, canonical_page, facts_of_name, number_of
from generator.importer.personal_names import HAN
from generator.importer.printed_dates import (
    WEEK,
    LunarDay,
    chinese_date,
    days_in,
    is_lunar_day,
    lunar_days_in,
    lunar_text,
    weekdays_in,
)

LONGEST_LINE = 60  # characters; a longer line is no masthead
LEAST_SHARE = 0.6  # of a line's letters and digits that its facts must make up

_NAMES = rf"[{HAN}·]{{1,8}}(?:[\s、/,,]+[{HAN}·]{{1,4}}(?![{HAN}::])){{0,5}}"
_COLON = r"\s*[::]\s*"
_HAN_N = "〇零○一二三四五六七八九十廿卅"
_N = f"0-9{_HAN_N}"
_LUNAR = (
    r"(?:(?:农历|夏历|阴历|旧历)\s*)?(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]\s*[((]?[鼠牛虎兔龙蛇马羊猴鸡狗猪]?[))]?年?\s*)?闰?(?:[正冬腊一二三四五六七八九]|十[一二]?)月[大小]?"
    r"\s*(?:初[一二三四五六七八九十]|十[一二三四五六七八九](?!日)|廿[一二三四五六七八九]?|二十[一二三四五六七八九]?(?!日)|三十(?!日))日?"
)
EVIDENCE = {
    "lunar": rf"{_LUNAR}|(?:农历|夏历|阴历)?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?(?![{HAN}])|今日(?:立|雨|惊|春|清|谷|夏|芒|小|大|处|白|秋|寒|霜|冬)[春夏秋冬水蛰分明雨满种至暑露降雪寒]",
    "date": (
        rf"(?:(?:18|19|20)[0-9]{{2}}|[一二][〇零○一二三四五六七八九]{{3}}|民国[{_N}元]{{1,3}})\s*年\s*(?:[{_N}正]{{1,3}}\s*月\s*(?:[{_N}]{{1,3}}\s*[日号])?)?"
        r"|(?<![0-9])(?:19|20)[0-9]{2}\s*[-./]\s*[0-9]{1,2}\s*[-./]\s*[0-9]{1,2}(?![0-9])"
        rf"|[{_N}]{{1,3}}\s*月\s*[{_N}]{{1,3}}\s*日|(?:出版|发行)日期{_COLON}"
    ),
    "weekday": r"(?:星期|礼拜|(?<![每本上下一双])周)\s*[一二三四五六日天](?![报刊])|\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b",
    "issue_number": rf"\(?总\s*(?:第)?\s*(?:期[号数]{_COLON}|[{_N},]{{1,12}}\s*[期号]|第?\s*[0-9]{{2,6}})\)?|第\s*(?:[0-9]{{1,6}}|[{_N}百千]{{1,9}})\s*[期号]",
    "page_number": (
        rf"(?:今日|本期|今天|总计|共|对开|四开)?\s*第?\s*(?:[A-Z]?[0-9]{{1,3}}|[一二三四五六七八九十]{{1,3}})(?:\s*[-、—]\s*[0-9]{{1,3}})?\s*版(?![面式本权纳次画])(?:\s*[::·]?\s*[{HAN}]{{2,4}}\Z)?"
        rf"|^\s*[A-Z]?[0-9]{{1,2}}(?:\s+[{HAN}]{{2,4}})?\s*\Z|^[{HAN}]{{2,4}}\s+[A-Z]?[0-9]{{2}}\Z|(?<![A-Za-z0-9])[A-H][0-9]{{2}}(?![0-9A-Za-z])"
    ),
    "postal_code": rf"(?:国内|国外|邮局|邮政)?(?:邮发|发行|国外)\s*代\s*号{_COLON}?\s*[A-Z]?[0-9]{{0,5}}\s*-?\s*[0-9]{{0,6}}",
    "serial_number": (
        rf"(?:国内|国际)?(?:统一)?(?:连续出版物|标准)?(?:统一)?(?:刊\s*号|ISSN|CN刊号){_COLON}?\s*(?:CN|ISSN)?\s*[0-9]*\s*-?\s*[0-9X]*(?:/[A-Z]+)?|CN\s?[0-9]{{2}}\s*-\s*[0-9]{{4}}"
        rf"|ISSN\s*[0-9-]+|(?:广告)?(?:经营|发布)?(?:许可证|登记)(?:号|编号)?{_COLON}?\s*[{HAN}]*[0-9]*号?"
    ),
    "email": rf"(?:[{HAN}]{{1,8}}|E-?mail){{0,2}}\s*[::]?\s*[\w.+-]+@[\w.-]+|(?:电子邮[箱件]|投稿邮?信?箱){_COLON}",
    "website": rf"(?:[{HAN}]{{1,8}}\s*[::]?\s*)?(?:https?://[^\s{HAN}]+|www\.[\w./-]+|(?<![\w.])[a-zA-Z0-9-]+\.(?:com|cn|net|org)(?:\.cn)?(?![\w]))|(?:网址|电子版|数字报){_COLON}",
    "phone": (
        rf"(?:[{HAN}]{{0,8}}(?:电话|热线|传真|总机|手机)|电\s*话)[{HAN}()]{{0,6}}\s*[::]?\s*(?:\(?[0-9][0-9()\s-]{{4,}}(?:转[0-9]+)?)?(?![{HAN}0-9])"
        r"|(?<![0-9])\(?0[0-9]{2,3}\)?\s*-?\s*[0-9]{7,8}(?![0-9])|^\s*[2-9][0-9]{6,7}\s*\Z|(?<![0-9])(?:400|800)-?[0-9]{3}-?[0-9]{4}(?![0-9])"
    ),
    "address": rf"(?:报社|本报|编辑部|通讯|联系)?(?:地\s*址|社\s*址){_COLON}?[{HAN}0-9A-Za-z()-]{{4,30}}|邮\s*(?:编|政编码){_COLON}?\s*[0-9]{{0,6}}",
    "editors": (
        rf"(?:本版|本期|今日|值班|执行|见习|首席|版面|文字|图片|一版|二读)?(?:责\s*任\s*编\s*辑|责\s*编|编\s*辑|主\s*编|版\s*式(?:设计)?|校\s*对|检校|审[校读]|美\s*编|美术编辑|组\s*版|制\s*图|制\s*版|统\s*筹|策\s*划|视\s*觉|设\s*计|图\s*编|"
        rf"编\s*审|编委|总编室主任|主任|总监)\s*(?:[::/|丨]\s*|\s){_NAMES}"
    ),
    "publisher": (
        rf"(?:社\s*长|总\s*编\s*辑?|副总编辑?|社委|出版人|(?:主管|主办|出版|承办|协办|印刷|承印|发行)(?:单位|者)?)\s*(?:(?:[::/|]\s*|\s)[{HAN}·\s、]{{2,24}}|(?=[::]))"
        rf"|[{HAN}]{{2,24}}(?:主\s*办|主\s*管|出版|承印|印刷|机关报|报业集团)(?![{HAN}])"
    ),
    "price": rf"(?:零\s*售价?|定\s*价|每份(?:售价?)?|售价|月(?:定)?价|(?:全)?年(?:定)?价|订价)\s*[::]?\s*[{_N}.]+\s*[元角分][{_N}]*[角分]?",
    "weather": (
        r"(?:今天|今日|明天|明日|夜里|夜间|白天|今明)?(?:晴|多云|阴|小雨|中雨|大雨|暴雨|阵雨|雷阵雨|雷雨|小雪|中雪|大雪|雨夹雪|雾|霾)(?:(?:到|转|有|间|或|,)?\s*(?:晴|多云|阴|小到中雨|小雨|中雨|大雨|暴雨|阵雨|雷阵雨|小雪|中雪))+"
        r"|-?[0-9]{1,2}\s*(?:[-~—到至]\s*-?[0-9]{1,2})?\s*(?:℃|°C|°|摄氏度|度(?=\s|\Z))|[东南西北偏]{1,3}风\s*(?:转\s*[东南西北偏]{1,3}风\s*)?[0-9]{1,2}(?:[-~—到至][0-9]{1,2})?级|(?:天气|气象)预报|(?:最高|最低)(?:气温|温度)"
    ),
}
FACTS = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in EVIDENCE.items()))
COULD_BE = re.compile(
    r"[0-90-9@]|[年月日].{0,12}[年月日]|星期|礼拜|周[一二三四五六日]|[版期号]|农历|编|校|审|版式|主办|主管|出版|社长|热线|电话|地址|社址|刊号|代号|邮|晴|阴|多云|雨|气温|网址|设计|统筹|制图|策划|机关报|承印|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]"
)
COUNTED = re.compile(r"[\w℃°@]")
IN_A_SENTENCE = re.compile(r"[,。;?!…”、]\s*\Z")

PAPER = re.compile(
    rf"[《]?((?:[0-9]{{2,4}}世纪)?[{HAN}]{{1,12}}(?:日报|晚报|时报|早报|晨报|午报|都市报|商报|周报|旬报|青年报|工人报|导报|快报|新报|报|周刊|导刊|新闻))(?:[》]|\Z)(海外版)?"
)
NO_PAPER = re.compile(
    r"(?:机关报|本报|[举情海通公简预电汇上申填警捷年月季喜战回谎虚瞒谍线播呈禀墙板画日晚早晨时周]报|[一二三四五六七八九十各每订读办看]报|主办.*|数字报|电子报|党报|大报|小报|都市类?报|传媒报)\Z"
)
FULL_PAPER = re.compile(r".{2,}(?:日报|晚报|时报|早报|晨报|周报)\Z")
TOTAL = re.compile(rf"总\s*(?:第|期[号数]\s*[::]?)?\s*第?\s*([0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,6}}|[{_HAN_N}百千]{{1,9}})\s*(?:[期号]|(?![0-9]))")
NUMBERED = re.compile(rf"(?<![年月刊代])(?<![年月]\s)第\s*([0-9]{{1,6}}|[{_HAN_N}百千]{{2,9}})\s*[期号]")
MORE_THAN_A_YEARS = 366  # 第33期 may count from New Year; 第11895期 cannot
PAGE = re.compile(
    r"(?P<count>今日|今天|本期|总计|共|对开|四开|[见转接至])?\s*第?\s*(?<![0-9A-Za-z.-])(?P<page>[A-Z]?[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*版(?![面式本权纳次画])"
)
BARE_PAGE = re.compile(rf"([A-Z]?[0-9]{{1,2}})(?:\s+[{HAN}]{{2,4}})?\Z|[{HAN}]{{2,4}}\s+([A-Z]?[0-9]{{2}})\Z")
FOUNDED = re.compile(r"创\s*刊|创办|复刊|改版|试刊|成立|批准|登记")


def masthead_evidence(line: str) -> frozenset[str]:
    """The kinds of masthead, folio and service facts in a line, empty unless they make up most of it.

    Kinds: date weekday lunar issue_number page_number postal_code serial_number website email phone address editors
    publisher price weather.
    """
    if len(line) > LONGEST_LINE or not COULD_BE.search(line):
        return frozenset()
    line = _plain(line)
    if len(line) > 12 and IN_A_SENTENCE.search(line):
        return frozenset()
    kinds, covered = set(), 0
    for found in FACTS.finditer(line):
        kinds.add(str(found.lastgroup))
        covered += len(COUNTED.findall(found[0]))
    if not kinds or covered < LEAST_SHARE * len(COUNTED.findall(line)):
        return frozenset()
    return frozenset(kinds)


def publication_name(line: str) -> str:
    """The newspaper that a line names and nothing else (浙 江 日 报 is 浙江日报), or ""."""
    found = PAPER.fullmatch(re.sub(r"\s+", "", line))
    if not found or NO_PAPER.search(found[1]) and not FULL_PAPER.match(found[1]):
        return ""
    return found[1] + (found[2] or "")


def read_masthead(lines: Sequence[tuple[int, str]], file: str) -> Masthead:
    """What lines of masthead and folio (number, text) and the file's name say.

    Where facts contradict each other the date is kept only if it stands against no second witness; see `_weigh`.
    """
    plain = [(number, _plain(text)) for number, text in lines]
    named = facts_of_name(file)
    faults: list[str] = []
    publication = _publication(plain, faults)
    issue = _issue(plain, faults)
    page = _page(plain, named, faults)
    date, date_from = _weigh(_testimony(plain, faults), named, faults)
    return Masthead(
        date=date, date_from=date_from, publication=publication, issue=issue, page=page, contradictions=tuple(faults)
    )


def _plain(text: str) -> str:
    """Full-width letters, digits and signs as half-width ones."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


# ---------------------------------------------------------------- the day


@dataclass(frozen=True, slots=True)
class _Testimony:
    """What the lines say of the day: (line, fact) of each kind."""

    days: tuple[tuple[int, datetime.date], ...]
    weekdays: tuple[tuple[int, int], ...]
    lunar: tuple[tuple[int, LunarDay], ...]


def _testimony(lines: Sequence[tuple[int, str]], faults: list[str]) -> _Testimony:
    """Read over line ends too: 2021年8月 may stand above 18日."""
    lines = [(number, text) for number, text in lines if not FOUNDED.search(text)]
    starts, text = [], ""
    for number, line in lines:
        starts.append((len(text), number))
        text += line + "\n"

    def line_of(at: int) -> int:
        return next(number for start, number in reversed(starts) if start <= at)

    days = []
    for at, printed, day in days_in(text):
        if day is None:
            faults.append(f"第{line_of(at)}行的日期“{printed}”不存在。")
        else:
            days.append((line_of(at), day))
    return _Testimony(
        tuple(days),
        tuple((line_of(at), weekday) for at, weekday in weekdays_in(text)),
        tuple((line_of(at), lunar) for at, lunar in lunar_days_in(text)),
    )


def _weigh(said: _Testimony, named: NameFacts, faults: list[str]) -> tuple[str, str]:
    """The date and where it is from; ("", "") where the witnesses leave it open.

    Two printed days: neither. A printed day outranks the file's name. Weekday and lunar date are witnesses for or
    against it: it falls when more stand against it than for it, counting itself and, where it agrees, the file's name.
    """
    from_name = datetime.date.fromisoformat(named.date) if named.date else None
    printed = dict(reversed([(day, number) for number, day in said.days]))  # the first line of each day
    if len(printed) > 1:
        (first, one), (second, two) = sorted(printed.items(), key=lambda item: item[1])[:2]
        faults.append(f"第{one}行印的日期是{chinese_date(first)}，第{two}行印的却是{chinese_date(second)}。")
        return "", ""
    if not printed and not from_name:
        return "", ""
    day, number = next(iter(printed.items()), (from_name, 0))
    assert day is not None
    source = f"第{number}行印的日期" if number else "文件名里的日期"
    against = _witnesses_against(day, source, said, faults)
    if not number:
        return ("", "") if against else (day.isoformat(), "file")
    if from_name and from_name != day:
        faults.append(f"{source}是{chinese_date(day)}，文件名里的日期却是{chinese_date(from_name)}。")
        against += bool(against)  # alone a file's name does not outweigh what is printed
    support = 1 + (from_name == day) + _agrees(day, said)
    # A lunar date names one day, as a date does; a weekday only excludes, so alone it does not outweigh a date.
    open_ = against > support or (against == support and any(not is_lunar_day(day, lunar) for _, lunar in said.lunar))
    return ("", "") if open_ else (day.isoformat(), "masthead")


def _witnesses_against(day: datetime.date, source: str, said: _Testimony, faults: list[str]) -> int:
    wrong_weekdays = [(number, weekday) for number, weekday in said.weekdays if weekday != day.weekday()]
    wrong_lunar = [(number, lunar) for number, lunar in said.lunar if not is_lunar_day(day, lunar)]
    shown = f"{source}是{chinese_date(day)}"
    for number, weekday in wrong_weekdays[:1]:
        faults.append(f"{shown}，那天是星期{WEEK[day.weekday()]}，第{number}行印的却是星期{WEEK[weekday]}。")
    for number, lunar in wrong_lunar[:1]:
        faults.append(f"{shown}，那天是农历{lunar_text(day)}，第{number}行印的却是{lunar.text}。")
    return bool(wrong_weekdays) + bool(wrong_lunar)


def _agrees(day: datetime.date, said: _Testimony) -> int:
    """How many of weekday and lunar date are printed and right."""
    weekdays, lunar = [weekday for _, weekday in said.weekdays], [lunar for _, lunar in said.lunar]
    return int(bool(weekdays) and set(weekdays) == {day.weekday()}) + int(
        bool(lunar) and all(is_lunar_day(day, one) for one in lunar)
    )


# ---------------------------------------------------------------- paper, issue, page


def _publication(lines: Sequence[tuple[int, str]], faults: list[str]) -> str:
    alone = [(number, name) for number, text in lines if (name := publication_name(text))]
    among = [(number, name) for number, text in lines for word in re.split(r"[\s·|/《》]+", text) if (name := publication_name(word))]
    candidates = alone or among
    full = [(number, name) for number, name in candidates if FULL_PAPER.match(name)]
    names = Counter(name for _, name in full or candidates)
    if not names:
        return ""
    ranked = names.most_common()
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        lines_of = {name: number for number, name in reversed(candidates)}
        one, two = ranked[0][0], ranked[1][0]
        faults.append(f"第{lines_of[one]}行的报名是“{one}”，第{lines_of[two]}行的却是“{two}”。")
        return ""
    return ranked[0][0]


def _issue(lines: Sequence[tuple[int, str]], faults: list[str]) -> int | None:
    total = [(number, value) for number, text in lines for found in TOTAL.finditer(text) if (value := _value(found[1]))]
    numbered = [
        (number, value)
        for number, text in lines
        for found in NUMBERED.finditer(text)
        if (value := _value(found[1])) > MORE_THAN_A_YEARS
    ]
    said = total or numbered
    values = dict(reversed([(value, number) for number, value in said]))
    if len(values) > 1:
        (one, first), (two, second) = sorted(values.items(), key=lambda item: item[1])[:2]
        faults.append(f"第{first}行的总期号是{one}，第{second}行的却是{two}。")
        return None
    return next(iter(values), None)


def _page(lines: Sequence[tuple[int, str]], named: NameFacts, faults: list[str]) -> str:
    printed: dict[str, int] = {}
    for number, text in lines:
        for found in PAGE.finditer(text):
            if not found["count"]:
                printed.setdefault(canonical_page(found["page"]), number)
    if not printed:
        for number, text in lines:
            bare = BARE_PAGE.match(text)
            if bare:
                printed.setdefault(canonical_page(bare[1] or bare[2]), number)
    printed.pop("", None)
    if len(printed) > 1:
        (one, first), (two, second) = sorted(printed.items(), key=lambda item: item[1])[:2]
        faults.append(f"第{first}行的版次是第{one}版，第{second}行的却是第{two}版。")
        return named.page if named.page in printed else ""
    page = next(iter(printed), "")
    if page and named.page and page != named.page:
        faults.append(f"第{printed[page]}行的版次是第{page}版，文件名里的却是第{named.page}版。")
    return page or named.page


def _value(text: str) -> int:
    text = text.replace(",", "")
    return int(text) if text.isdecimal() else number_of(text)
