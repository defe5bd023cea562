"""Page files in all the encodings they come in, and files that are no page."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.faults import UserError
from generator.importer.decode import LARGEST, MOST_LINES, decode, refuse_oversize

PAGE = (
    """渡口今日复航

本报讯 记者顾闻笛报道 连日阴雨之后，清河渡口昨天上午恢复通航。一早就有三十多位乡亲等在岸边，盼着过河去赶集。

船工老周说：“停了五天，手都痒了。”他把缆绳一松，渡船慢慢离了岸。
"""
    * 3
)
TRADITIONAL = (
    """渡口今日復航

本報訊 記者報道 連日陰雨之後，清河渡口昨天上午恢復通航。一早就有三十多位鄉親等在岸邊，盼著過河去趕集。

船工老周說：「停了五天，手都癢了。」他把纜繩一鬆，渡船慢慢離了岸。
"""
    * 3
)


def fault(data: bytes) -> str:
    with pytest.raises(UserError) as caught:
        decode(data, "页/04.txt")
    (one,) = caught.value.faults
    assert one.path == "页/04.txt"
    assert one.what.endswith("。")
    assert one.mend
    return f"{one.line}: {one.what}"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk", "gb2312"]
)
def test_encodings(encoding: str) -> None:
    assert decode(PAGE.encode(encoding), "页.txt") == PAGE


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "gb18030", "utf-8", "utf-16-le"])
def test_traditional_text(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding), "页.txt") == TRADITIONAL


def test_big_endian_mark() -> None:
    assert decode(b"\xfe\xff" + PAGE.encode("utf-16-be"), "页.txt") == PAGE


def test_one_short_line_of_gb18030() -> None:
    assert decode("清河渡口昨天上午恢复通航。".encode("gb18030"), "页.txt") == "清河渡口昨天上午恢复通航。"


def test_line_ends() -> None:
    text = "一\r\n二\r三\u2028四\u2029五\x85六\x0c七\n八"
    assert decode(text.encode(), "页.txt").split("\n") == list("一二三四五六七八")


def test_blank_lines_and_indents_stay() -> None:
    text = "\n\n　　清河\t渡口  \n"
    assert decode(text.encode(), "页.txt") == text


def test_control_characters_take_no_text_with_them() -> None:
    assert decode("清\x02河\ufeff渡口\x1a".encode(), "页.txt") == "清 河渡口 "


def test_replacement_characters_of_others_stay() -> None:
    assert decode("清\ufffd河".encode(), "页.txt") == "清\ufffd河"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "空"),
        (b" \r\n\t\n", "空白"),
        ("\ufeff\n".encode(), "空白"),
        ("\u3000\u3000\n".encode(), "空白"),
        (b"%PDF-1.4\n1 0 obj", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"PK\x03\x04\x14\0", "Word"),
        ("渡\0口".encode(), "二进制"),
        (bytes(range(1, 9)) * 20, "二进制"),
        (b"\xff" * 60, "编码"),
    ],
)
def test_what_is_no_page(data: bytes, what: str) -> None:
    assert what in fault(data)


def test_undecodable_byte_is_named_with_its_line() -> None:
    data = "渡口\n今日".encode() * 30
    at = data.index(b"\n") + 1
    said = fault(data[:at] + b"\xff" + data[at:])
    assert said.startswith("2: ")
    assert f"第 {at + 1} 个字节（0xff）" in said
    assert "UTF-8" in said


def test_undecodable_byte_in_gb18030() -> None:
    data = PAGE.encode("gb18030")
    said = fault(data + b"\xff\n" + data)
    assert f"第 {len(data) + 1} 个字节" in said
    assert "GB18030" in said


def test_file_cut_in_a_character() -> None:
    assert "UTF-8" in fault(PAGE.encode()[:-2])


def test_fifty_megabytes_are_refused_at_once() -> None:
    data = b"x" * 50 * 2**20
    began = time.perf_counter()
    assert "50 MB" in fault(data)
    assert time.perf_counter() - began < 0.1


def test_size_can_be_asked_before_reading() -> None:
    refuse_oversize(LARGEST, "页.txt")
    with pytest.raises(UserError):
        refuse_oversize(LARGEST + 1, "页.txt")


def test_more_lines_than_a_page_has_are_refused_and_blank_ones_do_not_count() -> None:
    assert decode(b"a\n\n\n" * MOST_LINES, "页.txt").count("a") == MOST_LINES
    assert f"{MOST_LINES + 1:,} 行" in fault(b"a\n" * (MOST_LINES + 1))


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_fault(data: bytes) -> None:
    try:
        text = decode(data, "页.txt")
    except UserError as error:
        assert len(error.faults) == 1
        return
    assert text.strip()
    assert "\r" not in text
    assert "\0" not in text


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"), min_size=1
    )
)
def test_utf8_comes_back_as_it_is(text: str) -> None:
    if text.strip():
        assert decode(text.encode(), "页.txt") == text
