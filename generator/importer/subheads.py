"""Is what stands under a subhead about what the head of the story above it names, and what its lead tells?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

import numpy as np

from generator.importer.feature_kinds import Column, Kind, exceeded, upto
from generator.importer.kinship import HEADS
from generator.importer.topics import Topics

UNDER = 5  # units looked for running text under a headline, and of that
MOST_NAMED = 4
NAMED = [f"head-words-under>={count + 1}" for count in range(MOST_NAMED)]
HEAD_WORDS = Kind(lambda found: found, [["subject-unknown"], *upto(NAMED)])
LIKE_STEPS = np.array((0.02, 0.06, 0.12, 0.2))
LIKE_LEAD = Kind(lambda steps: [f"like-lead>{step}" for step in steps], upto(LIKE_STEPS))
LENGTHS = (4, 9, 18)  # units from a story's head on
LENGTH = Kind(lambda length: [f"story{length}"], ("<4", "<9", "<18", ">18"))
MOST_SUBHEADS = 3
COUNT = Kind(lambda count: [f"subheads{count}"], range(MOST_SUBHEADS + 1))
KINDS = (HEAD_WORDS, LIKE_LEAD, LENGTH, COUNT)


class Subheads:
    """The subheads of a page, each looked at once."""

    def __init__(self, roles: Sequence[str], topics: Topics) -> None:
        self._roles, self._topics = roles, topics
        self._prose = [role in ("BODY", "REST") for role in roles]
        self._known: dict[int, tuple[int, ...]] = {}  # of each subhead, its numbers in KINDS

    def columns(self, befores: np.ndarray, afters: np.ndarray, where: np.ndarray) -> Iterator[Column]:
        """Of the pairs that `where` says: subheads with the unit printed before them."""
        numbers = np.zeros((len(KINDS), len(befores)), np.int64)
        for k in np.flatnonzero(where).tolist():
            subhead = int(afters[k])
            if subhead not in self._known:
                self._known[subhead] = self._numbers(int(befores[k]), subhead)
            numbers[:, k] = self._known[subhead]
        yield from zip(KINDS, numbers, strict=True)

    def _numbers(self, before: int, subhead: int) -> tuple[int, ...]:
        first, end = self._prose_under(subhead)
        start = before
        while start > 0 and self._roles[start] not in HEADS:
            start -= 1
        if first == end or self._roles[start] not in HEADS:
            return 1, 0, 0, 0
        head = start
        while head > 0 and self._roles[head - 1] in HEADS:
            head -= 1
        under, named = self._topics.vector(first, end), self._topics.vector(head, start + 1)
        shared = min(MOST_NAMED, int(np.count_nonzero(np.logical_and(under, named))))
        lead = next((i for i in range(start + 1, before + 1) if self._prose[i]), before)
        like = self._topics.likeness((lead, lead + 1), (first, end))
        length = sum(before - start >= most for most in LENGTHS)
        count = min(MOST_SUBHEADS, self._roles[start : before + 1].count("SUBHEAD"))
        return 2 + shared, 1 + int(exceeded(LIKE_STEPS, np.array(like))), 1 + length, 1 + count

    def _prose_under(self, headline: int) -> tuple[int, int]:
        """The running text under a headline."""
        first = headline
        while first < len(self._prose) and not self._prose[first] and first < headline + UNDER:
            first += 1
        return first, first + sum(1 for _ in takewhile(bool, self._prose[first : first + UNDER]))
