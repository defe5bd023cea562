"""What a line shows on its own."""

from __future__ import annotations

import pytest

from generator.importer.looks import Look, looks_of
from generator.importer.units import read_units
from generator.segmenter import cut


def look(line: str) -> Look:
    units = read_units([line])
    return looks_of(units, [cut(line)])[0]


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("渠水到了田头, 老王说, 今年不愁了.", "S"),
        ('老王说: "今年不愁了."', "S"),
        ("渠水到了田头，老王说，今年不愁了。", "S"),
        ("总产比去年高出 3.", "N"),
        ("一.", "N"),
        ("渠水到了田头, 老王说, 今年", "N"),
    ],
)
def test_half_width_stops_end_sentences_too(line: str, ends: str) -> None:
    assert look(line).ends == ends
