"""Marked pages laid out anew: other column breaks, stories interleaved otherwise, other blank lines and indents.

What a page shows of its layout is chance; training on many layouts of the same stories keeps the weights from
learning one.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.fitting.gold import KINDS, Marked

FULL_WIDTH = str.maketrans(",:;?!()", "\uff0c\uff1a\uff1b\uff1f\uff01\uff08\uff09")
BROKEN = 0.22  # share of long paragraphs that a column break cuts
CUT_INSIDE = 0.88  # share of breaks between stories that fall inside a paragraph
Part = tuple[str, str, bool]  # kind, text, goes on with the part before it


def relay(marked: Marked, number: int) -> Marked:
    """The page in its `number`th other layout."""
    chance = random.Random(f"{marked.name}#{number}")
    lines = ["", *marked.text.split("\n")]
    articles = [(article["id"], _parts(article, lines)) for article in marked.gold["articles"]]
    if chance.random() < 0.5:
        chance.shuffle(articles)
    furniture = marked.gold.get("furniture", [])
    first = min((min(_lines(article), default=0) for article in marked.gold["articles"]), default=0)
    sheet = _Sheet(chance)
    top = [sheet.put(lines[line].strip()) for line in furniture if line < first]
    for chunk in _chunks(articles, chance):
        sheet.print_chunk(chunk)
    bottom = [sheet.put(lines[line].strip()) for line in furniture if line >= first]
    gold = {"articles": list(sheet.gold.values()), "furniture": top + bottom}
    return replace(marked, name=f"{marked.name}#{number}", text="\n".join(sheet.lines[1:]), gold=gold)


def _lines(article: dict[str, Any]) -> Iterator[int]:
    for kind in (*KINDS, "other"):
        yield from article.get(kind, [])
    for entry in article["body"]:
        yield from map(int, entry[1:].split("+")) if isinstance(entry, str) else entry


def _parts(article: dict[str, Any], lines: list[str]) -> list[Part]:
    """The story's parts in reading order, its paragraphs whole."""
    found = [(line, kind, lines[line].strip()) for kind in (*KINDS, "other") for line in article.get(kind, [])]
    for entry in article["body"]:
        if isinstance(entry, str):
            found += [(line, "other", lines[line].strip()) for line in map(int, entry[1:].split("+"))]
        else:
            found.append((entry[0], "body", "".join(lines[line].strip() for line in entry)))
    return [(kind, text, False) for _, kind, text in sorted(set(found))]


def _chunks(articles: list[tuple[str, list[Part]]], chance: random.Random) -> Iterator[list[tuple[str, Part]]]:
    """Stories one after another, or two or three of them by turns."""
    at = 0
    while at < len(articles):
        size = chance.choice([1, 1, 2, 2, 3])
        group = [(name, _column_breaks(parts, chance)) for name, parts in articles[at : at + size]]
        at += size
        queues = [
            [(name, run) for run in (_runs(parts, chance) if len(group) > 1 else [parts])] for name, parts in group
        ]
        while any(queues):
            for queue in queues:
                if queue:
                    name, run = queue.pop(0)
                    yield [(name, part) for part in run]


def _column_breaks(parts: list[Part], chance: random.Random) -> list[Part]:
    out: list[Part] = []
    for kind, text, _ in parts:
        if kind == "body" and len(text) > 50 and chance.random() < BROKEN:
            at = chance.randrange(15, len(text) - 15)
            out += [(kind, text[:at], False), (kind, text[at:], True)]
        else:
            out.append((kind, text, False))
    return out


def _runs(parts: list[Part], chance: random.Random) -> list[list[Part]]:
    """A story cut at one place or two, mostly in mid-paragraph."""
    places = [n for n, part in enumerate(parts) if part[0] == "body" and n > 1]
    cuts = chance.sample(places, min(chance.choice([1, 1, 2]), len(places)))
    runs: list[list[Part]] = [[]]
    for n, (kind, text, goes_on) in enumerate(parts):
        if n not in cuts:
            runs[-1].append((kind, text, goes_on))
        elif len(text) > 30 and chance.random() < CUT_INSIDE:
            at = chance.randrange(8, len(text) - 8)
            runs[-1].append((kind, text[:at], goes_on))
            runs.append([(kind, text[at:], True)])
        else:
            runs.append([(kind, text, goes_on)])
    return [run for run in runs if run]


class _Sheet:
    """A page being printed, with its gold."""

    def __init__(self, chance: random.Random) -> None:
        self.blanks = chance.choice([0, 0, 1, 1])
        self.marks_breaks = self.blanks == 0 and chance.random() < 0.85
        self.indents = chance.random() < 0.2
        self.full_width = chance.random() < 0.35
        self.lines = [""]
        self.gold: dict[str, dict[str, Any]] = {}

    def put(self, text: str, indent: bool = False) -> int:
        text = text.translate(FULL_WIDTH) if self.full_width else text
        self.lines.append(("\u3000\u3000" if indent and self.indents else "") + text)
        number = len(self.lines) - 1
        self.lines += [""] * self.blanks
        return number

    def print_chunk(self, chunk: list[tuple[str, Part]]) -> None:
        if self.marks_breaks:
            self.lines.append("")
        for name, (kind, text, goes_on) in chunk:
            if self.marks_breaks and goes_on and self.lines[-1]:
                self.lines.append("")
            number = self.put(text, kind == "body" and not goes_on)
            article = self.gold.setdefault(name, {"id": name, "body": [], **{k: [] for k in (*KINDS, "other")}})
            if kind != "body":
                article[kind].append(number)
            elif goes_on and article["body"]:
                article["body"][-1].append(number)
            else:
                article["body"].append([number])
