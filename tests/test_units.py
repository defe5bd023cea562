"""Lines as they stand, and the lines of a page that was wrapped at the column's width."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import yaml

from generator.importer.units import column_width, read_units

CASES = Path(__file__).parent / "cases" / "pages"


def test_each_line_is_a_unit_with_its_place_and_the_blank_lines_before_it() -> None:
    units = read_units(["", "  标题 ", "", "", "\u3000\u3000正文。"])
    assert [(unit.text, unit.line, unit.gap, unit.indented) for unit in units] == [
        ("标题", 2, 1, False),
        ("正文。", 5, 2, True),
    ]
    assert [(unit.pieces[0].start, unit.pieces[0].end) for unit in units] == [(2, 4), (2, 5)]


@pytest.mark.parametrize("name", ["hardwrap-1986", "hardwrap-1993", "hardwrap-2003"])
def test_wrapped_lines_of_a_paragraph_are_put_together(name: str) -> None:
    lines = (CASES / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    gold = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    begins = {unit.line for unit in read_units(lines)}
    paragraphs = [entry for article in gold["articles"] for entry in article["body"] if not isinstance(entry, str)]
    # Where a column break cut a paragraph a new unit may begin; everywhere else only at its first line.
    inner = [line for entry in paragraphs for before, line in itertools.pairwise(entry) if line == before + 1]
    assert sum(line in begins for line in inner) <= 0.03 * len(inner)
    assert sum(entry[0] in begins for entry in paragraphs) >= 0.9 * len(paragraphs)


def test_pages_that_are_not_wrapped_are_left_alone() -> None:
    for path in CASES.glob("*.txt"):
        if not path.stem.startswith("hardwrap"):
            lines = path.read_text(encoding="utf-8-sig").split("\n")
            assert len(read_units(lines)) == sum(1 for line in lines if line.strip()), path.stem


def test_a_width_needs_many_lines_that_agree_on_it() -> None:
    assert column_width(["一二三四五六七八九十"] * 11) == 0
    assert column_width(["一二三四五六七八九十"] * 20 + ["一二三"] * 5) == 10
    assert column_width(["一二三四五六七八九十" * (n % 9 + 1) for n in range(40)]) == 0
