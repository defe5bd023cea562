"""The writer: writes what changed, deletes only its own, and leaves the site as it was where something fails."""

from __future__ import annotations

import errno
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from generator.build_line import HOUSE
from generator.faults import Fault, UserError
from generator.output import Inputs, Output, Rank
from generator.publish import kept, publish, refuse_unfit
from tests.small_site import ARTICLES, build_in, files, put, write_content


def output(path: str, text: str, template: str = "t") -> Output:
    return Output(path, Inputs(text, template, "c", "s"), partial(bytes, text.encode()))


def failing() -> bytes:
    raise UserError([Fault("x.html", 1, "模板有错。")])


def broken() -> bytes:
    raise ZeroDivisionError


def test_only_what_changed_is_written_and_why_is_known(tmp_path: Path) -> None:
    publish(tmp_path, [output("a/index.html", "1"), output("b.html", "2"), output("c.html", "3")])
    (tmp_path / "c.html").unlink()
    done = publish(
        tmp_path, [output("a/index.html", "1", "t2"), output("b.html", "22"), output("c.html", "3"), output("d", "4")]
    )
    assert dict(done.written) == {"a/index.html": "模板变了", "b.html": "内容变了", "c.html": "文件不见了", "d": "新的"}
    assert files(tmp_path) == {"a/index.html": b"1", "b.html": b"22", "c.html": b"3", "d": b"4"}


def test_nothing_changed_nothing_written(tmp_path: Path) -> None:
    made = [output("a/index.html", "1")]
    publish(tmp_path, made)
    before = (tmp_path / "a/index.html").stat().st_mtime_ns
    assert publish(tmp_path, made).written == ()
    assert (tmp_path / "a/index.html").stat().st_mtime_ns == before


def test_force_writes_all(tmp_path: Path) -> None:
    publish(tmp_path, [output("a", "1")])
    (tmp_path / "a").write_text("damaged")
    assert publish(tmp_path, [output("a", "1")], force=True).written == (("a", "--force"),)
    assert files(tmp_path) == {"a": b"1"}


def test_what_others_put_there_stays(tmp_path: Path) -> None:
    publish(tmp_path, [output("a/index.html", "1"), output("b/index.html", "2")])
    (tmp_path / "CNAME").write_text("a.example")
    (tmp_path / "b" / "mine.txt").write_text("x")
    done = publish(tmp_path, [])
    assert done.removed == ("a/index.html", "b/index.html")
    assert files(tmp_path) == {"CNAME": b"a.example", "b/mine.txt": b"x"}
    assert not (tmp_path / "a").exists()


def test_a_foreign_file_is_not_overwritten_but_by_force(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(UserError, match="不是剪报写的"):
        publish(tmp_path, [output("index.html", "1")])
    assert files(tmp_path) == {"index.html": b"mine"}
    publish(tmp_path, [output("index.html", "1")], force=True)
    assert files(tmp_path) == {"index.html": b"1"}


@pytest.mark.parametrize("make", [failing, broken])
def test_a_failure_leaves_the_last_good_site(tmp_path: Path, make: object) -> None:
    publish(tmp_path, [output("a", "1"), output("b", "2")])
    bad = Output("c", Inputs("", "", "", ""), make, Rank.LAST)  # type: ignore[arg-type]
    with pytest.raises((UserError, ZeroDivisionError)):
        publish(tmp_path, [output("a", "11"), bad])
    assert files(tmp_path) == {"a": b"1", "b": b"2"}
    publish(tmp_path, [output("a", "11")])
    assert files(tmp_path) == {"a": b"11"}


def test_a_build_killed_while_moving_is_made_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, [output("a", "1"), output("b", "2")])
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("generator.publish._delete", interrupt)
        publish(tmp_path, [output("a", "11"), output("new", "3")])
    publish(tmp_path, [output("a", "1"), output("b", "2")])
    assert files(tmp_path) == {"a": b"1", "b": b"2"}


def test_two_builds_do_not_meet(tmp_path: Path) -> None:
    write_content(tmp_path / "content")
    build_in(tmp_path)
    before = files(tmp_path / "site")
    put(tmp_path / "content", replace(ARTICLES[1], body="采茶人睡到中午。"))
    held = f"import sys; from generator.publish import alone; from pathlib import Path; out = Path({str(tmp_path)!r})\n"
    held += "with alone(out / 'site'): print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", held], cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(UserError, match="另一个程序正在往这个文件夹里建网站"):
            build_in(tmp_path)
        other.kill()
    assert files(tmp_path / "site") == before
    assert build_in(tmp_path).published.written
    assert not (tmp_path / "site" / ".jianbao" / "lock").exists()


def full(*_: object) -> bytes:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_said_and_is_not_left_full(tmp_path: Path) -> None:
    publish(tmp_path, [output("a", "1")])
    with pytest.raises(UserError, match="磁盘满了"):
        publish(tmp_path, [output("a", "11"), Output("b", Inputs("", "", "", ""), full)])
    assert files(tmp_path) == {"a": b"1"}
    assert [path.name for path in (tmp_path / ".jianbao").iterdir()] == ["state.json"]


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_file_becomes_a_folder_and_back(tmp_path: Path) -> None:
    publish(tmp_path, [output("a", "1")])
    publish(tmp_path, [output("a/b", "2")])
    assert files(tmp_path) == {"a/b": b"2"}


@pytest.mark.parametrize(
    "state", ["nonsense", "[]", '{"../../outside": ["", "", "", ""]}', '{"/outside": ["", "", "", ""]}']
)
def test_a_state_that_others_damaged_deletes_nothing(tmp_path: Path, state: str) -> None:
    site = tmp_path / "deep" / "site"
    (tmp_path / "outside").write_text("precious")
    publish(site, [output("a", "1")])
    (site / ".jianbao" / "state.json").write_text(state)
    publish(site, [output("a", "1")])
    assert (tmp_path / "outside").read_text() == "precious"
    assert files(site) == {"a": b"1"}


def test_something_is_kept_for_next_time(tmp_path: Path) -> None:
    assert kept(tmp_path, "headers.json") == b""
    publish(tmp_path, [], keep={"headers.json": b"headers"})
    assert kept(tmp_path, "headers.json") == b"headers"


@pytest.mark.parametrize("out", ["content", "content/site", ".", "content/.."])
def test_out_and_content_may_not_be_tangled(tmp_path: Path, out: str) -> None:
    (tmp_path / "content").mkdir()
    with pytest.raises(UserError):
        refuse_unfit(tmp_path / out, tmp_path / "content")


def test_out_may_not_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UserError):
        refuse_unfit(tmp_path / "file", tmp_path / "content")
    with pytest.raises(UserError):
        publish(tmp_path / "file", [output("a", "1")])


def test_several_processes_write_the_same(tmp_path: Path) -> None:
    made = [output(f"{number}/index.html", str(number)) for number in range(450)]
    publish(tmp_path, made, 2)
    assert files(tmp_path) == {f"{number}/index.html": str(number).encode() for number in range(450)}
