"""Article bodies as HTML: the quick way equals Python-Markdown's, and nothing breaks out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.site.body import beginning, by_markdown, to_html, without_controls
from generator.site.views import Image, Reference

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
    "</b>",
    "<sub>",
    "</sub>",
    "![a](b)",
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
    names = (
        "p|h[2-6]|em|strong|blockquote|ul|ol|li|hr|br|code|pre|a|b|cite|del|i|ins|mark|q|rp|rt|ruby|s|small|sub|sup|u"
    )
    allowed = rf"</?(?:{names})(?: [a-z]+=\"[^\"<>]*\")*>"
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


IMAGE = Image(
    "images/b-1280.webp", (("images/b-640.webp", 640), ("images/b-1280.webp", 1280)), 1280, 853, "images/b-2400.webp"
)
HERE = (
    Reference("link", "a-1", "articles/a-1/", "春*天*"),
    Reference("image", "桥 一.jpg", "images/b-2400.webp", "", IMAGE),
)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("见[前文](a-1)。", '<p>见<a href="../../articles/a-1/" rel="noopener noreferrer">前文</a>。</p>'),
        ("[](a-1)", '<p><a href="../../articles/a-1/" rel="noopener noreferrer">春*天*</a></p>'),
        ("[前文](a-2)", "<p>前文</p>"),
        ("[**重**](a\\-1)", '<p><a href="../../articles/a-1/" rel="noopener noreferrer"><strong>重</strong></a></p>'),
        ("[x](../../articles/a-1/)", "<p>x</p>"),
        ("![没有](x.jpg)", "<p>没有</p>"),
        (
            "![外面](https://a.example/x.jpg)",
            '<p><a href="https://a.example/x.jpg" rel="noopener noreferrer">外面</a></p>',
        ),
    ],
)
def test_links_lead_to_what_is_here_or_nowhere(text: str, made: str) -> None:
    assert to_html(text, "../../", HERE) == made


def test_an_image_alone_is_a_figure_and_one_in_a_sentence_is_not() -> None:
    made = to_html('前\n\n![桥](<桥 一.jpg> "说明 *一*")\n![桥二](桥 一.jpg)\n\n看![桥](桥 一.jpg)吧', "../", HERE)
    assert made.count("<figure>") == 2
    assert made.count("<figcaption>说明 *一*</figcaption>") == 1
    first = made[made.index("<figure>") : made.index("</figure>")]
    for part in (
        'href="../images/b-2400.webp"',
        'src="../images/b-1280.webp"',
        'srcset="../images/b-640.webp 640w, ../images/b-1280.webp 1280w"',
        'alt="桥" decoding="async" height="853" loading="lazy"',
        'width="1280"',
    ):
        assert part in first
    assert "<p>看<a" in made
    assert "<p><figure" not in made


def test_an_image_within_a_link_is_no_link_within_a_link() -> None:
    assert to_html("[![桥](桥 一.jpg)](a-1)", "", HERE).count("<a ") == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("CO<sub>2</sub> 10<SUP>3</SUP>", "CO<sub>2</sub> 10<sup>3</sup>"),
        ("<ruby>剡<rt>shàn</rt></ruby>溪", "<ruby>剡<rt>shàn</rt></ruby>溪"),
        ("一<br>二<br />三", "一<br>二<br>三"),
        ("<b>**<i>粗</i>**</b>", "<b><strong><i>粗</i></strong></b>"),
        ("<b>没有合上", "&lt;b&gt;没有合上"),
        ("</b>没有打开", "&lt;/b&gt;没有打开"),
        ("<b><i>错开</b></i>", "<b>&lt;i&gt;错开</b>&lt;/i&gt;"),
        ('<b onclick="x()">属性</b>', '&lt;b onclick="x()"&gt;属性&lt;/b&gt;'),
        ("<div>块</div>", "&lt;div&gt;块&lt;/div&gt;"),
        ("`<b>码</b>`", "<code>&lt;b&gt;码&lt;/b&gt;</code>"),
        ("\\<b>字面\\</b>", "&lt;b&gt;字面&lt;/b&gt;"),
        ("<!-- 注 -->", "&lt;!-- 注 --&gt;"),
    ],
)
def test_a_few_tags_work_in_pairs_and_the_rest_is_text(text: str, shown: str) -> None:
    assert to_html(text) == f"<p>{shown}</p>"


def test_a_tag_does_not_reach_into_the_next_paragraph() -> None:
    assert to_html("<b>一\n\n二</b>") == "<p>&lt;b&gt;一</p>\n<p>二&lt;/b&gt;</p>"


def test_deep_nesting_does_not_break_a_build() -> None:
    assert "底" in to_html("> " * 5000 + "底")


def test_the_beginning_is_plain_text() -> None:
    assert beginning("## 小标题\n\n一\\*二\\&lt;三\n四") == "一*二&lt;三 四"
    assert beginning("![桥](b.jpg)\n\n**见**[前文](a-1)，CO<sub>2</sub>") == "见前文，CO2"
    assert beginning("长" * 200).endswith("…")
    assert beginning("") == ""


def test_signs_that_turn_the_order_of_a_line_are_taken_out_of_a_page() -> None:
    page = "甲\u202e乙\u2066丙\x00\x1b丁\u200f—“戊”\t\n".encode()
    assert without_controls(page).decode() == "甲乙丙丁\u200f—“戊”\t\n"
