"""Finds the page files an import is about and brings them into content/pages (disk)."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.faults import Fault, UserError
from generator.importer.decode import decode, refuse_oversize
from generator.importer.ids import letters_of
from generator.importer.work_folder import WorkFolder
from generator.refusals import reason

SUFFIX = ".txt"
LINK = ("是指到别处的链接，没有读。", "需要它，就把它所指的文件或文件夹写在命令里。")
NO_FILE = ("不是文件，也不是文件夹。", "请给出页文件或放页文件的文件夹。")  # a pipe, say: reading one never ends
CONTROLS = frozenset({"Cc", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Gathered:
    """Page files as they lie below content/pages (forward slashes); faults of others; how many files were no pages."""

    files: tuple[str, ...]
    faults: tuple[Fault, ...]
    ignored: int


def digest(data: bytes) -> str:
    """What the ledger knows a page file's content by."""
    return hashlib.blake2b(data, digest_size=10).hexdigest()


def gather(paths: Sequence[Path], work: WorkFolder) -> Gathered:
    """The page files under `paths` (all of content/pages when there are none), copied into content/pages if need be."""
    pages = work.content / "pages"
    gathering = _Gathering(work, pages, pages.resolve())
    for path in paths:
        gathering.add(path)
    if not paths:
        gathering.add_all()
    return Gathered(tuple(sorted(gathering.origins)), tuple(sorted(set(gathering.faults))), gathering.ignored)


@dataclass(slots=True)
class _Gathering:
    work: WorkFolder
    pages: Path
    real: Path  # the same without links
    origins: dict[str, Path] = field(default_factory=dict)  # path below content/pages -> where it came from
    faults: list[Fault] = field(default_factory=list)
    ignored: int = 0

    def add_all(self) -> None:
        if self.pages.is_dir():
            for path in self._page_files(self.pages):
                self._take(path, self.pages)

    def add(self, path: Path) -> None:
        """A page file or a folder of them, wherever it lies."""
        if path.is_dir():
            before = len(self.origins) + len(self.faults)
            for found in self._page_files(path):
                self._take(found, path)
            if len(self.origins) + len(self.faults) == before and not any(self._page_files(path)):
                self._fault(path, "文件夹里没有页文件（.txt）。", "页文件是一个版面的文字，文件名以 .txt 结尾。")
        elif path.is_file():
            self._take(path, path.parent)
        elif path.exists():
            self._fault(path, *NO_FILE)
        else:
            self._fault(path, "没有这个文件或文件夹。", "看看路径有没有写错。")

    def _fault(self, path: Path, what: str, mend: str) -> None:
        self.faults.append(Fault(_shown(os.fspath(path)), 0, what, mend))

    def _unreadable(self, error: OSError) -> None:
        self._fault(Path(error.filename), f"读不出来：{reason(error)}。", "看看文件夹的权限。")

    def _page_files(self, folder: Path) -> Iterator[Path]:
        for path, folders, files in os.walk(folder, onerror=self._unreadable):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in folders:
                if Path(path, name).is_symlink():
                    self._fault(Path(path, name), *LINK)
            for name in sorted(files):
                if name.startswith(".") or not name.lower().endswith(SUFFIX):
                    self.ignored += 1
                elif Path(path, name).is_symlink():
                    self._fault(Path(path, name), *LINK)
                elif not Path(path, name).is_file():
                    self._fault(Path(path, name), *NO_FILE)
                else:
                    yield Path(path, name)

    def _take(self, path: Path, folder: Path) -> None:
        """Uses a page file where it is, or brings it in under the path it has below `folder`."""
        real = path.resolve()
        inside = real.is_relative_to(self.real)
        file = (real.relative_to(self.real) if inside else path.relative_to(folder)).as_posix()
        if any(unicodedata.category(character) in CONTROLS for character in file) or "\\" in file:
            self._fault(path, "文件名里有换行、控制字符或反斜线，没有读。", "改一个普通的文件名。")
            return
        try:
            refuse_oversize(path.stat().st_size, _shown(os.fspath(path)))
            if inside:
                self.origins[file] = path
            else:
                self._bring_in(path, unicodedata.normalize("NFC", file))
        except OSError as error:
            self._fault(path, f"读不出来：{reason(error)}。", "看看文件的权限。")
        except UserError as error:
            self.faults.extend(error.faults)

    def _bring_in(self, path: Path, file: str) -> None:
        target = self.pages / file
        data = path.read_bytes()
        text = decode(data, _shown(os.fspath(path)))
        there = target.read_bytes() if target.exists() else None
        if there != data:
            rival = self.origins.get(file)
            if rival or (there is not None and not _one_page(text, there, str(target))):
                self._fault(
                    path,
                    f"与 {rival or target} 同名，内容却不同，没有导入。",
                    "给其中一个改名，或放进不同的子文件夹再导入。",
                )
                return
            self.work.write(target, data)
        self.origins.setdefault(file, path)


def _one_page(text: str, there: bytes, path: str) -> bool:
    """Whether two files are one page before and after a change: they share half of their wordings.

    Not half of their lines: whoever reads a page in again, or mends its punctuation, changes every line of it.
    """
    try:
        new, old = _wordings(text), _wordings(decode(there, path))
    except UserError:
        return False
    return 2 * len(new & old) >= max(len(new), len(old))


def _wordings(text: str) -> set[str]:
    """All runs of four letters: two pages of one paper share few of them."""
    letters = letters_of(text)
    return {letters[at : at + 4] for at in range(max(1, len(letters) - 3))}


def _shown(path: str) -> str:
    """A path as one can print it: line breaks and the like as escapes."""
    return "".join(c if unicodedata.category(c) not in CONTROLS else c.encode("unicode_escape").decode() for c in path)
