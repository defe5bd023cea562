"""Bylines as papers write them: where in a line or paragraph one stands, and what it says.

`read_byline` looks in one of four places and gives back the characters to lift out, the people by role, the dateline
and how sure it is. `continuation_note` finds (下转第4版) and (上接第1版).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.article import Byline
from generator.importer.printed_forms import plain
from generator.importer.signature import PADDED, ROLE, Signature, could_be_name, read_signature
from generator.personal_names import COMPOUND, HAN, SINGLE, has_surname, names_in

# Patterns are matched against `plain` text (half-width signs, simplified keywords): its offsets are the printed text's.
LONGEST_LINE = 80  # characters; a longer line is no byline
LONGEST_BRACKET = 160
PEN_NAME = 0.4  # confidence in a name without a known surname, behind ■
PADDED_WORD = 0.3  # and where only its padding speaks for it: 重 视 may be a subhead
LONGEST_WITHOUT_WORDS = 24  # names alone, without 记者 or the like
NUMBER = "[0-9〇一二三四五六七八九十]{1,3}"
DATE = rf"(?:{NUMBER}\s*月\s*{NUMBER}\s*日|[今昨][日天晨晚])"
NEWS_AGENCY = (
    rf"(?:[{HAN}]{{0,6}}?(?:新华社|中新社|中央社|中通社|中新网|新华网|人民网|通讯社|法新社|路透社|美联社|中国网|"
    r"央视新闻|央视网|央视))"
)
AGENCY = rf"(?:{NEWS_AGENCY}|[{HAN}]{{2,6}}(?:日报|晚报|新闻网|[社网]))"
OWN = r"本[报刊网台社]"
PLACES = rf"[{HAN}][{HAN}·]{{0,7}}?(?:[、,/ ][{HAN}][{HAN}·]{{0,9}}?){{0,5}}"
WIRE = r"(?:专?电(?:讯)?(?![话视影力子动台脑器站网梯灯])|讯(?![息问速])|消息(?!灵))"
LEAD = re.compile(
    rf"[\[【(]?(?:(?:据|综合)?(?:(?P<own>{OWN})|(?P<agency>{AGENCY}))(?:综合|专|特|快|最新)?"
    rf"(?:\s*(?P<place>{PLACES})?\s*(?P<date>{DATE})\s*{WIRE}|(?P<place2>[{HAN}]{{2,4}})?{WIRE}(?=[^{HAN}]|\Z)|讯(?![息问速]))"
    rf"|据?(?P<place3>[{HAN}]{{2,6}}?)\s*(?P<date3>{DATE})\s*专?电(?=[\s(:]|记者|\Z))[\]】)]?"
)
MARKS = "■□●○◆◇▲△★☆◎▇▉▌▍◼◻⬛⬜☐∎"
MARK = re.compile(rf"\s*[{MARKS}]\s*")
BRACKETED = re.compile(r"\s*[(【\[]([^()【】\[\]]{1,160})[)】\]]")
LAST_BRACKET = re.compile(r"[(【\[][^()【】\[\]]{2,160}[)】\]]\s*。?\s*\Z")
AFFILIATION = re.compile(
    r"(?:本文|两?位?)?(?:作者|笔者)[^。]{0,4}?(?:单位|系|为|是|供职|现任|来自|分别|均为|简介|工作)|单位:"
)
BEHIND_NAME = re.compile(r"\s*\(([^()]{2,80})\)\Z")
AGENCY_NOTE = re.compile(
    rf"(?:均?据|综合)(?P<agency>{AGENCY})(?:专?电|专?稿|讯)?\Z|(?P<news>{NEWS_AGENCY})(?:供本报)?(?:专?电|专?稿|讯|发|供图)\Z"
)
OWN_NOTE = re.compile(rf"{OWN}(?:综合|编辑部|评论部|报道组|采访组|专稿|资料|观察员|(?:特约)?评论员)+\Z")
PICTURE_NOTE = re.compile(
    rf"(?:本版|本文|以上|均?为)?(?:(?:图片|照片|配图|图)(?:均)?由[{HAN}A-Za-z0-9\s]{{2,24}}提供|资料(?:图片|照片|图)|"
    rf"(?:[{HAN}]{{2,14}}|CFP|IC\s?photo)供图|视觉中国|人民视觉|影像中国|东方IC|CFP)\Z"
)
# What no text lacks that the pattern matches; ten times as quick to look for.
NOTE_SIGN, LEAD_SIGN = re.compile(r"\A(?:均?据|综合)|社|网|央视"), re.compile("电|讯|消息")
PICTURE_SIGN = re.compile("提供|资料|供图|视觉|影像|东方IC|CFP")
RELEASED = re.compile(rf"(?P<agency>{NEWS_AGENCY})(?:供本报)?发\s*\(?(?P<rest>[^()]{{2,30}}?)\)?\Z")
SENT_FROM = re.compile(
    rf"(?P<place>[{HAN}]{{2,8}}?(?P<kind>[市县区州盟旗省镇乡村]|公司|大学|[中小]学|工会|医院|局|厂)?)\s+(?P<names>\S.*)"
)
STARTS_AS_BYLINE = re.compile(
    rf"\s*(?:[\[【(]|{MARK.pattern})?(?:据|综合)?(?:{OWN}|{AGENCY}|{ROLE}|\(|[{HAN}]{{2,6}}?\s*{DATE}\s*专?电)"
)
# Here and in HEAD_WORDS each choice begins with a character of its own: so the search skips to these.
WORDS = re.compile(
    r"记者|記者|员|員|生|讯|訊|电|電|社|消息|主[笔筆]|撰|摄|攝|作者|整理|报[道导導]|報[道导導]|采写|编译|供[图圖稿]|提供|资料|视[觉覺]|視[觉覺]|影像|CFP|IC"
    r"|插图|漫画|综合|编[辑論论]|評[辑論论]|评[辑論论]|绘[\s/／:：、]|画[\s/／:：、]|"
    + "|".join(rf"{word}(?:[\s/／:：、]|(?<=[\s/／]{word}))" for word in "文图圖")
)
NAMES_ALONE = re.compile(rf"[\s{MARKS}]*(?:[{HAN}]{{1,8}}[\s、,，]*){{1,6}}\Z")
ONE_WORD = re.compile(rf"[{HAN}]+\Z")  # most headlines: no name where no surname begins it, and
SAYS_MORE = re.compile(r"\A[均据综本]|[文图圖画畫绘繪笔筆网網视視]")  # none of what WORDS has only before a space
BEGINS_NAMES = SINGLE | {name[0] for name in COMPOUND}
HEAD_WORDS = re.compile("记者|記者|员|員|生|讯|訊|电|電|消息|主[笔筆]|撰稿|特派")
SPOKEN_ON = re.compile(r"[了的称说过中后指]")  # 报道 is a verb of the sentence
FROM_SOURCE = re.compile(r"\s*\S{0,12}?从.{2,24}?(?:获悉|了解|得知|看到)")
BOUNDARY = re.compile(r"[\s:]|\Z|——")
AFTER = re.compile(r"\s*(?::|—{1,2}|-{1,2}|[丨|])?\s*")
ENDING = re.compile(r"[。!?…”』」;]")
NAMES_BEHIND = re.compile(rf"[。!?…”』」]\s*(?:{MARK.pattern})?[{HAN}\s、]{{2,16}}\Z")
SET_OFF = re.compile(rf"(?<=\s){ROLE}")
SENTENCE_ENDS = frozenset("。!?…”』」).》！？）；;，,：:、")
CLOSERS = frozenset(")）】]〕")
CONTINUATION = re.compile(
    r"(?P<open>[(【\[])?[\s▶►→▲▼◀◄←]*(?:本文|此文)?(?P<way>紧?[上下][接转]|紧接|接|转)\s*(?:自|至|到)?(?:本报|[今昨][日天])?\s*第?\s*"
    r"(?P<page>[A-Za-z]?[0-9〇一二三四五六七八九十]{1,3}|头)\s*[版页][^()\n]{0,12}?(?(open)\s*[)】\]]|\s*[▶►→▲▼◀◄←]*\s*\Z)"
)


@dataclass(frozen=True, slots=True)
class BylineRead:
    """A byline found in a text.

    `start` to `end` are the characters to lift out; `byline.text` is those as printed (white space trimmed, LF a
    space), so nothing is lost. `dateline` is the place, `dateline_date` the day as printed, `agency` whose story or
    picture it is if not the paper's. `confidence` is 0 to 1: below 0.5 the text alone does not decide, only what stands
    around it (a name alone on a line).
    """

    start: int
    end: int
    byline: Byline
    dateline: str = ""
    dateline_date: str = ""
    agency: str = ""
    confidence: float = 1.0


def says_who_writes(text: str, byline: Byline) -> bool:
    """A line of its own, (作者为清河大学教授), that names nobody: it is part of the text."""
    inside = BRACKETED.fullmatch(text.strip())
    return (
        inside is not None
        and AFFILIATION.match(inside[1]) is not None
        and not any((byline.reporters, byline.correspondents, byline.photographers, byline.authors))
    )


def read_byline(text: str, where: str) -> BylineRead | None:
    """The byline of `text`, or None.

    `where`: "line" (all of a line; lines joined by LF where one byline runs over two), "start" (the beginning of a
    story's first paragraph), "end" (the end of its last paragraph or of a caption), "credit" (all of a photo's credit).
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
    """(下转第4版), (上接第1版), (紧接第一版): groups `way` (转 goes on elsewhere, 接 comes from there) and `page`.

    Offsets are those of `text`. Without brackets it must be all of the line, or say 上接 or 下转 at its end.
    """
    if "版" not in text and "页" not in text and "頁" not in text:
        return None
    for found in CONTINUATION.finditer(plain(text)):
        if found["open"] or not text[: found.start()].strip() or len(found["way"]) > 1:
            return found
    return None


