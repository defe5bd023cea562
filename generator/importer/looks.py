"""What one unit of a page shows on its own: its length, its ends, its signs and words, and the shape all that gives it.

Nothing here names a page's own words; all of it belongs to the language or to the craft of newspapers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from generator.dictionary_file import word_tag
from generator.importer import masthead_evidence as facts
from generator.importer.byline import read_byline
from generator.importer.line_signs import LineSigns
from generator.importer.printed_forms import BASIC_PLANE, plain_lines
from generator.importer.units import Unit

SHORT = 36  # characters; what is longer is no headline unless it is in parts
LENGTHS = (1, 2, 4, 6, 8, 10, 13, 16, 20, 25, 30, 36, 45, 60, 90)
LENGTH_NAMES = (*(f"<={top}" for top in LENGTHS), f">{LENGTHS[-1]}")
LONG = LENGTHS[-1] + 1  # characters; longer ones are alike
SENTENCE_END = "。!?"
CLOSING = "”’」』)】》〉\"'"
OPENING = '“"「『《'
CANNOT_START = ",。、;:!?”’)》〉」』】%·的了着过们么吗呢吧"
INSIDE = frozenset("的了着过们么吗呢吧地得,、;:!?。%》”’)")  # words that no sentence begins with
PAIRS = (("“", "”"), ("《", "》"), ("(", ")"), ("「", "」"), ("『", "』"))
PAIRED = re.compile("[“”《》()「」『』]+")
EVEN = [0]
SURE_BYLINE, LIKELY_BYLINE = 0.85, 0.4

# All read in the plain form of printed_forms: half-width signs, simplified words of the craft.
MARK = re.compile("[■□●◆◎▲○★☆►▶]")
CREDIT = re.compile(r"[^,。;]{0,30}(?:摄|供图|摄影报道|摄影|制图|资料图片?)(?:\([^)]*\))?\)?$|\(?(?:资料|图片)")
CAPTION = re.compile(r"图为|(?:上|下|左|右|本|题|小|大)图|图[①②③④⑤⑥⑦⑧⑨一二三四五\d]|[左右][一二三四五]")
NUMBERED = re.compile(
    r"[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d{1,2}[、.](?!\d)|第[一二三四五六七八九十百]+[章条节]"
    r"|[①②③④⑤⑥⑦⑧⑨]|其[一二三四五]"
)
FOLIO = re.compile(
    r"第?[A-Za-z]?\d{1,3}版|^[A-Z]?\d{1,2}$|星期[一二三四五六日天]|总第|邮发代号|刊号|CN\d\d|www\.|WWW\.|https?:|@|电话:|热线|邮编"
    r"|地址:|责编|责任编辑|版式|校对|美编|零售|印刷|农历|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年|^\d{4}年\d{1,2}月\d{1,2}日"
    r"|订阅|广告|公告|遗失|声明|启事|主办|出版|社长|总编|下转|天气|导读|今日看点|\d{5,}"
)
PAPER_NAME = re.compile("[\u4e00-\u9fff ]{2,12}(?:报|周刊|新闻|之窗)$")
SIDE_TEXT = re.compile(
    "(?:核心阅读|延伸阅读|相关链接|新闻链接|知识链接|链接|编者按|编后|记者手记|背景|专家点评|点评|数据|记者感言|手记"
    "|.{0,4}(?:贴士|攻略|提示|提要|须知|简介|名片|小百科|问答)$)"
)
STAFF = re.compile("(?:本[版期报文])?(?:制图|图表|版式|责编|责任编辑|统筹|编辑|校对|策划|美编|值班)(?:设计)?:")
HALF_STOP = re.compile(r"""(?<=[\u4e00-\u9fff"”’)])(?<![一二三四五六七八九十])\.(?=$|[ "”’)])""")
DASH = re.compile("——|--|—")
DECK_INSIDE = re.compile(r"[ )](?<=.{5})(?:——|—|--)\S")  # title and deck on one line
FIGURE = re.compile(r"^[\d.]+[%万亿]{0,2}(?:[人户家个]?次?|元)$")
SERIES = re.compile(
    '[“"「].{1,8}[”"」]|进行时|走基层|风采|之窗|论坛|聚焦|直通车|系列报道|特别报道|专栏|专版|连线|速递|快讯|简讯|短讯|短波|要讯|拾零|集锦|新风|亮点|人物'
    "|谈$|话$|语$|录$|眼$|台$|窗$|线$|角$|说$|园地|天地|学习贯彻|深入学习|喜迎|庆祝"
)
FRESH_WORDS = re.compile(
    '[“"「『]|近日|日前|昨日|昨天|今年|去年|近年来|目前|据|在|记者|为|随着|同时|此外|除|下一步|接下来|截至|当天|活动|会议|如今|自|作为'
    r"|经过|通过|针对|一直|多年|与此同时|\d{1,4}[年月]|本报|新华社"
)
# Each choice begins with a character of its own: so the search skips to these, ten times as quick.
PLACE = re.compile(
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃"
    "|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|"
    + "|".join(f"{kind}(?<=[\u4e00-\u9fff].)" for kind in "省市县区州镇乡村旗")
)
LATIN = re.compile("[A-Za-z0-9]")
SIGNED_STOP = re.compile(r"[。…][”』」]?\([^()]{1,40}\)$")  # who wrote it stands behind the last sentence

# Signs without which patterns cannot match: they are looked for in all of a page's lines at once.
COMMA, PAIR, LATIN_SIGN, DIGIT, COLON, DASH_SIGN, FIGURE_SIGN, CAPTION_SIGN, CREDIT_SIGN, FOLIO_SIGN, FACT = (
    1 << bit for bit in range(11)
)
DIGITS = "".join(filter(str.isdigit, map(chr, range(BASIC_PLANE))))
SIGNS = LineSigns(
    {
        COMMA: ",、;",
        PAIR: "[“”《》()「」『』",
        LATIN_SIGN: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
        DIGIT: DIGITS,
        COLON: ":",
        DASH_SIGN: "—-",
        FIGURE_SIGN: "." + DIGITS,
        CAPTION_SIGN: "图左右",
        CREDIT_SIGN: "摄图料",
        FOLIO_SIGN: DIGITS + "版星办转气读点社第编年失声启告阅刷售历邮刊线话址校wWh@",
        FACT: facts.SIGNS,
    }
)
NUMBERS_START = frozenset("一二三四五六七八九十(第①②③④⑤⑥⑦⑧⑨其" + DIGITS)  # with which NUMBERED begins,
FRESH_START = frozenset('“"「『近日昨今去目据在记为随同此除下接截当活会如自作经通针一多与本新' + DIGITS)  # FRESH_WORDS,
PAPERS_END = frozenset("报刊闻窗")  # and with which PAPER_NAME ends

SHORT_FORMS: tuple[tuple[str, int, int, Callable[[str], object]], ...] = (
    # feature, most characters, one of the signs that it needs (0: none), what finds it
    ("block-word", 10, 0, SIDE_TEXT.match),
    ("dash-end", 30, DASH_SIGN, lambda text: text.endswith("—")),
    ("colon-end", 30, COLON, lambda text: text.endswith(":")),
    ("figure", 12, FIGURE_SIGN, FIGURE.match),
    ("series", 20, 0, SERIES.search),
    ("deck-inside", 60, DASH_SIGN, DECK_INSIDE.search),
)
LONGEST_FORM = max(longest for _, longest, _, _ in SHORT_FORMS)


@dataclass(slots=True)
class Look:
    """What one unit shows on its own."""

    text: str  # in its plain form
    n: int  # characters
    ends: str  # S sentence, L semicolon, C comma, O colon or dash, Q quotation mark or bracket, N nothing
    shape: str  # T title-like (t: of hardly a word), P prose, K cut prose, c short and cut, B byline, F folio, R credit
    open_mark: bool  # a quotation or bracket is left open
    own: list[str]  # features
    shows: frozenset[str]  # the same, for asking
    first_tag: str  # part of speech of its first and of its last word
    last_tag: str
    begins_inside: bool  # its first word belongs behind another: 的, 们, a closing mark

    def has(self, *features: str) -> bool:
        """Whether it shows any of these."""
        return not self.shows.isdisjoint(features)


def looks_of(units: Sequence[Unit], words: Sequence[Sequence[str]]) -> list[Look]:
    """What each unit shows; words: their texts as the segmenter cuts them."""
    texts = [_full_stops(text) for text in plain_lines([unit.text for unit in units])]
    lines = zip(texts, words, units, SIGNS.of(texts), strict=True)
    return [_look(text, one, unit.indented, signs) for text, one, unit, signs in lines]


def _full_stops(text: str) -> str:
    """Half-width stops behind Chinese as full ones, but for those of numbers (一. 冬灌)."""
    return HALF_STOP.sub("。", text) if "." in text else text


def _look(text: str, words: Sequence[str], indented: bool, signs: int) -> Look:
    """The same of one unit; text: in its plain form; signs: those of SIGNS that it may have."""
    n = len(text)
    bare = text.rstrip(CLOSING)
    ends = _ending(text, bare)
    sentences = bare[:-1]
    inner = "。" in sentences or "!" in sentences or "?" in sentences
    balance = _balance(text) if signs & PAIR else EVEN
    people = _people(text, n, ends, signs)
    own = [*_length_and_end(min(n, LONG), ends)]
    own += _signs(text, n, ends, inner, balance, signs) + people + _wording(text, n, ends, signs)
    if indented:
        own.append("indented")
    shape = _shape(text, n, ends, bare, inner, own)
    own.append(f"shape{shape}")
    first_tag, last_tag = word_tag(words[0]), word_tag(words[-1])
    if shape in "PKc":  # how a paragraph begins and breaks off; titles begin and end with anything
        own += [f"first-{first_tag}", f"last-{last_tag}-{shape}"]
    return Look(text, n, ends, shape, max(balance) > 0, own, frozenset(own), first_tag, last_tag, words[0] in INSIDE)


@cache  # made once for all units of which they say the same
def _length_and_end(n: int, ends: str) -> tuple[str, ...]:
    length = LENGTH_NAMES[bisect_left(LENGTHS, n)]
    return "bias", f"len{length}", f"ends{ends}", f"ends{ends}{'s' if n <= 30 else 'l'}"


def _ending(text: str, bare: str) -> str:
    last = bare[-1:] or text[-1]
    if last in SENTENCE_END or (text[-1] == ")" and SIGNED_STOP.search(text)):
        return "S"
    if text[-1] == ";":
        return "L"
    if text[-1] in CLOSING and last in ";…":
        return "S"
    if last in ",、":
        return "C"
    if last in ":—…":
        return "O"
    return "Q" if text[-1] in CLOSING else "N"


def _signs(text: str, n: int, ends: str, inner: bool, balance: Sequence[int], signs: int) -> list[str]:
    """Punctuation, digits and white space."""
    f = _beginning(text) + (["sentence-inside"] if inner else [])
    commas = sum(map(text.count, ",、;")) if signs & COMMA else 0
    if commas and n <= SHORT and ends in "NQ":
        f.append("title-comma")
    elif commas:
        f.append("commas" if commas > 1 else "comma")
    if " " in text:
        f += ["spaced", "spaced-short"] if n <= SHORT else ["spaced"]
    latin = len(LATIN.findall(text)) if n < 80 and signs & LATIN_SIGN else 0
    if latin * 2 > n:
        f.append("mostly-latin")
    if latin * 3 > n and n < 40:
        f.append("much-latin-short")
    if text[-1] in ")】":
        whole = text[0] in "(【" and n <= 40
        f.append("bracketed" if whole else "bracket-end-short" if n <= SHORT else "bracket-end")
        if ends == "S":
            f.append("sentence-and-bracket")
    if balance is not EVEN:
        f += ["closes-unopened"] if min(balance) < 0 else []
        f += ["leaves-open"] if max(balance) > 0 else []
    return f


def _beginning(text: str) -> list[str]:
    f = ["impossible-start"] if text[0] in CANNOT_START else []
    f += ["latin-start"] if text[0].isascii() and text[0].isalnum() else []
    return [*f, "quote-start"] if text[0] in OPENING else f


def _balance(text: str) -> list[int]:
    """Opening less closing marks of each pair."""
    return [text.count(a) - text.count(b) for a, b in PAIRS]


def _people(text: str, n: int, ends: str, signs: int) -> list[str]:
    """Bylines and credits, as byline.py reads them."""
    f = []
    if MARK.match(text):
        f.append("marked" if n > 14 else "marked-short")
    signature = (
        text[0] in "([" and text[-1] in ")]" and n > 4
    )  # stands below a story, though it is made like an opening
    start = None if signature else read_byline(text, "start")
    if signature and ("电" in text or "记者" in text or "通讯员" in text or "作者" in text):
        f.append("signature")
    if start is not None and start.confidence >= SURE_BYLINE:
        f.append("opener-long" if n > 30 else "opener-short")
    if n <= 40 and ends in "NQ":
        alone = read_byline(text, "line")
        if alone is not None and alone.confidence >= LIKELY_BYLINE:
            f.append("byline-alone" if alone.confidence >= SURE_BYLINE else "byline-maybe")
        if signs & CREDIT_SIGN and CREDIT.match(text):
            f += ["credit", "credit-she"] if "摄" in text else ["credit"]
    if n > 60:
        end = read_byline(text[-60:], "end")
        if end is not None and end.confidence >= 0.7:
            f.append("signed-off")
    return f


def _wording(text: str, n: int, ends: str, signs: int) -> list[str]:
    """Words by which the craft's lines are known."""
    f = []
    if signs & CAPTION_SIGN and CAPTION.search(text):
        f.append("caption-words" if n > 60 else "caption-words-short")
        if "图为" in text:
            f.append("tuwei")
    if text[0] in NUMBERS_START and NUMBERED.match(text):
        f.append("numbered-short" if n <= 30 else "numbered-long")
    f += _service_words(text, n, signs)
    if signs & DASH_SIGN and DASH.match(text):
        f.append("dash-start")
    if n <= 45 and ends in "NQO":
        f += ["title-place"] if PLACE.search(text) else []
        f += ["title-digit"] if signs & DIGIT and any(map(str.isdigit, text)) else []
    if text[0] in FRESH_START and FRESH_WORDS.match(text):
        f.append("fresh-word" if n > SHORT else "fresh-word-short")
    if n > LONGEST_FORM:
        return f
    possible = [form for form in SHORT_FORMS if n <= form[1] and (not form[2] or signs & form[2])]
    return f + [name for name, _, _, found in possible if found(text)]


