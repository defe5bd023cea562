"""Disk: notices what changes below folders, for the preview's `livereload` server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from livereload.watcher import Watcher

Seen = dict[str, tuple[int, int]]  # path -> time of the last change in nanoseconds, size in bytes


class Watch(Watcher):  # type: ignore[misc]  # livereload has no types
    """Notices files that come, go or change, all at once.

    livereload's own takes one file at a time, and a file that is put there with an old date, as copied photographs
    are, for one that has always been there.
    """

    def __init__(self) -> None:
        super().__init__()
        self._seen: dict[str, Seen] = {}

    def watch(self, path: str, func: Any = None, delay: float | None = 0, ignore: Any = None) -> None:
        super().watch(path, func, delay, ignore)
        self._seen[path] = dict(_files(path))

    def is_changed(self, path: str, ignore: Any = None) -> bool:
        """Whether anything at a path, below a folder or of a pattern is not as it was when last asked."""
        before, now = self._seen[path], dict(_files(path))
        self._seen[path] = now
        changed = sorted(file for file in before.keys() | now.keys() if before.get(file) != now.get(file))
        if changed:
            # the browser may take a style sheet in place; anything else it is to load with its page
            self.filepath = changed[0] if all(file.endswith(".css") for file in changed) else "*"
        return bool(changed)


def _files(path: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """All files below a folder, or those of a pattern in its last part."""
    folder, _, pattern = path.rpartition("/")
    if Path(path).is_dir():
        folder, pattern = path, ""
    yield from _below(folder, pattern)


def _below(folder: str, pattern: str) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        with os.scandir(folder) as entries:
            found = list(entries)
    except OSError:  # not there, or not yet
        return
    for entry in found:
        if not pattern and entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, "")
        elif fnmatch(entry.name, pattern or "*"):
            with suppress(OSError):  # gone again
                status = entry.stat()
                yield entry.path, (status.st_mtime_ns, status.st_size)