# ---------------------------------------------------------------- the four places


def _whole(text: str, start: int, bare: str) -> BylineRead | None:
    """All of text[start:] as a byline."""
    body = text[start:].strip()
    if not _could_be_byline(body):
        return None
    start = text.index(body[0], start)
    read = _reading(body, bare)
    return read and _placed(read, text, start, start + len(body))


def _could_be_byline(body: str) -> bool:
    """Quickly, of a whole line: most lines of a page are turned away here."""
    if not 2 <= len(body) <= LONGEST_BRACKET + 2:
        return False
    if body[-1] in CLOSERS or (body[-1] == "。" and body[-2] in CLOSERS):
        return len(body) <= LONGEST_LINE or body[0] in "(（"
    if len(body) > LONGEST_LINE or body[-1] in SENTENCE_ENDS:
        return False
    if WORDS.search(body):
        return True
    if len(body) > LONGEST_WITHOUT_WORDS or not NAMES_ALONE.match(body):
        return False
    return body[0] in BEGINS_NAMES or not ONE_WORD.match(body) or bool(SAYS_MORE.search(body))


def _start(text: str) -> BylineRead | None:
    if not HEAD_WORDS.search(text, 0, LONGEST_LINE):
        return None
    head = plain(text[: LONGEST_BRACKET + LONGEST_LINE])
    if not STARTS_AS_BYLINE.match(head):
        return None
    skipped = len(head) - len(head.lstrip())
    mark = MARK.match(head)
    at = mark.end() if mark else skipped
    lead = LEAD.match(head, at)
    if lead and head[at] == "(" and ")" not in lead[0]:
        lead = None  # the bracket closes later: (本报杭州8月1日电 记者 甲)
    end = lead.end() if lead else at
    signed = _signed_start(text, head, end, _bare_role(lead) if lead else "")
    if signed:
        end, read = signed
    elif lead:
        read = BylineRead(0, 0, Byline(), confidence=0.97)
    else:
        return None
    if lead:
        read = _with_lead(replace(read, confidence=0.97), text, lead)
    after = AFTER.match(head, end)
    return _placed(read, text, skipped, after.end() if after else end)


