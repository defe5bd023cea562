"""One story and what is known of it: the value that importer, archive and search share.

An Article knows no address, no neighbours and no HTML.
"""

from __future__ import annotations

from dataclasses import dataclass

TRUNCATIONS = ("start", "middle", "end")
DATE_SOURCES = ("masthead", "text", "file", "editor")


@dataclass(frozen=True, slots=True)
class Byline:
    """Who made a story; `text` is the byline as printed."""

    text: str = ""
    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text or self.reporters or self.correspondents or self.photographers or self.authors)


@dataclass(frozen=True, slots=True)
class Photo:
    """A printed photograph: its caption and credit as printed, and an image file where there is one."""

    caption: str = ""
    credit: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A place by its GB/T 2260 code (six digits, towns nine); `name` only where the header gives one."""

    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a story was printed: a file below content/pages and its lines, such as "41,43-87" (from 1)."""

    file: str
    lines: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One story. Texts are plain but for `body`, which is Markdown; `date` is EDTF ("XXXX": unknown)."""

    id: str
    title: str
    body: str = ""
    kicker: str = ""
    deck: str = ""
    column: str = ""
    date: str = "XXXX"
    date_from: str = ""
    publication: str = ""
    issue: int | None = None
    page: str = ""
    byline: Byline = Byline()
    dateline: str = ""
    regions: tuple[Region, ...] = ()
    tags: tuple[str, ...] = ()
    photos: tuple[Photo, ...] = ()
    truncated: tuple[str, ...] = ()
    source: Source | None = None
    imported: str = ""
    reviewed: bool = False
    modified: str = ""
    aliases: tuple[str, ...] = ()
    withdrawn: str = ""
