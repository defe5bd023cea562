"""What a Markdown text leads to and shows: its links, images and HTML tags, each with its line. Pure.

It reads no more of Markdown than that: what a backslash, a code span or a blank line takes the meaning from is passed
over, as the renderer passes it over. A few tags may be written in a text; which of them work is decided here too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

Kind = Literal["link", "image", "html"]

# tags that work in a text, in pairs and without attributes; beside them <br>
PAIRED = (
    *("b", "cite", "del", "em", "i", "ins", "mark", "q"),
    *("rp", "rt", "ruby", "s", "small", "strong", "sub", "sup", "u"),
)
OUTWARD = re.compile(r"(https?://|mailto:)", re.I)
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
BREAK = re.compile(r"<br ?/?>", re.I)
AUTOMATIC = re.compile(r"<(?:https?://[^<>]*|[^\s<>@:/]+@[^\s<>@]+)>", re.I)  # links that Markdown makes by itself
TAG = re.compile(rf"<(/?)({'|'.join(PAIRED)})>", re.I)
SIGN = re.compile(
    r"\\."
    r"|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
    r"|(?P<open>!?\[)"
    r"|\]\(\s*(?:<(?P<pointed>[^<>\n]*)>|(?P<bare>(?:\\.|[^()\\\"'\n]|\([^()\n]*\))*))"
    r"(?=\s*(?:(?P<quote>[\"']).*?(?P=quote)\s*)?\))"
    r"|(?P<close>\])"
    r"|(?P<tag><!--|</?[A-Za-z][^<>]*>)",
    re.S,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A link, an image or an HTML tag that does not work. `target` is as written, `line` counted from 1."""

    kind: Kind
    target: str
    line: int


def mentions(text: str) -> Iterator[Mention]:
    """Everything of the kind in a text, in its order."""
    if "](" not in text and "<" not in text:
        return
    line = 1
    for block in re.split(r"(\n[ \t]*\n)", text):
        yield from _in_block(block, line)
        line += block.count("\n")


def named(target: str) -> str:
    """The name in a target: "../2021/a-1.md" as an editor's own tools write it is "a-1"."""
    return unquote(target).rsplit("/", 1)[-1].removesuffix(".md")


def image_name(target: str) -> str:
    """The path below content/images in a target: "../../images/2021/a.jpg" is "2021/a.jpg"."""
    path = re.sub(r"\A(?:\.{1,2}/)+", "", unquote(target))
    path = unicodedata.normalize("NFC", path)
    return path.removeprefix("/").removeprefix("content/").removeprefix("images/")


def unescaped(target: str) -> str:
    """A target without the backslashes that Markdown takes away."""
    return ESCAPED.sub(r"\1", target)


def working_tags(block: str) -> list[tuple[int, int]]:
    """Where in a paragraph the tags stand that are shown as tags: those of the few that come in proper pairs."""
    return sorted(_working(found for found, _ in _signs(block) if found["tag"]))


def _working(tags: Iterable[re.Match[str]]) -> set[tuple[int, int]]:
    works: set[tuple[int, int]] = set()
    opened: list[tuple[str, tuple[int, int]]] = []
    for found in tags:
        tag = TAG.fullmatch(found["tag"])
        if BREAK.fullmatch(found["tag"]):
            works.add(found.span())
        elif tag and not tag[1]:
            opened.append((tag[2].lower(), found.span()))
        elif tag and any(name == tag[2].lower() for name, _ in opened):
            while opened[-1][0] != tag[2].lower():
                opened.pop()
            works |= {opened.pop()[1], found.span()}
    return works


def _signs(block: str) -> Iterator[tuple[re.Match[str], str]]:
    """What means something in a paragraph; where it ends a link or an image, with the sign that began it."""
    opened: list[str] = []
    place = 0
    while found := SIGN.search(block, place):
        place = found.end()
        began = ""
        if found["open"]:
            opened.append(found["open"])
        elif found[0].startswith("]"):
            began = opened.pop() if opened else ""
            if not began:
                place = found.start() + 1  # what follows is no target
        elif found["tag"] and not any(one.fullmatch(found[0]) for one in (TAG, BREAK, AUTOMATIC)):
            place = found.start() + 1  # what it holds is text as any other
        yield found, began


def _in_block(block: str, line: int) -> Iterator[Mention]:
    signs = list(_signs(block))
    works = _working(found for found, _ in signs if found["tag"])
    for found, began in signs:
        here = line + block.count("\n", 0, found.start())
        if found["tag"] and found.span() not in works and not AUTOMATIC.fullmatch(found["tag"]):
            yield Mention("html", found["tag"], here)
        elif began and not found["close"]:
            kind: Kind = "image" if began == "![" else "link"
            yield Mention(kind, unescaped((found["pointed"] or found["bare"] or "").strip()), here)
