"""The lines of a head as kicker (引题), title (主题) and deck (副题)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

PLACE_OR_BODY = re.compile("[省市县区镇乡村局厅委院社会]|公司|工会|学校|大学|记者|代表|第.次")
ACTS = re.compile("(?:指出|强调|决定|要求|同意|通过|研究|听取|审议|出席|主持)")


@dataclass(frozen=True, slots=True)
class Headline:
    """Which of the head's lines are which, by their number; several lines of one kind are read in order."""

    kicker: tuple[int, ...]
    title: int
    deck: tuple[int, ...]


def read_headline(lines: Sequence[str]) -> Headline:
    """Choose the main title: kicker lines stand above it, deck lines below."""
    best = max(range(len(lines)), key=lambda i: (_weight(lines, i), -i))
    return Headline(tuple(range(best)), best, tuple(range(best + 1, len(lines))))


def _weight(lines: Sequence[str], i: int) -> float:
    """How much a line looks like what was set in the largest type: short, rhythmic, no place or body named."""
    text = lines[i]
    weight = -len(text) / 10
    if text.startswith(("——", "--", "—")) or text.startswith(("(", "（")) and text.endswith((")", "）")):
        weight -= 5
    if text.endswith(("——", "--", ":", "：")):
        weight -= 5
    if text.startswith(("■", "●", "◆", "▲", "□")):
        weight -= 3
    if i and ACTS.match(text):
        weight -= 2
    if i == 0 and len(lines) > 1 and lines[1].startswith(("——", "--", "—")):
        weight += 4
    if text.endswith((")", "）")) and len(text) > 8:
        weight += 1.5
    if re.search(r"[ \u3000]", text):
        weight += 0.8
    if text[:1] in "“\"「":
        weight += 0.4
    if PLACE_OR_BODY.search(text):
        weight -= 0.8
    if text[-1:] in "!！?？":
        weight += 0.3
    if len(text) < 4:
        weight -= 1
    return weight
