"""An article's Markdown as pieces of plain text, as readers see them, for those who do not render it."""

from __future__ import annotations

import html
import re
from functools import cache
from html.parser import HTMLParser
from typing import Any, NamedTuple

from generator import markdown_dialect
from generator.mentions import ESCAPED, PAIRED

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# a block without markup inside, none at its start, one line
START = r"(?:## ?(?=[^#\s]))?(?!\s|[#>+=~:|-]|\d+[.)])(?=.)"
PLAIN = r"[^\\`*_\[\]<>&\n\t\xa0!#{}]*"
SIMPLE = re.compile(rf"{START}{PLAIN}(?:\\[!-/:-@\[-`{{-~]{PLAIN})*(?<!\s)\Z")
IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
TAG = re.compile(rf"</?(?:{'|'.join(PAIRED)})>|<br ?/?>", re.I)
HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
BLOCKS = HEADINGS | {"p", "blockquote", "ul", "ol", "li", "hr", "pre", "table", "th", "td"}


class Piece(NamedTuple):
    """A subhead, a paragraph (of a list or quotation too) or a cell of a table as readers see it."""

    text: str
    subhead: bool


def pieces(text: str) -> list[Piece]:
    """The body's subheads and paragraphs as plain text."""
    text = CONTROL.sub("", text)
    blocks = _blocks(text)
    if all(map(SIMPLE.match, blocks)):
        return [Piece(ESCAPED.sub(r"\1", block.lstrip("# ")), block.startswith("#")) for block in blocks]
    text = TAG.sub("", IMAGE.sub("", text))
    try:
        made = _markdown().reset().convert(text)
    except RecursionError:  # quotations in quotations, hundreds deep: what was typed
        made = f"<pre>{html.escape(text)}</pre>"
    return _Pieces(made).found


def beginning(text: str, length: int = 90) -> str:
    """The plain text of the first paragraph, cut at `length` characters."""
    for block in CONTROL.sub("", text).split("\n\n"):
        plain = " ".join(ESCAPED.sub(r"\1", block).split())
        if plain and not block.lstrip().startswith("#"):
            return plain if len(plain) <= length else plain[:length].rstrip("，、；：—") + "…"
    return ""


def _blocks(text: str) -> list[str]:
    return re.split(r"\n{2,}", text.strip("\n")) if text.strip() else []


class _Pieces(HTMLParser):
    """Gathers the text of each innermost block of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[Piece] = []
        self._parts: list[str] = []
        self._subhead = False
        self.feed(text)
        self.close()
        self._end()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in BLOCKS:
            self._end()
            self._subhead = tag in HEADINGS

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._end()

    def handle_data(self, data: str) -> None:
        self._parts.append(data)

    def _end(self) -> None:
        text = "".join(self._parts).strip()
        if text:
            self.found.append(Piece(text, self._subhead))
        self._parts, self._subhead = [], False


@cache
def _markdown() -> Any:
    made = markdown_dialect.reader()
    made.inlinePatterns.deregister("image_link")
    return made
