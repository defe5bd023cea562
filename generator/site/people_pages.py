"""Web pages of people: the index by pinyin, and each person's roles and articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator import dates
from generator.archive import Archive, Credits, Group, Named
from generator.names import folded
from generator.pinyin import OTHER, sound
from generator.site import addresses, words
from generator.site.frames import Framer, WebPage, list_path
from generator.site.views import Initial, Link, PeopleView, PersonItem, PersonView

IN_PART = 1000  # names in a part of the index
LETTERS = (*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", OTHER)

Lettered = tuple[str, Named]  # a person under the initial


def pages(archive: Archive, framer: Framer) -> Iterator[WebPage]:
    """The index of people in its parts, and the list of every person in its."""
    yield from _index(archive, framer)
    for person in archive.people.values():
        yield from _person(person, archive, framer)


def by_pinyin(archive: Archive) -> list[Lettered]:
    """Everyone under the initial of the name, in the order of an index."""
    heard = [(sound(person.name, archive.credits[person.key].pinyin), person) for person in archive.people.values()]
    heard.sort(key=lambda pair: pair[0])
    return [(found.initial, person) for found, person in heard]


def _index(archive: Archive, framer: Framer) -> Iterator[WebPage]:
    people = by_pinyin(archive)
    starts = range(0, max(len(people), 1), IN_PART)
    paths = [addresses.part(addresses.PEOPLE, number) for number in range(1, len(starts) + 1)]
    parts = tuple(framer.link(str(number), path) for number, path in enumerate(paths, 1))
    initials = _initials(people, paths, framer)
    for number, (start, path) in enumerate(zip(starts, paths, strict=True), 1):
        title = words.PEOPLE if number == 1 else f"{words.PEOPLE}（{words.part(number, len(starts))}）"
        view = PeopleView(
            frame=framer.frame(path, title, section=words.PEOPLE),
            heading=words.PEOPLE,
            count=len(people),
            initials=initials,
            groups=_groups(people[start : start + IN_PART], archive, framer),
            part=number,
            of=len(starts),
            parts=parts,
        )
        yield WebPage(path, "people.html", view)


def _initials(people: Sequence[Lettered], paths: Sequence[str], framer: Framer) -> tuple[Link, ...]:
    """Every letter with the way to its first name and its count; no way where no name begins with it."""
    first: dict[str, str] = {}
    counts: defaultdict[str, int] = defaultdict(int)
    for number, (letter, _) in enumerate(people):
        first.setdefault(letter, f"{framer.href(paths[number // IN_PART])}#{_anchor(letter)}")
        counts[letter] += 1
    return tuple(Link(letter, first.get(letter, ""), counts[letter]) for letter in LETTERS)


def _groups(people: Sequence[Lettered], archive: Archive, framer: Framer) -> tuple[Initial, ...]:
    return tuple(
        Initial(letter, _anchor(letter), tuple(_item(person, archive, framer) for _, person in some))
        for letter, some in groupby(people, key=lambda pair: pair[0])
    )


def _anchor(letter: str) -> str:
    return "other" if letter == OTHER else letter


def _item(person: Named, archive: Archive, framer: Framer) -> PersonItem:
    link = framer.list_link(addresses.PEOPLE, person)
    roles = "、".join(words.ROLES[role] for role in archive.credits[person.key].roles)
    return PersonItem(person.name, link.href, len(person.articles), roles)


def _person(person: Named, archive: Archive, framer: Framer) -> Iterator[WebPage]:
    known = archive.credits[person.key]
    way = [framer.link(words.PEOPLE, addresses.PEOPLE)]
    for path, view in framer.lists(
        list_path(addresses.PEOPLE, person), person.name, person.articles, words.PEOPLE, way, by_year=True
    ):
        made = PersonView(
            frame=view.frame,
            roles=tuple(Link(words.ROLES[role], "", count) for role, count in known.roles.items()),
            span=_span(person.articles),
            also=known.also,
            namesakes=_namesakes(known, archive, framer),
            articles=view,
        )
        yield WebPage(path, "person.html", made)


def _namesakes(known: Credits, archive: Archive, framer: Framer) -> tuple[Link, ...]:
    found = (archive.people.get(folded(name)) for name in known.namesakes)
    return tuple(framer.list_link(addresses.PEOPLE, person) for person in found if person)


def _span(articles: Group) -> str:
    """The years of some articles in words, "" where none is known."""
    years = [year for article in articles if (year := dates.read(article.date).year) is not None]
    return words.years(min(years), max(years)) if years else ""
