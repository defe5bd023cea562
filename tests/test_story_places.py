"""The regions of a story: which comes first, which are listed, which stay open."""

from __future__ import annotations

from functools import cache

import pytest

from generator.article import Article, Byline, Photo, Region
from generator.importer.page import Page
from generator.importer.take_apart import importer_version, take_apart
from generator.places import gazetteer_file
from generator.places.recogniser import Recogniser
from generator.places.story_places import StoryPlaces, StoryReader

FILLER = "大家说说笑笑，一直忙到傍晚才散去，临走时还约好了下一次见面的日子。" * 20


@cache
def reader(home: str) -> StoryReader:
    gazetteer = gazetteer_file.gazetteer()
    return StoryReader(gazetteer, Recogniser(gazetteer, gazetteer_file.ordinary_words(), home), home)


def read(article: Article, home: str = "330000", year: int | None = 2024) -> StoryPlaces:
    return reader(home).read(article, year)


def codes(title: str, *paragraphs: str, home: str = "330000", year: int | None = 2024, **parts: str) -> list[str]:
    article = Article(id="", title=title, body="\n\n".join(paragraphs), **parts)  # type: ignore[arg-type]
    return [region.code for region in read(article, home, year).regions]


def test_the_head_weighs_more_than_mentions_in_passing() -> None:
    text = ("泰顺县办起夜校", "夜校请来了杭州的老师。", FILLER, "瓯海区也派人来看。", "平阳县也派人来看。")
    assert codes(*text) == ["330329", "330100"]


def test_a_place_named_once_far_down_is_not_what_a_story_is_about() -> None:
    assert codes("夜校开学", "夜校来了新学员。", FILLER, "其中一位老家在泰顺县。") == []
    assert codes("夜校开学", "夜校来了新学员。", "其中一位老家在泰顺县。") == ["330329"]  # a short notice


def test_what_only_says_where_another_lies_does_not_count() -> None:
    assert codes("夜校开学", "宁波市奉化区总工会办起夜校。", FILLER) == ["330213"]


def test_organisations_count_as_their_place() -> None:
    assert codes("夜校开学", "泰顺县总工会办起夜校。", FILLER) == ["330329"]
    assert codes("夜校开学", "浙江省总工会办起夜校。", FILLER) == ["330000"]
    assert codes("夜校开学", "宁波市教育局办起夜校。", FILLER) == ["330200"]


def test_a_school_or_company_named_after_a_place_counts_little() -> None:
    assert codes("夜校开学", "浙江甲乙气体股份有限公司和临海市妇幼保健院办起夜校。", FILLER)[0] == "331082"
    assert codes("夜校开学", "北京大学的专家来到泰顺县讲课。", FILLER)[0] == "330329"


@pytest.mark.parametrize(
    ("home", "text", "code"),
    [
        ("330000", "我省办起夜校，省总工会负责。", "330000"),
        ("330000", "省总工会办起夜校。", "330000"),
        ("341881", "我市办起夜校。", "341881"),
        ("341881", "我省办起夜校。", "340000"),
        ("330329", "我县办起夜校，县总工会负责。", "330329"),
        ("310000", "我市办起夜校。", "310000"),
        ("", "我省办起夜校。", ""),
    ],
)
def test_we_is_the_home_region(home: str, text: str, code: str) -> None:
    assert codes("夜校开学", text, FILLER, home=home) == ([code] if code else [])


def test_the_province_of_another_is_not_ours() -> None:
    assert codes("夜校开学", "江苏省委、江苏省总工会办起夜校。", FILLER) == ["320000"]


def test_towns_stand_with_their_county() -> None:
    assert codes("夜校开学", "长兴县和平镇总工会、长兴县总工会办起夜校。", FILLER) == ["330522", "330522107"]
    assert codes("和平镇夜校开学", "长兴县和平镇的夜校开学了。", "和平镇还要再办两所。", FILLER) == [
        "330522107",
        "330522",
    ]


