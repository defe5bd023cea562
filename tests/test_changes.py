"""The preview's watch: what comes, goes or changes is noticed once, whatever its date."""

from __future__ import annotations

import os
from pathlib import Path

from generator.changes import Watch


def watching(path: Path | str) -> Watch:
    watch = Watch()
    watch.watch(str(path), lambda: None)
    return watch


def test_files_that_come_go_and_change(tmp_path: Path) -> None:
    folder = tmp_path / "images"
    watch = watching(folder)  # not there yet
    assert not watch.is_changed(str(folder))
    (folder / "a").mkdir(parents=True)
    old = folder / "a" / "old.jpg"
    old.write_bytes(b"1")
    os.utime(old, (1, 1))
    (folder / "new.jpg").write_bytes(b"1")
    assert watch.is_changed(str(folder))
    assert not watch.is_changed(str(folder))  # both at once
    os.utime(old, (2, 2))
    assert watch.is_changed(str(folder))
    old.unlink()
    assert watch.is_changed(str(folder))
    assert not watch.is_changed(str(folder))


def test_a_pattern_is_of_one_folder(tmp_path: Path) -> None:
    watch = watching(f"{tmp_path}/*.md")
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.md").write_text("x")
    assert not watch.is_changed(f"{tmp_path}/*.md")
    (tmp_path / "c.md").write_text("x")
    assert watch.is_changed(f"{tmp_path}/*.md")


def test_only_style_sheets_are_taken_in_place(tmp_path: Path) -> None:
    watch = watching(tmp_path)
    (tmp_path / "style.css").write_text("x")
    assert watch.is_changed(str(tmp_path))
    assert str(watch.filepath).endswith("style.css")
    (tmp_path / "photo.jpg").write_text("x")
    assert watch.is_changed(str(tmp_path))
    assert watch.filepath == "*"
