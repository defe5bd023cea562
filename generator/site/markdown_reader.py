"""Python-Markdown as web pages need it: links and images lead to what is here, the few tags of `mentions` work.

All else that looks like markup is text (`markdown_dialect`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    LINK_RE,
    AutolinkInlineProcessor,
    LinkInlineProcessor,
)
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from generator import markdown_dialect
from generator.mentions import OUTWARD, working_tags
from generator.site import figures
from generator.site.views import Reference

AUTOMATIC = r"<((?i:https?)://[^<>\s]*)>"  # links to where links may lead
ALIGNED = {"text-align: right;": "end", "text-align: center;": "middle"}
BLOCKS = re.compile(r"(\n[ \t]*\n)")
ESCAPED_SIGN = re.compile("\x02(\\d+)\x03")  # as Python-Markdown keeps it while it reads

Named = Mapping[tuple[str, str], Reference]


def convert(text: str, root: str, references: Sequence[Reference]) -> str:
    """HTML of a Markdown text, not yet safe; `root` leads from the web page to the root of the site."""
    reader = _reader()
    reader.here.root = root
    reader.here.named = {(one.kind, one.target): one for one in references}
    return str(reader.reset().convert(text))


def addresses_in(root: str, references: Sequence[Reference]) -> Iterator[str]:
    """Every address that `convert` writes for references."""
    for one in references:
        yield root + one.href
        if one.image:
            made = figures.attributes(one.image, root, "")
            yield from (made["src"], made.get("srcset", ""))


class _Here:
    """What the text being read may lead to, and from where."""

    def __init__(self) -> None:
        self.root = ""
        self.named: Named = {}


class _Tags(Preprocessor):
    """Puts the tags that work out of reach of all that follows; others stay and are shown as text."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if "<" not in text:
            return lines
        return "".join(map(self._stashed, BLOCKS.split(text))).split("\n")

    def _stashed(self, block: str) -> str:
        made, end = [], 0
        for start, stop in working_tags(block):
            made += [block[end:start], self.md.htmlStash.store(block[start:stop].lower())]
            end = stop
        return "".join(made) + block[end:]


class _Link(LinkInlineProcessor):
    """A link to the web, or to what the target names here; without either only its text."""

    def __init__(self, pattern: str, md: Any, here: _Here) -> None:
        super().__init__(pattern, md)
        self.here = here

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802
        text, index, closed = self.getText(data, m.end(0))
        if not closed:
            return None, None, None
        target, title, index, closed = self.getLink(data, index)
        if not closed:
            return None, None, None
        return self._made(text, _as_typed(target), _as_typed(title or "")), m.start(0), index

    def _made(self, text: str, target: str, title: str) -> Element:
        known = self.here.named.get(("link", target))
        is_link = (known or OUTWARD.match(target)) and "![" not in text  # an image in it is a link itself
        made = Element("a" if is_link else "span")
        made.text = text if text.strip() else AtomicString(known.title if known else target)
        if is_link:
            made.set("href", self.here.root + known.href if known else target)
            if title:
                made.set("title", title)
        return made


class _Image(_Link):
    """An image that is here, with a way to its largest size; one that stands elsewhere as a link, any other as text."""

    def _made(self, text: str, target: str, title: str) -> Element:
        alt = _as_typed(self.unescape(text))
        known = self.here.named.get(("image", target))
        if not known or not known.image:
            made = Element("a", {"href": target}) if OUTWARD.match(target) else Element("span")
            made.text = AtomicString(title or alt or target)
            return made
        made = Element("a", {"href": self.here.root + known.href})
        SubElement(made, "img", figures.attributes(known.image, self.here.root, alt or title))
        if title:
            made.set("title", title)
        return made


def _as_typed(text: str) -> str:
    """A piece of text as it was before Markdown put escaped signs out of its own way."""
    return ESCAPED_SIGN.sub(lambda found: chr(int(found[1])), text)


class _Figures(Treeprocessor):
    """Images that stand in a paragraph of their own become figures, with their title for a caption."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, child in reversed(list(enumerate(parent))):
                if child.tag == "p" and len(child) and _holds_only_images(child):
                    parent[place : place + 1] = [_figure(link) for link in child]


def _holds_only_images(paragraph: Element) -> bool:
    texts = [paragraph.text, *(child.tail for child in paragraph)]
    return not any(text and text.strip() for text in texts) and all(
        child.find("img") is not None for child in paragraph
    )


def _figure(link: Element) -> Element:
    made = Element("figure")
    made.append(link)
    made.tail, link.tail = "\n", None
    caption = link.attrib.pop("title", "")
    if caption:
        SubElement(made, "figcaption").text = caption
    return made


class _Tables(Treeprocessor):
    """What Python-Markdown writes as a style of cells, which the site's policy forbids, becomes a class."""

    def run(self, root: Element) -> None:
        for cell in root.iter():
            if cell.tag in ("th", "td"):
                side = ALIGNED.get(cell.attrib.pop("style", ""))
                if side:
                    cell.set("class", side)
                if cell.tag == "th":
                    cell.set("scope", "col")


@cache
def _reader() -> Any:
    made = markdown_dialect.reader()
    made.here = _Here()
    made.preprocessors.register(_Tags(made), "tags", 20)
    made.inlinePatterns.register(AutolinkInlineProcessor(AUTOMATIC, made), "autolink", 120)
    made.inlinePatterns.register(_Link(LINK_RE, made, made.here), "link", 160)
    made.inlinePatterns.register(_Image(IMAGE_LINK_RE, made, made.here), "image_link", 150)
    made.treeprocessors.register(_Figures(made), "figures", 15)
    made.treeprocessors.register(_Tables(made), "tables", 14)
    return made
