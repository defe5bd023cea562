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


@pytest.mark.parametrize("line", ["小黑板上见作风(今日说)", "为了梦想,去闯（体坛一角）", "渡口的灯(散文)"])
def test_a_column_named_behind_a_headline_is_seen(line: str) -> None:
    shown = look(line)
    assert "column-note" in shown.shows
    assert not shown.has("title-comma", "comma", "fresh-word-short")


@pytest.mark.parametrize(
    "line", ["(今日说)", "老街修旧如旧(记者 周明远)", "渡口晨曦(周明远 摄)", "水库放水(下转第2版)"]
)
def test_who_and_where_to_are_no_columns(line: str) -> None:
    assert "column-note" not in look(line).shows
