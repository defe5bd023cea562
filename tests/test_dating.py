"""When a page appeared, told by its text: as vague as that leaves it, and never a date made up."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator import dates
from generator.importer.dating import lags
from generator.importer.dating.clue import Passage, Taken
from generator.importer.dating.feast_days import spans
from generator.importer.dating.moments import moments_in
from generator.importer.dating.tense import Tense, tense
from generator.importer.dating.weigh import Told, tell_date
from generator.importer.page import Page
from generator.importer.printed_forms import half_width
from generator.importer.take_apart import take_apart

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "dates.yaml").read_text("utf-8"))


def passages(stories: Sequence[str]) -> Iterator[Passage]:
    """Stories as the importer reads them; lines are counted through all of them."""
    line = 0
    for number, story in enumerate(stories):
        for place, paragraph in enumerate(story.split("\n")):
            line += 1
            yield Passage(half_width(paragraph), number, lambda _at, line=line: line, place == 0)  # type: ignore[misc]


def told(*stories: str) -> Told:
    return tell_date(passages(stories))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["stories"][0][:24])
def test_a_careful_archivist(case: dict[str, Any]) -> None:
    assert told(*case["stories"]).date == str(case["date"])


ANCHORS = st.lists(st.integers(5, 60), max_size=4, unique=True).map(sorted)


@given(ANCHORS)
def test_lags_are_the_days_to_the_nearest_anchors(anchors: list[int]) -> None:
    days = np.arange(10, 50)
    before = [[day - one for one in anchors if one <= day] for day in days.tolist()]
    behind = [[one - day for one in anchors if one >= day] for day in days.tolist()]
    assert lags.since(anchors, days).tolist() == [min(one, default=-1) for one in before]
    assert lags.until(anchors, days).tolist() == [min(one, default=-1) for one in behind]


def test_what_was_read_is_kept_with_its_line_and_weight() -> None:
    said = told("2024年清河市书画大赛近日举行。", "3月26日，推进会召开。\n2024年民生实事提出，要在2024年再建三十家。")
    lines = {(one.text, one.line) for one in said.evidence}
    assert {("2024年", 1), ("3月26日", 2), ("2024年", 3)} <= lines
    weights = [abs(one.weight) for one in said.evidence]
    assert weights == sorted(weights, reverse=True)
    assert next(one for one in said.evidence if one.text == "3月26日").weight > 1


def test_what_stands_against_the_date_has_a_negative_weight() -> None:
    said = told(
        "2021年清河市茶园活动近日启动。",
        "2021年清河市灯会日前闭幕。",
        "2021年清河市龙舟赛近日开赛。",
        "2014年清河市足球赛近日开幕。",
    )
    assert said.date.startswith("2021")
    assert next(one for one in said.evidence if one.text == "2014年").weight < 0


def test_the_same_said_twice_in_a_story_counts_once() -> None:
    once, twice = (told("2023年，全市新增就业三万人。" * times) for times in (1, 2))
    assert (once.date, len(once.evidence)) == (twice.date, len(twice.evidence))


@given(st.text("今去明年前月日0123456789二〇一九十至到—-,，。春节清明将至电讯“”五四开局大会", max_size=60))
def test_any_text_tells_a_date_that_can_be_read(text: str) -> None:
    edtf = told(text, "2023年清河市茶会近日举行。").date
    when = dates.read(edtf)
    assert when.day is None  # a text never tells the very day
    assert edtf == "XXXX" or when.earliest


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3月25日-26日", [("3月25日", (3, 25), (3, 26))]),
        ("2月14—15日在京举行", [("2月14日", (2, 14), (2, 15))]),
        ("12月28日至1月2日", [("12月28日", (12, 28), (1, 2))]),
        ("每年6月至8月是汛期", [("6月至8月", (6, 1), (8, 31))]),
        ("十月中旬", [("10月中旬", (10, 11), (10, 20))]),
        ("2018年1月至11月", [("1月至11月", (11, 31), (11, 31))]),
        ("2021年2月30日", []),
        ("13月1日", []),
        ("三月桃花开", []),
        ("12个月", []),
    ],
)
def test_months_and_days_as_stretches_of_days(text: str, words: list[tuple[str, Any, Any]]) -> None:
    assert [(one.words, one.first, one.last) for one in moments_in(half_width(text), Taken(text))] == words


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("定于", "举行", Tense.COMING),
        ("活动将持续到", "", Tense.COMING),
        ("力争", "建成投用", Tense.COMING),
        ("预计", "完工", Tense.COMING),
        ("", "，会议召开", Tense.PAST),
        ("截至", "，已办四十场", Tense.PAST),
        ("由1993年提高到", "的", Tense.PAST),
        ("从3月1日到", "，共办四场", Tense.PAST),
        ("每年", "，都有庙会", Tense.EVERY),
        ("每逢", "", Tense.EVERY),
        ("去年", "，他进了厂", Tense.OTHER),
    ],
)
def test_past_and_to_come(before: str, after: str, expected: Tense) -> None:
    assert tense(before, after) is expected


@pytest.mark.parametrize(
    ("name", "year", "first", "last"),
    [
        ("春节", 2024, "2024-02-10", "2024-02-16"),
        ("除夕", 2024, "2024-02-09", "2024-02-09"),
        ("除夕", 2022, "2022-01-31", "2022-01-31"),
        ("腊八", 2024, "2024-01-18", "2024-01-18"),
        ("中秋", 2023, "2023-09-29", "2023-09-29"),
        ("端午", 2025, "2025-05-31", "2025-05-31"),
        ("清明", 2024, "2024-04-04", "2024-04-04"),
        ("冬至", 2019, "2019-12-22", "2019-12-22"),
        ("大寒", 2020, "2020-01-20", "2020-01-20"),
        ("国庆", 1999, "1999-10-01", "1999-10-07"),
    ],
)
def test_feasts_and_solar_terms_of_a_year(name: str, year: int, first: str, last: str) -> None:
    assert tuple(date.fromordinal(day).isoformat() for day in spans(name, year)) == (first, last)


def test_a_page_without_a_date_has_that_of_its_stories() -> None:
    page = "\n\n".join(
        [
            "清河办起书画大赛",
            "本报讯 记者林小满报道 2024年清河市书画大赛近日举行，3月12日开幕的赛事吸引了八十名选手到场。",
            "驿站又添三十家",
            "本报讯 记者周舟报道 3月13日，驿站推进会在清河召开。2024年民生实事提出，要在2024年再建驿站三十家。",
        ]
    )
    taken = take_apart(Page("无日期.txt", page))
    assert (taken.masthead.date, taken.masthead.date_from) == ("2024-03", "text")
    assert {(draft.date, draft.date_from) for draft in taken.drafts} == {("2024-03", "text")}
    assert taken.masthead.evidence
    dated = take_apart(Page("2019-05-06-01.txt", page))
    assert (dated.masthead.date, dated.masthead.date_from, dated.masthead.evidence) == ("2019-05-06", "file", ())


@pytest.mark.parametrize(
    "piece",
    [
        "2023年3月25日",
        "2023年",
        "2023衢州大赛日前",
        "3月25日-26日",
        "春节将至",
        "党的二十大",
        "截至2019年11月底",
        "到",
        "年月日",
        "12",
    ],
)
def test_the_time_for_a_long_line_grows_with_its_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        begun = time.process_time()
        told(text)
        return time.process_time() - begun

    seconds(1000)
    assert seconds(80_000) < 12 * seconds(20_000) + 0.5  # quadratic time would be 16 times
