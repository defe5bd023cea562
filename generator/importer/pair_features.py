"""What speaks for and against one unit of a page going on with another, for many pairs at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from generator.dictionary_file import TAGS
from generator.importer.cuts import SIGNS
from generator.importer.feature_kinds import Column, Kind, exceeded, upto
from generator.importer.kinship import Reading
from generator.importer.rivals import Rivals
from generator.importer.roles import STATES
from generator.importer.threads import Pair, Threads, both_units
from generator.importer.unit_columns import ENDS, HABITS, MOST_GAP, TYPES

# Kinds of features stand by the functions that fill their columns; here the parts that names of several have.
WHERE = ("far", "near")
GAPS = range(MOST_GAP + 1)
IS_FINISHED = ("unfinished", "finished")


class _Pairs:
    """Pairs of a page, and of what kind both units of each are."""

    def __init__(self, page: Threads, pairs: Sequence[Pair]) -> None:
        self.page, self.u = page, page.units
        u = page.units
        self.before, self.after = before, after = both_units(pairs)
        self.printed_before = u.previous[after]
        self.near = self.printed_before == before
        self.far = ~self.near
        self.where = self.near.astype(np.int64)  # its place in WHERE
        self.ends, self.role_before, self.role = u.ends[before], u.role[before], u.role[after]
        self.prose_before, self.prose_after = u.prose[before], u.prose[after]
        self.prose = self.prose_before & self.prose_after
        self.printed_behind = u.next[before]


def columns(page: Threads, pairs: Sequence[Pair]) -> Iterator[Column]:
    """The features of each pair (before, after)."""
    p = _Pairs(page, pairs)
    yield from _roles(p)
    yield from _cuts(p)
    yield from _beginnings(p)
    yield from _gaps(p)
    yield from _subjects(p)
    yield from _places(p)
    if page.reading is not None:
        yield from _told(p, page.reading)


PLACE = Kind(lambda where: [where], WHERE)
ENDS_ROLE = Kind(lambda where, ends, role: [f"{where}|{ends}|{role}"], WHERE, ENDS, STATES)
ROLES = Kind(lambda where, one, two: [f"{where}|{one}|{two}"], WHERE, STATES, STATES)
OPENING_STEPS = np.array((0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98))  # probability of a headline
OPENING = Kind(lambda kind, steps: [f"{kind}|opening>{step}" for step in steps], TYPES, upto(OPENING_STEPS))
REST_STEPS = np.array((0.05, 0.2, 0.5, 0.8, 0.95))
REST = Kind(lambda where, steps: [f"{where}|rest>{step}" for step in steps], WHERE, upto(REST_STEPS))


def _roles(p: _Pairs) -> Iterator[Column]:
    page, u = p.page, p.u
    yield PLACE.column(p.where)
    yield ENDS_ROLE.column(p.where, p.ends, p.role)
    yield ROLES.column(p.where, p.role_before, p.role)
    yield OPENING.column(u.type[p.before], exceeded(OPENING_STEPS, u.opening[p.after]), where=p.near)
    yield from page.subheads.columns(p.before, p.after, p.near & p.prose_before & u.subhead[p.after])
    yield REST.column(p.where, exceeded(REST_STEPS, u.rest[p.after]), where=p.prose)


FIRST_TAG = Kind(lambda tag: [f"first-{tag}"], TAGS)
SPAN_STEPS = np.array((0.0, 2.0, 4.0, 6.0, 9.0))
SPAN = Kind(lambda steps: [f"span>{step:.0f}" for step in steps], upto(SPAN_STEPS))
LAST_TAG = Kind(lambda tag: [f"last-{tag}"], TAGS)
SIGN = Kind(lambda found: [found] if found else [], SIGNS)
UNCUT = Kind(lambda where: ["uncut", f"uncut|{where}"], WHERE)
SEEN = Kind(lambda seen, longer: [f"pair-seen{seen}", *("three-seen", "four-seen")[:longer]], range(3), range(3))


def _cuts(p: _Pairs) -> Iterator[Column]:
    """The characters and words at both sides of a cut."""
    page, u = p.page, p.u
    broken = p.prose & u.cut[p.before]
    yield FIRST_TAG.column(u.first_tag[p.after], where=p.prose & (broken | u.comma[p.before]))
    uncut = page.uncut
    if uncut:
        stands = np.array([pair in uncut for pair in zip(p.before.tolist(), p.after.tolist(), strict=True)])
        yield UNCUT.column(p.where, where=stands)
    at = np.flatnonzero(broken)
    before, after = p.before[at], p.after[at]
    spans, signs, seen, longer = np.zeros((4, len(broken)), np.int64)
    spans[at] = exceeded(SPAN_STEPS, page.cuts.gains(before, after))
    yield SPAN.column(spans, where=broken)
    yield LAST_TAG.column(u.last_tag[p.before], where=broken)
    signs[at] = page.cuts.signs(before, after)
    yield SIGN.column(signs, where=broken)
    seen[at], longer[at] = page.cuts.together(before, after)
    yield SEEN.column(seen, longer, where=broken)


IMPOSSIBLE_START = Kind(lambda ends: [f"impossible-start|{ends}"], ENDS)
FRESH_WORD = Kind(lambda ends: [f"fresh-word|{ends}"], ENDS)
OPENER = Kind(lambda where, ends: ["opener", f"opener|{ends}", f"opener|{where}"], WHERE, ENDS)
INDENTED = Kind(lambda ends: [f"indented|{ends}"], ENDS)
NUMBERED = Kind(lambda ends: [f"numbered|{ends}"], ENDS)
DASHED = Kind(lambda where: [f"{where}|dash-start"], WHERE)
MARKS = Kind(lambda found: [found] if found else [], ("", "shut|closes", "open|none", "open|closes"))
QUOTE_START = Kind(lambda ends: [f"quote-start|{ends}"], (*ENDS, "open"))


def _beginnings(p: _Pairs) -> Iterator[Column]:
    """How running text begins, behind such an end."""
    u = p.u
    yield IMPOSSIBLE_START.column(p.ends, where=p.prose & u.impossible_start[p.after])
    yield FRESH_WORD.column(p.ends, where=p.prose & u.fresh_word[p.after])
    yield OPENER.column(p.where, p.ends, where=p.prose & u.opener[p.after])
    yield INDENTED.column(p.ends, where=p.prose & u.indented[p.after])
    yield NUMBERED.column(p.ends, where=p.prose & u.numbered[p.after])
    yield DASHED.column(p.where, where=p.prose_before & u.dashed[p.after])
    open_mark = u.open_mark[p.before]
    yield MARKS.column(2 * open_mark + u.closes[p.after], where=p.prose)
    ends = np.where(open_mark, len(ENDS), p.ends)
    yield QUOTE_START.column(ends, where=p.prose & u.quote_start[p.after])


GAP = Kind(lambda where, gap, habit: [f"{where}|gap{gap}|{habit}"], WHERE, GAPS, HABITS)
GAP_ENDS_ROLE = Kind(
    lambda where, gap, habit, ends, role: [f"{where}|gap{gap}|{habit}|{ends}|{role}"], WHERE, GAPS, HABITS, ENDS, STATES
)
GAP_ROLES = Kind(
    lambda where, gap, habit, one, two: [f"{where}|gap{gap}|{habit}|{one}|{two}"], WHERE, GAPS, HABITS, STATES, STATES
)
THEN = Kind(lambda where, role: [f"{where}|then-{role}"], WHERE, STATES)
CAPTION_WORDS = Kind(lambda where: [f"{where}|caption-words"], WHERE)


def _gaps(p: _Pairs) -> Iterator[Column]:
    """Blank lines, and what stands behind."""
    u = p.u
    gap, habit = u.gaps[p.after], u.habit
    yield GAP.column(p.where, gap, habit)
    yield GAP_ENDS_ROLE.column(p.where, gap, habit, p.ends, p.role)
    yield GAP_ROLES.column(p.where, gap, habit, p.role_before, p.role)
    then = u.next[p.after]
    goes_on = p.prose & (then < u.n)
    yield THEN.column(p.where, u.role[then], where=goes_on)
    yield CAPTION_WORDS.column(p.where, where=goes_on & u.caption_words[p.after])


ALIKE_STEPS = np.array((0.03, 0.08, 0.15, 0.25, 0.4))
ALIKE = Kind(
    lambda where, kind, steps: [f"{where}|{kind}|alike>{step}" for step in steps], WHERE, TYPES, upto(ALIKE_STEPS)
)
MORE_STEPS = np.array((-0.2, -0.1, -0.03, 0.03, 0.1, 0.2))
MORE_ALIKE = Kind(lambda steps: [f"more>{step}" for step in steps], upto(MORE_STEPS))
MORE_THAN_NEXT_STEPS = np.array((-0.1, 0.0, 0.1))
MORE_THAN_NEXT = Kind(lambda steps: [f"more-than-next>{step}" for step in steps], upto(MORE_THAN_NEXT_STEPS))


def _subjects(p: _Pairs) -> Iterator[Column]:
    """Are both of one subject, more than the unit printed before and the unit printed behind?"""
    u, alike = p.u, p.page.alike
    mine = alike[p.before, p.after]
    yield ALIKE.column(p.where, u.type[p.after], exceeded(ALIKE_STEPS, mine))
    more = mine - alike[p.printed_before, p.after]
    yield MORE_ALIKE.column(exceeded(MORE_STEPS, more), where=p.far)
    than_next = mine - alike[p.before, p.printed_behind]
    told = p.far & u.prose[p.printed_behind]
    yield MORE_THAN_NEXT.column(exceeded(MORE_THAN_NEXT_STEPS, than_next), where=told)


MOST_WALLS = 4
FAR_ENDS = Kind(lambda state: [f"far|{state}"], IS_FINISHED)
WALLS = Kind(lambda state, walls: [f"far|{state}|walls{walls}"], IS_FINISHED, range(MOST_WALLS + 1))
BEHIND_END = Kind(
    lambda prose, state: [f"far|prose-after|{state}" if prose else "far|wall-after"], (False, True), IS_FINISHED
)
BEHIND = Kind(
    lambda here, state: ["far|behind-wall" if here == "wall" else f"far|behind-{here}|{state}"],
    ("wall", "cut", "finished"),
    IS_FINISHED,
)
GAP_BEHIND = Kind(lambda gap, habit: [f"far|gap-behind{gap}|{habit}"], GAPS, HABITS)
DISTANCES = (6, 15, 30)
DISTANCE = Kind(lambda distance: [f"far{distance}"], [*(f"<{top}" for top in DISTANCES), f">{DISTANCES[-1]}"])


def _places(p: _Pairs) -> Iterator[Column]:
    """Far pairs: what stands between, behind the end and before the beginning."""
    u, far = p.u, p.far
    finished = u.finished[p.before].astype(np.int64)
    walls = u.walls[p.after] - u.walls[p.before + 1]
    yield FAR_ENDS.column(finished, where=far)
    yield WALLS.column(finished, np.minimum(walls, MOST_WALLS), where=far)
    yield BEHIND_END.column(u.prose[p.printed_behind], finished, where=far)
    here = np.where(u.prose[p.printed_before], 1 + u.finished[p.printed_before], 0)
    yield BEHIND.column(here, finished, where=far)
    yield GAP_BEHIND.column(u.gaps[p.printed_behind], u.habit, where=far)
    yield DISTANCE.column(np.searchsorted(DISTANCES, p.after - p.before, "right"), where=far)


NATS, MOST_NATS = 5.0, 4  # so many count as one, and how many of them
COUNTS = range(-MOST_NATS, MOST_NATS + 1)


def _gained(name: str) -> Kind:
    """A number of nats as features: its sign, as often as it has five of them."""
    return Kind(lambda count: [name, *[f"{name}{'+' if count > 0 else '-'}"] * abs(count)], COUNTS)


TOLD_NEAR, TOLD_FAR_MOST, TOLD_FAR, TOLD_UNDER = map(_gained, ("told-near", "told-far-most", "told-far", "told-under"))


def _told(p: _Pairs, reading: Reading) -> Iterator[Column]:
    """Do the words from `after` on gain more by this story than by others?"""
    u, nats = p.u, reading.nats
    mine = nats[p.before, p.after]
    best = _best_rivals(p, nats)
    most = _count(mine - best)
    rivalled = p.prose & np.isfinite(best)
    yield TOLD_NEAR.column(most, where=rivalled & p.near)
    yield TOLD_FAR_MOST.column(most, where=rivalled & p.far)
    than_near = _count(mine - nats[p.printed_before, p.after])
    yield TOLD_FAR.column(than_near, where=p.prose & p.far & u.prose[p.printed_before])
    under = p.near & p.prose_before & u.subhead[p.after]
    others = np.zeros(len(mine))
    for k in np.flatnonzero(under).tolist():
        ends = reading.other_ends(int(p.before[k]), int(p.after[k]))
        others[k] = nats[ends, p.after[k]].max() if ends else 0.0
    yield TOLD_UNDER.column(_count(mine - others), where=under)


def _best_rivals(p: _Pairs, nats: np.ndarray) -> np.ndarray:
    """What the words from each `after` on gain most by any running text that rivals its `before`; -inf for none."""
    befores, afters = p.page.rivals
    return Rivals(befores, nats[befores, afters], afters, p.page.n).best_others(p.before, p.after)


def _count(nats: np.ndarray) -> np.ndarray:
    """The place in COUNTS."""
    return np.asarray(np.clip(nats / NATS, -MOST_NATS, MOST_NATS).astype(np.int64) + MOST_NATS)
