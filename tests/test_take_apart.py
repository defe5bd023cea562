"""A page taken apart: nothing lost, nothing twice, the same whenever it is done."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import article_file
from generator.importer.draft import Drafter
from generator.importer.page import FURNITURE, Masthead, Page, Role, TakenApart
from generator.importer.stories import Block, Story
from generator.importer.take_apart import take_apart
from generator.importer.units import read_units
from generator.site.body import to_html

CASES = sorted((Path(__file__).parent / "cases" / "pages").glob("*.txt"))
LINES = st.text(
    alphabet=st.one_of(
        st.sampled_from("工人日报记者通讯员本报讯报道摄图年月日第版的了,,。!?:;“”《》()■—… 　1２a#*_<>[]`\\-+=|~&"),
        st.characters(blacklist_categories=["Cs", "Cc"]),
    ),
    max_size=80,
)
PAGES = st.lists(LINES, max_size=30).map("\n".join)


def read(path: Path) -> Page:
    return Page(path.name, path.read_text(encoding="utf-8-sig"))


def covered(taken: TakenApart) -> dict[tuple[int, int], int]:
    """How many spans hold each character."""
    times: dict[tuple[int, int], int] = {}
    for span in taken.spans:
        for column in range(span.start, span.end):
            times[span.line, column] = times.get((span.line, column), 0) + 1
    return times


def printed(page: Page) -> dict[tuple[int, int], str]:
    return {(n, k): c for n, line in enumerate(page.lines, 1) for k, c in enumerate(line) if not c.isspace()}


def squash(text: str) -> str:
    return "".join(text.split())


def words_of(taken: TakenApart, number: int) -> str:
    """Everything that an article says, as a reader sees it."""
    draft = taken.drafts[number]
    body = re.sub(r"<[^>]*>", "", str(to_html(draft.body)))
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&amp;", "&")):
        body = body.replace(entity, character)
    photos = "".join(photo.caption + photo.credit for photo in draft.photos)
    headed = any(span.story == number and span.role is Role.HEAD for span in taken.spans)
    column = draft.column if headed else ""  # a box without a headline bears its standing head's name
    return squash(column + draft.kicker + draft.title + draft.deck + draft.byline.text + body + photos)


def holds_everything(taken: TakenApart) -> None:
    """Every character in exactly one span; every character of a story in its article, as often as on the page."""
    times, there = covered(taken), printed(taken.page)
    assert {place for place in there if times.get(place) != 1} == set()
    for number in range(len(taken.drafts)):
        mine = [
            there[s.line, k]
            for s in taken.spans
            if s.story == number
            for k in range(s.start, s.end)
            if (s.line, k) in there
        ]
        said = words_of(taken, number)
        if "〔无题〕" in taken.drafts[number].title:
            said = squash(said.replace(squash(taken.drafts[number].title), "", 1))
        assert sorted(mine) == sorted(said)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_character_of_a_page_is_accounted_for(path: Path) -> None:
    holds_everything(take_apart(read(path)))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
def test_any_text_at_all_comes_out_once(text: str) -> None:
    holds_everything(take_apart(Page("any.txt", text)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
def test_what_import_writes_reads_back_the_same(text: str) -> None:
    from dataclasses import replace

    for number, draft in enumerate(take_apart(Page("any.txt", text)).drafts):
        article, written = article_file.sign(replace(draft, id=f"undated-x-{number:02}"))
        assert article_file.parse(written, "x.md") == article
        assert article_file.is_importers(written)


@pytest.mark.parametrize("path", CASES[:8], ids=lambda path: path.stem)
def test_a_page_comes_apart_the_same_way_each_time(path: Path) -> None:
    assert take_apart(read(path)) == take_apart(read(path))


def test_line_ends_and_blank_lines_around_a_page_change_nothing_but_line_numbers() -> None:
    page = read(CASES[0])
    moved = take_apart(Page(page.file, "\n\n" + page.text))
    assert [draft.body for draft in moved.drafts] == [draft.body for draft in take_apart(page).drafts]


@pytest.mark.parametrize("text", ["", "\n\n", " \u3000\n", "。", "县", "----", "# 标题\n\n正文。"])
def test_pages_of_hardly_anything(text: str) -> None:
    holds_everything(take_apart(Page("small.txt", text)))


def test_a_cut_paragraph_is_whole_again_behind_another_story() -> None:
    page = Page("两篇.txt", "\n".join(TWO_STORIES))
    first, second = take_apart(page).drafts
    assert (first.title, second.title) == ("水库放水 稻田解渴", "老街修旧如旧")
    assert "灌区管理所的工作人员沿着渠道一路巡查" in first.body
    assert first.byline.reporters == ("周明远",)
    assert second.byline.correspondents == ("林小荷",)


TWO_STORIES = [
    "水库放水 稻田解渴",
    "本报讯 记者周明远报道 连日来,青阳县持续高温少雨,沿河八千亩早稻告急。"
    "县水务局决定从牛桥水库放水二十万立方米,支援下游灌溉。",
    "六月十二日清晨,闸门缓缓提起,渠水奔涌而下。灌区管理所的工作人",
    "老街修旧如旧",
    "本报讯 通讯员林小荷报道 日前,陵阳镇老街修缮工程完工,三十七间临街店铺恢复了木板门和马头墙,石板路也按原样重新铺过。",
    "镇里请来十二位老木匠,拆下的旧料能用的全部用上。开街那天,老人们坐在檐下喝茶,说仿佛回到了小时候。",
    "员沿着渠道一路巡查,清理杂草,不让一方水白白漏掉。水到田头时,等候多时的农民笑着打开了田埂上的缺口。",
    "据测算,这次放水可以保证沿河早稻半个月的用水。",
]


def test_lost_text_is_marked_where_it_is_missing() -> None:
    whole = take_apart(Page("全.txt", "\n".join(TWO_STORIES)))
    assert [draft.truncated for draft in whole.drafts] == [(), ()]
    end = take_apart(Page("尾.txt", "\n".join(TWO_STORIES[:3])))
    assert [draft.truncated for draft in end.drafts] == [("end",)]
    middle = [*TWO_STORIES[:2], "的缺口一个个打开,等候多时的农民都笑了。"]
    (story,) = take_apart(Page("中.txt", "\n".join(middle))).drafts
    assert story.truncated == ("middle",)
    assert "\n\n的缺口" in story.body


def test_text_that_the_page_gives_twice_is_kept_once() -> None:
    page = Page("重复.txt", "\n".join([*TWO_STORIES, TWO_STORIES[-1]]))
    taken = take_apart(page)
    assert [span.line for span in taken.spans if span.role is Role.REPEATED] == [9]
    assert sum(draft.body.count("半个月的用水") for draft in taken.drafts) == 1


def test_a_speech_keeps_what_the_report_beside_it_quotes() -> None:
    said = "修一条渠不难,难的是三十年里年年有人清淤,天天有人看水。"
    report = [
        "全县水利大会召开",
        f"本报讯 记者周明远报道 3月2日,青阳县召开水利大会,县长甘守田讲话。甘守田说,{said}他要求按月发补贴。",
        "会议为二十名护渠员颁了奖。",
    ]
    speech = [
        "在全县水利大会上的讲话",
        "甘守田",
        "各位代表、各位护渠员:",
        said,
        "今年要做的事有三件,第一件是把牛桥水库到各乡的支渠全部衬砌一遍,不让一方水漏在路上。",
    ]
    taken = take_apart(Page("讲话.txt", "\n".join(report + speech)))
    assert [span for span in taken.spans if span.role is Role.REPEATED] == []
    assert sum(draft.body.count(said) for draft in taken.drafts) == 2


def test_an_abstract_that_the_text_says_again_stays_in_both_places() -> None:
    said = "读书不是为了记住多少书名,而是为了遇事时多一个人可以商量。"
    page = ["夜读有感", said, "我在渡口的候船室里读完了三本旧书,书是船长商有田留下的,边上写满了铅笔字。", said]
    taken = take_apart(Page("夜读.txt", "\n".join(page)))
    assert [span for span in taken.spans if span.role is Role.REPEATED] == []


def test_an_abstract_is_a_paragraph_of_its_own_and_nothing_is_said_to_lack() -> None:
    abstract = "把群众的小事当成自己的大事,把难办的事拆成能办的事,基层治理才有实实在在的温度"
    begins = (
        "本报讯 记者周明远报道 近日,青阳县陵阳镇的便民服务站门口挂出了一块小黑板,谁家有难处写上去,第二天就有人上门。"
    )
    page = ["小黑板上见作风(今日说)", abstract, begins, "一块黑板写不下多少字,却写得下一份心意。"]
    (draft,) = take_apart(Page("短评.txt", "\n".join(page))).drafts
    assert draft.body.split("\n\n") == [abstract, begins.split(" ")[2], page[3]]
    assert draft.byline.reporters == ("周明远",)
    assert draft.truncated == ()


@pytest.mark.parametrize(("line", "authors"), [("青石客", ("青石客",)), ("商有田", ("商有田",)), ("二十年前旧事", ())])
def test_a_pen_name_above_the_text_is_the_author(line: str, authors: tuple[str, ...]) -> None:
    units = read_units(["渡口的灯", line, "渡口的灯是一盏马灯,挂在候船室的檐下,风一吹就晃。"])
    story = Story([Block(role, [i]) for i, role in enumerate((Role.HEAD, Role.BYLINE, Role.BODY))])
    draft = Drafter(units, Masthead(), "副刊.txt", [1, 2, 3]).draft(story, 0)
    assert (draft.byline.authors, draft.byline.text) == (authors, line)


def test_furniture_is_in_no_article_but_listed() -> None:
    path = Path(__file__).parent / "cases" / "pages" / "provincial-front.txt"
    taken = take_apart(read(path))
    gold = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    listed = {span.line for span in taken.spans if span.role in FURNITURE}
    assert len(listed & set(gold["furniture"])) >= 0.9 * len(gold["furniture"])


def test_doubts_say_what_why_and_what_else() -> None:
    doubts = [doubt for path in CASES for doubt in take_apart(read(path)).doubts]
    assert doubts
    assert all(doubt.what and doubt.why and doubt.other and 0.5 <= doubt.confidence < 1 for doubt in doubts)
