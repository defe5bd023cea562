"""Addresses: safe for any name, different for different names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.site import addresses


def test_the_contract() -> None:
    assert addresses.article("2021-08-18-04-01") == "articles/2021-08-18-04-01/"
    assert addresses.day(date(2021, 8, 18)) == "dates/2021/08/18/"
    assert addresses.page(date(2021, 8, 18), "A04") == "dates/2021/08/18/vA04/"
    assert addresses.month(2021, 8) == "dates/2021/08/"
    assert addresses.part("tags/x/", 2) == "tags/x/p2/"
    assert addresses.segment("杭州亚运会") == "杭州亚运会"
    assert addresses.quoted("tags/农业/") == "tags/%E5%86%9C%E4%B8%9A/"
    assert addresses.day(date(987, 1, 2)) == "dates/0987/01/02/"


@pytest.mark.parametrize(
    "name",
    [
        "a/b",
        "..",
        ".",
        "",
        "con",
        "NUL.txt",
        "p2",
        "feed.xml",
        "index.html",
        "长" * 300,
        "a\\b",
        "a?b#c",
        "x. ",
        "a\u202eb",
    ],
)
def test_names_that_no_folder_can_have(name: str) -> None:
    made = addresses.segment(name)
    assert made
    assert made != name
    assert not set(made) & set('/\\?#<>:"|*%\u202e')
    assert len(made.encode()) <= 250


@given(st.text(max_size=80), st.text(max_size=80))
def test_different_names_have_different_addresses(one: str, other: str) -> None:
    import unicodedata

    if unicodedata.normalize("NFC", one) != unicodedata.normalize("NFC", other):
        assert addresses.segment(one) != addresses.segment(other)
    assert addresses.segment(one) not in ("", ".", "..")


def test_old_addresses() -> None:
    assert addresses.file(addresses.alias("old-id")) == "articles/old-id/index.html"
    assert addresses.file(addresses.alias("/news/1.html")) == "news/1.html"
    assert addresses.file(addresses.alias("/news/1/")) == "news/1/index.html"
