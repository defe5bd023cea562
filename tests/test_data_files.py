"""The data files and the sitemap: in pieces, rewritten only where something changed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from generator.config import Config
from generator.site import data_files, sitemap
from generator.site.data_files import Entry
from generator.site.frames import Framer
from tests.small_site import ARTICLES, build_in, files, put, write_content
from tests.test_citation import record


def test_large_files_come_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_files, "PIECE", 2)
    records = [record(id=f"a{number}") for number in range(5)]
    pieces = list(data_files.catalogue(records))
    assert [piece.count(b"\n") for piece in pieces] == [2, 2, 1]
    assert [orjson.loads(line)["id"] for line in b"".join(pieces).splitlines()] == ["a0", "a1", "a2", "a3", "a4"]
    assert len(list(data_files.table(records))) == 1 + 3


def test_years_are_those_that_surely_hold_the_day() -> None:
    when = {"c": "2021-08-18", "b": "2021~", "a": "2019-03/2019-04", "d": "2019/2021", "e": "XXXX", "f": "0999"}
    entries = [Entry(record(id=name, date=date), "", "") for name, date in when.items()]
    years = data_files.by_year(entries)
    assert {path: [entry.record.id for entry in of_year] for path, of_year in years.items()} == {
        "text/0999.jsonl": ["f"],
        "text/2019.jsonl": ["a"],
        "text/2021.jsonl": ["b", "c"],
        "text/undated.jsonl": ["d", "e"],
    }
    assert list(years) == sorted(years)


def test_a_table_is_opened_by_spreadsheets() -> None:
    made = b"".join(data_files.table([record(title='逗号,引号"和\n换行')]))
    assert made.startswith("\ufeffid,url,".encode())
    assert '"逗号,引号""和\n换行"'.encode() in made
    assert made.endswith(b"\r\n")


def test_one_edit_rewrites_only_the_text_of_its_year(tmp_path: Path) -> None:
    write_content(tmp_path / "content")
    build_in(tmp_path)
    put(tmp_path / "content", replace(ARTICLES[5], body="又过了一年，一切如旧。\n\n末段改了。"))
    build_in(tmp_path)
    put(tmp_path / "content", replace(ARTICLES[5], body="又过了一年，一切如旧。\n\n末段又改了。"))
    written = {path for path, _ in build_in(tmp_path).published.written if path.startswith("data/")}
    assert written == {"data/text/2023.jsonl"}
    put(tmp_path / "content", replace(ARTICLES[5], title="换了题目"))
    written = {path for path, _ in build_in(tmp_path).published.written if path.startswith("data/")}
    assert written == {"data/text/2023.jsonl", "data/articles.jsonl", "data/articles.csv"}


def test_an_empty_archive_has_data_too(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    build_in(tmp_path)
    made = files(tmp_path / "site")
    assert made["data/articles.jsonl"] == b""
    assert made["data/articles.csv"].count(b"\r\n") == 1


def test_a_long_sitemap_is_split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "LONGEST", 2)
    framer = Framer(Config(base_url="https://example.org/a/"))
    urls = {f"https://example.org/a/{name}/": "2026-11-21" if name == "c" else "" for name in "edcba"}
    made = {path: make() for path, _, make in sitemap.files(urls, framer)}
    assert list(made) == ["robots.txt", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    index = ET.fromstring(made["sitemap.xml"])
    assert index.tag.endswith("}sitemapindex")
    assert [loc.text for loc in index.iter() if loc.tag.endswith("}loc")] == [
        f"https://example.org/a/sitemap-{number}.xml" for number in (1, 2, 3)
    ]
    named = [loc.text for n in (1, 2, 3) for loc in ET.fromstring(made[f"sitemap-{n}.xml"]).iter() if loc.text]
    assert named == [*(f"https://example.org/a/{name}/" for name in "abc"), "2026-11-21",
                     *(f"https://example.org/a/{name}/" for name in "de")]  # fmt: skip
