"""content/tags.yaml: what it says, and what is said of one that is written wrong."""

from __future__ import annotations

import pytest

from generator.faults import UserError
from generator.tag_list import TagList, parse
from generator.tagging.news_list import news_list

TEXT = """\
tags:
  疗休养: [职工疗休养, 疗养]
  5G:
never: [现场, 群众]
"""


def faults(text: str) -> list[tuple[int, str]]:
    with pytest.raises(UserError) as caught:
        parse(text, "tags.yaml")
    assert all(fault.path == "tags.yaml" and fault.mend for fault in caught.value.faults)
    return [(fault.line, fault.what) for fault in caught.value.faults]


def test_words_fold_into_their_tag_whatever_their_width_and_case() -> None:
    tags = parse(TEXT, "tags.yaml")
    assert tags.listed(("疗养", "５g", "疗休养", "桥")) == ("疗休养", "5G", "桥")
    assert tags.words == {"疗休养": ("疗休养", "职工疗休养", "疗养"), "5G": ("5G",)}
    assert tags.never == {"现场", "群众"}


def test_a_plain_list_will_do_and_an_empty_file_too() -> None:
    assert parse("tags: [工会, 防汛]\n", "").words == {"工会": ("工会",), "防汛": ("防汛",)}
    assert parse("", "") == parse("# nothing\n", "") == parse("tags:\nnever:\n", "") == TagList()


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("tag:\n  工会:\n", 1, "不认识的键“tag”"),
        ("tags:\n  工会:\nnever: [工会]\n", 3, "“工会”列为不用"),
        ("tags:\n  工会: [总工会]\n  职工: [总工会]\n", 3, "“总工会”第 2 行已经归在标签“工会”里"),
        ("tags:\n  甲: [乙]\n  乙: [丙]\n", 3, "“乙”第 2 行已经归在标签“甲”里"),
        ("tags:\n  5G:\n  ５g:\n", 3, "“５g”第 2 行已经归在标签“5G”里"),
        ("tags:\n  a/b:\n", 2, "标签“a/b”里有"),
        ("tags:\n  ..:\n", 2, "标签“..”里有"),
        (f"tags:\n  {'长' * 200}:\n", 2, "有 200 个字"),
        ("tags:\n  '':\n", 2, "有一个标签是空的"),
        ("tags:\n  工会: {甲: 乙}\n", 2, "“工会”后面应是词的列表"),
        ("never: {a: b}\n", 1, "“never”后面应是词的列表"),
        ("tags: [a]\ntags: [b]\n", 2, "“tags”写了两次"),
        ("- 工会\n", 1, "应是“键: 值”的列表"),
        ("tags: [工会\n", 2, "YAML 读不懂"),
    ],
)
def test_each_fault_is_named_with_its_line(text: str, line: int, what: str) -> None:
    assert [(at, what in said) for at, said in faults(text)] == [(line, True)]


def test_all_faults_come_at_once() -> None:
    assert [line for line, _ in faults("tags:\n  a/b:\n  ..:\nnevr: [x]\n")] == [2, 3, 4]


def test_names_of_programs_are_tags_like_any_other() -> None:
    assert parse("tags: [constructor, con, __proto__, C++]\n", "").tag("con") == "con"


def test_an_editors_list_wins_over_the_one_that_comes_along() -> None:
    theirs = TagList(
        {"扶贫": "扶贫", "脱贫": "扶贫", "工会": "工会", "总工会": "工会"},
        frozenset({"农村"}),
        {"扶贫": ("扶贫", "脱贫"), "工会": ("工会", "总工会")},
    )
    mine = parse("tags:\n  脱贫攻坚: [扶贫]\n  农村:\nnever: [总工会]\n", "")
    merged = mine.over(theirs)
    assert merged.words == {"脱贫攻坚": ("脱贫攻坚", "扶贫", "脱贫"), "农村": ("农村",), "工会": ("工会",)}
    assert merged.never == {"总工会"}
    assert merged.tag("脱贫") == "脱贫攻坚"


def test_the_list_that_comes_along_is_in_order() -> None:
    found = news_list()
    assert len(found.words) > 250
    assert not found.never & found.preferred.keys()
