"""A page in, its stories out. The way of a page: units, roles, threads, stories, drafts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from generator import dates
from generator.importer import weights_file
from generator.importer.dating.passages import passages
from generator.importer.dating.weigh import tell_date
from generator.importer.draft import Drafter
from generator.importer.furniture import kinds, repeated
from generator.importer.looks import Look, looks_of
from generator.importer.masthead import read_masthead
from generator.importer.page import Doubt, Masthead, Page, Role, Span, TakenApart
from generator.importer.reasons import role_doubt, seam_doubt
from generator.importer.regions import add_regions
from generator.importer.roles import STATES, RoleModel
from generator.importer.series import join_parts, series_doubt
from generator.importer.stories import Story, gather, usual_gap
from generator.importer.surroundings import page_features
from generator.importer.thread_model import ThreadModel
from generator.importer.threads import Link, Threads
from generator.importer.topics import Topics
from generator.importer.units import Unit, read_units
from generator.places import gazetteer_file
from generator.segmenter import cut_lines

RULES = "8"  # goes up with every change of the rules that changes an outcome
MODESTY = (
    0.8  # power that makes the lattice's certainty true of pages it has not seen: of its 90 %, 90 in 100 are right
)
DOUBTFUL = 0.85  # certainty below which a decision is shown to a person


@cache
def importer_version(home_region: str) -> str:
    """Changes when pages may come apart differently: rules, weights, gazetteer, the region the paper is at home in."""
    return f"{RULES}-{weights_file.digest()}-{gazetteer_file.digest()}-{home_region}"


@dataclass(frozen=True, slots=True)
class _Read:
    """The page's units and what was decided of each."""

    units: list[Unit]
    looks: list[Look]
    features: list[list[str]]
    roles: list[str]
    sure: np.ndarray  # (units, STATES): probability of each role, as modest as left-out pages teach
    links: list[Link]


def take_apart(
    page: Page,
    models: tuple[RoleModel, ThreadModel] | None = None,
    *,
    home_region: str = "",
    explain: bool = True,
) -> TakenApart:
    """The page's stories in print order, every character accounted for, and what is unsure.

    home_region: code of the region that the paper is at home in, "" for none. explain: somebody wants to know what its
    date was told by.
    models: other weights than the shipped ones, for measuring.
    """
    every = read_units(page.lines)
    role_model, thread_model = models or weights_file.models()
    read, doubles = _read(every, role_model, thread_model)
    furniture = kinds(read.units, [i for i, role in enumerate(read.roles) if role == "FURNITURE"])
    printed = [
        (read.units[i].line, read.units[i].text) for i, kind in sorted(furniture.items()) if kind is Role.MASTHEAD
    ]
    stories, parts = join_parts(gather(read.roles, read.looks, read.links), read.looks, read.units)
    _merge_lines(stories, read.units)
    masthead = _dated(read_masthead(printed, page.file), stories, read.units, explain)
    drafter = Drafter(read.units, masthead, page.file, [piece.line for unit in every for piece in unit.pieces])
    drafts = tuple(drafter.draft(story, number) for number, story in enumerate(stories))
    spans = drafter.spans + [
        Span(piece.line, piece.start, piece.end, kind, None)
        for unit, kind in [(read.units[i], kind) for i, kind in furniture.items()]
        + [(unit, Role.REPEATED) for unit in doubles]
        for piece in unit.pieces
    ]
    drafts, open_places = add_regions(drafts, drafter.spans, page, home_region)
    doubts = _doubts(read, stories, parts, role_model) + open_places
    return TakenApart(
        page=page,
        masthead=masthead,
        drafts=drafts,
        confidences=tuple(_confidence(story, read) for story in stories),
        spans=tuple(sorted(spans, key=lambda span: (span.line, span.start))),
        doubts=tuple(sorted(doubts, key=lambda doubt: doubt.confidence)),
    )