def _signed_start(text: str, head: str, at: int, bare: str) -> tuple[int, BylineRead] | None:
    """Where the signature that begins at `at` ends, and what it says."""
    bracket = BRACKETED.match(head, at)
    if bracket:
        read = _plain(text[bracket.start(1) : bracket.end(1)].strip(), bare)
        signs = read and (any(_people(read.byline)) or read.dateline_date)
        return (bracket.end(), read) if read and signs else None
    window = head[at : at + LONGEST_LINE]
    for act in re.finditer(r"报[道导]|采写|文\s*/\s*[图摄]|(?<=\s)摄(?=\s)", window):
        signature = read_signature(text[at : at + act.end()].strip())
        if signature and signature.has_role and not SPOKEN_ON.match(window, act.end()):
            return at + act.end(), _from_signature(signature, 0.97)
    return _unclosed(text, at, window)


def _unclosed(text: str, at: int, window: str) -> tuple[int, BylineRead] | None:
    """记者 甲 通讯员 乙 and the story behind a space: as far as names with known surnames go."""
    if not re.match(rf"\s*{ROLE}", window):
        return None
    for end in sorted({found.start() for found in BOUNDARY.finditer(window)}, reverse=True):
        if not 4 <= end <= 60:
            continue
        signature = read_signature(text[at : at + end].strip(), strict=True)
        if signature and any(_people(signature.names)):
            told = FROM_SOURCE.match(window, end)  # 记者甲 3日从…获悉 is the story's own sentence
            return None if told else (at + end, _from_signature(signature, 0.8))
    return None


