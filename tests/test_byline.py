"""Bylines as papers write them: what is lifted out, and who is named in which role."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.article import Byline
from generator.importer.byline import BylineRead, continuation_note, read_byline
from generator.personal_names import names_in

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "bylines.yaml").read_text("utf-8"))


def named(case: dict[str, Any]) -> str:
    return f"{case['where']} {case['text']}"


@pytest.mark.parametrize("case", [case for case in CASES if not case.get("none")], ids=named)
def test_byline_is_read(case: dict[str, Any]) -> None:
    text = case["text"]
    read = read_byline(text, case["where"])
    assert read is not None
    assert text[read.start : read.end] == case.get("lift", text)
    printed = text[read.start : read.end].replace("\n", " ").strip()
    assert read.byline == Byline(printed, *(tuple(case.get(role, ())) for role in "rcpa"))
    assert (read.dateline, read.dateline_date, read.agency) == tuple(
        case.get(key, "") for key in ("from", "day", "agency")
    )
    assert (read.confidence < 0.5) == bool(case.get("unsure"))


@pytest.mark.parametrize("case", [case for case in CASES if case.get("none")], ids=named)
def test_what_is_no_byline(case: dict[str, Any]) -> None:
    read = read_byline(case["text"], case["where"])
    assert read is None or read.confidence < 0.35, read


def test_table_is_large_enough() -> None:
    assert sum(not case.get("none") for case in CASES) >= 80
    assert sum(bool(case.get("none")) for case in CASES) >= 20


@pytest.mark.parametrize(
    ("text", "way", "page"),
    [
        ("渡口停航。(下转第4版)", "下转", "4"),
        ("渡口停航。（下转第四版）", "下转", "四"),
        ("（上接第１版）渡口停航。", "上接", "1"),
        ("上接A01版", "上接", "A01"),
        ("(紧接第一版)", "紧接", "一"),
        ("▲下转2版", "下转", "2"),
    ],
)
def test_continuation_note(text: str, way: str, page: str) -> None:
    note = continuation_note(text)
    assert note is not None
    assert (note["way"], note["page"]) == (way, page)


@pytest.mark.parametrize("text", ["他把报纸转到第三版块", "渡口停航，详情见报", "公司转让第3版权", "(见第4版)"])
def test_no_continuation_note(text: str) -> None:
    assert continuation_note(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("李 渡", ("李渡",)),
        ("李 渡 王 汀", ("李渡", "王汀")),
        ("李 小渡", ("李小渡",)),
        ("欧阳 雪", ("欧阳雪",)),
        ("温 雅 汀", ("温雅汀",)),
        ("李渡、王汀", ("李渡", "王汀")),
        ("罗晚晴姜一苇", ("罗晚晴", "姜一苇")),
        ("阿迪力•玉素甫", ("阿迪力·玉素甫",)),
        ("李渡 李渡", ("李渡",)),
        ("李王林江河", ()),  # 李王 林江河, or 李王林 江河
        ("渡口停航", None),
        ("", ()),
    ],
)
def test_names(text: str, names: tuple[str, ...] | None) -> None:
    assert names_in(text, slot=False) == names


@given(
    st.text(st.sampled_from("本报讯记者通员摄影文图新华社电李渡王汀月日8（）() 　/、：:。，\n■"), max_size=60),
    st.sampled_from(["line", "start", "end", "credit"]),
)
def test_nothing_of_a_text_is_lost(text: str, where: str) -> None:
    read = read_byline(text, where)
    if read is None:
        return
    assert isinstance(read, BylineRead)
    assert 0 <= read.start < read.end <= len(text)
    assert read.byline.text == text[read.start : read.end].replace("\n", " ").strip()
    assert 0 <= read.confidence <= 1
    for names in (read.byline.reporters, read.byline.correspondents, read.byline.photographers, read.byline.authors):
        assert all(name and not any(map(str.isspace, name)) for name in names)


def test_place_must_be_known() -> None:
    with pytest.raises(ValueError, match="middle"):
        read_byline("本报讯", "middle")
