"""The page's printed pieces: each file line, or, on a page wrapped at the column's width, each run of wrapped lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

INDENT = ("\u3000\u3000", "    ", "\t", "\u3000")
CLOSERS = "”’』」)）】》〉]"
SENTENCE_ENDS = "。！？!?…；;"
# A page is taken as wrapped when this share of its lines comes within a character of one column width.
WRAPPED_SHARE = 0.5
WIDEST_COLUMN = 42


class Piece(NamedTuple):
    """Characters `start` to `end` of file line `line` (from 1), white space at both ends taken off."""

    line: int
    start: int
    end: int
    text: str


class Unit(NamedTuple):
    """What stands together without question: one line, or the lines of one wrapped paragraph."""

    pieces: tuple[Piece, ...]
    text: str
    gap: int  # blank lines before it
    indented: bool

    @property
    def line(self) -> int:
        return self.pieces[0].line


def read_units(lines: Sequence[str]) -> list[Unit]:
    """The units of a page's lines, in page order; blank lines make none."""
    rows: list[tuple[Piece, int, bool]] = []
    gap = 0
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text:
            gap += 1
            continue
        start = line.index(text[0])
        rows.append((Piece(number, start, start + len(text), text), gap, line.startswith(INDENT)))
        gap = 0
    width = column_width([piece.text for piece, _, _ in rows])
    return _wrapped(rows, width) if width else [Unit((p,), p.text, gap, indented) for p, gap, indented in rows]


def column_width(texts: Sequence[str]) -> int:
    """The width in characters at which a page's lines were wrapped, 0 where they were not."""
    if len(texts) < 12:
        return 0
    widths = Counter(_width(text) for text in texts)
    best, share = 0, 0.0
    for width in widths:
        if 8 <= width <= WIDEST_COLUMN:
            near = sum([widths[w] for w in (width - 1, width, width + 1)]) / len(texts)
            if near >= WRAPPED_SHARE and near > share:
                longer = sum(n for w, n in widths.items() if w > width + 1) / len(texts)
                if longer <= 0.12:
                    best, share = width, near
    return best


def _width(text: str) -> int:
    """Characters as the column counts them: two ASCII characters take the room of one."""
    narrow = len(text.encode("ascii", "ignore"))
    return len(text) - narrow + (narrow + 1) // 2


def _wrapped(rows: Sequence[tuple[Piece, int, bool]], width: int) -> list[Unit]:
    """Join each full line with the next, as far as nothing says that a paragraph begins there."""
    indents = sum(indented for _, _, indented in rows)
    habit = indents >= 3
    units: list[list[tuple[Piece, int, bool]]] = []
    full = False
    for row in rows:
        piece, gap, indented = row
        # An indented first line is two characters short of the width.
        goes_on = full and gap == 0 and not (habit and indented)
        if goes_on:
            units[-1].append(row)
        else:
            units.append([row])
        measured = _width(piece.text) + (2 if indented else 0)
        ends = piece.text.rstrip(CLOSERS)[-1:] in SENTENCE_ENDS
        full = measured >= width - (1 if not ends else 0)
    return [
        Unit(tuple(p for p, _, _ in rows), "".join(p.text for p, _, _ in rows), rows[0][1], rows[0][2])
        for rows in units
    ]
