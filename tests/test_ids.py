"""Ids of stories: made alike everywhere, found again by text."""

from __future__ import annotations

from itertools import islice

import pytest

from generator.importer.ids import find_again, fresh_ids, page_mark, share_within, sketch

RIVER = "清晨的江面上升起一层薄雾渡口的老船工已经把第一批乘客送到了对岸他说这条线路走了三十年每一块礁石都记在心里"
SCHOOL = "镇上的小学昨天开了运动会四百名学生分成十二个方队走过操场校长说今年添了拔河和跳绳两个项目家长也可以报名参加"
MARKET = "农贸市场改造完工以后摊位从八十个增加到一百二十个菜农不用再半夜排队占位子市民说价钱公道秤也准停车也比从前方便"


def test_ids_are_made_from_date_page_file_and_order() -> None:
    assert list(islice(fresh_ids("2021/04.txt", "2021-08-18", ()), 2)) == [
        f"2021-08-18-{page_mark('2021/04.txt')}-01",
        f"2021-08-18-{page_mark('2021/04.txt')}-02",
    ]


@pytest.mark.parametrize("date", ["", "2021", "2021-08~", "XXXX", "2019-03/2019-04"])
def test_without_a_full_day_an_id_is_undated(date: str) -> None:
    assert next(fresh_ids("a.txt", date, ())).startswith("undated-")


def test_a_number_that_was_used_is_not_given_again() -> None:
    mark = page_mark("a.txt")
    assert next(fresh_ids("a.txt", "2021-08-18", (f"undated-{mark}-07", f"undated-{mark}-02"))).endswith("-08")
    assert next(fresh_ids("a.txt", "", (f"undated-{mark}-99",))).endswith("-100")


def test_the_mark_does_not_depend_on_how_the_name_is_composed() -> None:
    assert page_mark("caf\u00e9.txt") == page_mark("cafe\u0301.txt")
    assert len({page_mark(f"{number}.txt") for number in range(5000)}) == 5000


def test_stories_are_found_again_in_any_order_and_after_small_changes() -> None:
    earlier = {"a": sketch(RIVER), "b": sketch(SCHOOL), "c": sketch(MARKET)}
    changed = RIVER.replace("三十年", "三十一年")
    assert find_again(earlier, [sketch(MARKET), sketch(changed)]) == ["c", "a"]


def test_a_new_story_carries_no_earlier_id_on() -> None:
    assert find_again({"a": sketch(RIVER)}, [sketch(SCHOOL), sketch(RIVER)]) == [None, "a"]


def test_of_two_like_stories_each_keeps_its_own_id() -> None:
    earlier = {"a": sketch(RIVER), "b": sketch(RIVER)}
    assert find_again(earlier, [sketch(RIVER), sketch(RIVER)]) == ["a", "b"]


@pytest.mark.parametrize("words", ["", "春", "😀"])
def test_texts_too_short_for_pairs_have_a_sketch(words: str) -> None:
    assert len(sketch(words)) == 16


def test_share_within_finds_the_text_that_took_another_up() -> None:
    assert share_within(RIVER, [SCHOOL, MARKET + RIVER])[0] == 1
    assert share_within(RIVER, [SCHOOL, MARKET + RIVER])[1] == 1
    assert share_within("", [SCHOOL]) == (-1, 0.0)
