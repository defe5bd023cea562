"""The archive: order and groups."""

from __future__ import annotations

from datetime import date

from generator.archive import Archive, gather, page_order
from generator.article import Article, Byline, Region
from tests.small_site import ARTICLES


def ids(articles: tuple[Article, ...]) -> list[str]:
    return [article.id for article in articles]


def test_newest_day_first_then_print_order_undated_last() -> None:
    archive = gather(reversed(ARTICLES))
    assert ids(archive.articles) == [
        "april",
        "about-2023",
        "2021-08-20-02-01",
        "2021-08-18-04-01",
        "2021-08-18-04-02",
        "2021-08-18-A10-01",
        "2019-spring",
        "unknown",
    ]


def test_dates_group_no_closer_than_they_are_known() -> None:
    archive = gather(ARTICLES)
    assert list(archive.days) == [date(2021, 8, 20), date(2021, 8, 18)]
    assert ids(archive.months[2024, 4]) == ["april"]
    assert ids(archive.years[2023]) == ["about-2023"]
    assert ids(archive.months[2019, 3]) == ids(archive.months[2019, 4]) == ["2019-spring"]
    assert ids(archive.years[2019]) == ["2019-spring"]
    assert ids(archive.undated) == ["unknown"]


def test_withdrawn_articles_are_in_no_group() -> None:
    archive = gather(ARTICLES)
    assert ids(archive.withdrawn) == ["gone"]
    assert "gone" not in ids(archive.days[date(2021, 8, 18)])


def test_names_that_differ_in_case_composition_or_blanks_are_one() -> None:
    articles = [
        Article(id="1", title="一", tags=("GDP", "Cafe\u0301")),
        Article(id="2", title="二", tags=("gdp ", "caf\u00e9", "caf\u00e9")),
        Article(id="3", title="三", tags=("GDP", " ")),
    ]
    tags = gather(articles).tags
    assert {named.name: len(named.articles) for named in tags.values()} == {"GDP": 3, "caf\u00e9": 2}


def test_people_of_every_role_and_regions_with_a_name() -> None:
    byline = Byline("", ("甲",), ("乙",), ("甲",), ("丙",))
    article = Article(id="1", title="一", byline=byline, regions=(Region("330502"), Region("330103", "下城区")))
    archive = gather([article])
    assert set(archive.people) == {"甲", "乙", "丙"}
    assert [(named.key, named.name) for named in archive.regions.values()] == [
        ("330000", "浙江省"),
        ("330100", "杭州市"),
        ("330103", "下城区"),
        ("330105", "拱墅区"),  # which took up 下城区
        ("330500", "湖州市"),
        ("330502", "吴兴区"),
    ]


def regions(*filed: Region) -> dict[str, list[str]]:
    articles = [Article(id=str(n), title="一", regions=(region,)) for n, region in enumerate(filed)]
    return {code: sorted(ids(group.articles)) for code, group in gather(articles).regions.items()}


def test_a_region_holds_what_lies_below_it() -> None:
    assert regions(Region("330502102"), Region("330502"), Region("330500")) == {
        "330000": ["0", "1", "2"],
        "330500": ["0", "1", "2"],
        "330502": ["0", "1"],
        "330502102": ["0"],
    }


def test_an_article_of_several_regions_stands_once_in_what_holds_them_all() -> None:
    article = Article(id="1", title="一", regions=(Region("330502"), Region("330503"), Region("330502")))
    assert ids(gather([article]).regions["330500"].articles) == ["1"]


def test_what_was_divided_is_listed_under_none_of_its_heirs() -> None:
    assert regions(Region("330104", "江干区")).keys() == {"330000", "330100", "330104"}


def test_a_code_has_todays_name_and_an_ended_one_the_name_that_headers_give() -> None:
    filed = (Region("330402", "秀城区"), Region("332400", "温州地区"))
    named = gather([Article(id="1", title="一", regions=filed)]).regions
    assert (named["330402"].name, named["332400"].name) == ("南湖区", "温州地区")


def test_pages_in_printed_order() -> None:
    assert sorted(["B01", "A10", "A2", "10", "2", "头版"], key=page_order) == ["2", "10", "A2", "A10", "B01", "头版"]


def dated(*dates: str) -> Archive:
    return gather(Article(id=f"a{n}", title="题", date=text, body="文") for n, text in enumerate(dates))


def test_a_date_over_the_turn_of_a_month_or_year_stands_in_both() -> None:
    archive = dated("2019-12/2020-01", "2023/2024", "2023~", "2019/2023", "2020-01/2020-12")
    assert ids(archive.months[2019, 12]) == ids(archive.months[2020, 1]) == ["a0"]
    assert ids(archive.years[2019]) == ["a0"]
    assert ids(archive.years[2020]) == ["a4", "a0"]
    assert ids(archive.years[2023]) == ["a2", "a1"]
    assert ids(archive.years[2024]) == ["a1"]
    assert ids(archive.undated) == ["a3"]
    assert archive.days == {}


def test_what_has_no_day_comes_behind_what_has_one() -> None:
    archive = dated("2024-04-01", "2024-04~", "2024", "2024-04-30", "2024-03-31", "XXXX", "2024-03/2024-04")
    assert ids(archive.months[2024, 4]) == ["a3", "a0", "a1", "a6"]
    assert ids(archive.articles) == ["a3", "a0", "a1", "a4", "a6", "a2", "a5"]
