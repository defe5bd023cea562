"""An article's Markdown as safe HTML, as pieces of plain text, and as the plain text of its beginning.

Python-Markdown reads it without raw HTML, entities or images; nh3 lets through what is left of an article's few tags.
"""

from __future__ import annotations

import html
import re
from functools import cache
from html.parser import HTMLParser
from typing import Any, NamedTuple

import markdown
import nh3
from markdown.inlinepatterns import EscapeInlineProcessor, InlineProcessor
from markupsafe import Markup

PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# a block that means the same to Markdown and to `_simple_block`: no markup inside, none at its start, one line
START = r"(?:## ?(?=[^#\s]))?(?!\s|[#>+=~:|-]|\d+[.)])(?=.)"
PLAIN = r"[^\\`*_\[\]<>&\n\t\xa0!#{}]*"
SIMPLE = re.compile(rf"{START}{PLAIN}(?:\\[!-/:-@\[-`{{-~]{PLAIN})*(?<!\s)\Z")

TAGS = {
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "em",
    "strong",
    "blockquote",
    "ul",
    "ol",
    "li",
    "hr",
    "br",
    "code",
    "pre",
    "a",
}
HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
BLOCKS = HEADINGS | {"p", "blockquote", "ul", "ol", "li", "hr", "pre"}
LINK = re.compile(r"(https?://|mailto:)", re.I)


class Piece(NamedTuple):
    """A subhead or a paragraph (of a list or quotation too) as readers see it."""

    text: str
    subhead: bool


def to_html(text: str) -> Markup:
    """Safe HTML of an article's body."""
    text = CONTROL.sub("", text)
    blocks = _blocks(text)
    if all(map(SIMPLE.match, blocks)):
        return Markup("\n".join(map(_simple_block, blocks)))  # noqa: S704 - _simple_block escapes
    return by_markdown(text)


def by_markdown(text: str) -> Markup:
    """The same by Python-Markdown, for bodies of any kind."""
    text = CONTROL.sub("", text)
    try:
        made = _markdown().reset().convert(text)
    except RecursionError:  # quotations in quotations, hundreds deep: show what was typed
        made = f"<pre>{html.escape(text)}</pre>"
    made = re.sub(r"<(/?)h1>", r"<\1h2>", made)
    return Markup(  # noqa: S704 - nh3 makes it safe
        nh3.clean(made, tags=TAGS, attributes={"a": {"href", "title"}, "ol": {"start"}}, attribute_filter=_outward)
    )


def pieces(text: str) -> list[Piece]:
    """The body's subheads and paragraphs as plain text."""
    text = CONTROL.sub("", text)
    blocks = _blocks(text)
    if all(map(SIMPLE.match, blocks)):
        return [Piece(ESCAPED.sub(r"\1", block.lstrip("# ")), block.startswith("#")) for block in blocks]
    return _Pieces(by_markdown(text)).found


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


def _simple_block(block: str) -> str:
    tag = "p"
    if block.startswith("##"):
        tag, block = "h2", block[2:].lstrip()
    if "\\" in block:
        block = html.escape(ESCAPED.sub(r"\1", block), quote=False)
    return f"<{tag}>{block}</{tag}>"


def _outward(tag: str, attribute: str, value: str) -> str | None:
    """Links may only lead to the web or to a mail box."""
    return value if attribute != "href" or LINK.match(value) else None


class _Escape(EscapeInlineProcessor):
    """A backslash before any ASCII punctuation, as in CommonMark; & and < stay text whatever follows them."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802
        if m.group(1) in "&<>":
            return self.md.htmlStash.store(html.escape(m.group(1))), m.start(0), m.end(0)
        return super().handleMatch(m, data)


class _Ampersand(InlineProcessor):
    """An ampersand is an ampersand: &lt; in a newspaper's text is those four characters."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802
        return self.md.htmlStash.store("&amp;"), m.start(0), m.end(0)


@cache
def _markdown() -> Any:
    made = markdown.Markdown(output_format="html")
    made.ESCAPED_CHARS = list(PUNCTUATION)
    made.preprocessors.deregister("html_block")
    made.parser.blockprocessors.deregister("code")  # paragraphs indented by four spaces are paragraphs
    for name in ("html", "entity", "image_link", "image_reference", "short_image_ref", "reference"):
        made.inlinePatterns.deregister(name, strict=False)
    made.inlinePatterns.register(_Escape(r"\\(.)", made), "escape", 180)
    made.inlinePatterns.register(_Ampersand("&", made), "ampersand", 80)
    return made
