"""Disk: a file that one process at a time can hold. The lock dies with its process, so a kill leaves none behind."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


def take(path: Path) -> int | None:
    """The open, locked file, which is to be given back, or None while another process holds it. Raises OSError."""
    while True:
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # not flock: forked workers would hold it too
        except (BlockingIOError, PermissionError):
            os.close(lock)
            return None
        # Whoever held it before may have removed the file between our opening and our locking it.
        if path.exists() and os.path.samestat(os.fstat(lock), path.stat()):
            return lock
        os.close(lock)


def give_back(path: Path, lock: int) -> None:
    """Removes the file and frees whoever wants it next."""
    path.unlink(missing_ok=True)
    os.close(lock)
