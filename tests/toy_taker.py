"""A way of taking pages apart that is simple enough to foretell: for tests of what import does with the outcome."""

from __future__ import annotations

import re
import time
from dataclasses import replace

from generator.article import Article, Byline, Source
from generator.importer.page import Doubt, Masthead, Page, Role, Span, TakenApart
from generator.importer.settle import Taker

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def take(page: Page) -> TakenApart:
    """Blocks of lines are stories, first lines titles; "报头 2021-08-18" is a masthead, a title with ？ a doubt."""
    if "拖延" in page.text:
        time.sleep(0.002)
    if "程序错误" in page.text:
        raise ZeroDivisionError
    found = DAY.search(page.text)
    date = found[0] if found else ""
    contradictions = ("星期和日期对不上。",) if "矛盾" in page.text else ()
    masthead = Masthead(date=date, date_from="masthead" if date else "", page="4", contradictions=contradictions)
    drafts: list[Article] = []
    spans: list[Span] = []
    doubts: list[Doubt] = []
    block: list[int] = []
    for number, line in enumerate([*page.lines, ""], start=1):
        if line.startswith("报头"):
            spans.append(Span(number, 0, len(line), Role.MASTHEAD, None))
        elif line.strip():
            role = Role.BODY if block else Role.HEAD
            spans.append(Span(number, 0, len(line), role, len(drafts)))
            if "？" in line and not block:
                doubts.append(Doubt(number, len(drafts), "当作标题", "行很短", "上一篇的末段", 0.6))
            block.append(number)
        elif block:
            drafts.append(_draft(page, masthead, block))
            block = []
    return TakenApart(page, masthead, tuple(drafts), (0.9,) * len(drafts), tuple(spans), tuple(doubts))


def take_in_brackets(page: Page) -> TakenApart:
    """A "better" importer: the same with titles in brackets."""
    taken = take(page)
    drafts = tuple(replace(draft, title=f"【{draft.title}】") for draft in taken.drafts)
    return replace(taken, drafts=drafts)


def _draft(page: Page, masthead: Masthead, block: list[int]) -> Article:
    title, *body = (page.lines[number - 1] for number in block)
    return Article(
        id="",
        title=title,
        body="\n\n".join(body),
        date=masthead.date or "XXXX",
        date_from=masthead.date_from,
        page=masthead.page,
        byline=Byline(),
        source=Source(page.file, f"{block[0]}-{block[-1]}"),
    )


TOY = Taker(take, "1")
BETTER = Taker(take_in_brackets, "2")
