"""The region index: hierarchy, what has ended, neighbours, the map; and what is refused in headers."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator import checks
from generator.article import Article, Region
from generator.checks import ArticleFile
from generator.faults import UserError
from tests.small_site import broken_links, build_in, put, write_content

HOME = 'title: 清溪剪报\nhome_region: "330000"\n'


def article(name: str, *regions: Region) -> Article:
    return Article(id=name, title=f"稿件{name}", date="2024-01-01", body="一件事。", regions=regions)


STORIES = (
    article("a", Region("330502102"), Region("330502")),
    article("b", Region("330103", "下城区")),
    article("c", Region("330105")),
    article("d", Region("330104", "江干区")),
    article("e", Region("341881")),
    article("f", Region("330402", "秀城区")),
)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    write_content(tmp_path / "content", STORIES, HOME)
    build_in(tmp_path)
    return tmp_path


def page(house: Path, path: str) -> str:
    return (house / "site" / path / "index.html").read_text(encoding="utf-8")


def titles(text: str) -> list[str]:
    return re.findall(r'<h[23]><a href="[^"]*">稿件(\w+)</a>', text)


def test_every_link_leads_somewhere(house: Path) -> None:
    assert broken_links(house / "site") == []


def test_only_regions_with_articles_and_what_holds_them_have_pages(house: Path) -> None:
    made = {path.parent.name for path in (house / "site/regions").glob("*/index.html")}
    zhejiang = {"330000", "330100", "330103", "330104", "330105", "330400", "330402", "330500", "330502", "330502102"}
    assert made == zhejiang | {"340000", "341800", "341881"}


def test_a_page_lists_what_lies_below_and_counts_it(house: Path) -> None:
    assert titles(page(house, "regions/330000")) == ["a", "b", "c", "d", "f"]
    assert titles(page(house, "regions/330502")) == ["a"]
    assert "<span>5 篇</span>" in page(house, "regions/330000")
    assert '杭州市</a> <span class="count">3 篇' in page(house, "regions/330000")


def test_the_way_up(house: Path) -> None:
    way = page(house, "regions/330502102").split('<nav class="way"')[1].split("</nav>")[0]
    assert re.findall(r">(\w+)</a>", way) == ["首页", "地区", "浙江省", "湖州市", "吴兴区"]


def test_what_has_ended_has_its_page_and_stands_on_its_heirs(house: Path) -> None:
    ended = page(house, "regions/330103")
    assert "<h1>下城区</h1>" in ended
    assert "2021年撤销" in ended
    assert '今属</dt><dd><a href="../../regions/330105/">拱墅区</a>' in ended
    heir = page(house, "regions/330105")
    assert titles(heir) == ["b", "c"]
    assert '<a href="../../regions/330103/">原下城区（2021年以前）</a>' in heir
    assert ">原下城区</a>" in page(house, "regions/330100")


def test_what_was_divided_is_named_by_each_heir_and_listed_by_none(tmp_path: Path) -> None:
    write_content(tmp_path / "content", (STORIES[3], article("x", Region("330114"))), HOME)
    build_in(tmp_path)
    assert titles(page(tmp_path, "regions/330114")) == ["x"]
    assert '<a href="../../regions/330104/">原江干区（2021年以前）</a>' in page(tmp_path, "regions/330114")


def test_neighbours_are_told_and_linked_where_there_is_something(house: Path) -> None:
    text = page(house, "regions/330502").split("相邻</dt>")[1].split("</dd>")[0]
    assert "<span>长兴县</span>" in text
    assert '<a href="../../regions/330105/">' not in text
    assert '<a href="../../regions/340000/">安徽省</a>' in page(house, "regions/330000")


def test_the_map_has_every_county_and_says_what_the_table_says(house: Path) -> None:
    text = page(house, "regions/330000")
    drawing = text.split('<figure class="map">')[1].split("</svg>")[0]
    assert drawing.count("<text") >= 90
    told = re.findall(r'<a href="([^"]*)" aria-label="(\w+) (\d+) 篇"', drawing)
    assert ("../../regions/330105/", "拱墅区", "2") in told
    assert len(told) == 3  # 吴兴区, 拱墅区, 南湖区
    for href, name, count in told:
        assert f'<a href="{href}">{name}</a> <span class="count">{count} 篇</span>' in text.split("</figure>")[1]
    assert "西湖区" in text.split("还没有稿件：")[1]
    assert "style=" not in text


def test_maps_stand_on_the_home_provinces_pages_only(house: Path) -> None:
    assert '<figure class="map">' in page(house, "regions")
    assert '<figure class="map">' in page(house, "regions/330100")
    assert '<figure class="map">' not in page(house, "regions/330502")
    assert '<figure class="map">' not in page(house, "regions/340000")
    (house / "content/site.yaml").write_text("title: 清溪剪报\n", encoding="utf-8")
    build_in(house)
    assert '<figure class="map">' not in page(house, "regions")


def test_a_new_article_changes_only_the_pages_of_its_regions(house: Path) -> None:
    put(house / "content", article("g", Region("330104", "江干区")))
    written = {name for name in dict(build_in(house).published.written) if name.startswith("regions/")}
    assert {name.split("/")[1] for name in written} == {"index.html", "330000", "330100", "330104"}


# ---------------------------------------------------------------- what is refused


def problems(*regions: Region) -> list[tuple[str, str]]:
    found = checks.faults([ArticleFile("a.md", replace(STORIES[0], regions=regions))])
    return [(problem.what, problem.mend) for problem in found]


def test_codes_that_are(house: Path) -> None:
    assert problems(Region("330502"), Region("330103", "下城区"), Region("330502102"), Region("710000")) == []


def test_a_code_that_is_not() -> None:
    assert problems(Region("330199")) == [("没有“330199”这个地区代码。", "查对后改正；330100 是浙江省杭州市。")]
    assert problems(Region("330502999"))[0][1] == "查对后改正；330502 是浙江省湖州市吴兴区。"
    assert problems(Region("999999", "泰顺县"))[0][1] == '泰顺县是 "330329"（浙江省温州市泰顺县）。'


def test_a_name_in_place_of_a_code() -> None:
    assert problems(Region("泰顺县")) == [
        ("地区要写代码，不能写地名“泰顺县”。", '改成 "330329"（浙江省温州市泰顺县）。')
    ]
    assert problems(Region("下城区"))[0][1] == '改成 "330103"（浙江省杭州市下城区）。'
    assert problems(Region("鼓楼区"))[0][1].count(" 或 ") == 3
    assert problems(Region("火星")) == [
        ("地区代码“火星”不对。", '用六位（乡镇九位）的 GB/T 2260 代码，加引号，例如 regions: ["330502"]')
    ]


def test_the_fault_names_the_line_of_the_code(tmp_path: Path) -> None:
    content = write_content(tmp_path / "content", ())
    text = '---\nid: a\ntitle: 一\nregions:\n- "330502"\n- 泰顺县\n---\n正文\n'
    (content / "articles/a.md").write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        build_in(tmp_path)
    assert [(fault.line, fault.what) for fault in caught.value.faults] == [(6, "地区要写代码，不能写地名“泰顺县”。")]


@pytest.mark.parametrize(
    ("written", "what", "mend"),
    [
        ("浙江", "home_region 不能是“浙江”。", '浙江是 330000，写成 home_region: "330000"'),
        ('"339999"', "没有“339999”这个地区代码。", '六位的 GB/T 2260 代码，例如 home_region: "330000"'),
    ],
)
def test_a_home_region_that_is_not(tmp_path: Path, written: str, what: str, mend: str) -> None:
    write_content(tmp_path / "content", (), f"home_region: {written}\n")
    with pytest.raises(UserError) as caught:
        build_in(tmp_path)
    assert [(fault.line, fault.what, fault.mend) for fault in caught.value.faults] == [(1, what, mend)]
