"""content/imports.yaml: what import did with each page file, one line a page (disk)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

import yaml

from generator.faults import Fault, UserError
from generator.importer.work_folder import WorkFolder
from generator.refusals import reason

NAME = "imports.yaml"
HEADING = """\
# 导入的账本，由 build.py import 写。每个页文件一行：页文件的摘要、导入程序的版本、给出的文章编号（后面是文字的指纹），
# retired 是不再使用的编号和接替它的文章。删掉一行，下次导入就会把那一版重新认一遍。
"""
# The lines that we write ourselves; 100,000 of them are read in half a second, by a YAML parser in minutes.
PLAIN_KEY = r"\w[\w./-]*\.txt"
MAPPING = r"\{(?:[\w.-]+: [\w.\"-]+(?:, )?)*\}"
LINE = re.compile(
    rf'(?P<file>{PLAIN_KEY}|"(?:[^"\\]|\\.)*"): '
    rf'\{{digest: "(?P<digest>\w+)", importer: (?P<importer>"(?:[^"\\]|\\.)*"), '
    rf"ids: (?P<ids>{MAPPING})(?:, retired: (?P<retired>{MAPPING}))?\}}"
)
PAIR = re.compile(r"([\w.-]+): ([\w.-]+|\"\")")
NOTHING = '""'
MEND = "用版本管理找回这个文件；找不回就删掉它再导入，改过的文章不会动，删掉的文章会重新出现。"


@dataclass(frozen=True, slots=True)
class Entry:
    """What import did with one page file.

    `stories` is id -> sketch of its text (ids.sketch), in print order; `retired` is id -> the id of the story that
    took up its text ("" for none): ids that will never be given again.
    """

    digest: str
    importer: str
    stories: Mapping[str, str] = field(default_factory=dict)
    retired: Mapping[str, str] = field(default_factory=dict)


class Ledger:
    """The entries by page file, and a journal beside them, so that a killed import can go on where it stopped.

    Before an import touches the articles of a page it writes down what it is about to do (`begin`), afterwards that it
    did (`done`). A page that was begun and not done is `begun`: the next import carries out the same plan.
    """

    def __init__(self, work: WorkFolder) -> None:
        """Raises UserError when the ledger cannot be read."""
        self._work = work
        self._path = work.content / NAME
        self._lines = _read(self._path)
        self._says_news = False
        self.begun: dict[str, Entry] = {}
        self._replay()
        self._journal: TextIO | None = None

    def entry(self, file: str) -> Entry | None:
        """What is known of a page file."""
        line = self._lines.get(file)
        return _entry(line) if line is not None else None

    def files(self) -> Iterator[str]:
        """Every page file that was ever imported."""
        return iter(self._lines)

    def begin(self, file: str, entry: Entry) -> None:
        """Notes what is about to be done with a page."""
        self.begun[file] = entry
        self._note(f"begin {_line(file, entry)}")

    def done(self, file: str) -> None:
        """Notes that what was begun is done."""
        self._lines[file] = _line(file, self.begun.pop(file))
        self._note(f"done {_key(file)}")

    def forget(self, file: str) -> None:
        """Drops a page file that now stands elsewhere under another name."""
        if self._lines.pop(file, None) is not None:
            self._note(f"forget {_key(file)}")

    @property
    def says_news(self) -> bool:
        """Whether a page was imported since the ledger was last saved, by this import or by one that was killed."""
        return self._says_news

    def save(self) -> None:
        """Writes the ledger, if it says anything new."""
        if self._says_news:
            text = HEADING + "".join(f"{self._lines[file]}\n" for file in sorted(self._lines))
            self._work.write(self._path, text.encode())

    def close(self) -> None:
        """Closes the journal."""
        if self._journal:
            self._journal.close()

    def _note(self, line: str) -> None:
        self._says_news = True
        if not self._journal:
            self._journal = self._work.journal.open("a", encoding="utf-8", newline="\n")
        self._journal.write(line + "\n")
        self._journal.flush()

    def _replay(self) -> None:
        if not self._work.journal.exists():
            return
        self._says_news = True
        whole, _, torn = self._work.journal.read_bytes().rpartition(b"\n")
        if torn:  # the kill came in the middle of a line: what it says had not begun
            self._work.journal.write_bytes(whole + b"\n" if whole else b"")
        for note in whole.decode().split("\n"):
            verb, _, rest = note.partition(" ")
            if verb == "begin" and (found := LINE.fullmatch(rest)):
                self.begun[_file(found["file"])] = _entry(rest)
            elif verb == "done":
                file = _file(rest)
                self._lines[file] = _line(file, self.begun.pop(file))
            elif verb == "forget":
                self._lines.pop(_file(rest), None)


# ---------------------------------------------------------------- lines


def _key(file: str) -> str:
    return file if re.fullmatch(PLAIN_KEY, file) else json.dumps(file, ensure_ascii=False)


def _file(key: str) -> str:
    return str(json.loads(key)) if key.startswith('"') else key


def _line(file: str, entry: Entry) -> str:
    retired = f", retired: {_mapping(entry.retired)}" if entry.retired else ""
    importer = json.dumps(entry.importer)
    return f'{_key(file)}: {{digest: "{entry.digest}", importer: {importer}, ids: {_mapping(entry.stories)}{retired}}}'


def _mapping(pairs: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value or NOTHING}" for key, value in pairs.items()) + "}"


def _entry(line: str) -> Entry:
    found = LINE.fullmatch(line)
    if not found:  # every line we keep was matched or made by us
        raise ValueError(line)
    stories, retired = (
        {key: value.strip('"') for key, value in PAIR.findall(found[part] or "")} for part in ("ids", "retired")
    )
    return Entry(found["digest"], json.loads(found["importer"]), stories, retired)


# ---------------------------------------------------------------- reading


def _read(path: Path) -> dict[str, str]:
    """Page file -> its line."""
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise UserError([Fault(str(path), 0, f"账本读不了：{reason(error)}。", "看看文件的权限。")]) from None
    except UnicodeDecodeError:
        raise UserError([Fault(str(path), 0, "账本不是 UTF-8 文字。", MEND)]) from None
    lines = {}
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            found = LINE.fullmatch(line)
            if not found:
                return _read_yaml(text, path)
            lines[_file(found["file"])] = line
    return lines


def _read_yaml(text: str, path: Path) -> dict[str, str]:
    """The same from YAML of any form, for a ledger that a person or a tool has written anew."""
    try:
        root = yaml.compose(text, Loader=yaml.CBaseLoader)
        data = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - makes nothing but text, lists and mappings
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise UserError([Fault(str(path), mark.line + 1 if mark else 0, "账本读不懂，没有导入。", MEND)]) from None
    if not isinstance(root, yaml.MappingNode) or not isinstance(data, dict):
        raise UserError([Fault(str(path), 1, "账本应是“页文件: {…}”的列表，没有导入。", MEND)])
    lines = {str(file): _line_of(str(file), value) for file, value in data.items()}
    faults = [
        Fault(str(path), key.start_mark.line + 1, "账本的这一项读不懂，没有导入。", MEND)
        for key, _ in root.value
        if not lines.get(str(key.value))
    ]
    if faults:
        raise UserError(faults)
    return lines


def _line_of(file: str, data: object) -> str:
    """Our line for one item of the ledger, "" when it says something else than our lines do."""
    match data:
        case {"digest": str(digest), "importer": str(importer), "ids": dict(stories), "retired": dict(retired)}:
            pass
        case {"digest": str(digest), "importer": str(importer), "ids": dict(stories)}:
            retired = {}
        case _:
            return ""
    if any(not isinstance(part, str) for part in (*stories.values(), *retired.values())):
        return ""
    line = _line(file, Entry(digest, importer, stories, retired))
    return line if LINE.fullmatch(line) else ""
