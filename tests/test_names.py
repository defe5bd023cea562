"""Bad names are reported with file, line and mend; odd ones that are good are left alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator import content_files
from generator.article import Article, Byline
from generator.faults import Fault, UserError
from generator.names import folded, tag_problem
from tests.small_site import broken_links, build_in, put, write_content

PLAIN = Article(id="a", title="题", kicker="引题", body="正文。")


def faults(folder: Path, *articles: Article) -> tuple[Fault, ...]:
    content = write_content(folder / "content", articles)
    with pytest.raises(UserError) as caught:
        content_files.read(content)
    return caught.value.faults


@pytest.mark.parametrize(
    "tag", ["con", "constructor", "__proto__", "C++", "5G", "a.b", "长" * 40, "“双减”", "A&B", "toString"]
)
def test_odd_tags_are_tags_like_any_other(tmp_path: Path, tag: str) -> None:
    assert tag_problem(tag) is None
    write_content(tmp_path / "content", (replace(PLAIN, tags=(tag,)),))
    assert build_in(tmp_path).warnings == ()
    assert broken_links(tmp_path / "site") == []


@pytest.mark.parametrize(
    ("tag", "what"),
    [
        ("长" * 200, "有 200 个字"),
        ("a/b", "“a/b”里有 /"),
        ("..", "“..”里有 /"),
        ("../../x", "里有 /"),
        ("a\\b", "里有 /"),
        (" ", "是空的"),
        ("防\u200b汛", "看不见的字符"),
    ],
)
def test_bad_tags_are_refused(tmp_path: Path, tag: str, what: str) -> None:
    (fault,) = faults(tmp_path, replace(PLAIN, tags=("防汛", tag)))
    assert fault.path.endswith("a.md")
    assert fault.line == 6
    assert what in fault.what
    assert fault.mend


def test_a_person_without_a_name_is_refused(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, replace(PLAIN, byline=Byline("", ("程雪", " "))))
    assert (fault.line, fault.what) == (6, "byline 的 reporters 里有一个空的姓名。")
    assert fault.mend


def test_all_bad_names_come_at_once(tmp_path: Path) -> None:
    bad = replace(PLAIN, byline=Byline(authors=("",)), tags=("a/b", ".."))
    assert len(faults(tmp_path, bad, replace(bad, id="b"))) == 6


def test_tags_that_differ_only_by_width_or_case_are_one_and_reported(tmp_path: Path) -> None:
    content = write_content(
        tmp_path / "content",
        tuple(
            replace(PLAIN, id=name, tags=(tag,))
            for name, tag in (("a", "5G"), ("b", "５Ｇ"), ("c", "5g"), ("d", "5G"), ("e", "别的"))
        ),
    )
    warnings = build_in(tmp_path).warnings
    assert [(Path(one.path).name, one.line, one.mend) for one in warnings] == [
        ("b.md", 6, "统一写成“5G”。"),
        ("c.md", 6, "统一写成“5G”。"),
    ]
    assert sorted(path.name for path in (tmp_path / "site/tags").iterdir()) == ["5G", "index.html", "别的"]
    put(content, replace(PLAIN, id="b", tags=("5G",)))
    put(content, replace(PLAIN, id="c", tags=("5G",)))
    assert build_in(tmp_path).warnings == ()


def test_a_tag_that_the_list_bars_is_reported_and_one_that_folds_is_folded(tmp_path: Path) -> None:
    content = write_content(tmp_path / "content", (replace(PLAIN, tags=("群众", "疗养")),))
    (content / "tags.yaml").write_text("tags:\n  疗休养: [疗养]\nnever: [群众]\n", encoding="utf-8")
    (warning,) = build_in(tmp_path).warnings
    assert (warning.line, warning.what) == (6, "标签“群众”在 tags.yaml 里列为不用。")
    assert (tmp_path / "site/tags/疗休养/index.html").is_file()
    assert not (tmp_path / "site/tags/疗养").exists()


def test_faults_of_both_lists_and_the_articles_come_at_once(tmp_path: Path) -> None:
    content = write_content(tmp_path / "content", (replace(PLAIN, tags=("..",)),))
    (content / "tags.yaml").write_text("tgas: []\n", encoding="utf-8")
    (content / "people.yaml").write_text("程雪:\n", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        content_files.read(content)
    assert [Path(fault.path).name for fault in caught.value.faults] == ["a.md", "people.yaml", "tags.yaml"]


def test_names_are_one_whatever_their_width_case_and_composition() -> None:
    assert folded("Ａ") == folded("a ") == "a"
    assert folded("e\u0301") == folded("é")
