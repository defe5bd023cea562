"""Which files an import reads, and how they come into content/pages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.importer.page_files import Gathered, gather
from generator.importer.work_folder import work_folder
from tests.refuse_folder import refuse_folder

PAGE = "渡口\n清晨的江面上升起一层薄雾。\n老船工把第一批乘客送到了对岸。\n"


def put(path: Path, text: str = PAGE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def gathered(content: Path, *paths: Path) -> Gathered:
    with work_folder(content) as work:
        return gather(paths, work)


def said(result: Gathered) -> str:
    return "\n".join(map(str, result.faults))


def test_a_folder_is_read_with_its_folders_and_copied_in(tmp_path: Path) -> None:
    put(tmp_path / "in" / "b.txt")
    put(tmp_path / "in" / "2021" / "08" / "a.TXT")
    put(tmp_path / "in" / "notes.md")
    put(tmp_path / "in" / ".hidden.txt")
    put(tmp_path / "in" / ".git" / "c.txt")
    result = gathered(tmp_path / "c", tmp_path / "in")
    assert result.files == ("2021/08/a.TXT", "b.txt")
    assert result.ignored == 2
    assert not result.faults
    assert (tmp_path / "c" / "pages" / "2021" / "08" / "a.TXT").read_text("utf-8") == PAGE


def test_a_single_file_may_have_any_name(tmp_path: Path) -> None:
    assert gathered(tmp_path / "c", put(tmp_path / "第四版")).files == ("第四版",)


def test_files_within_content_pages_are_used_where_they_are(tmp_path: Path) -> None:
    page = put(tmp_path / "c" / "pages" / "2021" / "a.txt")
    for path in (page, page.parent, tmp_path / "c" / "pages", tmp_path / "c"):
        assert gathered(tmp_path / "c", path).files == ("2021/a.txt",)
    assert gathered(tmp_path / "c").files == ("2021/a.txt",)
    assert len(list((tmp_path / "c" / "pages").rglob("*.txt"))) == 1


def test_without_paths_and_without_pages_there_is_nothing_to_do(tmp_path: Path) -> None:
    assert gathered(tmp_path / "c") == Gathered((), (), 0)


def test_what_is_not_there_or_holds_no_page_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = gathered(tmp_path / "c", tmp_path / "empty", tmp_path / "missing", put(tmp_path / "good.txt"))
    assert "empty: 文件夹里没有页文件" in said(result)
    assert "missing: 没有这个文件或文件夹" in said(result)
    assert result.files == ("good.txt",)


def test_what_cannot_be_a_page_is_a_fault_and_not_copied(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    (tmp_path / "in" / "broken.txt").write_bytes(PAGE.encode() * 20 + b"\xff\n" + PAGE.encode())
    with (tmp_path / "in" / "large.txt").open("wb") as file:
        file.truncate(50_000_000)
    result = gathered(tmp_path / "c", tmp_path / "in")
    assert [Path(fault.path).name for fault in result.faults] == ["binary.txt", "broken.txt", "empty.txt", "large.txt"]
    assert result.faults[1].line == 61
    assert not (tmp_path / "c" / "pages").exists()


def test_a_folder_that_cannot_be_read_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "in" / "locked" / "p.txt")
    refuse_folder(monkeypatch, "locked")
    assert "locked: 读不出来：没有权限。" in said(gathered(tmp_path / "c", tmp_path / "in"))


def test_a_pipe_is_a_fault_and_not_waited_for(tmp_path: Path) -> None:
    put(tmp_path / "in" / "good.txt")
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    result = gathered(tmp_path / "c", tmp_path / "in", tmp_path / "in" / "pipe.txt")
    assert "不是文件" in said(result)
    assert result.files == ("good.txt",)


@pytest.mark.parametrize("name", ["a\nb.txt", "a\tb.txt", "a\u2028b.txt", "a\\b.txt", "a\x7f.txt"])
def test_a_name_that_breaks_lines_is_a_fault_of_one_line(tmp_path: Path, name: str) -> None:
    put(tmp_path / "in" / name)
    result = gathered(tmp_path / "c", tmp_path / "in")
    assert result.files == ()
    assert len(result.faults) == 1
    assert len(result.faults[0].path.splitlines()) == 1


def test_a_name_that_is_not_unicode_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/\xff.txt")).write_text(PAGE)
    result = gathered(tmp_path / "c", tmp_path / "in")
    assert result.files == ()
    said(result).encode()


def test_links_are_not_followed_out_of_a_folder(tmp_path: Path) -> None:
    secret = put(tmp_path / "secret.txt")
    put(tmp_path / "elsewhere" / "b.txt")
    put(tmp_path / "in" / "a.txt")
    (tmp_path / "in" / "link.txt").symlink_to(secret)
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "elsewhere")
    result = gathered(tmp_path / "c", tmp_path / "in")
    assert result.files == ("a.txt",)
    assert [Path(fault.path).name for fault in result.faults] == ["folder", "link.txt", "loop"]


def test_nothing_is_written_through_a_link_out_of_content(tmp_path: Path) -> None:
    put(tmp_path / "in" / "2021" / "a.txt")
    put(tmp_path / "in" / "2021" / "08" / "b.txt")
    (tmp_path / "outside").mkdir()
    (tmp_path / "c" / "pages").mkdir(parents=True)
    (tmp_path / "c" / "pages" / "2021").symlink_to(tmp_path / "outside")
    result = gathered(tmp_path / "c", tmp_path / "in")
    assert result.files == ()
    assert "外面" in said(result)
    assert not list((tmp_path / "outside").iterdir())


def test_a_path_with_dots_stays_within_content(tmp_path: Path) -> None:
    put(tmp_path / "x" / "in" / "a.txt")
    (tmp_path / "x" / "y").mkdir()
    for path in (tmp_path / "x" / "y" / ".." / "in", tmp_path / "x" / "y" / ".." / "in" / "a.txt"):
        assert gathered(tmp_path / "c", path).files == ("a.txt",)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c", "x"]


def test_a_changed_page_file_takes_the_place_of_the_old(tmp_path: Path) -> None:
    gathered(tmp_path / "c", put(tmp_path / "a.txt"))
    result = gathered(tmp_path / "c", put(tmp_path / "a.txt", PAGE.replace("薄雾", "大雾")))
    assert result.files == ("a.txt",)
    assert "大雾" in (tmp_path / "c" / "pages" / "a.txt").read_text("utf-8")


def test_a_page_whose_every_line_was_mended_takes_the_place_of_the_old(tmp_path: Path) -> None:
    gathered(tmp_path / "c", put(tmp_path / "a.txt"))
    assert (
        gathered(tmp_path / "c", put(tmp_path / "a.txt", PAGE.replace("\n", " \n\n").replace("。", "."))).faults == ()
    )


def test_another_page_of_the_same_name_is_a_fault_that_names_both(tmp_path: Path) -> None:
    gathered(tmp_path / "c", put(tmp_path / "one" / "04.txt"))
    result = gathered(tmp_path / "c", put(tmp_path / "two" / "04.txt", "校园\n小学开了运动会。\n"))
    assert result.files == ()
    assert str(tmp_path / "two" / "04.txt") in said(result)
    assert str(tmp_path / "c" / "pages" / "04.txt") in said(result)
    assert (tmp_path / "c" / "pages" / "04.txt").read_text("utf-8") == PAGE


def test_two_pages_of_one_name_in_one_command(tmp_path: Path) -> None:
    one = put(tmp_path / "in" / "one" / "04.txt")
    two = put(tmp_path / "in" / "two" / "04.txt", PAGE.replace("薄雾", "大雾"))
    same = put(tmp_path / "in" / "same" / "04.txt")
    result = gathered(tmp_path / "c", one, two, same)
    assert result.files == ("04.txt",)
    assert [fault.path for fault in result.faults] == [str(two)]
    assert str(one) in said(result)
    assert gathered(tmp_path / "d", tmp_path / "in").files == ("one/04.txt", "same/04.txt", "two/04.txt")


def test_a_page_that_cannot_be_brought_in_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "c" / "pages" / "a.txt").mkdir(parents=True)
    put(tmp_path / "in" / "a.txt")
    put(tmp_path / "in" / "b.txt")
    result = gathered(tmp_path / "c", tmp_path / "in")
    assert result.files == ("b.txt",)
    assert len(result.faults) == 1
