"""The tags that Jianbao brings along: `news_tags.yaml`, and `thesaurus.yaml` on what lies around them (disk)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator import tag_list
from generator.tag_list import TagList
from generator.tagging import thesaurus
from generator.tagging.thesaurus import Thesaurus

TAGS = Path(__file__).with_name("news_tags.yaml")
AROUND = Path(__file__).with_name("thesaurus.yaml")


@cache
def news_list() -> TagList:
    """The list, read once."""
    return tag_list.parse(TAGS.read_text(encoding="utf-8"), str(TAGS))


@cache
def news_thesaurus() -> Thesaurus:
    """What lies around the list's tags, read once."""
    return thesaurus.parse(AROUND.read_text(encoding="utf-8"), str(AROUND))