def _dated(masthead: Masthead, stories: Sequence[Story], units: Sequence[Unit], explain: bool) -> Masthead:
    """The masthead, with the date that the stories tell where none is printed."""
    if masthead.date:
        return masthead
    told = tell_date(passages(stories, units), explain)
    if told.date == dates.UNKNOWN:
        return replace(masthead, evidence=told.evidence)
    return replace(masthead, date=told.date, date_from="text", evidence=told.evidence)


def _read(every: Sequence[Unit], role_model: RoleModel, thread_model: ThreadModel) -> tuple[_Read, list[Unit]]:
    """Roles and links of the page's units; also the units that only repeat others."""
    words = cut_lines([unit.text for unit in every])
    looks = looks_of(every, words)
    twice = repeated(every, [one.shape for one in looks])
    kept = [i for i in range(len(every)) if i not in twice]
    units, looks, words = [every[i] for i in kept], [looks[i] for i in kept], [words[i] for i in kept]
    topics = Topics([unit.text for unit in units], words)
    features = page_features(units, looks, topics, words)
    path, odds = role_model.read(features)
    roles = [STATES[state] for state in path]
    threads = Threads(looks, roles, odds, topics, units)
    return _Read(units, looks, features, roles, _modest(odds), thread_model.links(threads)), [
        every[i] for i in sorted(twice)
    ]


def _modest(odds: np.ndarray) -> np.ndarray:
    humble = odds**MODESTY
    return np.asarray(humble / humble.sum(axis=1, keepdims=True))


def _merge_lines(stories: Sequence[Story], units: Sequence[Unit]) -> None:
    """Put subheads together that were set over two lines."""
    usual = usual_gap(units)
    for story in stories:
        blocks = story.blocks
        for n in range(len(blocks) - 1, 0, -1):
            one, two = blocks[n - 1], blocks[n]
            if one.role is two.role is Role.SUBHEAD:
                first = units[one.units[-1]].text
                if units[two.units[0]].gap < usual or first.endswith((":", "：", "，", ",", "——")):
                    one.units += two.units
                    del blocks[n]


def _confidence(story: Story, read: _Read) -> float:
    """How sure the story is as a whole: its head and its column breaks all right (0 to 1)."""
    sure = 1.0
    first = story.blocks[0].units[0]
    heads = [i for block in story.blocks if block.role is Role.HEAD for i in block.units] or [first]
    sure *= min(_chance(read, i) for i in heads)
    for link in story.links:
        sure *= _link_chance(link)
    return round(sure, 3)


def _chance(read: _Read, i: int) -> float:
    return float(read.sure[i][STATES.index(read.roles[i])])


def _link_chance(link: Link) -> float:
    return 1 / (1 + math.exp(min(50.0, max(link.rival, 0.0) - link.odds)))


def _doubts(read: _Read, stories: Sequence[Story], parts: Sequence[int], model: RoleModel) -> list[Doubt]:
    owner = {i: number for number, story in enumerate(stories) for block in story.blocks for i in block.units}
    doubts = [series_doubt(read.units[i], owner.get(i)) for i in parts]
    for i, role in enumerate(read.roles):
        sure = _chance(read, i)
        if sure >= DOUBTFUL:
            continue
        order = read.sure[i].argsort()[::-1]
        rival = STATES[int(order[0] if STATES[int(order[0])] != role else order[1])]
        if {role, rival} != {"BODY", "REST"} or (i and read.looks[i - 1].ends == "N"):
            doubts.append(role_doubt(read.units[i], owner.get(i), role, rival, read.features[i], sure, model))
    for link in read.links:
        sure = _link_chance(link)
        if sure < DOUBTFUL and link.after != link.before + 1:
            looks = (read.looks[link.before], read.looks[link.after])
            units = (read.units[link.before], read.units[link.after])
            doubts.append(seam_doubt(*units, looks, owner.get(link.after), sure))
    return doubts
