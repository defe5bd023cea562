"""One story's blocks as an Article, and the place on the page of every character of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.article import Article, Byline, Photo, Source
from generator.importer.breath import gain, head, tail
from generator.importer.byline import BylineRead, read_byline
from generator.importer.escape import escape
from generator.importer.headline import read_headline
from generator.importer.page import Masthead, Role, Span
from generator.importer.stories import Block, Story
from generator.importer.units import Piece, Unit

LONGEST_REPEAT = 40  # characters that a seam may give twice
SURE_BYLINE = 0.5
SURE_REPEAT = 3  # from here on a repeat at a seam needs no dictionary to be one
NAMES = ("reporters", "correspondents", "photographers", "authors")


@dataclass(slots=True)
class _Printed:
    """A block's text and where each character of it was printed."""

    role: Role
    text: str
    places: list[tuple[int, int]]  # (line, column) of each character

    def cut(self, start: int, end: int) -> _Printed:
        return _Printed(self.role, self.text[start:end], self.places[start:end])


@dataclass(slots=True)
class Drafter:
    """Builds the drafts of one page; `spans` gathers where every character went."""

    units: Sequence[Unit]
    masthead: Masthead
    file: str
    spans: list[Span] = field(default_factory=list)

    def draft(self, story: Story, number: int) -> Article:
        """The story as an Article without id; its spans are added with `number` as their story."""
        printed = [self._print(block, number) for block in story.blocks]
        reads: list[BylineRead] = []
        printed, dateline = self._lift_bylines(printed, reads)
        heads = [p for p in printed if p.role is Role.HEAD]
        columns = [p for p in printed if p.role is Role.COLUMN]
        photos = _photos(printed)
        kicker, title, deck = _headline(heads, printed)
        for p in printed:
            self._place(p, number)
        lines = sorted({line for p in printed for line, _ in p.places} | {s.line for s in self.spans if s.story == number})
        return Article(
            id="",
            title=title,
            kicker=kicker,
            deck=deck,
            column=" ".join(p.text for p in columns),
            body="\n\n".join(_markdown(p) for p in _running(printed, heads)),
            date=self.masthead.date or "XXXX",
            date_from=self.masthead.date_from,
            publication=self.masthead.publication,
            issue=self.masthead.issue,
            page=self.masthead.page,
            byline=_together(reads),
            dateline=dateline,
            photos=photos,
            truncated=tuple(where for where in ("start", "middle", "end") if where in story.truncated),
            source=Source(self.file, _ranges(lines)),
        )

    def _print(self, block: Block, number: int) -> _Printed:
        """A block's characters; what the page gives twice at a seam is kept once and noted as repeated."""
        text, places = "", []
        for i in block.units:
            piece_text, piece_places = _characters(self.units[i].pieces)
            twice = _repeat(text, piece_text) if text else 0
            self.spans += _spans(piece_places[:twice], piece_text[:twice], Role.REPEATED, None)
            text += piece_text[twice:]
            places += piece_places[twice:]
        return _Printed(block.role, text, places)

    def _lift_bylines(self, printed: list[_Printed], reads: list[BylineRead]) -> tuple[list[_Printed], str]:
        """Take bylines out of the running text into `reads`; also the dateline."""
        out: list[_Printed] = []
        body = [i for i, p in enumerate(printed) if p.role is Role.BODY]
        credit_lines: list[_Printed] = []
        for i, p in enumerate(printed):
            if p.role is Role.BYLINE:
                reads.append(read_byline(p.text, "line") or BylineRead(0, len(p.text), Byline(text=p.text)))
                out.append(p)
            elif p.role is Role.CREDIT:
                credit_lines.append(p)
                out.append(p)
            elif p.role is Role.BODY and body and i in (body[0], body[-1]):
                out += self._lift(p, i == body[0], i == body[-1], reads)
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
            parts.append(_as_byline(p.cut(0, start)))
        rest = p.cut(start, end)
        sign_off = read_byline(rest.text, "end") if last else None
        if sign_off is not None and sign_off.confidence >= SURE_BYLINE:
            reads.append(sign_off)
            around = [rest.cut(0, sign_off.start), rest.cut(sign_off.end, len(rest.text))]
            parts += [part for part in around if part.text.strip()]
            parts.append(_as_byline(rest.cut(sign_off.start, sign_off.end)))
        elif rest.text.strip():
            parts.append(rest)
        return parts

    def _place(self, p: _Printed, number: int) -> None:
        self.spans += _spans(p.places, p.text, p.role, number)


def _as_byline(p: _Printed) -> _Printed:
    return _Printed(Role.BYLINE, p.text, p.places)


def _characters(pieces: Sequence[Piece]) -> tuple[str, list[tuple[int, int]]]:
    text = "".join(piece.text for piece in pieces)
    return text, [(piece.line, column) for piece in pieces for column in range(piece.start, piece.end)]


def _repeat(before: str, after: str) -> int:
    """How many characters at the beginning of `after` repeat the end of `before`."""
    for size in range(min(LONGEST_REPEAT, len(before), len(after)), 0, -1):
        if before.endswith(after[:size]):
            if size >= SURE_REPEAT:
                return size
            once = gain(tail(before), head(after[size:]))
            twice = gain(tail(before), head(after))
            return size if size < len(after) and once > twice + 4 else 0
    return 0


def _spans(places: Sequence[tuple[int, int]], text: str, role: Role, story: int | None) -> list[Span]:
    """Runs of neighbouring characters; white space belongs to no one and parts no run."""
    spans: list[Span] = []
    line = start = end = -1
    for (at, column), character in zip(places, text, strict=True):
        if character.isspace():
            continue
        if at == line and start >= 0:
            end = column + 1
        else:
            if start >= 0:
                spans.append(Span(line, start, end, role, story))
            line, start, end = at, column, column + 1
    if start >= 0:
        spans.append(Span(line, start, end, role, story))
    return spans


def _headline(heads: Sequence[_Printed], printed: Sequence[_Printed]) -> tuple[str, str, str]:
    if heads:
        lines = [p.text for p in heads]
        chosen = read_headline(lines)
        return " ".join(lines[i] for i in chosen.kicker), lines[chosen.title], " ".join(lines[i] for i in chosen.deck)
    return "", stand_in([p.text for p in printed if p.role in (Role.BODY, Role.SUBHEAD, Role.CAPTION)]), ""


def stand_in(texts: Sequence[str]) -> str:
    """A title for a story whose own is lost: its first words in brackets, so that nobody takes them for the printed head."""
    words = re.split("[，,。；;：:！!？?]", texts[0])[0] if texts else ""
    return f"〔无题〕{words[:16]}" if words else "〔无题〕"


def _running(printed: Sequence[_Printed], heads: Sequence[_Printed]) -> list[_Printed]:
    return [p for p in printed if p.role in (Role.BODY, Role.SUBHEAD)]


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
            elif previous is Role.CAPTION or len(photos) == 1 and not photos[0].credit:
                photos[-1] = replace(photos[-1], credit=p.text)
            else:
                photos.append(Photo(credit=p.text))
        previous = p.role
    return tuple(photos)


def _together(reads: Sequence[BylineRead]) -> Byline:
    names = {key: tuple(dict.fromkeys(name for read in reads for name in getattr(read.byline, key))) for key in NAMES}
    return Byline(text=" ".join(read.byline.text for read in reads if read.byline.text), **names)


def _ranges(lines: Sequence[int]) -> str:
    """Line numbers as "41,43-87"; a gap of blank lines does not part a range that the story holds on both sides."""
    ranges: list[list[int]] = []
    for line in lines:
        if ranges and line == ranges[-1][1] + 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges)
