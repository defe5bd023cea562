"""The command line as people use it: messages, exit statuses, pipes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from tests.small_site import ARTICLES, files, put, write_content

BUILD = Path(__file__).parent.parent / "build.py"


def run(folder: Path, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, BUILD, *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        timeout=60,
    )


def test_build_then_build_again(tmp_path: Path) -> None:
    write_content(tmp_path / "content")
    refused = run(tmp_path, "build", "--stats", "content/site.yaml")
    assert refused.returncode == 1
    assert "没有覆盖" in refused.stderr
    first = run(tmp_path, "build", "--stats", "stats.json")
    assert (first.returncode, first.stderr) == (0, "")
    stats = orjson.loads((tmp_path / "stats.json").read_bytes())
    assert set(stats) == {"articles", "outputs", "written", "unchanged", "removed", "seconds", "peak_rss_mb", "steps"}
    assert (stats["articles"], stats["written"], stats["unchanged"]) == (9, stats["outputs"], 0)
    assert "写 0，" in run(tmp_path, "build", "--why").stdout


def test_why(tmp_path: Path) -> None:
    write_content(tmp_path / "content")
    assert "新的\tindex.html" in run(tmp_path, "build", "--why").stdout
    (tmp_path / "content" / "articles" / "april.md").unlink()
    assert "不再有\tarticles/april/index.html" in run(tmp_path, "build", "--why").stdout


def test_faults_of_content_exit_with_1_and_check_writes_nothing(tmp_path: Path) -> None:
    write_content(tmp_path / "content")
    assert run(tmp_path, "check").returncode == 0
    bad = put(tmp_path / "content", ARTICLES[1])
    bad.write_text(bad.read_text(encoding="utf-8").replace("date: 2021-08-18", "date: 2021-02-30"), encoding="utf-8")
    before = files(tmp_path)
    for command in ("check", "build"):
        done = run(tmp_path, command)
        assert done.returncode == 1
        assert "2021-08-18-04-02.md:" in done.stderr
        assert "Traceback" not in done.stderr
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    "arguments",
    [["bulid"], ["build", "--portble"], ["build", "--jobs", "0"], ["new"], ["import"], ["serve", "--port", "x"]],
)
def test_wrong_usage_exits_with_2(tmp_path: Path, arguments: list[str]) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode == 2
    assert "--help" in done.stderr


@pytest.mark.parametrize("command", ["build", "check", "serve"])
def test_no_content_folder_is_the_users_fault(tmp_path: Path, command: str) -> None:
    done = run(tmp_path, command, "--content", "nowhere")
    assert done.returncode == 1
    assert "nowhere: 没有这个内容文件夹。" in done.stderr
    assert not any(tmp_path.iterdir())


def test_help_is_chinese(tmp_path: Path) -> None:
    done = run(tmp_path, "build", "--help")
    assert done.returncode == 0
    assert "用法" in done.stdout
    assert not {"Usage", "Options", "Show"} & set(done.stdout.split())


def test_a_fault_of_ours_exits_with_70_and_a_traceback(tmp_path: Path) -> None:
    write_content(tmp_path / "content")
    (tmp_path / "sitecustomize.py").write_text("import generator.archive\ngenerator.archive.Archive = None\n")
    done = run(tmp_path, "build", PYTHONPATH=f"{tmp_path}{os.pathsep}{BUILD.parent}")
    assert done.returncode == 70
    assert "Traceback" in done.stderr
    assert "报告" in done.stderr


def test_without_its_packages_it_says_how_to_get_them(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-S", BUILD, "build"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert "make site" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    write_content(tmp_path / "content")
    command = f'"{sys.executable}" "{BUILD}" build --why --force | head -n 1; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "0"
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("title", "date"),
    [
        ("普通的标题", "2021-08-18"),
        ('<b>"奇怪"</b>/../的: 标题 😀', "2024-04~"),
        ("true", "2023"),
        ("2021", ""),
        ("#", "2019-03/2019-04"),
        ("a\nb\x01", ""),
    ],
)
def test_new_writes_an_article_that_builds(tmp_path: Path, title: str, date: str) -> None:
    arguments = ["--date", date] if date else []
    done = run(tmp_path, "new", title, *arguments)
    assert done.returncode == 0, done.stderr
    path = tmp_path / done.stdout.strip()
    assert path.parent.parent == tmp_path / "content" / "articles"
    assert path.parent.name == (date[:4] or "undated")
    assert path.name.isascii()
    text = path.read_text(encoding="utf-8")
    again = run(tmp_path, "new", title, *arguments)
    assert again.returncode == 1
    assert path.read_text(encoding="utf-8") == text
    assert run(tmp_path, "check").returncode == 0


def test_new_refuses_a_date_that_is_none(tmp_path: Path) -> None:
    assert run(tmp_path, "new", "题", "--date", "2021-02-30").returncode == 1
    assert run(tmp_path, "new", " ").returncode == 1
    assert not (tmp_path / "content").exists()


def test_import_without_a_path_is_wrong_usage_unless_it_retags(tmp_path: Path) -> None:
    write_content(tmp_path / "content")
    done = run(tmp_path, "import")
    assert done.returncode == 2
    assert "PATH" in done.stderr
    again = run(tmp_path, "import", "--retag")
    assert again.returncode == 0, again.stderr
    assert "标签" in again.stdout


def test_a_faulty_tag_list_stops_import_and_build(tmp_path: Path) -> None:
    content = write_content(tmp_path / "content")
    (content / "tags.yaml").write_text("tags:\n  a/b:\n", encoding="utf-8")
    for command in (["import", "--retag"], ["build"], ["check"]):
        done = run(tmp_path, *command)
        assert done.returncode == 1
        assert "content/tags.yaml:2: 标签“a/b”里有" in done.stderr
