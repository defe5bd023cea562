"""Article bodies as HTML: the quick way equals Python-Markdown's, and nothing breaks out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.body import beginning, by_markdown, to_html

PIECES = [
    "春天",
    "，",
    "。",
    "## ",
    "#",
    "\n\n",
    "\n",
    "\n\n\n",
    " ",
    "\u3000",
    "\\*",
    "\\<",
    "\\&",
    "\\\\",
    "1. ",
    "1",
    ".",
    ")",
]
PIECES += [
    "*",
    "_",
    "`",
    "<b>",
    "&lt;",
    "&",
    ">",
    "- ",
    "---",
    "=",
    "{{ x }}",
    "!",
    "[a](b)",
    ":",
    "\t",
    "\u00a0",
    "“引”",
    "~",
    "|",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_the_quick_way_says_what_python_markdown_says(text: str) -> None:
    assert to_html(text) == by_markdown(text)


@given(st.text(max_size=200))
def test_any_text_is_safe_html_and_the_same_both_ways(text: str) -> None:
    made = to_html(text)
    assert made == by_markdown(text)
    allowed = r"</?(?:p|h[2-6]|em|strong|blockquote|ul|ol|li|hr|br|code|pre|a)(?: [a-z]+=\"[^\"<>]*\")*>"
    assert "<" not in re.sub(allowed, "", made)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<div>\n\n<img src=x onerror=alert(1)>\n\n</div>", None),
        ("{{ config }} {% raw %}", "<p>{{ config }} {% raw %}</p>"),
        ("\\---", "<p>---</p>"),
        ("\\# 不是标题", "<p># 不是标题</p>"),
        ("1\\. 第一", "<p>1. 第一</p>"),
        ("\\* 星号", "<p>* 星号</p>"),
        ("\\&lt;b>", "<p>&amp;lt;b&gt;</p>"),
        ("&lt;b&gt; &amp; &nbsp;", "<p>&amp;lt;b&amp;gt; &amp;amp; &amp;nbsp;</p>"),
        ("# 大标题", "<h2>大标题</h2>"),
        ("    四个空格", "<p>四个空格</p>"),
    ],
)
def test_what_looks_like_markup_is_text(text: str, shown: str | None) -> None:
    made = to_html(text)
    assert "<img" not in made
    assert "<script" not in made
    assert shown is None or made == shown


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example", "x.html"]
)
def test_links_lead_to_the_web_or_nowhere(target: str) -> None:
    assert "href" not in to_html(f"[点这里]({target})")


def test_an_editors_markdown_works() -> None:
    made = to_html("**重点** [出处](https://a.example/?b=1&c=2)\n\n> 引文\n\n1. 甲\n2. 乙")
    for part in ("<strong>重点</strong>", 'href="https://a.example/?b=1&amp;c=2"', "<blockquote>", "<ol>"):
        assert part in made


def test_deep_nesting_does_not_break_a_build() -> None:
    assert "底" in to_html("> " * 5000 + "底")


def test_the_beginning_is_plain_text() -> None:
    assert beginning("## 小标题\n\n一\\*二\\&lt;三\n四") == "一*二&lt;三 四"
    assert beginning("长" * 200).endswith("…")
    assert beginning("") == ""
