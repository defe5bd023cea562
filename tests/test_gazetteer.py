"""Divisions by code and name: what ships, and what was verified by hand."""

from __future__ import annotations

import pytest

from generator.places import gazetteer_file
from generator.places.division import Division, Level
from generator.places.gazetteer import Gazetteer
from generator.places.names import full_forms, short_name


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return gazetteer_file.gazetteer()


def test_it_holds_every_level(gazetteer: Gazetteer) -> None:
    standing = [division for division in gazetteer.divisions if division.stands]
    counts = {level: sum(one.level is level for one in standing) for level in Level}
    assert counts[Level.PROVINCE] == 34
    assert counts[Level.CITY] == 333
    assert counts[Level.COUNTY] == 2845
    assert len(gazetteer.towns) == 38723
    assert {"710000", "810000", "820000"} <= {division.code for division in standing}


def test_every_parent_and_successor_stands(gazetteer: Gazetteer) -> None:
    for division in gazetteer.divisions:
        assert not division.parent or gazetteer.get(division.parent), division
        for code in division.successors:
            successor = gazetteer.get(code)
            assert successor and successor.stands, division


def test_every_town_lies_in_a_county_or_city_of_today(gazetteer: Gazetteer) -> None:
    standing = {division.code for division in gazetteer.divisions if division.stands}
    assert [town for town in gazetteer.towns if town.parent not in standing] == []


# Written from the State Council's decisions, one line an ended unit of Zhejiang since 1999.
ENDED = """
330103 下城区 2020 330105
330104 江干区 2020 330102 330114
330181 萧山市 2000 330109
330183 富阳市 2013 330111
330184 余杭市 2000 330110
330185 临安市 2016 330112
330204 江东区 2015 330212
330227 鄞县 2001 330212
330283 奉化市 2015 330213
330322 洞头县 2014 330305
330402 秀城区 2004 330402
330621 绍兴县 2012 330603
330682 上虞市 2012 330604
330721 金华县 1999 330703
330821 衢县 2000 330803
331021 玉环县 2016 331083
332500 丽水地区 1999 331100
332522 青田县 1999 331121
332523 云和县 1999 331125
332525 庆元县 1999 331126
332526 缙云县 1999 331122
332527 遂昌县 1999 331123
332528 松阳县 1999 331124
332529 景宁畲族自治县 1999 331127
332581 龙泉市 1999 331181
332582 丽水市 1999 331102
"""


@pytest.mark.parametrize("line", ENDED.strip().splitlines())
def test_what_has_ended_in_zhejiang(gazetteer: Gazetteer, line: str) -> None:
    code, name, last, *successors = line.split()
    division = gazetteer.get(code, name)
    assert division is not None
    assert (division.name, division.last, division.successors) == (name, int(last), tuple(successors))


def test_zhejiang_has_no_ended_unit_since_1999_that_was_not_read(gazetteer: Gazetteer) -> None:
    ended = {(d.code, d.name) for d in gazetteer.divisions if d.code.startswith("33") and d.last >= 1999}
    assert ended == {tuple(line.split()[:2]) for line in ENDED.strip().splitlines()}


def test_ancestors_and_path(gazetteer: Gazetteer) -> None:
    assert [d.name for d in gazetteer.ancestors("330502")] == ["湖州市", "浙江省"]
    assert [d.name for d in gazetteer.path("330502102")][:3] == ["浙江省", "湖州市", "吴兴区"]
    assert [d.name for d in gazetteer.ancestors("310115")] == ["上海市"]  # 直辖市 have no cities
    assert [d.name for d in gazetteer.ancestors("419001")] == ["河南省"]  # 省直辖县级市 lie in none
    assert [d.name for d in gazetteer.ancestors("330103")] == ["杭州市", "浙江省"]
    assert gazetteer.ancestors("330000") == gazetteer.ancestors("999999") == ()


def test_formers_and_successors(gazetteer: Gazetteer) -> None:
    assert "下城区" in [d.name for d in gazetteer.formers("330105")]
    assert [d.code for d in gazetteer.successors("330103")] == ["330105"]
    assert gazetteer.successors("330105") == ()


def test_a_code_that_was_given_twice_is_told_apart_by_name(gazetteer: Gazetteer) -> None:
    assert (gazetteer.get("330402") or pytest.fail()).name == "南湖区"
    assert (gazetteer.get("330402", "秀城区") or pytest.fail()).last == 2004
    assert (gazetteer.get("330402", "没有这个区") or pytest.fail()).name == "南湖区"
    assert gazetteer.get("330199") is None


