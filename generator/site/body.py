"""Markdown as safe HTML, and as the plain text of its beginning.

Python-Markdown (see `markdown_reader`) makes the HTML; nh3 lets through what is left of a few tags and, of addresses,
those that lead to the web, to a mail box, and to what the references name.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import partial

import nh3
from markupsafe import Markup

from generator.mentions import ESCAPED, OUTWARD, PAIRED
from generator.site import markdown_reader
from generator.site.views import Reference

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# a block that means the same to Markdown and to `_simple_block`: no markup inside, none at its start, one line
START = r"(?:## ?(?=[^#\s]))?(?!\s|[#>+=~:|-]|\d+[.)])(?=.)"
PLAIN = r"[^\\`*_\[\]<>&\n\t\xa0!#{}]*"
SIMPLE = re.compile(rf"{START}{PLAIN}(?:\\[!-/:-@\[-`{{-~]{PLAIN})*(?<!\s)\Z")

TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "em", "strong", "blockquote", "ul", "ol", "li", "hr", "code", "pre"),
    *("a", "img", "figure", "figcaption", "br", *PAIRED),
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "ol": {"start"},
    "img": {"src", "srcset", "sizes", "width", "height", "alt", "loading", "decoding"},
}
ADDRESSES = ("href", "src", "srcset")
# what would tell a browser to show the rest of a line in another order
TURNING = re.compile(rb"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])")
UNPRINTED = bytes(code for code in range(32) if code not in b"\t\n\r") + b"\x7f"
# in the plain text of a beginning: an escaped sign, an image, a link, a tag, strong text
MARKUP = re.compile(
    r"\\([!-/:-@\[-`{-~])|!\[[^\]]*\]\([^)]*\)|\[([^\]]*)\]\([^)]*\)"
    rf"|</?(?:{'|'.join(PAIRED)})>|<br ?/?>|\*\*(?=\S)|(?<=\S)\*\*"
)


def to_html(text: str, root: str = "", references: Sequence[Reference] = ()) -> Markup:
    """Safe HTML of a text; `root` leads from the web page to the root of the site, for what `references` name."""
    text = CONTROL.sub("", text)
    blocks = re.split(r"\n{2,}", text.strip("\n")) if text.strip() else []
    if all(map(SIMPLE.match, blocks)):
        return Markup("\n".join(map(_simple_block, blocks)))  # noqa: S704 - _simple_block escapes
    return by_markdown(text, root, references)


def by_markdown(text: str, root: str = "", references: Sequence[Reference] = ()) -> Markup:
    """The same by Python-Markdown, for texts of any kind."""
    text = CONTROL.sub("", text)
    try:
        made = markdown_reader.convert(text, root, references)
    except RecursionError:  # quotations in quotations, hundreds deep: show what was typed
        made = f"<pre>{html.escape(text)}</pre>"
    made = re.sub(r"<(/?)h1>", r"<\1h2>", made)
    allowed = frozenset(markdown_reader.addresses_in(root, references))
    safe = nh3.clean(made, tags=TAGS, attributes=ATTRIBUTES, attribute_filter=partial(_only, allowed))
    return Markup(safe)  # noqa: S704 - nh3 made it so


def without_controls(page: bytes) -> bytes:
    """A web page without the characters that nobody sees and that change the order in which others are shown."""
    return TURNING.sub(b"", page).translate(None, UNPRINTED)


def beginning(text: str, length: int = 90) -> str:
    """The plain text of the first paragraph, cut at `length` characters."""
    for block in CONTROL.sub("", text).split("\n\n"):
        plain = " ".join(MARKUP.sub(_plain, block).split())
        if plain and not block.lstrip().startswith("#"):
            return plain if len(plain) <= length else plain[:length].rstrip("，、；：—") + "…"
    return ""


def _simple_block(block: str) -> str:
    tag = "p"
    if block.startswith("##"):
        tag, block = "h2", block[2:].lstrip()
    if "\\" in block:
        block = html.escape(ESCAPED.sub(r"\1", block), quote=False)
    return f"<{tag}>{block}</{tag}>"


def _plain(found: re.Match[str]) -> str:
    """What is read of a piece of markup: the sign, the text of the link, nothing."""
    return found[1] or found[2] or ""


def _only(allowed: frozenset[str], tag: str, attribute: str, value: str) -> str | None:
    """Addresses lead to the web or to a mail box, or to one of those allowed."""
    if attribute not in ADDRESSES or value in allowed:
        return value
    return value if attribute == "href" and OUTWARD.match(value) else None
