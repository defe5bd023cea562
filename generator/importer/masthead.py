"""What masthead, folio and file name say of a page, checked against each other."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.importer.lunar_calendar import lunar_text
from generator.importer.masthead_evidence import masthead_evidence
from generator.importer.page import Masthead
from generator.importer.page_name import NameFacts, canonical_page, facts_of_name, number_of
from generator.importer.printed_dates import (
    WEEK,
    LunarDay,
    chinese_date,
    days_in,
    is_lunar_day,
    lunar_days_in,
    weekdays_in,
)
from generator.importer.printed_forms import plain
from generator.personal_names import HAN

_HAN_N = "〇零○一二三四五六七八九十廿卅"
PAPER = re.compile(rf"《?(?P<name>(?:[0-9]{{2,4}}世[纪紀])?[{HAN}]{{1,12}}(?:报|(?<=.{{3}})[周导]刊)(?:海外版)?)》?")
NO_PAPER = re.compile(
    r"(?:.*(?:机关报|本报|[举情海通公简预电汇上申填警捷年月季喜战回谎虚瞒谍线播呈禀墙板画日晚早晨时周]报)"
    r"|.*[一二三四五六七八九十各每订读办看]报|数字报|电子报|党报|大报|小报|都市类?报|传媒报)\Z"
)
FULL_PAPER = re.compile(r".{2,}(?:日报|晚报|时报|早报|晨报|周报)\Z")
TOTAL = re.compile(
    r"总\s*(?:第|期[号数]\s*:?)?\s*第?\s*"
    rf"([0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,6}}|[{_HAN_N}百千]{{1,9}})\s*(?:[期号]|(?![0-9]))"
)
NUMBERED = re.compile(rf"(?<![年月刊代])(?<![年月]\s)第\s*([0-9]{{1,6}}|[{_HAN_N}百千]{{2,9}})\s*[期号]")
MORE_THAN_A_YEARS = 366  # 第33期 may count from New Year; 第11895期 cannot
PAGE = re.compile(
    r"(?P<count>今日|今天|本期|总计|共|对开|四开|[见转接至])?\s*第?\s*(?<![0-9A-Za-z.-])"
    r"(?P<page>[A-Z]?[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*版(?![面式本权纳次画])"
)
BARE_PAGE = re.compile(rf"([A-Z]?[0-9]{{1,2}})(?:\s+[{HAN}]{{2,4}})?\Z|[{HAN}]{{2,4}}\s+([A-Z]?[0-9]{{2}})\Z")
SHORT = 8  # characters of a folio besides the paper's name: A04 城事
FOUNDED = re.compile(r"创\s*刊|创办|复刊|改版|试刊|成立|批准|登记")


def publication_name(line: str) -> str:
    """The newspaper that a line names and nothing else (浙 江 日 报 is 浙江日报), or ""."""
    words = line.split()
    printed = "".join(words) if all(len(word) == 1 for word in words) else line.strip()
    found = PAPER.fullmatch(plain(printed))
    if not found or (NO_PAPER.match(found["name"]) and not FULL_PAPER.match(found["name"])):
        return ""
    return printed[found.start("name") : found.end("name")]


def read_masthead(lines: Sequence[tuple[int, str]], file: str) -> Masthead:
    """What lines of masthead and folio (number, text) and the file's name say.

    Where facts contradict each other the date is kept only if it stands against no second witness; see `_weigh`.
    """
    forms = [(number, plain(text).strip()) for number, text in lines]
    named = facts_of_name(file)
    faults: list[str] = []
    publication = _publication(lines, faults)
    issue = _issue(forms, faults)
    page = _page(forms, named, faults)
    date, date_from = _weigh(_testimony(forms, faults), named, faults)
    return Masthead(
        date=date, date_from=date_from, publication=publication, issue=issue, page=page, contradictions=tuple(faults)
    )


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
    day, number = next(iter(printed.items()), (from_name or datetime.date.min, 0))
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
    words = [(number, word) for number, text in lines for word in re.split(r"[\s·|/《》]+", text)]
    among = [(number, name) for number, word in words if (name := publication_name(word))]
    candidates = alone or among
    full = [(number, name) for number, name in candidates if FULL_PAPER.match(name)]
    papers = [(number, name) for number, name in candidates if "周刊" not in name]  # which may be a section's
    names = Counter(name for _, name in full or papers or candidates)
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
        # A headline announced for another page is no folio: there the page is not most of the line.
        rest = " ".join(word for word in text.split() if not publication_name(word))
        for found in PAGE.finditer(text) if masthead_evidence(rest) or len(rest) <= SHORT else ():
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
