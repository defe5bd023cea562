"""content/.import/: the lock, the journal and the half-written file of a running import (disk)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from generator import lock_file
from generator.faults import Fault, UserError
from generator.refusals import reason

NAME = ".import"
UNFINISHED = "unfinished-"  # with the number of the process that writes it


@dataclass(frozen=True, slots=True)
class WorkFolder:
    """The folder of the one import that runs in a content folder: gone when it is done, left when it was killed."""

    content: Path
    path: Path
    _folders: set[Path] = field(default_factory=set)  # those that are there and lie below content/

    @property
    def journal(self) -> Path:
        """Where the ledger writes down what the import is about to do."""
        return self.path / "journal"

    @property
    def counted(self) -> Path:
        """Where it is kept what articles speak of, until they are tagged."""
        return self.path / "counted"

    def write(self, target: Path, data: bytes) -> None:
        """Writes a file below content/ whole or not at all.

        Raises UserError when the folder cannot be written or leads out of content/.
        """
        unfinished = f"{self.path}/{UNFINISHED}{os.getpid()}"
        try:
            if target.parent not in self._folders:
                self._make_folder(target.parent)
            with open(unfinished, "wb") as file:
                file.write(data)
            os.replace(unfinished, target)
        except OSError as error:
            what = f"写不进去：{reason(error)}。"
            raise UserError([Fault(str(target), 0, what, "看看磁盘空间和文件夹的权限。")]) from error

    def _make_folder(self, folder: Path) -> None:
        if not folder.resolve().is_relative_to(self.content.resolve()):
            what = "这个文件夹是指到 content 外面的链接，没有写。"
            raise UserError([Fault(str(folder), 0, what, "换成真正的文件夹。")])
        folder.mkdir(parents=True, exist_ok=True)
        self._folders.add(folder)


@contextmanager
def work_folder(content: Path) -> Iterator[WorkFolder]:
    """Makes sure that this import is the only one in `content`.

    Raises UserError when another import runs there or the folder cannot be written. The lock dies with its process,
    so that a killed import never stands in the way.
    """
    path = content / NAME
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock = lock_file.take(path / "lock")
    except OSError as error:
        what = f"不能写进这个文件夹：{reason(error)}。"
        raise UserError([Fault(str(content), 0, what, "看看它是不是文件夹、有没有权限。")]) from error
    if lock is None:
        raise UserError([Fault(str(content), 0, "另一个导入正在这里进行。", "等它结束，再运行一次。")])
    try:
        yield WorkFolder(content, path)
        # Only after a good end: what a failed import leaves here is where the next one goes on.
        for left in (path / "journal", path / "counted", *path.glob(f"{UNFINISHED}*")):
            left.unlink(missing_ok=True)
    finally:
        lock_file.give_back(path / "lock", lock)
        if not any(path.iterdir()):
            path.rmdir()