def _end(text: str) -> BylineRead | None:
    printed = text.rstrip()
    if len(printed) < 3:
        return None
    last, before = printed[-1], printed[-2]
    if last in SENTENCE_ENDS and last not in CLOSERS and not (last == "。" and before in CLOSERS):
        return None
    offset = max(0, len(printed) - LONGEST_BRACKET - 10)
    tail = plain(printed[offset:])
    closed = last in CLOSERS or last == "。"
    if not closed and not WORDS.search(tail, max(0, len(tail) - 40)) and not _names_behind(tail):
        return None
    for at in _sign_off_starts(tail):
        read = _whole(printed, offset + at, "authors")
        if read and (read.confidence >= 0.75 or printed[read.start - 1 : read.start].isspace()):
            return read
    bracket = LAST_BRACKET.search(tail)
    if not bracket:
        return None
    read = _whole(printed, offset + bracket.start(), "authors")
    ended = tail[: bracket.start()].rstrip()[-1:] in SENTENCE_ENDS
    return read if read and (read.confidence >= 0.8 or ended) else None


def _names_behind(tail: str) -> bool:
    """A few characters behind the last sentence, such as a name."""
    return bool(NAMES_BEHIND.search(tail))


def _sign_off_starts(tail: str) -> Iterator[int]:
    """Where a sign-off could begin: behind the last sentences, or at a role that a space sets off."""
    ends = [found.end() for found in ENDING.finditer(tail.rstrip("。"))]
    yield from reversed(ends[-3:])
    for found in SET_OFF.finditer(tail[-50:]):
        yield max(0, len(tail) - 50) + found.start()


# ---------------------------------------------------------------- what it says


def _reading(body: str, bare: str) -> BylineRead | None:
    """What `body` says when all of it is a byline; start and end are set later."""
    form = plain(body)
    bracket = BRACKETED.fullmatch(form.rstrip("。"))
    if bracket and not AFFILIATION.match(bracket[1]):
        read = _plain(body[bracket.start(1) : bracket.end(1)].strip(), bare)
        return read and replace(read, confidence=max(read.confidence, 0.75))
    if bracket:
        return BylineRead(0, 0, Byline(), confidence=0.9)
    mark = MARK.match(form)
    if mark:
        rest = body[mark.end() :]
        read = _plain(rest, bare)
        if read and read.confidence > PEN_NAME:
            return replace(read, confidence=max(read.confidence, 0.85))
        return read or _pen_name(rest)
    return _plain(body, bare)


def _pen_name(rest: str) -> BylineRead | None:
    """■晓风: no surname to know it by, and it may as well be a label."""
    if not re.fullmatch(rf"[{HAN}]{{2,3}}", rest) or not could_be_name(rest):
        return None
    return BylineRead(0, 0, Byline(authors=(rest,)), confidence=PEN_NAME)