def test_neighbours_are_of_one_level_and_mutual(gazetteer: Gazetteer) -> None:
    assert [d.name for d in gazetteer.neighbours("341881")] == [
        "临安区",
        "安吉县",
        "宣州区",
        "泾县",
        "绩溪县",
        "旌德县",
        "广德市",
    ]
    assert {d.name for d in gazetteer.neighbours("330000")} == {"上海市", "江苏省", "安徽省", "福建省", "江西省"}
    for division in gazetteer.divisions:
        for other in gazetteer.neighbours(division.code):
            assert other.level is division.level
            assert division.code in [back.code for back in gazetteer.neighbours(other.code)]


def test_place_names(gazetteer: Gazetteer) -> None:
    for name in (
        "浙江",
        "浙江省",
        "泰顺县",
        "泰顺",
        "景宁县",
        "下城区",
        "奉化市",
        "织里镇",
        "内蒙古",
        "恩施州",
        "台湾",
    ):
        assert gazetteer.is_place_name(name), name
    for name in ("共同富裕", "职工", "工会", "江山如此多娇", "", "市", "县"):
        assert not gazetteer.is_place_name(name), name


def test_names_of_today_come_first(gazetteer: Gazetteer) -> None:
    assert gazetteer.named("奉化")[0].code == "330213"
    assert [d.code for d in gazetteer.named("吉林")][:2] == ["220000", "220200"]


@pytest.mark.parametrize(
    ("name", "short", "full"),
    [
        ("泰顺县", "泰顺", ("泰顺县",)),
        ("宁县", "宁县", ("宁县",)),
        ("景宁畲族自治县", "景宁", ("景宁畲族自治县", "景宁县")),
        ("恩施土家族苗族自治州", "恩施", ("恩施土家族苗族自治州", "恩施州")),
        ("双江拉祜族佤族布朗族傣族自治县", "双江", ("双江拉祜族佤族布朗族傣族自治县", "双江县")),
        ("伊犁哈萨克自治州", "伊犁", ("伊犁哈萨克自治州", "伊犁州")),
        ("龙胜各族自治县", "龙胜", ("龙胜各族自治县", "龙胜县")),
        ("东乡族自治县", "东乡", ("东乡族自治县",)),
        ("新疆维吾尔自治区", "新疆", ("新疆维吾尔自治区",)),
        ("内蒙古自治区", "内蒙古", ("内蒙古自治区",)),
        ("科尔沁右翼中旗", "科尔沁右翼中旗", ("科尔沁右翼中旗",)),
        ("大兴安岭地区", "大兴安岭", ("大兴安岭地区",)),
        ("神农架林区", "神农架", ("神农架林区",)),
        ("浦东新区", "浦东", ("浦东新区",)),
        ("香港特别行政区", "香港", ("香港特别行政区",)),
    ],
)
def test_names_in_short_and_in_full(name: str, short: str, full: tuple[str, ...]) -> None:
    assert short_name(name) == short
    assert full_forms(name) == full


def test_a_unit_stands_until_the_year_after_its_last_table() -> None:
    division = Division("330103", "下城区", "330100", 0, 2020, ("330105",))
    assert division.stood_in(1985)
    assert division.stood_in(2021)
    assert not division.stood_in(2022)
    assert not Division("330113", "临平区", "330100", 2021).stood_in(2020)


def test_every_county_has_a_tile_of_its_own(gazetteer: Gazetteer) -> None:
    for province, tiles in gazetteer_file.tiles().items():
        assert len({(tile.column, tile.row) for tile in tiles}) == len(tiles), province
        assert min(tile.column for tile in tiles) == min(tile.row for tile in tiles) == 0, province
    zhejiang = {tile.code: tile for tile in gazetteer_file.tiles()["330000"]}
    counties = {d.code for d in gazetteer.divisions if d.stands and d.level is Level.COUNTY and d.code[:2] == "33"}
    assert zhejiang.keys() == counties
    assert zhejiang["330824"].column < zhejiang["330102"].column < zhejiang["330902"].column  # 开化, 上城, 定海
    assert zhejiang["330522"].row < zhejiang["330102"].row < zhejiang["330329"].row  # 长兴, 上城, 泰顺
