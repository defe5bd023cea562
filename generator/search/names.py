"""People, places, tags and columns by which results are narrowed, each with the numbers of its articles. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from generator.archive import Archive
from generator.places.names import full_forms, short_name
from generator.search.corpus import utf16
from generator.search.folding import fold
from generator.search.numbers import Numbered
from generator.search.postings import Lists, article_lists

PERSON, PLACE, TAG, COLUMN = "prtc"
CODE, SHORT = "xs"  # a region's code and a short name: they filter as PLACE does, and neither is suggested
SEPARATOR = "\t"  # no folded name has it


class Name(NamedTuple):
    """A name as it is shown, and all numbers of its articles, ascending; a SHORT one has none, and the full name."""

    kind: str
    folded: str
    shown: str
    numbers: tuple[int, ...]

    @property
    def key(self) -> str:
        """What it is sorted by and found under."""
        return SEPARATOR.join((self.folded, self.kind, self.shown))


def names(archive: Archive, numbered: Numbered) -> list[Name]:
    """All names, sorted as files are."""
    number = dict(zip((article.id for article in numbered.articles), numbered.numbers, strict=True))
    groups = (
        *((PERSON, group.name, group) for group in archive.people.values()),
        *((TAG, group.name, group) for group in archive.tags.values()),
        *((COLUMN, group.name, group) for group in archive.columns.values()),
        *((CODE, group.key, group) for group in archive.regions.values()),
        *((PLACE, group.name, group) for group in archive.regions.values() if group.name != group.key),
    )
    found = ((kind, shown, {number[article.id] for article in group.articles}) for kind, shown, group in groups)
    made = list(_joined(found))
    return sorted((*made, *_short([name for name in made if name.kind == PLACE])), key=lambda name: utf16(name.key))


def region_names(archive: Archive) -> Mapping[str, str]:
    """The names of regions by code."""
    return {code: region.name for code, region in archive.regions.items() if region.name != code}


def _joined(found: Iterable[tuple[str, str, set[int]]]) -> Iterable[Name]:
    """One Name for all spellings that fold to the same, and for regions of the same name."""
    groups: dict[tuple[str, str], list[tuple[str, set[int]]]] = defaultdict(list)
    for kind, shown, at in found:
        if folded := fold(shown):
            groups[kind, folded].append((shown, at))
    for (kind, folded), spellings in groups.items():
        shown = min(spellings, key=lambda spelling: (-len(spelling[1]), spelling[0]))[0]
        yield Name(kind, folded, shown, tuple(sorted(set().union(*(at for _, at in spellings)))))


def _short(places: Sequence[Name]) -> Iterator[Name]:
    """What places are called for short, where one alone is called so, or one that holds the others: 吴兴 for 吴兴区."""
    full = {place.folded for place in places}
    bearers: defaultdict[str, list[Name]] = defaultdict(list)
    for place in places:
        for form in {fold(form) for form in (*full_forms(place.shown), short_name(place.shown))} - full:
            bearers[form].append(place)
    for form, some in sorted(bearers.items()):
        widest = max(some, key=lambda place: (len(place.numbers), place.folded))
        if all(set(widest.numbers).issuperset(place.numbers) for place in some):
            yield Name(SHORT, form, widest.folded, ())


def lists(found: Sequence[Name], universe: int) -> Lists:
    """The lists of names by key."""
    numbers = np.array([number for name in found for number in name.numbers], np.int64)
    group = np.repeat(np.arange(len(found)), [len(name.numbers) for name in found]).astype(np.int64)
    return article_lists([name.key for name in found], universe, numbers, None, group)


def commonest(found: Iterable[Name], universe: int, room: int) -> Lists:
    """The names most articles have, of each kind as many as have their lists in `room` bytes: the facets."""
    chosen: list[Name] = []
    for kind in (PLACE, TAG, PERSON):
        ranked = sorted((name for name in found if name.kind == kind), key=lambda name: (-len(name.numbers), name.key))
        sizes = np.cumsum(np.diff(lists(ranked, universe).offsets)) if ranked else np.zeros(0)
        chosen += ranked[: int(np.searchsorted(sizes, room, "right"))]
    return lists(chosen, universe)