def _plain(body: str, bare: str) -> BylineRead | None:
    """`body` without brackets and marks around it."""
    form = plain(body)
    if NOTE_SIGN.search(form) and (note := AGENCY_NOTE.match(form)):
        return BylineRead(0, 0, Byline(), agency=note["agency"] or note["news"], confidence=0.85)
    if OWN_NOTE.match(form) or (PICTURE_SIGN.search(form) and PICTURE_NOTE.match(form)):
        return BylineRead(0, 0, Byline(), confidence=0.85)
    if LEAD_SIGN.search(form) and (lead := LEAD.match(form)):
        return _led(body, form, lead)
    if "发" in form and (released := RELEASED.match(form)):
        signature = read_signature(body[released.start("rest") : released.end("rest")])
        return replace(_from_signature(signature, 0.95), agency=released["agency"]) if signature else None
    return _signed(body, form, bare)


def _led(body: str, form: str, lead: re.Match[str]) -> BylineRead | None:
    inner = BRACKETED.fullmatch(form, lead.end())
    rest = body[inner.start(1) : inner.end(1)] if inner else body[lead.end() :]
    if not plain(rest).strip(" :\n"):
        return _with_lead(BylineRead(0, 0, Byline(), confidence=0.97), body, lead)
    signature = read_signature(rest, _bare_role(lead))
    return _with_lead(_from_signature(signature, 0.97), body, lead) if signature else None


def _signed(body: str, form: str, bare: str) -> BylineRead | None:
    """A signature, perhaps with (作者单位:…) behind it or a place before it."""
    behind = BEHIND_NAME.search(form)
    affiliated = bool(behind and AFFILIATION.match(behind[1]))
    if behind and affiliated:
        body = body[: behind.start()]
    signature = read_signature(body, bare)
    if not signature:
        return _sent_from(form, body, bare)
    if signature.has_role or signature.has_act:
        return _from_signature(signature, 0.95 if signature.has_role else 0.9)
    if not 1 <= len(list(_people(signature.names))) <= 3:
        return None
    if not all(map(has_surname, _people(signature.names))):
        return _from_signature(signature, PADDED_WORD)
    return _from_signature(signature, 0.9 if affiliated else 0.7 if PADDED.search(form) else 0.45)


def _sent_from(form: str, body: str, bare: str) -> BylineRead | None:
    """保定市 周小满: a reader's or contributor's place or employer, then the name."""
    found = SENT_FROM.fullmatch(form)
    if not found or not bare or not (found["kind"] or len(found["place"]) <= 3):
        return None
    names = names_in(body[found.start("names") :], slot=False)
    if not names or len(names) > 2:
        return None
    return BylineRead(0, 0, Byline(authors=names), confidence=0.65 if found["kind"] else 0.4)


def _bare_role(lead: re.Match[str]) -> str:
    """本报西宁2月13日电 (甲、乙): who wires is on the staff. 本报讯 (甲): anybody."""
    return "reporters" if "电" in lead[0][2:] else "authors"


def _people(names: Byline) -> Iterator[str]:
    yield from (*names.reporters, *names.correspondents, *names.photographers, *names.authors)


def _from_signature(signature: Signature, confidence: float) -> BylineRead:
    return BylineRead(0, 0, signature.names, agency=signature.agency, confidence=confidence)


def _with_lead(read: BylineRead, text: str, lead: re.Match[str]) -> BylineRead:
    """`read` with place, day and agency of the lead, as they stand in `text`; `lead` has its offsets."""
    place = next((group for group in ("place", "place2", "place3") if lead[group]), "place")
    return replace(
        read,
        dateline=text[lead.start(place) : lead.end(place)].strip() if lead[place] else "",
        dateline_date=lead["date"] or lead["date3"] or "",
        agency=text[lead.start("agency") : lead.end("agency")] if lead["agency"] else read.agency,
    )


def _placed(read: BylineRead, text: str, start: int, end: int) -> BylineRead:
    printed = " ".join(text[start:end].split("\n")).strip()
    return replace(read, start=start, end=end, byline=replace(read.byline, text=printed))
