"""Bylines as papers write them: where in a line or paragraph one stands, and what it says.

`read_byline` looks in one of four places and gives back the characters to lift out, the people by role, the dateline and
how sure it is. `continuation_note` finds (下转第4版) and (上接第1版).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.article import Byline
from generator.importer.personal_names import HAN
from generator.importer.signature import ROLE, Signature, read_signature

LONGEST_LINE = 80  # characters; a longer line is no byline
DATE = r"(?:[0-90-9〇一二三四五六七八九十]{1,3}\s*月\s*[0-90-9〇一二三四五六七八九十]{1,3}\s*日|[今昨][日天晨晚])"
AGENCY = rf"(?:[{HAN}]{{0,6}}?(?:新华社|中新社|中新网|新华网|人民网|通讯社|法新社|路透社|美联社|中国网|央视新闻|央视网|央视)|[{HAN}]{{2,6}}(?:日报|晚报|新闻网|[社网]))"
OWN = r"本[报刊网台社]"
PLACES = rf"[{HAN}][{HAN}·]{{0,7}}?(?:[、,/ ][{HAN}][{HAN}·]{{0,9}}?){{0,5}}"
WIRE = r"(?:专?电(?:讯)?(?![话视影力子动台脑器站网梯灯])|讯(?![息问速])|消息(?!灵))"
LEAD = re.compile(
    rf"[【〔\[((]?(?:据|综合)?(?:(?P<own>{OWN})|(?P<agency>{AGENCY}))(?:综合|专|特|快|最新)?"
    rf"(?:\s*(?P<place>{PLACES})?\s*(?P<date>{DATE})\s*{WIRE}|(?P<place2>[{HAN}]{{2,4}})?{WIRE}(?=[^{HAN}]|\Z)|讯(?![息问速]))[】〕\]]?"
)
MARK = re.compile(r"[\s]*[■□●○◆◇▲△★☆◎▇▉▌▍◼◻⬛⬜☐∎]\s*")
BRACKETED = re.compile(r"\s*[((【〔\[]([^()()【】〔〕]{1,160})[))】〕\]]")
LAST_BRACKET = re.compile(r"[((【〔]([^()()【】〔〕]{2,160})[))】〕]\s*。?\s*\Z")
AFFILIATION = re.compile(
    r"(?:本文|本版|两?位?)?(?:作者|笔者|受访者)[^。]{0,4}?(?:单位|系|为|是|供职|现任|来自|分别|均为|简介|工作)|(?:单位|作者单位)[::]"
)
AGENCY_NOTE = re.compile(rf"(?:据|综合|均?据)?(?P<agency>{AGENCY})(?:供本报)?(?:专?电|专?稿|讯|发|供图)?\Z")
OWN_NOTE = re.compile(rf"{OWN}(?:综合|编辑部|评论部|报道组|采访组|专稿|资料|观察员|(?:特约)?评论员)+\Z")
PICTURE_NOTE = re.compile(
    rf"(?:本版|本文|以上|均?为)?(?:(?:图片|照片|配图|图)(?:均)?由[{HAN}A-Za-z0-9\s]{{2,24}}提供|资料(?:图片|照片|图)|"
    rf"(?:受访者|受访单位|被访者|主办方|视觉中国|[{HAN}]{{2,14}}|CFP|IC\s?photo)供图|视觉中国|人民视觉|影像中国|东方IC|CFP)\Z"
)
RELEASED = re.compile(rf"(?P<agency>{AGENCY})(?:供本报)?发\s*[((]?(?P<rest>[^()()]{{2,30}}?)[))]?\Z")
STARTS_AS_BYLINE = re.compile(rf"[\s]*(?:[【〔\[((]|{MARK.pattern})?(?:据|综合)?(?:{OWN}|{AGENCY}|{ROLE})")
SPOKEN_ON = re.compile(r"[了的称说过中后指]")  # 报道 is a verb of the sentence
FROM_SOURCE = re.compile(r"\s*\S{0,12}?从.{2,24}?(?:获悉|了解|得知|看到)")
BOUNDARY = re.compile(r"[\s::]|\Z|——")
AFTER = re.compile(r"\s*(?:[::]|—{1,2}|-{1,2}|[丨|])?\s*")
ENDING = re.compile(r"[。!?!?…”』」;;]")
SENTENCE_END = "。!?!?…”』」)).》"
KEYWORDS = re.compile("记者|通讯员|通信员|报道员|实习生|特派员|评论员|讯|电|消息|主笔|撰稿")
CONTINUATION = re.compile(
    r"(?P<open>[((【\[〔])?[\s▶►→▲▼◀◄←]*(?:本文|此文)?(?P<way>紧?[上下][接转]|紧接|接|转)\s*(?:自|至|到)?(?:本报|[今昨][日天])?\s*第?\s*"
    r"(?P<page>[A-Za-zA-Z]?[0-90-9〇一二三四五六七八九十]{1,3}|头)\s*[版页][^()()\n]{0,12}?(?(open)\s*[))】\]〕]|\s*[▶►→▲▼◀◄←]*\s*\Z)"
)


@dataclass(frozen=True, slots=True)
class BylineRead:
    """A byline found in a text.

    `start` to `end` are the characters to lift out, `byline.text` is those as printed (white space trimmed), so nothing is
    lost. `dateline` is the place, `dateline_date` the day as printed, `agency` what is not the paper's own. `confidence`
    is 0 to 1; below 0.5 the text alone does not decide and only its surroundings can (a name alone on a line).
    """

    start: int
    end: int
    byline: Byline
    dateline: str = ""
    dateline_date: str = ""
    agency: str = ""
    confidence: float = 1.0


def read_byline(text: str, where: str) -> BylineRead | None:
    """The byline of `text`, or None.

    `where`: "line" (all of a line; lines joined by LF where one byline runs over two), "start" (the beginning of a story's
    first paragraph), "end" (the end of its last paragraph or of a caption), "credit" (all of a photograph's credit).
    """
    match where:
        case "line":
            return _whole(text, 0, "authors")
        case "credit":
            return _whole(text, 0, "photographers")
        case "start":
            return _start(text)
        case "end":
            return _end(text)
        case _:
            raise ValueError(f"where: {where}")


def continuation_note(text: str) -> re.Match[str] | None:
    """(下转第4版), (上接第1版), (紧接第一版): groups `way` (转: goes on elsewhere; 接: comes from elsewhere) and `page`."""
    if "版" not in text and "页" not in text:
        return None
    for found in CONTINUATION.finditer(text):
        if found["open"] or not text[: found.start()].strip() or len(found["way"]) > 1:
            return found
    return None


# ---------------------------------------------------------------- the four places


def _whole(text: str, start: int, bare: str) -> BylineRead | None:
    """All of text[start:] as a byline."""
    body = text[start:].strip()
    if not 2 <= len(body) <= LONGEST_LINE * 2 or (len(body) > LONGEST_LINE and body[0] not in "(("):
        return None
    start = text.index(body[0], start)
    read = _reading(body, bare)
    return read and _placed(read, text, start, start + len(body))


def _start(text: str) -> BylineRead | None:
    if not KEYWORDS.search(text[:LONGEST_LINE]) or not STARTS_AS_BYLINE.match(text):
        return None
    skipped = len(text) - len(text.lstrip())
    mark = MARK.match(text)
    lead = LEAD.match(text, mark.end() if mark else skipped)
    if lead and lead[0][0] in "((" and ")" not in lead[0] and ")" not in lead[0]:
        lead = None  # the bracket that opens before 本报…电 closes later: (本报杭州8月1日电 记者 甲)
    at = lead.end() if lead else mark.end() if mark else skipped
    signed = _signed_start(text, at, bool(lead))
    if signed:
        end, signature = signed
        read = _from_signature(signature, 0.97 if lead or signature.has_act else 0.8)
    elif lead:
        end, read = at, BylineRead(0, 0, Byline(), confidence=0.97)
    else:
        return None
    if lead:
        read = _with_lead(read, lead)
    after = AFTER.match(text, end)
    return _placed(read, text, skipped, after.end() if after else end)


def _signed_start(text: str, at: int, led: bool) -> tuple[int, Signature] | None:
    """Where the signature that begins at `at` ends, and what it says."""
    bracket = BRACKETED.match(text, at)
    if bracket:
        signature = _split_lead(bracket[1], "reporters" if led else "")
        return (bracket.end(), signature) if signature else None
    window = text[at : at + LONGEST_LINE]
    for act in re.finditer(r"报道|采写|文\s*/\s*[图摄]|(?<=\s)摄(?=\s)", window):
        signature = read_signature(window[: act.end()].strip())
        if signature and signature.has_role and not SPOKEN_ON.match(window, act.end()):
            return at + act.end(), signature
    return _unclosed(text, at, window, led)


def _unclosed(text: str, at: int, window: str, led: bool) -> tuple[int, Signature] | None:
    """记者 甲 通讯员 乙 and the story behind a space: as far as names with known surnames go."""
    for end in sorted({found.start() for found in BOUNDARY.finditer(window)}, reverse=True):
        if not 4 <= end <= 60:
            continue
        signature = read_signature(window[:end].strip(), strict=True)
        if signature and signature.has_role and any(_people(signature.names)):
            told = FROM_SOURCE.match(window, end)  # 记者甲 3日从…获悉 is the story's own sentence
            return None if told else (at + end, signature)
    return None


def _end(text: str) -> BylineRead | None:
    stop = len(text.rstrip())
    for start in _tails(text, stop):
        read = _whole(text, start, "authors")
        if read and _is_sign_off(read, text):
            return read
    bracket = LAST_BRACKET.search(text, max(0, stop - 170))
    if not bracket:
        return None
    read = _whole(text, bracket.start(), "authors")
    before = text[: bracket.start()].rstrip()
    if not read or (read.confidence < 0.8 and before[-1:] not in SENTENCE_END):
        return None
    return read


def _tails(text: str, stop: int) -> Iterator[int]:
    """Where a sign-off could begin: behind the last sentence, or at the last role named."""
    ends = [found.end() for found in ENDING.finditer(text, max(0, stop - LONGEST_LINE * 2), stop)]
    yield from reversed(ends[-3:])
    for found in re.finditer(rf"(?<=\s){ROLE}", text[max(0, stop - 40) :]):
        yield max(0, stop - 40) + found.start()


def _is_sign_off(read: BylineRead, text: str) -> bool:
    return read.confidence >= 0.8 or (text[read.start] in "((■□●◆" or text[read.start - 1 : read.start].isspace())


# ---------------------------------------------------------------- what it says


def _reading(body: str, bare: str) -> BylineRead | None:
    """What `body` says when all of it is a byline; places are set later."""
    bracket = BRACKETED.fullmatch(body.rstrip("。"))
    if bracket:
        read = _plain(bracket[1].strip(), bare)
        return read and (replace(read, confidence=max(read.confidence, 0.75)) if any(_people(read.byline)) else read)
    mark = MARK.match(body)
    if mark:
        return _marked(body[mark.end() :], bare)
    return _plain(body, bare)


def _marked(body: str, bare: str) -> BylineRead | None:
    """■ before a name, known as a surname or (less sure) not."""
    read = _plain(body, bare)
    if read:
        return replace(read, confidence=max(read.confidence, 0.85))
    return None


def _plain(body: str, bare: str) -> BylineRead | None:
    if AFFILIATION.match(body):
        return BylineRead(0, 0, Byline(), confidence=0.9)
    note = AGENCY_NOTE.match(body)
    if note:
        return BylineRead(0, 0, Byline(), agency=note["agency"], confidence=0.85)
    if OWN_NOTE.match(body) or PICTURE_NOTE.match(body):
        return BylineRead(0, 0, Byline(), confidence=0.85)
    lead = LEAD.match(body)
    if lead:
        return _led(body, lead)
    released = RELEASED.match(body)
    if released:
        signature = read_signature(released["rest"])
        return signature and replace(_from_signature(signature, 0.95), agency=released["agency"])
    return _signed(body, bare)


def _led(body: str, lead: re.Match[str]) -> BylineRead | None:
    rest = body[lead.end() :].strip(" \u3000\n::")
    if not rest:
        return _with_lead(BylineRead(0, 0, Byline(), confidence=0.97), lead)
    inner = BRACKETED.fullmatch(rest)
    signature = read_signature(inner[1] if inner else rest, "reporters")
    return signature and _with_lead(_from_signature(signature, 0.97), lead)


def _signed(body: str, bare: str) -> BylineRead | None:
    """A signature, perhaps with (作者单位:…) behind it."""
    affiliation = re.search(r"\s*[((]([^()()]{2,80})[))]\Z", body)
    if affiliation and AFFILIATION.match(affiliation[1]):
        body = body[: affiliation.start()]
    else:
        affiliation = None
    signature = read_signature(body, bare)
    if not signature:
        return None
    if signature.has_role or signature.has_act:
        return _from_signature(signature, 0.95 if signature.has_role else 0.9)
    people = list(_people(signature.names))
    if len(people) > 3 or not people:
        return None
    padded = bool(re.search(rf"(?<![{HAN}])[{HAN}]\s+[{HAN}](?![{HAN}])", body))
    return _from_signature(signature, 0.9 if affiliation else 0.7 if padded else 0.45)


def _split_lead(inside: str, bare: str) -> Signature | None:
    return read_signature(inside, bare)


def _people(names: Byline) -> Iterator[str]:
    yield from (*names.reporters, *names.correspondents, *names.photographers, *names.authors)


def _from_signature(signature: Signature, confidence: float) -> BylineRead:
    return BylineRead(0, 0, signature.names, agency=signature.agency, confidence=confidence)


def _with_lead(read: BylineRead, lead: re.Match[str]) -> BylineRead:
    return replace(
        read,
        dateline=(lead["place"] or lead["place2"] or "").strip(),
        dateline_date=lead["date"] or "",
        agency=lead["agency"] or read.agency,
    )


def _placed(read: BylineRead, text: str, start: int, end: int) -> BylineRead:
    printed = " ".join(text[start:end].split("\n")).strip()
    return replace(read, start=start, end=end, byline=replace(read.byline, text=printed))
