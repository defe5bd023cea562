"""EDTF dates: what they allow, and never more exact than they are."""

from __future__ import annotations

from datetime import date

import pytest

from generator.dates import read, stamp
from generator.site import words


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "in_words"),
    [
        ("2021-08-18", date(2021, 8, 18), date(2021, 8, 18), "2021年8月18日"),
        ("2024-04~", date(2024, 4, 1), date(2024, 4, 30), "约2024年4月"),
        ("2021-08-18?", date(2021, 8, 18), date(2021, 8, 18), "2021年8月18日（存疑）"),
        ("2019-03/2019-04", date(2019, 3, 1), date(2019, 4, 30), "2019年3月至4月"),
        ("2021-08-18/2021-08-20", date(2021, 8, 18), date(2021, 8, 20), "2021年8月18日至20日"),
        ("2019-12/2020-01", date(2019, 12, 1), date(2020, 1, 31), "2019年12月至2020年1月"),
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "2023年"),
        ("XXXX", None, None, "日期不详"),
        ("201X", date(2010, 1, 1), date(2019, 12, 31), "2010年1月1日至2019年12月31日之间"),
        ("../2019", None, date(2019, 12, 31), "2019年12月31日以前"),
        ("2019/..", date(2019, 1, 1), None, "2019年1月1日以后"),
    ],
)
def test_dates_and_their_words(text: str, earliest: date | None, latest: date | None, in_words: str) -> None:
    when = read(text)
    assert (when.earliest, when.latest) == (earliest, latest)
    assert words.moment(when) == in_words


@pytest.mark.parametrize("text", ["2021-02-30", "2021-13", "0000", "昨天", "", "2020/2019", "2021-8-1", "二〇二一"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read(text)


@pytest.mark.parametrize("text", ["2021-08-18~", "2021-08-18?", "2021-08", "2021-08-18/2021-08-19"])
def test_only_a_certain_day_is_a_day(text: str) -> None:
    assert read(text).day is None
    assert read(text).month == (2021, 8)


@pytest.mark.parametrize(
    ("text", "stamped"),
    [
        ("2026-11-21", "2026-11-21"),
        ("2026-11-21T08:00+08:00", "2026-11-21T08:00:00+08:00"),
        ("2026-11-21T08:00:30Z", "2026-11-21T08:00:30+00:00"),
        ("2026-11-21T08:00", ""),  # of which zone?
        ("2026-02-30", ""),
        ("2026-11", ""),
        ("昨天", ""),
        ("", ""),
    ],
)
def test_a_stamp_is_what_rfc_3339_allows(text: str, stamped: str) -> None:
    assert stamp(text) == stamped
