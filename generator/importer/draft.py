"""One story's blocks as an Article, and the place on the page of every character of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.article import Article, Byline, Photo, Source
from generator.importer.breath import gain, head, tail
from generator.importer.byline import BylineRead, read_byline, says_who_writes
from generator.importer.escape import escape
from generator.importer.headline import read_headline
from generator.importer.page import Masthead, Role, Span
from generator.importer.stories import Block, Story
from generator.importer.units import CLOSERS, SENTENCE_ENDS, Piece, Unit

LONGEST_REPEAT = 40  # characters that a seam may give twice
SURE_BYLINE = 0.5
SURE_REPEAT = 3  # from here on a repeat at a seam needs no dictionary to be one
PEN_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
NAMES = ("reporters", "correspondents", "photographers", "authors")


@dataclass(slots=True)
class _Printed:
    """A block as printed: its text, piece by piece with its place on the page."""

    role: Role
    pieces: list[Piece]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def cut(self, start: int, end: int, role: Role | None = None) -> _Printed:
        """Characters start to end of the text, as another block."""
        kept, at = [], 0
        for piece in self.pieces:
            a, b = max(start - at, 0), min(end - at, len(piece.text))
            if a < b:
                kept.append(Piece(piece.line, piece.start + a, piece.start + b, piece.text[a:b]))
            at += len(piece.text)
        return _Printed(role or self.role, kept)


@dataclass(slots=True)
class Drafter:
    """Builds the drafts of one page; `spans` gathers where every character went."""

    units: Sequence[Unit]
    masthead: Masthead
    file: str
    printed: Sequence[int]  # the page's lines that are not blank
    spans: list[Span] = field(default_factory=list)

    def draft(self, story: Story, number: int) -> Article:
        """The story as an Article without id; its spans are added with `number` as their story."""
        printed = [self._print(block) for block in story.blocks]
        reads: list[BylineRead] = []
        printed, dateline = self._lift_bylines(printed, reads)
        heads = [p for p in printed if p.role is Role.HEAD]
        columns = [p for p in printed if p.role is Role.COLUMN]
        photos = _photos(printed)
        kicker, title, deck = _headline(heads or columns, printed)
        for p in printed:
            self.spans += _spans(p.pieces, p.role, number)
        lines = sorted({piece.line for p in printed for piece in p.pieces})
        return Article(
            id="",
            title=title,
            kicker=kicker,
            deck=deck,
            column=" ".join(p.text for p in columns),
            body="\n\n".join(_markdown(p) for p in printed if p.role in (Role.BODY, Role.SUBHEAD)),
            date=self.masthead.date or "XXXX",
            date_from=self.masthead.date_from,
            publication=self.masthead.publication,
            issue=self.masthead.issue,
            page=self.masthead.page,
            byline=_together(reads),
            dateline=dateline,
            photos=photos,
            truncated=tuple(where for where in ("start", "middle", "end") if where in story.truncated),
            source=Source(self.file, _ranges(lines, self.printed)),
        )

    def _print(self, block: Block) -> _Printed:
        """A block's characters; what the page gives twice at a seam is kept once and noted as repeated."""
        printed = _Printed(block.role, [])
        for i in block.units:
            more = _Printed(block.role, list(self.units[i].pieces))
            twice = _repeat(printed.text, more.text) if printed.pieces else 0
            if twice:
                self.spans += _spans(more.cut(0, twice).pieces, Role.REPEATED, None)
                more = more.cut(twice, len(more.text))
            printed.pieces += more.pieces
        return printed

    def _lift_bylines(self, printed: list[_Printed], reads: list[BylineRead]) -> tuple[list[_Printed], str]:
        """Take bylines out of the running text into `reads`; also the dateline."""
        out: list[_Printed] = []
        body = [i for i, p in enumerate(printed) if p.role is Role.BODY]
        first = _first_told(printed, body)
        credit_lines: list[_Printed] = []
        for i, p in enumerate(printed):
            if p.role is Role.BYLINE:
                named = read_byline(p.text, "line") or _unread(p.text, not body or i < body[0])
                if body and i > body[-1] and says_who_writes(p.text, named.byline):
                    out.append(p.cut(0, len(p.text), Role.BODY))
                else:
                    reads.append(named)
                    out.append(p)
            elif p.role is Role.CREDIT:
                credit_lines.append(p)
                out.append(p)
            elif p.role is Role.BODY and i in (first, body[-1]):
                out += self._lift(p, i == first, i == body[-1], reads)
            else:
                out.append(p)
        if credit_lines:
            read = read_byline("\n".join(p.text for p in credit_lines), "credit")
            if read:
                # The credit's text stands with its photograph, so only the names go to the byline.
                reads.append(replace(read, byline=replace(read.byline, text="")))
        return out, next((read.dateline for read in reads if read.dateline), "")

    @staticmethod
    def _lift(p: _Printed, first: bool, last: bool, reads: list[BylineRead]) -> list[_Printed]:
        start, end = 0, len(p.text)
        parts = []
        if first and (read := read_byline(p.text, "start")) and read.confidence >= SURE_BYLINE:
            reads.append(read)
            start = read.end
            parts.append(p.cut(0, start, Role.BYLINE))
        rest = p.cut(start, end)
        sign_off = read_byline(rest.text, "end") if last else None
        if sign_off is not None and says_who_writes(rest.text, sign_off.byline):
            parts.append(rest)
        elif sign_off is not None and sign_off.confidence >= SURE_BYLINE:
            reads.append(sign_off)
            around = [rest.cut(0, sign_off.start), rest.cut(sign_off.end, len(rest.text))]
            parts += [part for part in around if part.text.strip()]
            parts.append(rest.cut(sign_off.start, sign_off.end, Role.BYLINE))
        elif rest.text.strip():
            parts.append(rest)
        return parts


