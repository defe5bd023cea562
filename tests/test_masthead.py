"""Facts of masthead and folio: found line by line, read together, checked against each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.importer.masthead import publication_name, read_masthead
from generator.importer.masthead_evidence import masthead_evidence
from generator.importer.page import Masthead

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "mastheads.yaml").read_text("utf-8"))


def read(*lines: str, file: str = "seite.txt") -> Masthead:
    return read_masthead(list(enumerate(lines, 1)), file)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_evidence_of_a_line(case: dict[str, Any]) -> None:
    assert masthead_evidence(case["text"]) == set(case["kinds"])


@given(st.text(max_size=70))
def test_evidence_of_any_text(text: str) -> None:
    assert len(masthead_evidence(text)) <= 15


def test_masthead_of_a_front_page() -> None:
    said = read(
        "清河工人日报", "2021年8月18日 星期三", "辛丑年七月十一", "邮发代号:31-2 总第11895号", "今日8版", "第1版"
    )
    assert said == Masthead("2021-08-18", "masthead", "清河工人日报", 11895, "1", ())


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("２０２１年８月１８日", "2021-08-18"),
        ("二〇〇九年五月十二日", "2009-05-12"),
        ("一九九八年十一月二十日", "1998-11-20"),
        ("二○一○年四月十六日", "2010-04-16"),
        ("民国三十七年五月一日", "1948-05-01"),
        ("中華民國三十七年五月一日", "1948-05-01"),
        ("2021.8.18", "2021-08-18"),
        ("8月18日 星期三 2021年", "2021-08-18"),
        ("1949年10月1日创刊", ""),
        ("十二月八日", ""),
    ],
)
def test_printed_dates(line: str, date: str) -> None:
    assert read(line).date == date


def test_date_on_two_lines() -> None:
    assert read("2021年8月", "18日", "星期三").date == "2021-08-18"


def test_leap_month() -> None:
    assert read("2020年5月25日", "庚子年闰四月初三").contradictions == ()
    assert read("2020年5月25日", "庚子年四月初三").contradictions


def test_stem_and_branch_may_change_at_spring_begin() -> None:
    """On 6 February 2019 the year 己亥 had begun both ways; on 4 February 2019 by 立春 only."""
    for year in ("己亥", "戊戌"):
        assert read("2019年2月4日", f"{year}年腊月三十").contradictions == ()


def test_wrong_weekday_is_reported_and_the_date_kept() -> None:
    said = read("2021年8月18日 星期二", "辛丑年七月十一")
    assert said.date == "2021-08-18"
    (fault,) = said.contradictions
    assert all(part in fault for part in ("第1行", "2021年8月18日", "星期三", "星期二"))


def test_weekday_and_lunar_date_against_a_date_leave_it_open() -> None:
    said = read("2021年8月19日 星期三", "辛丑年七月十一")
    assert (said.date, said.date_from) == ("", "")
    assert len(said.contradictions) == 2


def test_lunar_date_alone_against_a_date_leaves_it_open() -> None:
    said = read("2021年8月18日", "辛丑年七月十二")
    assert said.date == ""
    assert "农历辛丑年七月十一" in said.contradictions[0]


def test_lunar_date_against_date_and_weekday_is_outvoted() -> None:
    said = read("2021年8月18日 星期三", "辛丑年七月十二")
    assert said.date == "2021-08-18"
    assert said.contradictions


def test_printed_date_outranks_the_files_name() -> None:
    said = read("2021年8月18日 星期三", file="2021-08-17-04.txt")
    assert (said.date, said.date_from, said.page) == ("2021-08-18", "masthead", "4")
    assert "2021年8月17日" in said.contradictions[0]


def test_file_and_weekday_together_outweigh_the_printed_date() -> None:
    assert read("2021年8月19日 星期三", file="20210818.txt").date == ""


def test_file_date_alone() -> None:
    assert read("清河日报", file="2021-08-18/A04.txt") == Masthead("2021-08-18", "file", "清河日报", None, "A04", ())
    against = read("星期二", file="2021-08-18.txt")
    assert against.date == ""
    assert "文件名" in against.contradictions[0]


def test_two_printed_dates_give_none() -> None:
    said = read("2021年8月18日", "2021年8月19日", file="2021-08-18.txt")
    assert said.date == ""
    assert "第1行" in said.contradictions[0]
    assert "第2行" in said.contradictions[0]


def test_a_day_that_never_was() -> None:
    said = read("2021年2月30日")
    assert said.date == ""
    assert "2021年2月30日" in said.contradictions[0]


@pytest.mark.parametrize(
    ("line", "issue"),
    [
        ("总第11895号", 11895),
        ("总11895期", 11895),
        ("第11895期", 11895),
        ("总第 25,432 期", 25432),
        ("总第一一八九五号", 11895),
        ("2021年第33期 总第1234期", 1234),
        ("2021年第33期", None),
        ("第33期", None),
        ("第十九号", None),
        ("邮发代号:31-2", None),
    ],
)
def test_issue_number(line: str, issue: int | None) -> None:
    assert read(line).issue == issue


def test_two_issue_numbers_give_none() -> None:
    said = read("总第11895号", "总第11896号")
    assert said.issue is None
    assert "11895" in said.contradictions[0]
    assert "11896" in said.contradictions[0]


@pytest.mark.parametrize(
    ("line", "page"),
    [
        ("第4版", "4"),
        ("第０４版", "4"),
        ("第十二版", "12"),
        ("A04版", "A04"),
        ("04 要闻", "4"),
        ("要闻 04", "4"),
        ("04版:要闻", "4"),
        ("今日8版", ""),
        ("下转3版", ""),
        ("版面设计", ""),
        ("渡口今日复航 乡亲赶集忙 第2版", ""),
    ],
)
def test_page(line: str, page: str) -> None:
    assert read(line).page == page


def test_page_of_line_and_file_differ() -> None:
    said = read("第4版", file="2021-08-18-05.txt")
    assert said.page == "4"
    assert "第5版" in said.contradictions[0]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("清河工人日报", "清河工人日报"),
        ("清 河 晚 报", "清河晚报"),
        ("《清河都市报》", "清河都市报"),
        ("香江晨報", "香江晨報"),
        ("清河日报海外版", "清河日报海外版"),
        ("清河农民周刊", "清河农民周刊"),
        ("健康周刊", ""),
        ("天气预报", ""),
        ("清河市总工会机关报", ""),
        ("海报", ""),
        ("清河日报报业集团主办", ""),
        ("欢迎订阅清河日报，电话", ""),
    ],
)
def test_publication_name(line: str, name: str) -> None:
    assert publication_name(line) == name


def test_publication_beside_a_section() -> None:
    assert read("清河工商报 综合新闻").publication == "清河工商报"
    assert read("清河都市报", "健康周刊").publication == "清河都市报"


def test_publication_beside_other_facts() -> None:
    assert read("清河晚报 2021年8月18日 第4版").publication == "清河晚报"


def test_no_lines_and_no_name() -> None:
    assert read() == Masthead()
