"""A newspaper page as lines of text, and the page taken apart: the two ends of the importer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from generator.article import Article


class Role(StrEnum):
    """What a piece of a page's text is. The last four belong to no story."""

    COLUMN = "column"  # 栏目, standing head of a series
    HEAD = "head"  # 引题, 主题, 副题
    BYLINE = "byline"
    SUBHEAD = "subhead"  # 小标题
    BODY = "body"
    CAPTION = "caption"
    CREDIT = "credit"  # 摄影 line of a photograph
    MASTHEAD = "masthead"  # 报头, 报眉, folio
    NOTICE = "notice"  # service lines, announcements
    ADVERTISEMENT = "advertisement"
    REPEATED = "repeated"  # text that the page gives twice


FURNITURE = frozenset({Role.MASTHEAD, Role.NOTICE, Role.ADVERTISEMENT, Role.REPEATED})


@dataclass(frozen=True, slots=True)
class Page:
    """One page file: its path below content/pages with forward slashes, and its decoded text with LF line ends."""

    file: str
    text: str

    @property
    def lines(self) -> list[str]:
        """The text's lines; line number n of reports and headers is `lines[n - 1]`."""
        return self.text.split("\n")


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """Words of a story that tell when the page appeared, and what they tell."""

    kind: str  # in Chinese, for the report
    text: str  # as the story has it, in half-width signs
    line: int
    says: str  # a clause in Chinese
    weight: float = 0.0  # log odds that it adds to the date decided on; below 0 it stands against it


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a page's masthead, folio or file name says of it; empty where it says nothing.

    Where they give no date, it is the one its stories tell together, with what they say of it.
    """

    date: str = ""  # EDTF: a plain day, or from the text as vague as that is
    date_from: str = ""  # "masthead", "file" or "text"
    publication: str = ""
    issue: int | None = None  # 总第…期
    page: str = ""
    contradictions: tuple[str, ...] = ()  # sentences: facts that cannot all be true
    evidence: tuple[DateEvidence, ...] = ()  # the weightiest first; empty where a date is printed


class Span(NamedTuple):
    """Characters `start` to `end` (half open) of line `line` (from 1), what they are, and whose.

    `story` is an index into `TakenApart.drafts`, None for furniture. The spans of a page cover every character
    that is not white space exactly once.
    """

    line: int
    start: int
    end: int
    role: Role
    story: int | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A decision that could have gone otherwise."""

    line: int
    story: int | None
    what: str  # what was decided
    why: str  # the evidence for it
    other: str  # what else it could have been
    confidence: float  # 0.5 (as likely as not) to 1


@dataclass(frozen=True, slots=True)
class TakenApart:
    """A page's stories in print order (Articles without id), every character accounted for, and what is unsure."""

    page: Page
    masthead: Masthead
    drafts: tuple[Article, ...] = ()
    confidences: tuple[float, ...] = ()  # one a draft, 0 to 1
    spans: tuple[Span, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=())