def _first_told(printed: Sequence[_Printed], body: Sequence[int]) -> int:
    """Where the telling begins, and with it a byline: in the first paragraph, or below an abstract."""
    if len(body) > 1 and printed[body[0]].text.rstrip(CLOSERS)[-1:] not in SENTENCE_ENDS:
        read = read_byline(printed[body[1]].text, "start")
        if read and read.confidence >= SURE_BYLINE and not read_byline(printed[body[0]].text, "start"):
            return body[1]
    return body[0] if body else -1


def _unread(text: str, above: bool) -> BylineRead:
    """A byline line that says nothing known: above the text a short one is a pen name (弄堂客)."""
    name = text.strip()
    authors = (name,) if above and PEN_NAME.fullmatch(name) else ()
    return BylineRead(0, len(text), Byline(text=text, authors=authors))


def _repeat(before: str, after: str) -> int:
    """How many characters at the beginning of `after` repeat the end of `before`."""
    at = max(len(before) - min(LONGEST_REPEAT, len(after)), 0) - 1
    while (at := before.find(after[0], at + 1)) >= 0:
        size = len(before) - at
        if before.endswith(after[:size]):
            if size >= SURE_REPEAT:
                return size
            once = gain(tail(before), head(after[size:]))
            twice = gain(tail(before), head(after))
            return size if size < len(after) and once > twice + 4 else 0
    return 0


def _spans(pieces: Sequence[Piece], role: Role, story: int | None) -> list[Span]:
    """The pieces' places on the page, without white space at their ends."""
    spans = []
    for piece in pieces:
        bare = piece.text.strip()
        if bare:
            start = piece.start + piece.text.index(bare[0])
            spans.append(Span(piece.line, start, start + len(bare), role, story))
    return spans


def _headline(heads: Sequence[_Printed], printed: Sequence[_Printed]) -> tuple[str, str, str]:
    if heads:
        lines = [p.text for p in heads]
        chosen = read_headline(lines)
        return " ".join(lines[i] for i in chosen.kicker), lines[chosen.title], " ".join(lines[i] for i in chosen.deck)
    return "", stand_in([p.text for p in printed if p.role in (Role.BODY, Role.SUBHEAD, Role.CAPTION)]), ""


def stand_in(texts: Sequence[str]) -> str:
    """A title for a story whose own is lost: marked, so that nobody takes its first words for the printed head."""
    words = re.split("[，,。；;：:！!？?]", texts[0])[0] if texts else ""
    return f"〔无题〕{words[:16]}" if words else "〔无题〕"


def _markdown(p: _Printed) -> str:
    return f"## {escape(p.text)}" if p.role is Role.SUBHEAD else escape(p.text)


def _photos(printed: Sequence[_Printed]) -> tuple[Photo, ...]:
    """Captions with the credit that follows them; a credit of its own stands for a photograph without caption."""
    photos: list[Photo] = []
    previous = None
    for p in printed:
        if p.role is Role.CAPTION:
            photos.append(Photo(caption=p.text))
        elif p.role is Role.CREDIT:
            if previous is Role.CREDIT:
                photos[-1] = replace(photos[-1], credit=f"{photos[-1].credit} {p.text}")
            elif previous is Role.CAPTION or (len(photos) == 1 and not photos[0].credit):
                photos[-1] = replace(photos[-1], credit=p.text)
            else:
                photos.append(Photo(credit=p.text))
        previous = p.role
    return tuple(photos)


def _together(reads: Sequence[BylineRead]) -> Byline:
    names = {key: tuple(dict.fromkeys(name for read in reads for name in getattr(read.byline, key))) for key in NAMES}
    return Byline(text=" ".join(read.byline.text for read in reads if read.byline.text), **names)


def _ranges(lines: Sequence[int], printed: Sequence[int]) -> str:
    """Line numbers as "41,43-87"; blank lines between two of the story's lines do not part a range.

    printed: all lines of the page that are not blank.
    """
    place = {line: number for number, line in enumerate(printed)}
    ranges: list[list[int]] = []
    for line in lines:
        if ranges and place[line] == place[ranges[-1][1]] + 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges)
