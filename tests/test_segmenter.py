"""Lines cut many at a time are cut as they are one by one."""

from __future__ import annotations

import rjieba
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.segmenter import REMEMBERED, cut, cut_lines

LINES = st.lists(st.text("渡口的船从今晚起加开 \r\t\u3000，。A1", max_size=12), max_size=8)


@settings(deadline=None)
@given(LINES)
def test_lines_are_cut_as_each_alone(lines: list[str]) -> None:
    assert cut_lines(lines) == [list(rjieba.cut(line)) for line in lines]


def test_a_line_end_is_a_word() -> None:
    assert cut("渡口\n\n夜航\n") == ["渡口", "\n", "\n", "夜航", "\n"]


def test_many_lines_are_not_all_remembered_but_all_cut() -> None:
    lines = [f"渡口{number}" for number in range(REMEMBERED)]
    assert [words[-1] for words in cut_lines([*lines, *lines[:9], "渡口夜航"])][-2:] == ["8", "夜航"]
    assert cut_lines(lines[:1]) == [["渡口", "0"]]
