"""content/articles/ as import sees it: files found by id, wherever a person has put them, however named (disk)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from generator.faults import Fault, UserError
from generator.importer import ids
from generator.importer.work_folder import WorkFolder
from generator.refusals import reason

HEADER_ID = re.compile(r"""\A\ufeff?---\s(?:(?!---).*\n)*?id:[ \t]*["']?([\w.-]+)""")
START = 2000  # bytes of a file in which its id stands
YEAR = re.compile(r"\d{4}(?!\d)")


class ArticleFolder:
    """Reads, writes and removes article files by id.

    Only ids that stand in another folder than their year's are kept in memory. Paths are strings here: a scan of half a
    million names takes a second with them, ten with Path.
    """

    def __init__(self, work: WorkFolder) -> None:
        """Raises UserError when a folder of articles cannot be read: its articles would pass for deleted ones."""
        self._work = work
        self._path = os.fspath(work.content / "articles")
        self._elsewhere: dict[str, str] = {}
        self._odd: list[str] = []  # files that were not named by import: of people, or renamed by them
        self._renamed: dict[str, str] | None = None
        for folder, name in _ids(self._path):
            if not ids.ID.match(name):
                self._odd.append(f"{folder}/{name}.md")
            elif folder != self._home(name):
                self._elsewhere[name] = folder

    def find(self, name: str) -> Path | None:
        """The file of an id, or None."""
        path = f"{self._home(name)}/{name}.md"
        if os.path.lexists(path):
            return Path(path)
        if name in self._elsewhere:
            return Path(self._elsewhere[name], f"{name}.md")
        if self._renamed is None:  # only now: few imports ask for an id without a file, and many files are to be read
            self._renamed = {_id(path): path for path in reversed(self._odd)}
        return Path(self._renamed[name]) if name in self._renamed else None

    def read(self, name: str) -> str | None:
        """The text of an id's file with LF line ends (bytes that are not UTF-8 become U+FFFD), or None without one.

        Raises UserError when it cannot be read.
        """
        path = self.find(name)
        return self.text(str(path)) if path else None

    def paths(self) -> list[str]:
        """Every article file, in a fixed order; links to files are left out, as writing one would replace it."""
        paths = (f"{folder}/{name}.md" for folder, name in _ids(self._path))
        return sorted(path for path in paths if not Path(path).is_symlink())

    def text(self, path: str) -> str:
        """The text of an article file as `read` gives it. Raises UserError when it cannot be read."""
        try:
            with open(path, "rb") as file:
                return file.read().decode("utf-8", "replace").replace("\r\n", "\n")
        except OSError as error:
            raise _unreadable(error) from None

    def rewrite(self, path: str, text: str) -> None:
        """Writes an article file that is there. Raises UserError when that cannot be done."""
        self._work.write(Path(path), text.encode())

    def write(self, name: str, date: str, text: str) -> None:
        """Writes an id's file where it stands; a new one goes into the folder of its year.

        Raises UserError when that cannot be done.
        """
        path = self.find(name)
        if not path:
            folder = f"{self._path}/{_year(date)}"
            path = Path(folder, f"{name}.md")
            if folder != self._home(name):
                self._elsewhere[name] = folder
        self._work.write(path, text.encode())

    def remove(self, name: str) -> None:
        """Removes an id's file."""
        path = self.find(name)
        if path:
            path.unlink()
            self._elsewhere.pop(name, None)
            if self._renamed:
                self._renamed.pop(name, None)

    def _home(self, name: str) -> str:
        return f"{self._path}/{_year(name)}"


def _year(date: str) -> str:
    found = YEAR.match(date)
    return found[0] if found else "undated"


def _ids(folder: str) -> Iterator[tuple[str, str]]:
    """Folder and id of every article file."""
    if not Path(folder).is_dir():
        return
    for path, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.endswith(".md") and not name.startswith("."):
                yield path, name[:-3]


def _id(path: str) -> str:
    """The id in a file's header, "" without one."""
    try:
        with open(path, "rb") as file:
            found = HEADER_ID.match(file.read(START).decode("utf-8", "ignore"))
    except OSError as error:
        raise _unreadable(error) from None
    return found[1] if found else ""


def _unreadable(error: OSError) -> UserError:
    what = f"读不了：{reason(error)}。导入停在这里，免得把稿件当作删掉的。"
    return UserError([Fault(os.fsdecode(error.filename), 0, what, "看看它的权限。")])


def _refuse(error: OSError) -> None:
    raise _unreadable(error)
