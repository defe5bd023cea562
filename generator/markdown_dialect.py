"""Python-Markdown set up as every reader of a body needs it: what looks like markup in a newspaper's text is text.

No raw HTML, no entities, no reference links, no indented code; tables, and escapes as in CommonMark.
"""

from __future__ import annotations

import html
import re
from typing import Any

import markdown
from markdown.inlinepatterns import EscapeInlineProcessor, InlineProcessor

PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
NOT_MARKUP = ("html", "entity", "image_reference", "short_image_ref", "reference")


def reader() -> Any:
    """A Markdown of one's own, for each to add to and take from what it needs."""
    made: Any = markdown.Markdown(output_format="html", extensions=["tables"])
    made.ESCAPED_CHARS = list(PUNCTUATION)
    made.preprocessors.deregister("html_block")
    made.parser.blockprocessors.deregister("code")  # paragraphs indented by four spaces are paragraphs
    for name in NOT_MARKUP:
        made.inlinePatterns.deregister(name, strict=False)
    made.inlinePatterns.register(_Escape(r"\\(.)", made), "escape", 180)
    made.inlinePatterns.register(_Ampersand("&", made), "ampersand", 80)
    return made


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