def test_several_places_of_a_city_make_the_city_the_place() -> None:
    text = ("夜校", "海曙区、江北区、鄞州区、镇海区各办一所。", FILLER, "海曙区先行。", "江北区随后。")
    assert codes(*text)[0] == "330200"


def test_a_place_in_the_head_is_not_lost_among_its_neighbours() -> None:
    text = ("咸安区总工会送清凉", "咸宁市咸安区总工会送清凉。", "赤壁、通山、崇阳三地随后跟进。", FILLER)
    assert codes(*text, home="420000")[0] == "421202"


def test_what_has_ended_is_written_with_its_name() -> None:
    article = Article(id="", title="杭州市下城区办起夜校", body="下城区的夜校开学了。")
    assert read(article, year=2019).regions == (Region("330103", "下城区"),)
    assert read(Article(id="", title="拱墅区办起夜校"), year=2019).regions == (Region("330105"),)


def test_a_name_that_several_bear_stays_open() -> None:
    found = read(Article(id="", title="鼓楼区办起夜校", body="鼓楼区的夜校开学了。"))
    assert found.regions == ()
    assert [division.code for division in found.open_names["鼓楼区"]][:2] == ["320106", "320302"]
    told = read(Article(id="", title="鼓楼区办起夜校", body="南京的夜校开学了。"))
    assert ([region.code for region in told.regions], told.open_names) == (["320106"], {})


def test_the_names_of_those_who_wrote_it_are_no_places() -> None:
    article = Article(
        id="", title="夜校开学", body="安吉走进夜校。", byline=Byline("记者安吉", ("安吉",)), photos=(Photo("安吉摄"),)
    )
    assert read(article).regions == ()
    assert read(Article(id="", title="夜校开学", body="安吉办起夜校。")).regions == (Region("330523"),)


def test_a_thing_named_like_a_county_far_away_is_not_the_place() -> None:
    assert codes("“永安小队”登台", "仙居县总工会发布志愿者形象。", FILLER) == ["331024"]


def test_no_more_than_five() -> None:
    assert len(codes("北京、上海、天津、重庆、广东、云南办起夜校", "各地办起夜校。")) == 5
    cities = "杭州市、宁波市、温州市、嘉兴市、湖州市、绍兴市、金华市、衢州市办起夜校。"
    assert codes("夜校", cities) == ["330000"]


PAGE = """泰顺县办起夜校

本报讯 记者顾闻笛报道 泰顺县总工会近日办起夜校，首批学员一百二十人。课程有电工、烹饪，每周三个晚上上课，学费由工会补贴。

鼓楼区也派人前来参观，双方谈了合作的办法。参观的人说，这样的夜校他们那里还没有，回去以后要照着办一所。
"""


def test_the_importer_writes_regions_and_reports_what_stayed_open() -> None:
    taken = take_apart(Page("a.txt", PAGE), home_region="330000")
    assert [draft.regions for draft in taken.drafts] == [(Region("330329"),)]
    (doubt,) = [doubt for doubt in taken.doubts if "地区" in doubt.what]
    assert PAGE.split("\n")[doubt.line - 1].startswith("鼓楼区")
    assert "南京市鼓楼区（320106）" in doubt.other


def test_another_home_region_is_another_importer() -> None:
    assert importer_version("330000") != importer_version("340000")


def test_a_national_dateline_says_nothing_of_the_story() -> None:
    assert codes("物价平稳", "统计局昨日公布数据。", dateline="北京") == []
    assert codes("物价平稳", "统计局昨日公布数据。", dateline="杭州") == ["330100"]
    assert codes("物价平稳", "统计局昨日公布数据。", dateline="北京", home="110000") == ["110000"]


def test_what_had_ended_is_filed_under_the_heir_that_is_named_too() -> None:
    assert codes("寿光市的大棚", "原寿光县委书记回忆当年。", FILLER, year=2019) == ["370783"]


def test_the_short_name_of_a_town_is_the_towns() -> None:
    assert codes("浴火古田", "福建上杭县古田镇的村民说起往事。", FILLER)[0] == "350823106"
