"""The tags that Jianbao brings along: `news_tags.yaml` (disk)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator import tag_list
from generator.tag_list import TagList

FILE = Path(__file__).with_name("news_tags.yaml")


@cache
def news_list() -> TagList:
    """The list, read once."""
    return tag_list.parse(FILE.read_text(encoding="utf-8"), str(FILE))
