"""Date and page in file names, and names that only look as if they had them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importer.page_name import canonical_page, facts_of_name, number_of


@pytest.mark.parametrize(
    ("file", "date", "page"),
    [
        ("2021-08-18-04.txt", "2021-08-18", "4"),
        ("20210818_p4.txt", "2021-08-18", "4"),
        ("20210818p12.txt", "2021-08-18", "12"),
        ("20210818A04.txt", "2021-08-18", "A04"),
        ("2021/08/18/04.txt", "2021-08-18", "4"),
        ("2021/8/18/a03.txt", "2021-08-18", "A03"),
        ("202108/18/5.txt", "2021-08-18", "5"),
        ("2021-08-18/A04.txt", "2021-08-18", "A04"),
        ("2021/2021-08-18/4.txt", "2021-08-18", "4"),
        ("2021/08/2021-08-18-04.txt", "2021-08-18", "4"),
        ("2021年8月18日第4版.txt", "2021-08-18", "4"),
        ("２０２１年８月１８日第４版.txt", "2021-08-18", "4"),
        ("2021-08-18第A12版.txt", "2021-08-18", "A12"),
        ("2021.08.18.04.txt", "2021-08-18", "4"),
        ("2021-08-18/04-要闻.txt", "2021-08-18", "4"),
        ("qhrb-20210818-4.txt", "2021-08-18", "4"),
        ("qhrb20210818p4.txt", "2021-08-18", "4"),
        ("2019-02-02-p06-columns.txt", "2019-02-02", "6"),
        ("20210818.txt", "2021-08-18", ""),
        ("2021-08-18/page-3.txt", "2021-08-18", "3"),
        ("a/第四版.txt", "", "4"),
        ("B02.txt", "", "B02"),
        ("2021-08-18-00.txt", "2021-08-18", ""),
        # No date, or no page, or neither.
        ("000_5975d546b8ceeab0.txt", "", ""),
        ("3f20210818ac.txt", "", ""),
        ("13920210818.txt", "", ""),
        ("202108180.txt", "", ""),
        ("20211399.txt", "", ""),
        ("2021-02-30-4.txt", "", ""),
        ("2021081.txt", "", ""),
        ("04.txt", "", ""),
        ("2021-08-18-123456.txt", "2021-08-18", ""),
        ("2021-08-18/3f2a.txt", "2021-08-18", ""),
        ("20210818-b3c4d5.txt", "2021-08-18", ""),
        ("2021-08-18_20220103.txt", "", ""),
        ("", "", ""),
    ],
)
def test_facts_of_name(file: str, date: str, page: str) -> None:
    facts = facts_of_name(file)
    assert (facts.date, facts.page) == (date, page)


@given(st.dates(min_value=datetime.date(1800, 1, 1), max_value=datetime.date(2099, 12, 31)))
def test_every_day_is_read(day: datetime.date) -> None:
    compact = str(day).replace("-", "")
    for name in (f"{day}-07.txt", f"{compact}-07.txt", f"{str(day).replace('-', '/')}/07.txt"):
        facts = facts_of_name(name)
        assert (facts.date, facts.page) == (str(day), "7")


@given(st.text(max_size=60))
def test_any_name_at_all(file: str) -> None:
    facts = facts_of_name(file)
    assert facts.page == canonical_page(facts.page)


@pytest.mark.parametrize(
    ("code", "page"), [("04", "4"), ("a04", "A04"), ("A4", "A4"), ("四", "4"), ("十二", "12"), ("0", ""), ("要闻", "")]
)
def test_canonical_page(code: str, page: str) -> None:
    assert canonical_page(code) == page


@pytest.mark.parametrize(
    ("chinese", "number"),
    [
        ("十", 10),
        ("廿一", 21),
        ("二十", 20),
        ("一百零三", 103),
        ("二〇二一", 2021),
        ("初七", 7),
        ("一千二百", 1200),
        ("门", 0),
        ("", 0),
    ],
)
def test_chinese_numbers(chinese: str, number: int) -> None:
    assert number_of(chinese) == number