def _service_words(text: str, n: int, signs: int) -> list[str]:
    """Mastheads, folios, notices, advertisements."""
    f = [f"shows-{kind}" for kind in facts.plain_evidence(text)] if signs & FACT else []
    if f:
        f.append(f"shows{min(3, len(f))}")
    found = len(FOLIO.findall(text)) if n <= 60 and signs & FOLIO_SIGN else 0
    if found:
        f += ["folio", "folio-short"] if n <= 30 else ["folio"]
    if found >= 2:
        f.append("folio-many")
    if n <= 12 and text[-1] in PAPERS_END and PAPER_NAME.match(text):
        f.append("paper-name")
    if n <= 40 and signs & COLON and STAFF.match(text):
        f.append("staff-note")
    return f


def _shape(text: str, n: int, ends: str, bare: str, inner: bool, own: Sequence[str]) -> str:
    if n <= 24 and "byline-alone" in own:
        return "B"
    if n <= 24 and "credit" in own:
        return "R"
    if n <= SHORT and "folio" in own and not inner:
        return "F"
    if _title_like(text, n, ends, bare):
        return "T" if n > 3 else "t"
    if n <= SHORT and ends == "C" and not inner:
        return "c"
    return "P" if ends in "SL" else "K"


def _title_like(text: str, n: int, ends: str, bare: str) -> bool:
    """Short and no sentence, but a call or a question; longer only in parts or with a note in brackets."""
    if "。" in bare[:-1] or ";" in bare[:-1]:
        return False
    if ends in "NOQ":
        parted = " " in text or (text[-1] == ")" and text[0] != "(") or text.endswith("——")
        return n <= SHORT or (n <= 60 and parted)
    asked = n <= 16 or (n <= SHORT and text.count(text[-1]) > 1 and not PAIRED.search(text))
    return text[-1] in "!?" and asked
