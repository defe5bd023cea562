"""What each unit of a page is: scored features, scored steps from role to role, and the best path over the page.

A conditional random field (Lafferty et al. 2001) of named features. The weights are fitted on pages whose roles
people have marked and stand in weights.json, where each can be looked at; no feature names a page's own words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from generator.importer.dictionary_file import word_tag
from generator.importer.lattice import best_path, certainty
from generator.importer.topics import Topics
from generator.importer.units import Unit

# BODY begins a paragraph, REST goes on with one that a column break cut.
STATES = ("COLUMN", "HEAD", "BYLINE", "SUBHEAD", "BODY", "REST", "CAPTION", "CREDIT", "FURNITURE")

OPENERS = re.compile(
    "本报讯|本报[^,，。]{1,12}(?:电|讯)|(?:据)?[^,，。]{2,6}社[^,，。]{0,14}(?:电|讯)|(?:见习|特约|实习|本报|全媒体|首席|通讯员|记者)[^,，。]{2,30}(?:报道|讯)|[（(][^)）]{0,10}(?:记者|通讯员)|(?:记者|通讯员)[ \u3000]?[^,，。从在]{2,12}[ \u3000]"
)
BYLINE_ALONE = re.compile(
    "[■□●◆◎▲〇○★☆]?[ \u3000]*(?:(?:本报|本刊|新华社|见习|特约|实习|首席|全媒体|驻[^ ]{2,6})*(?:记者|通讯员|评论员|特派员)|作者|撰文|文/|图/|文图|采写|整理|口述|执笔)"
)
MARKED = re.compile("[■□●◆◎▲○★☆►▶]")
CREDIT = re.compile("[^,，。；;]{0,30}(?:摄|供图|摄影报道|摄影|制图|资料图片?)(?:[（(][^)）]*[)）])?[)）]?$|[（(]?(?:资料|图片)")
CAPTION = re.compile("图为|(?:上|下|左|右|本|题|小|大)图|图[①②③④⑤⑥⑦⑧⑨一二三四五\\d]|[左右][一二三四五]")
NUMBERED = re.compile("[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\\d]+[)）]|\\d{1,2}[、.．](?!\\d)|第[一二三四五六七八九十百]+[章条节]|[①②③④⑤⑥⑦⑧⑨]|其[一二三四五]")
FOLIO = re.compile(
    "第?[A-Za-z]?\\d{1,3}版|^[A-Z]?\\d{1,2}$|星期[一二三四五六日天]|总第|邮发代号|刊号|CN\\d\\d|www\\.|WWW\\.|https?:|@|电话[:：]|热线|邮编|地址[:：]|责编|责任编辑|版式|校对|美编|零售|印刷|农历|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年|^\\d{4}年\\d{1,2}月\\d{1,2}日|订阅|广告|公告|遗失|声明|启事|主办|出版|社长|总编|下转|天气|导读|今日看点|\\d{5,}"
)
PAPER_NAME = re.compile("[\u4e00-\u9fff ]{2,12}(?:报|周刊|新闻|之窗)$")
BLOCK_WORDS = re.compile("^(?:核心阅读|延伸阅读|相关链接|新闻链接|知识链接|链接|编者按|编后|记者手记|背景|专家点评|点评|数据|记者感言|手记|.{0,4}(?:贴士|攻略|提示|提要|须知|简介|名片|小百科|问答)$)")
STAFF = re.compile("(?:本[版期报文])?(?:制图|图表|版式|责编|责任编辑|统筹|编辑|校对|策划|美编|值班)(?:设计)?[:：]")
DASHED = re.compile("^(?:——|--|—|－－)")
DASHED_END = re.compile("(?:——|—|:|：)$")
SERIES = re.compile("[“\"「].{1,8}[”\"」]|进行时|走基层|风采|之窗|论坛|聚焦|直通车|系列报道|特别报道|专栏|专版|连线|速递|快讯|简讯|短讯|新风|亮点|人物|谈$|话$|语$|录$|眼$|台$|窗$|线$|角$|说$|园地|天地|小灵通|学习贯彻|深入学习|喜迎|庆祝")
STOP_AT_START = "，,。、；;：:！!？?”’）)》〉」』】%％·的了着过们么吗呢吧"
SENTENCE_END = "。！？!?"
QUOTE_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("(", ")"), ("「", "」"), ("『", "』"))
FRESH_WORDS = re.compile(
    "[“\"「『]|近日|日前|昨日|昨天|今年|去年|近年来|目前|据|在|记者|为|随着|同时|此外|除|下一步|接下来|截至|当天|活动|会议|如今|自|作为|经过|通过|针对|一直|多年|与此同时|\\d{1,4}[年月]|本报|新华社|\u3000\u3000"
)


INTRODUCES_TIME = re.compile("近日|日前|昨[日天]|前[日天]|连日来|今[日天]|记者从|[0-9０-９一二三四五六七八九十]+月[0-9０-９一二三四五六七八九十]+日|[0-9０-９]{4}年|去年|今年|随着|[春夏秋冬]日")
PROVINCES = "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
INTRODUCES_PLACE = re.compile(f"{PROVINCES}|[\u4e00-\u9fff]{{1,6}}(?:省|市|县|区|州|镇|乡|村|旗)")
LATIN = re.compile("[A-Za-z0-9]")
PATTERN = re.compile(r"\d+|[一二三四五六七八九十]+")
OPENING = 30  # characters of a paragraph that introduce its story, if they do


def _length(n: int) -> str:
    for top in (1, 2, 4, 6, 8, 10, 13, 16, 20, 25, 30, 36, 45, 60, 90):
        if n <= top:
            return f"<={top}"
    return ">90"


@dataclass(slots=True)
class Look:
    """What one unit shows on its own."""

    text: str
    n: int
    ends: str  # S sentence, L semicolon, C comma, O colon or dash, Q quotation mark or bracket, N nothing
    shape: str  # T title-like, P prose, K cut prose, B byline, F folio, R credit
    open_mark: bool  # a quotation or bracket is left open
    own: list[str]
    first_tag: str  # part of speech of its first and of its last word
    last_tag: str


def look(unit: Unit, words: Sequence[str]) -> Look:
    """The features of a unit alone; words: its text as the segmenter cuts it."""
    text = unit.text
    n = len(text)
    own = ["bias", f"len{_length(n)}"]
    bare = text.rstrip("”’」』)）】》〉\"'")
    last = bare[-1:] or text[-1:]
    if last in SENTENCE_END:
        ends = "S"
    elif text[-1] in ";；":
        ends = "L"
    elif text[-1:] in "”’」』)）】\"" and bare[-1:] in "；;…":
        ends = "S"
    elif last in "，,、":
        ends = "C"
    elif last in "：:—…":
        ends = "O"
    elif text[-1] in "”’」』)）】》〉\"'":
        ends = "Q"
    else:
        ends = "N"
    own.append(f"ends{ends}")
    own.append(f"ends{ends}{'s' if n <= 30 else 'l'}")
    inner = sum(bare.count(c, 0, -1) for c in SENTENCE_END)
    commas = sum(text.count(c) for c in "，,、；;")
    if inner:
        own.append("sentence-inside")
    if commas:
        own.append("commas" if commas > 1 else "comma")
        if n <= 32 and ends in "NQ":
            own.append("title-comma")
    if " " in text or "\u3000" in text:
        own.append("spaced")
        if n <= 32:
            own.append("spaced-short")
    if text[0] in STOP_AT_START:
        own.append("impossible-start")
    if text[0].isdigit() or text[0].isascii() and text[0].isalpha():
        own.append("latin-start")
    digits = len(LATIN.findall(text))
    if digits * 2 > n:
        own.append("mostly-latin")
    if digits * 3 > n and n < 40:
        own.append("much-latin-short")
    if text[0] in "“\"「『《":
        own.append("quote-start")
    if unit.indented:
        own.append("indented")
    marked = bool(MARKED.match(text))
    if marked:
        own.append("marked" if n > 14 else "marked-short")
    byline = n <= 40 and bool(BYLINE_ALONE.match(text)) and ends in "NQ"
    opener = bool(OPENERS.match(text))
    credit = n <= 32 and bool(CREDIT.match(text))
    folio = n <= 60 and bool(FOLIO.search(text))
    if byline:
        own.append("byline-alone" if n <= 20 else "byline-alone-long")
    if opener:
        own.append("opener-long" if n > 30 else "opener-short")
    if credit:
        own.append("credit")
        if "摄" in text:
            own.append("credit-she")
    if CAPTION.search(text):
        own.append("caption-words" if n > 60 else "caption-words-short")
    if text.startswith("图为") or "图为" in text:
        own.append("tuwei")
    if NUMBERED.match(text):
        own.append("numbered-short" if n <= 30 else "numbered-long")
    if folio:
        own.append("folio")
        if n <= 30:
            own.append("folio-short")
    if len(FOLIO.findall(text)) >= 2:
        own.append("folio-many")
    if n <= 12 and PAPER_NAME.match(text):
        own.append("paper-name")
    if BLOCK_WORDS.match(text) and n <= 10:
        own.append("block-word")
    if n <= 40 and STAFF.match(text):
        own.append("staff-note")
    if DASHED.match(text):
        own.append("dash-start")
    if n <= 30 and DASHED_END.search(text):
        own.append("dash-end")
    if n <= 45 and ends in "NQO":
        if INTRODUCES_PLACE.search(text):
            own.append("title-place")
        if any(c.isdigit() for c in text):
            own.append("title-digit")
    if n <= 20 and SERIES.search(text):
        own.append("series")
    if text[-1] in ")）】":
        own.append("bracketed" if text[0] in "(（【" and n <= 40 else "bracket-end-short" if n <= 36 else "bracket-end")
    if FRESH_WORDS.match(text):
        own.append("fresh-word")
    open_mark = any(text.count(a) > text.count(b) for a, b in QUOTE_PAIRS)
    closes = any(text.count(a) < text.count(b) for a, b in QUOTE_PAIRS)
    if closes:
        own.append("closes-unopened")
    if open_mark:
        own.append("leaves-open")
    if byline and n <= 22:
        shape = "B"
    elif credit and n <= 24:
        shape = "R"
    elif folio and n <= 36 and not inner:
        shape = "F"
    elif _title_like(text, n, ends, bare):
        shape = "T" if n > 3 else "t"
    elif n <= 36 and ends == "C" and not inner:
        shape = "c"
    elif ends in "SL":
        shape = "P"
    else:
        shape = "K"
    own.append(f"shape{shape}")
    first_tag, last_tag = word_tag(words[0]), word_tag(words[-1])
    if shape in "PKc":  # how a paragraph begins and breaks off; titles begin and end with anything
        own += [f"first-{first_tag}", f"last-{last_tag}-{shape}"]
    return Look(text, n, ends, shape, open_mark, own, first_tag, last_tag)


def _title_like(text: str, n: int, ends: str, bare: str) -> bool:
    """Short, no full stop, no end of a sentence but a call or a question; longer only in parts or with a note in brackets."""
    if any(c in bare[:-1] for c in "。；;"):
        return False
    if ends in "NOQ":
        return n <= 36 or n <= 60 and (" " in text or "\u3000" in text or text[-1] in ")）" and text[0] not in "(（")
    return n <= 16 and text[-1] in "！!？?"


def page_features(units: Sequence[Unit], looks: Sequence[Look], topics: Topics, words: Sequence[Sequence[str]], spans: Sequence[float]) -> list[list[str]]:
    """Each unit's features, those of its surroundings included.

    spans: how much more likely unit i - 1 and unit i are in one breath than apart, in nats.
    """
    n = len(units)
    shapes = "^" + "".join(unit.shape for unit in looks) + "$$"
    usual, telling = blank_habit(units)
    gaps_of = [min(2, max(0, unit.gap - usual)) for unit in units] + [0]
    indents = sum(unit.indented for unit in units)
    prose = [i for i, one in enumerate(looks) if one.shape in "PK"]
    led = _led_blocks(looks, shapes)
    signed = sum(led.values())
    share = "none" if not signed else "few" if signed * 3 < len(led) else "half" if signed * 3 < 2 * len(led) else "most"
    out = []
    for i, (unit, own) in enumerate(zip(units, looks, strict=True)):
        f = list(own.own)
        before, after, after2 = shapes[i], shapes[i + 2], shapes[i + 3] if i + 3 < len(shapes) else "$"
        me = own.shape
        f += [f"b{before}", f"a{after}", f"{before}{me}", f"{me}{after}", f"{before}{me}{after}", f"{me}{after}{after2}"]
        if i:
            f.append(f"prev-ends{looks[i - 1].ends}")
            if looks[i - 1].open_mark and looks[i - 1].n > 30:
                f.append("prev-open")
                if "closes-unopened" in own.own:
                    f.append("closes-prev")
            if "bracketed" in looks[i - 1].own:
                f.append("prev-bracketed")
            elif "bracket-end" in looks[i - 1].own or "bracket-end-short" in looks[i - 1].own:
                f.append("prev-bracket-end")
            if looks[i - 1].shape == "K" and me in "TtcKP":
                f.append("span" + _grade(spans[i]) + ("s" if own.n <= 36 else "l"))
        if i + 1 < n:
            if "opener-long" in looks[i + 1].own:
                f.append("next-opener")
                f.append("next-opener" + me)
            if "credit" in looks[i + 1].own:
                f.append("next-credit" + me)
            if "byline-alone" in looks[i + 1].own or "marked-short" in looks[i + 1].own:
                f.append("next-byline" + me)
            if looks[i + 1].shape in "PK" and "impossible-start" in looks[i + 1].own:
                f.append("next-cannot-start")
            if looks[i + 1].own.count("tuwei"):
                f.append("next-tuwei")
        if i + 2 < n and me == "T" and after in "Tct":
            if "opener-long" in looks[i + 2].own:
                f.append("next2-opener")
            if "byline-alone" in looks[i + 2].own:
                f.append("next2-byline")
        gap, gap_after = gaps_of[i], gaps_of[i + 1]
        f += [f"gap+{gap}|{me}|{telling}", f"gap-after+{gap_after}|{me}|{telling}", f"gaps+{gap}+{gap_after}|{me}|{telling}"]
        if i:
            f.append(f"gap+{gap}|{looks[i - 1].ends}|{me}|{telling}")
        if unit.gap > usual + 1:
            f.append("gap-before")
        if i + 1 < n and units[i + 1].gap > usual + 1:
            f.append("gap-after")
            if units[i + 1].gap > usual + 2:
                f.append("gap-after-wide")
        if indents >= 6:
            f.append("page-indents")
            if not unit.indented:
                f.append("not-indented-there")
        if i < 4:
            f.append(f"top{i}")
        if i < 12:
            f.append("top")
        if i >= n - 4:
            f.append(f"bottom{n - 1 - i}")
        if me in "TtcBFR":
            f += _block(shapes, i + 1, me)
            f += _introduction(i, looks)
            start = i
            while start not in led:
                start -= 1
            f += _twins(i, looks)
            f.append(f"signed-{led.get(start, False)}|{share}")
            f += _subject(i, looks, topics, words, prose)
        out.append(f)
    return out


def blank_habit(units: Sequence[Unit]) -> tuple[int, str]:
    """Blank lines between most units of the page, and what a larger gap tells there.

    "breaks": gaps stand at few places, so they mark breaks of columns and stories; "even": gaps hardly differ;
    "mixed": they differ so often that they tell little.
    """
    gaps = sorted(unit.gap for unit in units[1:])
    if not gaps:
        return 0, "even"
    usual = gaps[len(gaps) // 2]
    wider = sum(gap > usual for gap in gaps) / len(gaps)
    return usual, "even" if wider < 0.02 else "breaks" if wider < 0.45 and usual == 0 else "mixed"


def _led_blocks(looks: Sequence[Look], shapes: str) -> dict[int, bool]:
    """Each run of short units by its first unit: does a byline stand in it or open the prose behind it?"""
    led = {}
    i, n = 0, len(looks)
    while i < n:
        if looks[i].shape not in "TtcBFR":
            i += 1
            continue
        end = i
        while end < n and looks[end].shape in "TtcBFR":
            end += 1
        signed = any(looks[k].shape == "B" or "marked-short" in looks[k].own for k in range(i, end))
        led[i] = signed or end < n and "opener-long" in looks[end].own
        i = end
    return led


def _twins(i: int, looks: Sequence[Look]) -> list[str]:
    """Short units nearby that are made like this one: subheads of one story are."""
    text = looks[i].text
    alike = [
        k
        for k in range(max(0, i - 25), min(len(looks), i + 26))
        if k != i and looks[k].shape in "Tt" and looks[k].text != text
    ]
    f = []
    if any(looks[k].text[0] == text[0] for k in alike):
        f.append("twin-first")
    if any(looks[k].text[-2:] == text[-2:] for k in alike):
        f.append("twin-last")
    if any(looks[k].n == len(text) for k in alike):
        f.append("twin-length")
    if any(PATTERN.sub("0", looks[k].text)[:3] == PATTERN.sub("0", text)[:3] for k in alike):
        f.append("twin-pattern")
    return f


def _introduction(i: int, looks: Sequence[Look]) -> list[str]:
    """Does the prose behind a short unit begin as stories do, with a time and a place?"""
    first = next((k for k in range(i + 1, min(len(looks), i + 6)) if looks[k].shape in "PK"), None)
    if first is None:
        return ["no-prose-behind"]
    opening = looks[first].text[:OPENING]
    f = []
    if INTRODUCES_TIME.search(opening):
        f.append("introduces-time")
    if INTRODUCES_PLACE.search(opening):
        f.append("introduces-place")
    return f


def _grade(span: float) -> str:
    for top in (-3.0, 0.0, 2.0, 5.0):
        if span <= top:
            return f"<={top:.0f}"
    return ">5"


def _block(shapes: str, at: int, me: str) -> list[str]:
    """Where a short unit stands in its run of short units, and what encloses the run."""
    start = end = at
    while shapes[start - 1] in "TtcBFR":
        start -= 1
    while shapes[end + 1] in "TtcBFR":
        end += 1
    size = min(end - start + 1, 5)
    f = [f"block{size}", f"block{size}@{min(at - start, 3)}", f"block-after-{shapes[start - 1]}", f"block-before-{shapes[end + 1]}"]
    run = shapes[start : end + 1]
    if "B" in run[at - start + 1 :]:
        f.append("byline-later-in-block")
    if "B" in run[: at - start]:
        f.append("byline-earlier-in-block")
    return f


def _subject(i: int, looks: Sequence[Look], topics: Topics, words: Sequence[Sequence[str]], prose: Sequence[int]) -> list[str]:
    """Does the prose after a short unit go on about what the prose before it was about? And the unit itself?"""
    n = len(looks)
    first = next((k for k in range(i + 1, min(n, i + 7)) if looks[k].shape in "PK"), None)
    last = next((k for k in range(i - 1, max(-1, i - 7), -1) if looks[k].shape in "PK"), None)
    if first is None or last is None:
        return []
    end = first
    while end < min(n, first + 4) and looks[end].shape in "PK":
        end += 1
    start = last + 1
    while start > max(0, last - 5) and looks[start - 1].shape in "PK":
        start -= 1
    after, before = topics.vector(first, end), topics.vector(start, last + 1)
    f = []
    alike = topics.likeness(before, after)
    for step in (0.02, 0.05, 0.09, 0.14, 0.2, 0.3):
        if alike > step:
            f.append(f"alike>{step}")
    mine = [topics.words[w] for w in words[i] if w in topics.words]
    if mine:
        there, here = after[mine], before[mine]
        f.append(f"mine-after{min(3, int((there > 0).sum()))}")
        f.append(f"mine-before{min(3, int((here > 0).sum()))}")
        if (there > 0).sum() > (here > 0).sum():
            f.append("mine-more-after")
    return f


class RoleModel:
    """Weights of features and steps; scores a page's units and finds the best path."""

    def __init__(self, weights: Mapping[str, Sequence[float]], steps: Sequence[Sequence[float]]) -> None:
        self.row = {feature: number for number, feature in enumerate(weights)}
        self.weights = np.array([*weights.values()], dtype=np.float64).reshape(-1, len(STATES))
        self.steps = np.array(steps, dtype=np.float64)

    def scores(self, features: Sequence[Sequence[str]]) -> np.ndarray:
        """(units, STATES) in nats."""
        row = self.row
        found = [[row[f] for f in unit if f in row] for unit in features]
        return np.array([self.weights[rows].sum(0) for rows in found]).reshape(-1, len(STATES))

    def read(self, features: Sequence[Sequence[str]]) -> tuple[list[int], np.ndarray]:
        """The states of the best path, and the probability of every state of every unit."""
        scores = self.scores(features)
        return best_path(scores, self.steps), certainty(scores, self.steps)
