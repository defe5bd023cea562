"""What belongs to no story: masthead, notices, advertisements, and text that the page gives twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.importer.masthead_evidence import masthead_evidence
from generator.importer.page import Role
from generator.importer.units import Unit

NOTICE = re.compile(
    "公告|启事|声明|更正|热线|天气|导读|看点|提要|征稿|征订|订阅|投稿|读者|讣告|遗失|下转|上接|版权|服务|预告|通知|挂失|投诉|咨询|报料|停水|停电|招聘|招租"
)
PLACE_FACTS = frozenset(
    {
        "date",
        "weekday",
        "lunar",
        "issue_number",
        "page_number",
        "postal_code",
        "serial_number",
        "publisher",
        "price",
        "editors",
    }
)
EDGE = 3  # units from the top or the bottom of the page
NEAR = 4  # units around a masthead's numbers that belong to it
PROSE = "PK"  # shapes of running text
SHORTEST_REPEAT = 15  # characters; shorter lines may stand twice by nature


def repeated(units: Sequence[Unit], shapes: Sequence[str]) -> set[int]:
    """Units of running text that stand word for word, as a whole, earlier on the page.

    A sentence within another paragraph is none: reports quote the speech that is printed beside them. Nor is what
    stands right under a headline: an abstract says what the text says again.
    """
    seen: set[str] = set()
    found = set()
    for i, unit in enumerate(units):
        if shapes[i] in PROSE and len(unit.text) >= SHORTEST_REPEAT:
            if unit.text in seen:
                found.add(i)
            elif i and shapes[i - 1] in PROSE:
                seen.add(unit.text)
    return found


def kinds(units: Sequence[Unit], furniture: Sequence[int]) -> dict[int, Role]:
    """Masthead, notice or advertisement for each unit that is no story's, judged by runs of neighbouring units."""
    out: dict[int, Role] = {}
    run: list[int] = []
    for i in furniture:
        if run and i != run[-1] + 1:
            out.update(_run_kinds(units, run))
            run = []
        run.append(i)
    out.update(_run_kinds(units, run))
    return out


def _run_kinds(units: Sequence[Unit], run: Sequence[int]) -> dict[int, Role]:
    """Within a run of furniture: a masthead's lines stand together at the page's edge, the rest goes by its words."""
    facts = {i: masthead_evidence(units[i].text) for i in run}
    strong = [i for i in run if facts[i] & PLACE_FACTS]
    at_edge = bool(run) and (run[0] < EDGE or run[-1] >= len(units) - EDGE)
    if not strong or not at_edge:
        return {i: _kind(units[i].text, i in strong) for i in run}
    # Slogans, addresses, a bare date and the paper's name stand among the numbers of a masthead.
    near = {i for i in run if any(abs(i - k) <= NEAR for k in strong) and not NOTICE.search(units[i].text)}
    return {i: Role.MASTHEAD if i in strong or i in near else _kind(units[i].text, False) for i in run}


def _kind(text: str, printed: bool) -> Role:
    if printed:
        return Role.MASTHEAD
    return Role.NOTICE if NOTICE.search(text) else Role.ADVERTISEMENT
