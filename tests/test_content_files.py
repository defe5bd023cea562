"""Reading content/: all faults at once, links out of it, headers kept from the last time."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from generator import content_files
from generator.faults import UserError
from tests.refuse_folder import refuse_folder
from tests.small_site import ARTICLES, put, write_content

GOOD = "---\nid: {}\ntitle: 题\n{}\n---\n正文\n"


def faults(content: Path) -> list[str]:
    with pytest.raises(UserError) as caught:
        content_files.read(content)
    return [str(fault).removeprefix(f"{content}{os.sep}") for fault in caught.value.faults]


def article(content: Path, name: str, text: str) -> None:
    path = content / "articles" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_every_fault_of_every_file_at_once(tmp_path: Path) -> None:
    article(tmp_path, "a.md", GOOD.format("a", "date: 2021-02-30\nregions: [12]\naliases: [../x]"))
    article(tmp_path, "b/c.md", "没有头")
    article(tmp_path, "d.md", "---\nid: d\ntitle: '未完\n---\n")
    (tmp_path / "articles" / "e.md").write_bytes(b"---\nid: e\n\xff\xfe")
    (tmp_path / "site.yaml").write_text("titel: x\n", encoding="utf-8")
    places = [fault.split(" ")[0] for fault in faults(tmp_path)]
    assert places == [f"articles{os.sep}{name}" for name in ("a.md:4:", "a.md:5:", "a.md:6:")] + [
        f"articles{os.sep}b{os.sep}c.md:1:",
        f"articles{os.sep}d.md:3:",
        f"articles{os.sep}e.md:3:",
        "site.yaml:1:",
    ]


def test_two_files_of_one_id_also_where_only_case_differs(tmp_path: Path) -> None:
    article(tmp_path, "a.md", GOOD.format("same", ""))
    article(tmp_path, "b.md", GOOD.format("Same", ""))
    (fault,) = faults(tmp_path)
    assert "b.md:2:" in fault
    assert "a.md" in fault


@pytest.mark.parametrize("alias", ["b", "/articles/b/", "B"])
def test_an_alias_that_is_an_id(tmp_path: Path, alias: str) -> None:
    article(tmp_path, "a.md", GOOD.format("a", f"aliases: [{alias}]"))
    article(tmp_path, "b.md", GOOD.format("b", ""))
    (fault,) = faults(tmp_path)
    assert "a.md:4:" in fault


def test_two_claims_to_one_alias(tmp_path: Path) -> None:
    article(tmp_path, "a.md", GOOD.format("a", "aliases: [old/1.html]"))
    article(tmp_path, "b.md", GOOD.format("b", "aliases: [/old/1.html]"))
    assert len(faults(tmp_path)) == 1


def test_links_out_of_content_are_not_followed(tmp_path: Path) -> None:
    content = write_content(tmp_path / "content")
    article(tmp_path, "secret.md", GOOD.format("secret", ""))
    (content / "articles" / "out.md").symlink_to(tmp_path / "articles" / "secret.md")
    (content / "articles" / "folder").symlink_to(tmp_path / "articles")
    (content / "articles" / "loop").symlink_to(content / "articles")
    (content / "articles" / ".#lock.md").symlink_to("nowhere")
    found = content_files.read(content)
    assert {one.id for one in found.articles} == {one.id for one in ARTICLES}
    assert len([warning for warning in found.warnings if "链接" in warning.what]) == 3


def test_an_empty_body_is_a_warning(tmp_path: Path) -> None:
    content = write_content(tmp_path, (replace(ARTICLES[1], body=""),))
    (warning,) = content_files.read(content).warnings
    assert "没有正文" in warning.what


def test_kept_headers_change_nothing_but_the_time(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    first = content_files.read(content)
    second = content_files.read(content, headers=first.headers)
    assert second == first
    put(content, replace(ARTICLES[0], title="改过", body="改过的正文"))
    assert content_files.read(content, headers=first.headers).articles == content_files.read(content).articles


@pytest.mark.parametrize("kept", [b"nonsense", b"[]", b'{"a": 1}', b'{"a": {"byline": null}}'])
def test_damaged_kept_headers_do_no_harm(tmp_path: Path, kept: bytes) -> None:
    content = write_content(tmp_path)
    assert content_files.read(content, headers=kept).articles == content_files.read(content).articles


def test_nothing_of_a_withdrawn_article_is_kept(tmp_path: Path) -> None:
    assert "撤下的稿件".encode() not in content_files.read(write_content(tmp_path)).headers


def test_a_folder_that_cannot_be_read_is_a_fault_beside_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article(tmp_path, "locked/a.md", GOOD.format("a", ""))
    article(tmp_path, "b.md", "没有头")
    refuse_folder(monkeypatch, "locked")
    first, second = faults(tmp_path)
    assert first.startswith(f"articles{os.sep}b.md:1: ")
    assert second.startswith(f"articles{os.sep}locked: 读不了：没有权限。")


def test_no_such_folder(tmp_path: Path) -> None:
    assert "没有这个内容文件夹" in faults(tmp_path / "nowhere")[0]


def test_several_processes_read_the_same(tmp_path: Path) -> None:
    many = tuple(replace(ARTICLES[1], id=f"a{number}") for number in range(450))
    content = write_content(tmp_path, many)
    assert content_files.read(content, 2).articles == content_files.read(content, 1).articles


def test_a_modified_that_is_no_date_is_a_warning(tmp_path: Path) -> None:
    write_content(tmp_path, (replace(ARTICLES[1], modified="昨天"), replace(ARTICLES[2], modified="2026-11-21")))
    (warning,) = content_files.read(tmp_path).warnings
    assert warning.path.endswith("2021-08-18-04-02.md")
    assert "昨天" in warning.what
