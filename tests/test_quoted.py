"""What a page gives twice: passages that tell nothing of a subject, and how what breaks off goes on."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from generator.importer.page import Page
from generator.importer.quoted import ends_elsewhere, quoted, uncut
from generator.importer.take_apart import take_apart

PASSAGE = "今年全县要把八百里田埂修一遍让水进得来出得去也让走田埂的人脚下踏实"

# A speech and the report of it: the report quotes whole sentences, and a column break parts one.
SPEECH = Path(__file__).parent / "cases" / "quoted" / "speech.txt"


def _codes(text: str) -> np.ndarray:
    return np.array([ord(character) for character in text], np.int64)


def test_a_passage_that_comes_twice_is_found_whatever_stands_between_its_letters() -> None:
    text = f"县长说，{PASSAGE}。\n报道：{PASSAGE[:12]}，{PASSAGE[12:]}！"
    found = quoted(_codes(text))
    assert "".join(one for one, is_quoted in zip(text, found, strict=True) if is_quoted) == PASSAGE * 2


def test_names_that_come_again_are_no_passage() -> None:
    assert not quoted(_codes("全国人民代表大会常务委员会开会。\n全国人民代表大会常务委员会闭会。")).any()
    assert not quoted(_codes("")).any()


def test_of_a_passage_three_times_every_place_is_found() -> None:
    assert quoted(_codes("\n".join([PASSAGE] * 3))).sum() == 3 * len(PASSAGE)


def test_how_a_line_without_stop_goes_on_where_the_page_says_it_again() -> None:
    texts = [
        "摘要说，田埂修好了人走得踏实",
        "别的话。田埂修好了人走得踏实。又一句。",
        "他说每一段由谁修什么时",
        "候修完都写在牌上。",
        "讲话：每一段由谁修什么时候修完。",
        "记者看见北圩上站着许多人",
        "他走了。",
    ]
    assert ends_elsewhere(texts, [0, 2, 5]) == {0: "ended", 2: "on"}


def test_a_cut_that_the_page_has_elsewhere_in_one_piece() -> None:
    texts = [
        "每一段由谁修、什么时候修完，",
        "都要写在埂头的木牌上。",
        "他说每一段由谁修，什么时候修完都要写在埂头的木牌上。",
    ]
    assert uncut(texts, range(3)) == {(0, 1)}


def test_lines_that_many_have_alike_tell_nothing() -> None:
    assert uncut(["滴答滴答滴答滴答滴答滴答"] * 400, range(400)) == set()
    assert len(ends_elsewhere(["滴答滴答滴答滴答滴答"] * 400, range(400))) == 400


def test_the_speech_and_the_report_that_quotes_it_stay_two_articles() -> None:
    drafts = take_apart(Page(SPEECH.name, SPEECH.read_text(encoding="utf-8"))).drafts
    assert [draft.title for draft in drafts] == ["全县春修动员会召开 县长到会讲话", "在全县春修动员会上的讲话"]
    report, speech = (draft.body.split("\n\n") for draft in drafts)
    assert len(report) == 4 and report[1].endswith("都要写在埂头的木牌上。")
    assert [one[:2] for one in speech[-4:]] == ["去年", "今年", "水利", "最后"]
