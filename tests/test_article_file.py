"""Article and the text of its file are each other's inverse, and every fault of a header is told at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator import article_file
from generator.article import DATE_SOURCES, TRUNCATIONS, Article, Byline, Photo, Region, Source
from generator.faults import UserError
from generator.yaml_texts import LineWriter, UnusualTextError

WORDS = st.text(
    alphabet=st.one_of(st.characters(blacklist_categories=["Cs", "Cc"]), st.sampled_from(" :#'\"{}[]-,&*!|>%@`\\😀𠮷")),
    max_size=20,
)
LINES = WORDS.filter(lambda text: not any(c in text for c in "\u2028\u2029\x85\ufeff"))
NAMES = st.lists(LINES, max_size=3).map(tuple)
ARTICLES = st.builds(
    Article,
    id=st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True),
    title=LINES.filter(str.strip),
    body=st.lists(LINES.map(str.strip).filter(bool), max_size=4).map("\n\n".join),
    kicker=LINES,
    deck=LINES,
    column=LINES,
    date=st.sampled_from(["XXXX", "2021-08-18", "2021", "2024-04~", "2019-03/2019-04", "2021-02-30"]),
    date_from=st.sampled_from(["", *DATE_SOURCES]),
    publication=LINES,
    issue=st.one_of(st.none(), st.integers(1, 10**6)),
    page=st.sampled_from(["", "4", "A04", "01", "1e3", "no"]),
    byline=st.builds(Byline, LINES, NAMES, NAMES, NAMES, NAMES),
    dateline=LINES,
    regions=st.lists(st.builds(Region, st.sampled_from(["330502", "010101", "330502001"]), LINES), max_size=2).map(
        tuple
    ),
    tags=NAMES,
    photos=st.lists(st.builds(Photo, LINES, LINES, LINES), max_size=2).map(tuple),
    truncated=st.lists(st.sampled_from(TRUNCATIONS), max_size=3, unique=True).map(tuple),
    source=st.one_of(st.none(), st.builds(Source, LINES.filter(bool), LINES)),
    reviewed=st.booleans(),
    modified=st.sampled_from(["", "2026-11-21"]),
    aliases=NAMES,
    withdrawn=LINES,
)


@settings(max_examples=300, deadline=None)
@given(ARTICLES)
def test_article_to_file_and_back_is_the_identity(article: Article) -> None:
    assert article_file.parse(article_file.write(article), "a.md") == article


@settings(max_examples=100, deadline=None)
@given(ARTICLES)
def test_a_signed_file_is_the_importers_until_a_character_changes(article: Article) -> None:
    signed, text = article_file.sign(article)
    assert article_file.parse(text, "a.md") == signed
    assert article_file.is_importers(text)
    assert article_file.is_importers(text.replace("\n", "\r\n"))
    assert article_file.is_importers("\ufeff" + text)
    assert not article_file.is_importers(text + "改")


@settings(max_examples=300, deadline=None)
@given(ARTICLES)
def test_headers_are_written_as_libyaml_writes_them(article: Article) -> None:
    with pytest.MonkeyPatch.context() as patch:
        quick = article_file.write(article)
        patch.setattr(LineWriter, "value", _refuse)
        assert article_file.write(article) == quick


def _refuse(self: LineWriter, value: object) -> str:
    raise UnusualTextError


@settings(max_examples=100, deadline=None)
@example(Article("a", "𠮷田", tags=("\\\U0001342f",)), ())
@example(Article("a", "𠮷田"), ("\\U0001F600",))
@given(ARTICLES, NAMES)
def test_tags_are_put_in_as_if_written_with_the_article(article: Article, tags: tuple[str, ...]) -> None:
    text = article_file.sign(article)[1]
    assert article_file.with_tags(text, tags) == article_file.sign(replace(article, tags=tags))[1]


@pytest.mark.parametrize("title", ["短", "含: 冒号", "---", "😀", "𠮷田", "\\U0001F600"])
def test_headers_stay_readable_and_one_key_a_line(title: str) -> None:
    text = article_file.write(Article("x", title, tags=("工会", "安全")))
    assert text.startswith("---\nid: x\ntitle: ")
    assert "tags: [工会, 安全]\n" in text
    assert title in text


def test_dates_are_the_text_that_they_are() -> None:
    written = article_file.write(Article("x", "题", date="2021-02-30"))
    assert "date: 2021-02-30\n" in written
    assert article_file.parse(written, "x.md").date == "2021-02-30"


def test_every_fault_of_a_header_is_told_with_its_line() -> None:
    text = "---\nid: a b\ntitle: ''\ntitel: 题\nissue: 十\nreviewed: 是\ntruncated: top\nbyline: [甲]\n---\n正文\n"
    with pytest.raises(UserError) as raised:
        article_file.parse(text, "a.md")
    assert [(fault.line, fault.path) for fault in raised.value.faults] == [(n, "a.md") for n in range(2, 9)]
    assert "title" in next(fault.mend for fault in raised.value.faults if fault.line == 4)


@pytest.mark.parametrize(
    ("text", "line"),
    [("没有头", 1), ("---\ntitle: [\n---\n", 3), ("---\n- 甲\n---\n", 2), ("---\ntitle: 甲: 乙\n---\n", 2)],
)
def test_a_header_that_cannot_be_read_is_one_fault(text: str, line: int) -> None:
    with pytest.raises(UserError) as raised:
        article_file.parse(text, "a.md")
    assert [fault.line for fault in raised.value.faults] == [line]


def test_a_key_given_twice_is_a_fault() -> None:
    with pytest.raises(UserError) as raised:
        article_file.parse("---\nid: a\ntitle: 题\nid: b\n---\n正文\n", "a.md")
    assert [(fault.line, "第 2 行" in fault.what) for fault in raised.value.faults] == [(4, True)]


def test_a_byte_order_mark_and_other_line_ends_do_not_matter() -> None:
    article = Article("x", "题", body="一\n\n二")
    text = "\ufeff" + article_file.write(article).replace("\n", "\r\n")
    assert article_file.parse(text, "x.md") == article


def test_an_unsigned_file_is_a_persons() -> None:
    assert not article_file.is_importers(article_file.write(replace(Article("x", "题"), imported="")))
