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
        ("茶亭修好了，过路的人又有水喝。（奚 望）", "S"),
        ("老汉说：“又有水喝了。”（通讯员 柏一舟）", "S"),
        ("茶亭修好了（之一）", "Q"),
        ("茶亭修好了吗？（街谈）", "Q"),
    ],
)
def test_how_a_line_ends_with_half_width_stops_and_with_its_writer_behind_it_too(line: str, ends: str) -> None:
    assert look(line).ends == ends
