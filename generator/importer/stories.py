"""Units with roles and links, gathered into stories: whose each unit is and in which order it reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.importer.looks import Look
from generator.importer.page import Role
from generator.importer.threads import Link
from generator.importer.units import Unit

OPENS_STORY = ("COLUMN", "HEAD", "SUBHEAD")
UNFINISHED = "NC"  # ends that leave a sentence open ...
BROKEN = "PKc"  # shapes of running text
PROSE = "Kc"  # ... in lines of these shapes: a short line without a stop may be verse
ABSTRACT = 110  # characters; under a headline a line without a stop says in short what follows


@dataclass(slots=True)
class Block:
    """Units that read as one: a paragraph over its column breaks, or a line of another role."""

    role: Role
    units: list[int]


@dataclass(slots=True)
class Story:
    """Blocks in reading order, where it surely lacks text, and the column breaks it was put together over."""

    blocks: list[Block] = field(default_factory=list)
    truncated: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)


def gather(roles: Sequence[str], looks: Sequence[Look], links: Sequence[Link]) -> list[Story]:
    """The page's stories in print order.

    What goes on with nothing begins a story where it is a headline of some kind or opens with a byline; other text
    without a link stays with what was printed before it.
    """
    before = {link.after: link for link in links}
    stories: list[Story] = []
    owner: dict[int, tuple[Story, Block]] = {}
    now: Story | None = None
    for i, role in enumerate(roles):
        if role == "FURNITURE":
            continue
        link = before.get(i)
        if link is not None and link.before in owner:
            now, block = owner[link.before]
            if link.joined and block.units[-1] == link.before:
                block.units.append(i)
            else:
                block = _begin(now, _role_within(role, now), i)
            if link.before != i - 1:
                now.links.append(link)
        elif now is None or role in OPENS_STORY or "opener-long" in looks[i].shows:
            now = Story()
            stories.append(now)
            block = _begin(now, Role.HEAD if role == "SUBHEAD" else _role(role), i)
            if role == "REST":
                now.truncated.add("start")
        else:
            block = _begin(now, _role(role), i)
        owner[i] = (now, block)
    continued = {link.before for link in links if link.joined}
    for story in stories:
        _mark_gaps(story, looks, continued)
    return stories


def _begin(story: Story, role: Role, unit: int) -> Block:
    block = Block(role, [unit])
    story.blocks.append(block)
    return block


def _role(state: str) -> Role:
    return Role.BODY if state == "REST" else Role(state.lower())


def _role_within(state: str, story: Story) -> Role:
    """A headline behind running text of its own story is a subhead."""
    begun = any(block.role is Role.BODY for block in story.blocks)
    return Role.SUBHEAD if begun and state in ("HEAD", "COLUMN") else _role(state)


def _mark_gaps(story: Story, looks: Sequence[Look], continued: set[int]) -> None:
    """A sentence that breaks off and is not taken up again: the page lost what followed."""
    paragraphs = [block for block in story.blocks if block.role is Role.BODY]
    for number, block in enumerate(paragraphs):
        last = block.units[-1]
        if looks[block.units[0]].begins_inside and looks[block.units[0]].shape in BROKEN:
            story.truncated.add("middle" if number else "start")
        abstract = not number and len(paragraphs) > 1 and looks[last].ends == "N" and looks[last].n <= ABSTRACT
        if looks[last].ends in UNFINISHED and looks[last].shape in PROSE and last not in continued and not abstract:
            story.truncated.add("end" if number == len(paragraphs) - 1 else "middle")


def usual_gap(units: Sequence[Unit]) -> int:
    """Blank lines between most lines of the page."""
    gaps = sorted(unit.gap for unit in units[1:])
    return gaps[len(gaps) // 2] if gaps else 0
