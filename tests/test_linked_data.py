"""JSON-LD and meta elements: nothing that is said can break out, nothing empty is said."""

from __future__ import annotations

from dataclasses import replace

import orjson
import pytest

from generator.article import Byline, Region
from generator.config import Config
from generator.site import linked_data, meta_tags
from generator.site.frames import Framer
from generator.site.views import Frame, Link
from tests.test_citation import record

EVIL = "</script><script>alert(1)</script><!-- ]]> & \u2028 \"'"


def frame(title: str = "题", language: str = "zh-Hans") -> Frame:
    framer = Framer(Config(title="剪报", base_url="https://example.org/", language=language))
    return framer.frame("articles/x/", title, way=[Link("日期", "dates/")])


def graph(markup: str) -> list[dict[str, object]]:
    inside = str(markup).removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert "<" not in inside
    nodes: list[dict[str, object]] = orjson.loads(inside)["@graph"]
    return nodes


def test_nothing_ends_the_element_early() -> None:
    story, way = graph(linked_data.article(record(title=EVIL, publication=EVIL), frame(title=EVIL)))
    assert story["headline"] == EVIL
    assert way["itemListElement"][-1]["name"] == EVIL  # type: ignore[index]


def test_nothing_that_is_empty_is_said() -> None:
    story = graph(linked_data.article(record(publication="", page="", byline=Byline(), date="XXXX"), frame()))[0]
    assert story.keys() == {*("@type", "@id", "url", "identifier", "headline", "inLanguage", "isAccessibleForFree")}


def test_the_story_stands_in_its_issue_of_its_paper() -> None:
    one = record(issue=1201, issue_url="https://example.org/dates/2000/11/20/")
    story = graph(linked_data.article(one, frame()))[0]
    assert story["isPartOf"] == {
        "@type": "PublicationIssue",
        "@id": "https://example.org/dates/2000/11/20/#issue",
        "issueNumber": 1201,
        "datePublished": "2000-11-20",
        "isPartOf": {"@type": "Newspaper", "name": "中国青年报"},
    }


def test_photographers_contribute_where_others_wrote() -> None:
    one = record(byline=Byline(reporters=("甲",), correspondents=("乙",), photographers=("乙", "丙")))
    story = graph(linked_data.article(one, frame()))[0]
    assert story["author"] == [{"@type": "Person", "name": "甲"}, {"@type": "Person", "name": "乙"}]
    assert story["contributor"] == {"@type": "Person", "name": "丙"}


def test_places_are_known_by_their_code() -> None:
    story = graph(linked_data.article(record(regions=(Region("330103", "下城区"),)), frame()))[0]
    assert story["contentLocation"] == {
        "@type": "Place",
        "name": "下城区",
        "identifier": {"@type": "PropertyValue", "propertyID": "GB/T 2260", "value": "330103"},
    }


def test_a_page_without_an_address_of_its_own_says_nothing() -> None:
    nowhere = replace(frame(), canonical="")
    assert linked_data.page(nowhere) == ""
    assert meta_tags.page(nowhere) == ""


def test_portable_links_are_not_passed_on() -> None:
    here = replace(frame(), index="index.html", way=(Link("日期", "dates/index.html"),))
    (way,) = graph(linked_data.page(here))
    assert [step["item"] for step in way["itemListElement"]][:2] == [  # type: ignore[attr-defined]
        "https://example.org/",
        "https://example.org/dates/",
    ]


def test_meta_elements_are_escaped() -> None:
    made = meta_tags.article(record(title='"><script>'), frame())
    assert "<script" not in made
    assert '<meta name="citation_title" content="&quot;&gt;&lt;script&gt;">' in made
    assert "citation_journal_title" not in made


@pytest.mark.parametrize(("language", "locale"), [("zh-Hans", "zh_CN"), ("zh-Hant", "zh_TW"), ("en", None)])
def test_the_locale_of_open_graph(language: str, locale: str | None) -> None:
    made = meta_tags.page(frame(language=language))
    assert ("og:locale" in made) == bool(locale)
    assert not locale or f'content="{locale}"' in made
