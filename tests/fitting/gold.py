"""Pages with gold: every line's role, story and predecessor as people marked them.

The gold is YAML: head, column, byline, credit, caption, body (lists of lines a paragraph, "s12+13" a subhead), other,
dup and furniture give line numbers from 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.importer.looks import Look, looks_of
from generator.importer.roles import STATES
from generator.importer.surroundings import page_features
from generator.importer.topics import Topics
from generator.importer.units import Unit, read_units
from generator.segmenter import cut

HERE = Path(__file__).resolve().parents[2]
SHARED = HERE.parent / "shared"
LONGEST_COLUMN = 8  # characters of the standing head of a series
KINDS = {"head": "HEAD", "byline": "BYLINE", "credit": "CREDIT", "caption": "CAPTION", "column": "COLUMN"}


@dataclass(frozen=True, slots=True)
class Marked:
    """A page's text and its gold. `group`: pages of one group are left out together; `weight`: what each counts."""

    name: str
    text: str
    gold: dict[str, Any]
    group: str
    weight: float
    bare: bool  # only boundaries, headlines and paragraphs are marked


@dataclass(slots=True)
class Example:
    """A marked page as the models see it."""

    marked: Marked
    units: list[Unit]
    looks: list[Look]
    topics: Topics
    features: list[list[str]]
    states: list[int]
    previous: dict[int, int]  # of each unit the unit before it in its story


def marked_pages() -> list[Marked]:
    """Our own invented pages, the sample's too, and those of the shared folder where it is there."""
    own = HERE / "tests" / "cases" / "pages"
    sample = HERE / "content" / "pages" / "2024" / "04"
    places = [(own, own, 2.5, False), (sample, HERE / "tests" / "cases" / "sample", 2.5, False)]
    if SHARED.is_dir():
        places += [(SHARED / "pages", SHARED / "gold", 2.5, False)]
        places += [(SHARED / "pages-sim" / "pages", SHARED / "pages-sim" / "gold", 1.0, True)]
    return [marked for place in places for marked in _folder(*place)]


def _folder(pages: Path, gold: Path, weight: float, bare: bool) -> Iterator[Marked]:
    for path in sorted(gold.glob("*.yaml")):
        text = (pages / f"{path.stem}.txt").read_text(encoding="utf-8-sig")
        # One date of the simulated pages comes in several layouts and pages: left out together or not at all.
        group = path.stem[:10] if bare else path.stem
        yield Marked(path.stem, text, yaml.safe_load(path.read_text(encoding="utf-8")), group, weight, bare)


def example(marked: Marked) -> Example:
    """The page's units with features, and its gold as states and predecessors."""
    units = read_units(marked.text.split("\n"))
    words = [cut(unit.text) for unit in units]
    looks = looks_of(units, words)
    topics = Topics([unit.text for unit in units], words)
    features = page_features(units, looks, topics, words)
    states, owner = _labels(marked.gold)
    names = [states.get(unit.line, "BODY") for unit in units]
    if marked.bare:
        _signatures(looks, names)
        _quoted_subheads(looks, names)
        _inner_heads(looks, names)
        _signed_parts(units, looks, names, owner)
    return Example(
        marked, units, looks, topics, features, [STATES.index(name) for name in names], _previous(units, owner)
    )


def _labels(gold: dict[str, Any]) -> tuple[dict[int, str], dict[int, str]]:
    """The state and the story of each marked line."""
    states = dict.fromkeys(gold.get("furniture", []), "FURNITURE")
    owner: dict[int, str] = {}
    for article in gold["articles"]:
        for kind, state in KINDS.items():
            for line in article.get(kind, []):
                states.setdefault(line, state)
                owner[line] = article["id"]
        for line in article.get("other", []):
            states[line], owner[line] = "SUBHEAD", article["id"]
        for entry in article["body"]:
            subhead = isinstance(entry, str)
            for n, line in enumerate(map(int, entry[1:].split("+")) if subhead else entry):
                states[line] = "SUBHEAD" if subhead else "REST" if n else "BODY"
                owner[line] = article["id"]
        for line in article.get("dup", []):
            states.setdefault(line, "BODY")
            owner[line] = article["id"]
    return states, owner


def _signatures(looks: list[Look], names: list[str]) -> None:
    """Bare gold knows names only behind 记者; alone on a line, or in brackets below a story, they sign it, too."""
    for i, one in enumerate(looks):
        named = names[i] == "SUBHEAD" and one.has("byline-maybe")
        if named or (names[i] in ("BODY", "SUBHEAD") and one.has("signature") and "作者" not in one.text):
            names[i] = "BYLINE"


def _quoted_subheads(looks: list[Look], names: list[str]) -> None:
    """Bare gold takes every line that ends in a quotation mark for a paragraph; short ones without a stop are none."""
    for i, one in enumerate(looks):
        if names[i] == "BODY" and one.shape in "Tt" and one.ends == "Q" and one.text[-1] in '”’》"':
            names[i] = "SUBHEAD"


def _inner_heads(looks: list[Look], names: list[str]) -> None:
    """Bare gold calls every second headline "other": right under the head it is part of the head, but for the standing
    label of a box (核心阅读) or a number. A short head with others under it is the standing head of a series."""
    first = 0
    for i in range(1, len(names)):
        if names[i] == "HEAD" and names[i - 1] != "HEAD":
            first = i
        if names[i] == "SUBHEAD" and names[i - 1] == "HEAD" and not looks[i].has("block-word") and looks[i].n > 1:
            names[i] = "HEAD"
            if i == first + 1 and looks[first].n <= LONGEST_COLUMN and not looks[i].has("much-latin-short"):
                names[first] = "COLUMN"


def _signed_parts(units: list[Unit], looks: list[Look], names: list[str], owner: dict[int, str]) -> None:
    """Bare gold keeps a series in one article; a part with a headline and a byline of its own is a story to us."""
    i = 0
    while i < len(units):
        end = i = i + looks[i].has("dash-start")  # a dash: who said what stands above
        while end < len(units) and names[end] == "SUBHEAD":
            end += 1
        if end > i and end < len(units) and (names[end] == "BYLINE" or "opener-long" in looks[end].shows):
            story = owner[units[i].line]
            names[i:end] = ["HEAD"] * (end - i)
            for unit in units[i:]:
                if owner.get(unit.line) == story:
                    owner[unit.line] = f"{story}+"
        i = max(end, i + 1)


def _previous(units: list[Unit], owner: dict[int, str]) -> dict[int, int]:
    last: dict[str, int] = {}
    previous = {}
    for i, unit in enumerate(units):
        story = owner.get(unit.line)
        if story is not None:
            if story in last:
                previous[i] = last[story]
            last[story] = i
    return previous
