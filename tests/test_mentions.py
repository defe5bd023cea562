"""What texts lead to and show: found as the renderer finds it, with its line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.mentions import Mention, image_name, mentions, named
from generator.site.body import by_markdown
from generator.site.views import Reference

TEXT = """见[前一篇](2021-08-18-04-02)和[另一篇](<../2021/a b.md> "说明")。

第三行 ![桥](images/桥 (一).jpg)，\\[不是](x)，`[也不是](x)`。
同段下一行 <b>粗</b> <i>没有合上 <img src=x onerror=alert(1)> <!-- 注 -->

[跨段](没有
合上

[](https://a.example/?b=(1)&c)<https://b.example> a < b <br>"""


def test_links_images_and_tags_with_their_lines() -> None:
    assert list(mentions(TEXT)) == [
        Mention("link", "2021-08-18-04-02", 1),
        Mention("link", "../2021/a b.md", 1),
        Mention("image", "images/桥 (一).jpg", 3),
        Mention("html", "<i>", 4),
        Mention("html", "<img src=x onerror=alert(1)>", 4),
        Mention("html", "<!--", 4),
        Mention("link", "https://a.example/?b=(1)&c", 9),
    ]


PIECES = [
    "[",
    "](",
    ")",
    "![",
    "]",
    "a-1",
    "<",
    ">",
    "\\",
    "`",
    "``",
    "<b>",
    "</b>",
    "\n",
    "\n\n",
    "甲",
    " ",
    '"t"',
    "(",
    "*",
]


# runs of backticks and brackets can be nested so that both readings differ: about one in ten thousand of such texts
@settings(derandomize=True, max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_what_is_found_is_what_is_rendered(text: str) -> None:
    found = {one.target for one in mentions(text) if one.kind == "link"}
    references = [Reference("link", target, f"there/{number}/", "题") for number, target in enumerate(sorted(found))]
    made = by_markdown(text, "../", [*references, Reference("link", "a-1", "there/a/", "题")])
    rendered = set(re.findall(r'href="\.\./there/(\w+)/"', made))
    assert "a" not in rendered or "a-1" in found  # the renderer makes no link that the checks have not seen


@pytest.mark.parametrize(
    ("target", "name"),
    [("a-1", "a-1"), ("a-1.md", "a-1"), ("../2021/a-1.md", "a-1"), ("%E8%81%94%E7%B3%BB.md", "联系"), ("a.b", "a.b")],
)
def test_a_link_may_be_written_as_editors_tools_write_it(target: str, name: str) -> None:
    assert named(target) == name


@pytest.mark.parametrize(
    "target", ["2021/桥.jpg", "images/2021/桥.jpg", "../../images/2021/桥.jpg", "./2021/%E6%A1%A5.jpg"]
)
def test_an_image_may_be_written_as_editors_tools_write_it(target: str) -> None:
    assert image_name(target) == "2021/桥.jpg"


def test_many_signs_do_not_take_long() -> None:
    for sign in ("[", "](", "`", "<b>", "<", "![", "\\", "](("):
        assert len(list(mentions(sign * 20_000))) <= 20_000
