"""What the import report shows of one page: lines with their roles, the articles beside them, what is unsure. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.article import Article
from generator.importer.page import FURNITURE, DateEvidence, Doubt, Masthead, Role, Span, TakenApart
from generator.importer.settle import Fate, Outcome

ROLE_NAMES = {
    Role.COLUMN: "栏目",
    Role.HEAD: "标题",
    Role.BYLINE: "署名",
    Role.SUBHEAD: "小标题",
    Role.BODY: "正文",
    Role.CAPTION: "图片说明",
    Role.CREDIT: "摄影",
    Role.MASTHEAD: "报头",
    Role.NOTICE: "启事",
    Role.ADVERTISEMENT: "广告",
    Role.REPEATED: "重复的文字",
}
FATE_NAMES = {
    Fate.NEW: "新写",
    Fate.REWRITTEN: "重写",
    Fate.UNCHANGED: "没有变化",
    Fate.PERSONS: "有人改过，没有动",
    Fate.REVIEWED: "已经核对，没有动",
    Fate.DELETED: "有人删掉了，没有再写",
    Fate.HELD: "在有人改过的一篇里，没有另写",
}
QUOTED = 36  # characters of a line that tell which it is
MOST_CLUES = 12  # of the date that the report shows
TRUNCATION_NAMES = {"start": "缺开头", "middle": "缺中间", "end": "缺结尾"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one line with one role; `story` counts from 1 and is 0 for furniture."""

    text: str
    role: Role | None  # None: nobody accounts for it, which is a fault of ours
    story: int
    label: str  # the role's name where it begins, "" where it goes on


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the page file."""

    number: int
    pieces: Sequence[Piece]
    doubts: Sequence[int]  # numbers of the doubts about it


@dataclass(frozen=True, slots=True)
class DoubtView:
    """A doubt with its number on the page and the beginning of its line; `story` as in Piece."""

    number: int
    doubt: Doubt
    story: int
    quote: str


@dataclass(frozen=True, slots=True)
class StoryView:
    """An article beside its page."""

    number: int
    article: Article
    confidence: float
    fate: str
    would_change: str
    truncated: Sequence[str]
    parts: Sequence[tuple[str, str]]  # name of a role, its lines ("12-14,20")
    paragraphs: Sequence[str]
    doubts: int


@dataclass(frozen=True, slots=True)
class FurnitureView:
    """All text of one role that belongs to no story."""

    name: str
    lines: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class PageView:
    """A page, taken apart."""

    number: int
    file: str
    masthead: Masthead
    clues: Sequence[DateEvidence]  # what the stories say of the date, the weightiest first
    more_clues: int  # that are not shown
    doubts: Sequence[DoubtView]
    lines: Sequence[LineView]
    stories: Sequence[StoryView]
    furniture: Sequence[FurnitureView]
    characters: Sequence[tuple[str, int]]  # where the page's characters went: name, count
    lost: int  # characters that went nowhere


def page_view(number: int, outcome: Outcome, taken: TakenApart) -> PageView:
    """What the template shows of a page that was taken apart and settled."""
    doubts = [
        DoubtView(at, doubt, _number(doubt.story), _beginning(taken.page.lines[doubt.line - 1].strip()))
        for at, doubt in enumerate(sorted(outcome.doubts, key=lambda doubt: (doubt.confidence, doubt.line)), start=1)
    ]
    lines = list(_lines(taken, doubts))
    return PageView(
        number=number,
        file=taken.page.file,
        masthead=taken.masthead,
        clues=taken.masthead.evidence[:MOST_CLUES],
        more_clues=len(taken.masthead.evidence[MOST_CLUES:]),
        doubts=doubts,
        lines=lines,
        stories=_stories(outcome, taken),
        furniture=_furniture(taken),
        characters=_characters(lines),
        lost=sum(_size(piece) for line in lines for piece in line.pieces if piece.role is None),
    )


def _beginning(text: str) -> str:
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}……"


def _number(story: int | None) -> int:
    return 0 if story is None else story + 1


def _lines(taken: TakenApart, doubts: Iterable[DoubtView]) -> Iterator[LineView]:
    spans: defaultdict[int, list[Span]] = defaultdict(list)
    for span in taken.spans:
        spans[span.line].append(span)
    doubtful: defaultdict[int, list[int]] = defaultdict(list)
    for doubt in doubts:
        doubtful[doubt.doubt.line].append(doubt.number)
    before: tuple[Role, int | None] | None = None
    for number, text in enumerate(taken.page.lines, start=1):
        pieces: list[Piece] = []
        at = 0
        for span in sorted(spans[number], key=lambda span: span.start):
            pieces.extend(_unclaimed(text[at : span.start]))
            now = (span.role, span.story)
            label = ROLE_NAMES[span.role] if now != before else ""
            pieces.append(Piece(text[span.start : span.end], span.role, _number(span.story), label))
            at, before = span.end, now
        pieces.extend(_unclaimed(text[at:]))
        yield LineView(number, pieces, doubtful[number])


def _unclaimed(text: str) -> Iterator[Piece]:
    if text:
        yield Piece(text, None, 0, "没有归处" if text.strip() else "")


def _stories(outcome: Outcome, taken: TakenApart) -> list[StoryView]:
    return [
        StoryView(
            number=at + 1,
            article=story.article,
            confidence=confidence,
            fate=FATE_NAMES[story.fate],
            would_change=story.would_change,
            truncated=[TRUNCATION_NAMES[where] for where in story.article.truncated],
            parts=_parts(span for span in taken.spans if span.story == at),
            paragraphs=story.article.body.split("\n\n") if story.article.body else [],
            doubts=sum(doubt.story == at for doubt in outcome.doubts),
        )
        for at, (story, confidence) in enumerate(zip(outcome.stories, taken.confidences, strict=True))
    ]


def _parts(spans: Iterable[Span]) -> list[tuple[str, str]]:
    lines: dict[Role, set[int]] = {}
    for span in spans:
        lines.setdefault(span.role, set()).add(span.line)
    return [(ROLE_NAMES[role], _ranges(sorted(lines[role]))) for role in Role if role in lines]


def _ranges(numbers: Sequence[int]) -> str:
    """[1, 2, 3, 7] as "1-3,7"."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ",".join(f"{first}-{last}" if last > first else f"{first}" for first, last in ranges)


def _furniture(taken: TakenApart) -> list[FurnitureView]:
    texts = taken.page.lines
    return [
        FurnitureView(
            ROLE_NAMES[role],
            [(span.line, texts[span.line - 1][span.start : span.end]) for span in taken.spans if span.role is role],
        )
        for role in Role
        if role in FURNITURE and any(span.role is role for span in taken.spans)
    ]


def _characters(lines: Iterable[LineView]) -> list[tuple[str, int]]:
    """Where the page's characters (white space apart) went."""
    counts: Counter[str] = Counter()
    for line in lines:
        for piece in line.pieces:
            name = "文章" if piece.story else ROLE_NAMES[piece.role] if piece.role else "没有归处"
            counts[name] += _size(piece)
    return [(name, count) for name, count in counts.items() if count]


def _size(piece: Piece) -> int:
    return len("".join(piece.text.split()))
