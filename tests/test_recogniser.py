"""Places in running text: the table of cases, and properties of any text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.places import gazetteer_file
from generator.places.recogniser import Recogniser

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases/places.yaml").read_text(encoding="utf-8"))


@cache
def recogniser(home: str) -> Recogniser:
    return Recogniser(gazetteer_file.gazetteer(), gazetteer_file.ordinary_words(), home)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"])[:20])
def test_the_table(case: dict[str, Any]) -> None:
    text = case["text"]
    mentions = recogniser(case.get("home", "330000")).mentions(text, case.get("year", 2024))
    assert [f"{text[m.start : m.end]} {m.code or '?'}" for m in mentions] == case["is"]


def test_the_table_is_large_enough() -> None:
    assert len(CASES) >= 150
    assert sum(not case["is"] for case in CASES) >= 90


NAMES = [division.name for division in gazetteer_file.gazetteer().divisions if division.code[:2] == "33"]
TEXTS = st.lists(
    st.one_of(st.sampled_from(NAMES), st.text("的、，在和与市县区省村路东西南北中甲乙 \n", max_size=4))
).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_mentions_stand_in_order_and_bear_their_names(text: str) -> None:
    mentions = recogniser("330000").mentions(text)
    at = 0
    for mention in mentions:
        assert at <= mention.start < mention.end <= len(text)
        at = mention.end
        if mention.division:
            assert mention.division.name.startswith(text[mention.start : mention.end][:2])
        else:
            assert len(mention.candidates) > 1
    assert mentions == recogniser("330000").mentions(text)
