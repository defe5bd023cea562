"""The ledger of imports: read back as written, by people too, and whole after a kill."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest
import yaml

from generator.faults import UserError
from generator.importer.ledger import Entry, Ledger
from generator.importer.work_folder import work_folder

ENTRY = Entry("5f0c", "1 330000", {"2021-08-18-a4c1b2c3-01": "a" * 16, "2021-08-18-a4c1b2c3-02": "b" * 16})
RETIRED = Entry("77aa", "2", {}, {"undated-a4c1b2c3-01": "", "undated-a4c1b2c3-02": "undated-a4c1b2c3-03"})


def put(content: Path, **entries: Entry) -> None:
    with work_folder(content) as work, closing(Ledger(work)) as ledger:
        for file, entry in entries.items():
            ledger.begin(file, entry)
            ledger.done(file)
        ledger.save()


def get(content: Path, file: str) -> Entry | None:
    with work_folder(content) as work:
        return Ledger(work).entry(file)


@pytest.mark.parametrize(
    "file", ["2021/08/18/04.txt", "第4版 要闻.txt", 'a"b\\c.txt', "- #: {x}.txt", "null", "12", "-.txt", "😀.TXT", "~"]
)
def test_what_is_written_is_read_back_by_us_and_by_any_yaml_parser(tmp_path: Path, file: str) -> None:
    put(tmp_path, **{file: ENTRY, "z.txt": RETIRED})
    assert (get(tmp_path, file), get(tmp_path, "z.txt")) == (ENTRY, RETIRED)
    plain = yaml.safe_load((tmp_path / "imports.yaml").read_text("utf-8"))
    assert plain[file] == {"digest": "5f0c", "importer": "1 330000", "ids": dict(ENTRY.stories)}
    assert plain["z.txt"]["retired"] == dict(RETIRED.retired)


def test_one_line_a_page_in_order(tmp_path: Path) -> None:
    put(tmp_path, **{"b.txt": ENTRY, "a.txt": ENTRY})
    lines = [line for line in (tmp_path / "imports.yaml").read_text("utf-8").splitlines() if line[0] != "#"]
    assert [line.split(":")[0] for line in lines] == ["a.txt", "b.txt"]


def test_a_ledger_that_a_tool_has_written_anew_is_understood(tmp_path: Path) -> None:
    put(tmp_path, **{"a.txt": ENTRY, "b.txt": RETIRED})
    path = tmp_path / "imports.yaml"
    path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text("utf-8"))).replace("\n", "\r\n"), newline="")
    assert (get(tmp_path, "a.txt"), get(tmp_path, "b.txt")) == (ENTRY, RETIRED)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a.txt: {digest: x, importer: x, ids: {}}\n<<<<<<< HEAD\n", 3),
        ("\na.txt: {digest: x, importer: x, ids: {}}\nb.txt: 3\n", 3),
        ("a.txt: {digest: x, importer: x, ids: {a: [1]}}\n", 1),
        ("a.txt: {digest: x, importer: x, ids: {a b: c}}\n", 1),
        ("- a\n", 1),
        ("just words", 1),
    ],
)
def test_a_broken_ledger_is_a_fault_that_names_the_line(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "imports.yaml").write_text(text)
    with pytest.raises(UserError) as raised:
        get(tmp_path, "a.txt")
    assert raised.value.faults[0].path.endswith("imports.yaml")
    assert raised.value.faults[0].line == line
    assert (tmp_path / "imports.yaml").read_text() == text


def test_a_ledger_that_is_no_text_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "imports.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError, match="UTF-8"):
        get(tmp_path, "a.txt")


def test_after_a_kill_what_was_done_is_known_and_what_was_begun_too(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), work_folder(tmp_path) as work, closing(Ledger(work)) as ledger:
        ledger.begin("a.txt", ENTRY)
        ledger.done("a.txt")
        ledger.begin("b.txt", RETIRED)
        raise KeyboardInterrupt
    with (tmp_path / ".import" / "journal").open("a") as journal:
        journal.write('begin c.txt: {digest: "77')  # the kill came here
    with work_folder(tmp_path) as work, closing(Ledger(work)) as ledger:
        assert ledger.entry("a.txt") == ENTRY
        assert ledger.entry("b.txt") is None
        assert ledger.begun == {"b.txt": RETIRED}
        ledger.begin("c.txt", ENTRY)
        ledger.done("c.txt")
        ledger.save()
    assert get(tmp_path, "a.txt") == get(tmp_path, "c.txt") == ENTRY
    assert not (tmp_path / ".import").exists()


def test_a_hundred_thousand_pages_are_read_in_seconds(tmp_path: Path) -> None:
    put(tmp_path, **{"a.txt": ENTRY})
    line = (tmp_path / "imports.yaml").read_text("utf-8").splitlines()[-1]
    (tmp_path / "imports.yaml").write_text("".join(f"{number}{line}\n" for number in range(100_000)))
    start = time.process_time()
    assert get(tmp_path, "99999a.txt") == ENTRY
    assert time.process_time() - start < 2
