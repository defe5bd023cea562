"""Who signs: the people named in 记者 甲 通讯员 乙 摄 and their roles, wherever that stands in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.article import Byline
from generator.importer.printed_forms import half_width, plain
from generator.personal_names import ENDS_NO_NAME, HAN, names_in

MEDIA = rf"(?:本[报刊网台社版]|[{HAN}]{{2,8}}?(?:日报|晚报|时报|早报|晨报|商报|都市报|周报|电视台|[报社网台]))"
QUALIFIED = (
    r"(?:见习|实习|特约|特派|特聘|全媒体|融媒体|全媒|融媒|新媒体|首席|资深|高级|前方|摄影|文字|图片|视频|摄制|青年|随军|校园|体育|财经|"
    rf"驻[{HAN}]{{1,8}}?|赴[{HAN}]{{1,8}}?|[{HAN}]{{2,4}}(?:分社|记者站))"
)
ROLE = (
    rf"(?P<media>{MEDIA})?{QUALIFIED}{{0,3}}(?:(?P<reporters>小?记者|实习生|特派员)|(?P<correspondents>通讯员|通信员|报道员)"
    r"|(?P<authors>评论员|主笔|撰稿人|撰稿员))"
)
ALONE = rf"(?<![{HAN}])", rf"(?![{HAN}])"
ACT = (
    rf"(?P<both>{ALONE[0]}(?:文\s*[/、·&]\s*[图摄]影?|[图摄]影?\s*[/、·&]\s*文|文并[图摄]|图文){ALONE[1]})"
    r"|(?P<photo_report>摄影?\s*[/、]?\s*报[道导])"
    r"|(?P<report>(?:综合|整理|联合|采访|现场)?报[道导]|采写)"
    rf"|(?P<supply>供图|提供){ALONE[1]}"
    rf"|(?P<write>(?:撰文|整理|编译|执笔|撰稿|供稿|作者|文字){ALONE[1]}|{ALONE[0]}文{ALONE[1]})"
    rf"|(?P<draw>(?:绘图|漫画|插图){ALONE[1]}|{ALONE[0]}[绘画]{ALONE[1]})"
    rf"|(?P<photo>(?:摄影|摄){ALONE[1]}|{ALONE[0]}图片?{ALONE[1]})"
)
TOKEN, ACTS = re.compile(f"{ROLE}|{ACT}"), re.compile(ACT)
ROLE_SIGN = re.compile("记者|实习生|特派员|通[讯信]员|报道员|评论员|主笔|撰稿[人员]")  # what no ROLE lacks
ROLES = ("reporters", "correspondents", "authors")
FILLERS = " \t\n:/-—|、,;&"
TAKEN_ON = re.compile(r"\s*[0-9]{1,2}月[0-9]{1,2}日\s*\Z")
PICTURE_AGENCY = re.compile(
    rf"(?<=[摄影])\s*(?:[(]\s*([{HAN}A-Za-z ]{{2,12}}?)发?\s*[)]|/\s*([{HAN}A-Za-z ]{{2,12}}?))\s*\Z"
)
PADDED = re.compile(rf"(?<![{HAN}])[{HAN}]\s+[{HAN}](?![{HAN}])")  # 李 刚
BARE = re.compile(rf"[{HAN}\s、,;]+")  # names that stand alone have none of the other signs
# What follows 记者 and 通讯员 in headlines and column heads, and begins as a name could.
NO_NAMES = re.compile(
    "手记|观察|调查|探访|走访|日记|札记|来信|来电|体验|帮办|提问|连线|专访|对话|感言|点评|之家|协会|节日|暗访|直击|视点|视线|视角|见闻|目击|追踪|"
    "跑腿|俱乐部|培训班|招待会|发布会|编辑部|安全员|高管|时间|时候|金融|金牌|高层|高速|方面|方案|成果|成绩|成功|安全|易懂|常见|平安|平台|平常|"
    "全体|全部|全程|项目|车站|房价|石油|"
    "目录|简讯|短讯|快讯|通知|启事|声明|广告|编后|编者|编者按|导读|要闻|公告|讣告|短波|链接|相关链接|更正|致歉|短评|观点|提示|背景|预告|后记|前言|序言|附录|"
    "结语|引言|摘要|内容|人物|声音|数据|答案|问题|图解|新闻|特写|评论|随笔|杂谈|小说|散文|诗歌|书法|国画|篆刻|连载|征稿|敬告|喜报|贺信|文摘|寻人|招聘|遗失"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """People by role (`names.text` is empty), the agency they write for, and what showed that they sign."""

    names: Byline
    agency: str
    has_role: bool  # 记者, 通讯员, 评论员 …
    has_act: bool  # 摄, 报道, 文/图 …


@dataclass(slots=True)
class _Group:
    """Names that share a role and what they did, before the names are parted."""

    raw: str
    role: str
    act: str = ""
    names: tuple[str, ...] = field(default=())


def read_signature(text: str, bare: str = "", strict: bool = False) -> Signature | None:
    """The people in `text`, which must be a signature and nothing else; otherwise None.

    `bare`: the role of names that none is printed for ("" refuses them). `strict`: every name needs a known surname.
    """
    form = plain(text)
    agency = PICTURE_AGENCY.search(form) if "摄" in form or "影" in form else None
    if agency and (TOKEN.search(agency[0]) or names_in((agency[1] or agency[2]).strip(), slot=False)):
        agency = None  # 摄影/记者 甲
    if agency:
        text = text[: agency.start()]
    found, text = plain(text), half_width(text)
    groups: list[_Group] = []
    tokens = list((TOKEN if ROLE_SIGN.search(found) else ACTS).finditer(found))
    for group in _groups(text, tokens):
        if not group.role and not group.act and not bare:
            return None
        names = _names(group, strict)
        if names is None and group.act == "supply":
            names = ()  # 受访者供图: who lends a picture need not be a person
        if names is None:
            return None
        group.names = names
        groups.append(group)
    if not groups and not tokens:
        return None
    roles = [token["media"] or "" for token in tokens if token.lastgroup in (*ROLES, "media")]
    media = next((name for name in roles if name and not name.startswith("本")), "")
    return Signature(
        names=_by_role(groups, bare),
        agency=(agency[1] or agency[2]) if agency else media,
        has_role=any(token.lastgroup in ROLES for token in tokens),
        has_act=any(token.lastgroup not in ROLES for token in tokens),
    )


def _groups(text: str, tokens: list[re.Match[str]]) -> Iterator[_Group]:
    """What stands between the tokens. An act closes the groups before it; with none open it leads those behind it."""
    waiting: list[_Group] = []
    role = act = ""
    at = 0
    for token in [*tokens, None]:
        raw = text[at : token.start() if token else len(text)]
        if raw.strip(FILLERS):
            waiting.append(_Group(raw, role, act))
        if token is None:
            break
        kind = token.lastgroup or ""
        at = token.end()
        if kind in ROLES:
            role = kind
        else:
            if waiting and not act:
                _close(waiting, kind)
                act = ""
            else:
                act = kind
            yield from waiting
            waiting, role = [], ""
    yield from waiting


def _close(groups: list[_Group], act: str) -> None:
    """摄影报道 speaks of the last group only (the others reported), every other act of all that are open."""
    for group in groups:
        group.act = "report" if act == "photo_report" else act
    groups[-1].act = act


def _names(group: _Group, strict: bool) -> tuple[str, ...] | None:
    raw = TAKEN_ON.sub("", group.raw) if group.act == "photo" else group.raw
    spaced = raw[:1] in FILLERS if group.role else (raw[-1:] in FILLERS or bool(PADDED.search(raw)))
    sure = not strict and bool((group.role and (spaced or group.act)) or (group.act and spaced))
    alone = not group.role and not group.act
    names = names_in(raw.strip(FILLERS), slot=sure or (alone and bool(PADDED.fullmatch(raw.strip()))))
    if names is None or not all(map(could_be_name, names)):
        return None
    if not sure and any(name[-1] in ENDS_NO_NAME for name in names):
        return None
    if alone and not BARE.fullmatch(raw):
        return None
    return names


def could_be_name(word: str) -> bool:
    """Whether a word of two or three characters is not one that papers set where names may stand, such as 链接."""
    return not NO_NAMES.fullmatch(word)


def _by_role(groups: list[_Group], bare: str) -> Byline:
    people: dict[str, dict[str, None]] = {role: {} for role in (*ROLES, "photographers")}
    for group in groups:
        for role in _roles(group, bare):
            people[role].update(dict.fromkeys(group.names))
    return Byline("", *(tuple(people[role]) for role in ("reporters", "correspondents", "photographers", "authors")))


def _roles(group: _Group, bare: str) -> tuple[str, ...]:
    match group.act:
        case "photo":
            return ("photographers",)
        case "both":
            return (group.role or "authors", "photographers")
        case "photo_report":
            return (group.role, "photographers") if group.role else ("photographers",)
        case "report":
            return (group.role or "reporters",)
        case "write":
            return (group.role or "authors",)
        case "supply" | "draw":  # who lends or draws a picture took no photograph
            return (group.role,) if group.role else ()
        case _:
            return (group.role or bare,)
