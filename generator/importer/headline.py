"""The lines of a head as kicker (引题), title (主题) and deck (副题)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.importer.printed_forms import plain

# What weighs for and against a line being the one set in the largest type: short, in rhythm, naming no place or body.
WITNESSES = (
    (re.compile(r"——|—|--|\(.*\)\Z"), -5.0),
    (re.compile(r".*(?:——|—|--|:)\Z"), -5.0),
    (re.compile(r"[■●◆▲□]"), -3.0),
    (re.compile(r".{7,}[^(]\)\Z"), 1.5),  # the name of a series in brackets behind it
    (re.compile(r".* "), 0.8),
    (re.compile(r"[“\"「]"), 0.4),
    (re.compile(r".*(?:[省市县区镇乡村局厅委院社会]|公司|学校|大学|记者|代表|第.次)"), -0.8),
    (re.compile(r".*[!?]\Z"), 0.3),
    (re.compile(r"针对|围绕|随着|自从|按照|根据|为了?.{6,}"), -1.0),  # what the title answers
    (re.compile(r".{0,3}\Z"), -1.0),
)
ACTS = re.compile("指出|强调|决定|要求|同意|通过|研究|听取|审议|出席|主持")  # how a deck goes on with its title
UNDER_DASH = re.compile("——|—|--")


@dataclass(frozen=True, slots=True)
class Headline:
    """Which of the head's lines are which, by their number; several lines of one kind are read in order."""

    kicker: tuple[int, ...]
    title: int
    deck: tuple[int, ...]


def read_headline(lines: Sequence[str]) -> Headline:
    """Choose the main title: kicker lines stand above it, deck lines below."""
    texts = [plain(line) for line in lines]
    best = max(range(len(texts)), key=lambda i: (_weight(texts, i), -i))
    return Headline(tuple(range(best)), best, tuple(range(best + 1, len(texts))))


def _weight(texts: Sequence[str], i: int) -> float:
    weight = -len(texts[i]) / 10 + sum(points for witness, points in WITNESSES if witness.match(texts[i]))
    if i and ACTS.match(texts[i]):
        weight -= 2
    if i == 0 and len(texts) > 1 and UNDER_DASH.match(texts[1]):
        weight += 4
    return weight
