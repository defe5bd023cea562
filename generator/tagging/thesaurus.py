"""What lies around the tags of a list: broader subjects, and words that hint at one without naming it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator import yaml_lines
from generator.faults import Fault, UserError

PARTS = ("above", "places", "hints")
Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """`above`: a broader subject and those that are a part of it; `hints`: a subject and the words that hint at it.

    `places` are hints, too, and never tags.
    """

    above: Words = field(default_factory=dict)
    places: Words = field(default_factory=dict)
    hints: Words = field(default_factory=dict)


def parse(text: str, path: str) -> Thesaurus:
    """The thesaurus in a YAML text; raises UserError where it has another form."""
    parts: dict[str, Words] = {}
    for key, value in yaml_lines.pairs(text, path, "above:"):
        if key.value not in PARTS:
            raise UserError(
                [Fault(path, yaml_lines.line(key), f"不认识的键“{key.value}”。", "只有 above、places 和 hints。")]
            )
        rows = {name.value: yaml_lines.words(words) or () for name, words in yaml_lines.mapping(value)}
        parts[key.value] = {name: tuple(word.value for word in words) for name, words in rows.items()}
    return Thesaurus(**parts)
