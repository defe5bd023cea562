"""Pictures for tests, drawn on the spot."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from PIL import Image

RED, BLUE = (200, 30, 30), (30, 30, 200)


def drawn(width: int = 900, height: int = 600, kind: str = "JPEG", mode: str = "RGB", **options: Any) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    out = io.BytesIO()
    image.convert(mode).save(out, kind, **options)
    return out.getvalue()


def put_picture(content: Path, name: str, data: bytes | None = None) -> Path:
    path = content / "images" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(drawn() if data is None else data)
    return path


def is_red(pixel: object) -> bool:
    assert isinstance(pixel, tuple)
    return bool(pixel[0] > pixel[2])
