"""EDTF dates: what they allow, and never more exact than they are."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.date_faults import explain, suggestion
from generator.dates import read, stamp
from generator.site import words


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "in_words"),
    [
        ("2021-08-18", date(2021, 8, 18), date(2021, 8, 18), "2021年8月18日"),
        ("2024-04~", date(2024, 4, 1), date(2024, 4, 30), "2024年4月前后"),
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
    ("text", "meant"),
    [
        ("2021年8月18日", "2021-08-18"),
        ("2021/8/18", "2021-08-18"),
        ("2021-8-18", "2021-08-18"),
        ("2021.08.18", "2021-08-18"),
        ("20210818", "2021-08-18"),
        ("２０２１年８月１８日", "2021-08-18"),
        ("2021年8月", "2021-08"),
        ("2021/8", "2021-08"),
        ("2021年", "2021"),
        ("约2024年4月", "2024-04~"),
        ("2024年4月前后", "2024-04~"),
        ("2019年3月至2019年4月", "2019-03/2019-04"),
        ("2020/2019", "2019/2020"),
        ("不详", "XXXX"),
        ("昨天", ""),
        ("2021-02-30", ""),
        ("辛丑年七月", ""),
        ("18/8/2021", ""),
    ],
)
def test_what_was_meant_by_what_is_no_date(text: str, meant: str) -> None:
    assert suggestion(text) == meant
    if meant:
        read(meant)


@pytest.mark.parametrize(
    ("text", "what", "mend"),
    [
        ("2021-02-30", "2021年2月没有30日", "如 2021-02。"),
        ("2023年2月29日", "2023年2月没有29日", "如 2023-02。"),
        ("2021-13", "没有13月", "如 2021。"),
        ("2021/8/18", "不是 EDTF 的写法", "是不是想写 2021-08-18？"),
        ("昨天", "不是 EDTF 的写法", "不知道就写 XXXX。"),
    ],
)
def test_a_fault_says_what_is_wrong_and_how_to_mend_it(text: str, what: str, mend: str) -> None:
    said, mended = explain(text)
    assert text in said and what in said
    assert mended.endswith(mend)


@given(st.text(max_size=20))
def test_any_text_that_is_no_date_is_explained(text: str) -> None:
    with contextlib.suppress(ValueError):
        read(text)
        return
    what, mend = explain(text)
    assert what and mend
    if suggestion(text):
        read(suggestion(text))


@pytest.mark.parametrize(
    ("text", "months", "years"),
    [
        ("2024-04~", ((2024, 4),), (2024,)),
        ("2019-12/2020-01", ((2019, 12), (2020, 1)), (2019, 2020)),
        ("2023-10/2023-12", ((2023, 10), (2023, 11), (2023, 12)), (2023,)),
        ("2023-01/2023-04", (), (2023,)),
        ("2023/2024", (), (2023, 2024)),
        ("201X", (), ()),
        ("../2019", (), ()),
        ("XXXX", (), ()),
    ],
)
def test_the_months_and_years_that_a_date_may_be_of(text: str, months: object, years: object) -> None:
    assert (read(text).months, read(text).years) == (months, years)


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
