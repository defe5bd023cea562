"""The gazetteer: divisions by code and by name, their ancestors, successors and neighbours. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cached_property

from generator.places.division import Division, Level, level_of
from generator.places.names import full_forms, short_name


class Gazetteer:
    """All divisions since 1980. Towns are many and seldom asked for, so they are read when they are."""

    def __init__(
        self,
        divisions: Iterable[Division],
        towns: Callable[[], Mapping[str, str]] = dict,
        neighbours: Callable[[], Mapping[str, tuple[str, ...]]] = dict,
        former_towns: Callable[[], Iterable[Division]] = tuple,
    ) -> None:
        """divisions: provinces to counties, of one code from the oldest to the one of today; towns: names by code."""
        self.divisions = tuple(divisions)
        self._read_towns, self._read_neighbours, self._read_former_towns = towns, neighbours, former_towns
        self._by_code: defaultdict[str, list[Division]] = defaultdict(list)
        self._ancestors: dict[str, tuple[Division, ...]] = {}  # asked for before
        for division in self.divisions:
            self._by_code[division.code].append(division)

    @cached_property
    def towns(self) -> tuple[Division, ...]:
        """The towns of today."""
        return tuple(map(self._standing, self._town_names))

    def _standing(self, code: str) -> Division:
        """The town of today that has a code, since the one that bore its name before has ended."""
        formers = self._former_towns_by_heir.get(code, ())
        return Division(code, self._town_names[code], code[:6], 1 + formers[-1].last if formers else 0)

    @cached_property
    def former_towns(self) -> tuple[Division, ...]:
        """Towns that stand no more."""
        return tuple(self._read_former_towns())

    @cached_property
    def _town_codes(self) -> Mapping[str, list[str]]:
        """Codes of the towns of today by name."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for code, name in self._town_names.items():
            found[name].append(code)
        return found

    @cached_property
    def _former_towns_by_name(self) -> Mapping[str, list[Division]]:
        found: defaultdict[str, list[Division]] = defaultdict(list)
        for town in self.former_towns:
            found[town.name].append(town)
        return found

    @cached_property
    def _former_towns_by_code(self) -> Mapping[str, list[Division]]:
        found: defaultdict[str, list[Division]] = defaultdict(list)
        for town in self.former_towns:
            found[town.code].append(town)
        return found

    @cached_property
    def _town_names(self) -> Mapping[str, str]:
        return self._read_towns()

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[str, ...]]:
        return self._read_neighbours()

    @cached_property
    def _formers(self) -> Mapping[str, tuple[Division, ...]]:
        return _formers_of(self.divisions)

    @cached_property
    def _former_towns_by_heir(self) -> Mapping[str, tuple[Division, ...]]:
        return _formers_of(self.former_towns)

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Division, ...]]:
        """Full and short names -> what bears them; towns by their full names only."""
        found: defaultdict[str, list[Division]] = defaultdict(list)
        for division in self.divisions:
            for form in dict.fromkeys((*full_forms(division.name), short_name(division.name))):
                found[form].append(division)
        for town in (*self.towns, *self.former_towns):
            found[town.name].append(town)
        return {name: tuple(of) for name, of in found.items()}

    # ------------------------------------------------------------ by code

    def get(self, code: str, name: str = "") -> Division | None:
        """The division of a code: the one of that name, else the one of today, else the last there was."""
        if level_of(code) is Level.TOWN:
            return self._get_town(code, name)
        of_code = self._by_code.get(code)
        if not of_code:
            return None
        return next((division for division in reversed(of_code) if division.name == name), of_code[-1])

    def _get_town(self, code: str, name: str) -> Division | None:
        standing = self._town_names.get(code)
        if standing and name in ("", standing):
            return self._standing(code)
        ended = self._former_towns_by_code.get(code, [])
        named = [town for town in ended if town.name == name]
        if standing and not named:
            return self._standing(code)
        return next(reversed(named or ended), None)

    def ancestors(self, code: str) -> tuple[Division, ...]:
        """What a division lies in, the nearest first."""
        if code not in self._ancestors:
            self._ancestors[code] = tuple(self._upwards(code))
        return self._ancestors[code]

    def _upwards(self, code: str) -> Iterator[Division]:
        here = self.get(code)
        while here and here.parent and (here := self.get(here.parent)):
            yield here

    def successors(self, code: str) -> tuple[Division, ...]:
        """What stands today in place of a code that has ended; empty for one that stands or left nobody."""
        division = self.get(code)
        codes = division.successors if division and not division.stands else ()
        return tuple(found for one in codes if (found := self.get(one)))

    def formers(self, code: str) -> tuple[Division, ...]:
        """The ended divisions that a code of today took up, oldest first: its former names among them."""
        return (self._former_towns_by_heir if level_of(code) is Level.TOWN else self._formers).get(code, ())

    def neighbours(self, code: str) -> tuple[Division, ...]:
        """The divisions of the same level that border on one of today, in the order of codes; none for towns."""
        return tuple(found for one in self._neighbours.get(code, ()) if (found := self.get(one)))

    def listed_under(self, code: str) -> tuple[str, ...]:
        """The codes whose pages list what is filed under one: it and its successor, and all that these lie in.

        What was divided among several is listed under none of them: nobody can say which part a story is of.
        """
        codes = [code, *(one.code for one in self.ancestors(code))]
        if len(heirs := self.successors(code)) == 1:
            codes += [heirs[0].code, *(one.code for one in self.ancestors(heirs[0].code))]
        return tuple(dict.fromkeys(codes))

    # ------------------------------------------------------------ by name

    def is_place_name(self, word: str) -> bool:
        """Whether a word is the name of a division, today's or a former one: 泰顺县, 泰顺, 内蒙古, 织里镇."""
        return word in self._by_name

    def named(self, name: str) -> tuple[Division, ...]:
        """The divisions that bear a name in full or in short, those of today first, higher levels first."""
        return tuple(sorted(self._by_name.get(name, ()), key=lambda d: (not d.stands, d.level, d.code)))

    def names_of_towns(self) -> Set[str]:
        """The full names of all towns, today's and former ones."""
        return self._town_codes.keys() | self._former_towns_by_name.keys()

    def towns_named(self, name: str) -> tuple[Division, ...]:
        """The towns that bear a name in full, those of today first."""
        return (*map(self._standing, self._town_codes.get(name, ())), *self._former_towns_by_name.get(name, ()))

    def path(self, code: str) -> Iterator[Division]:
        """A division and what it lies in, from the province down."""
        here = self.get(code)
        yield from reversed(self.ancestors(code))
        if here:
            yield here


def _formers_of(divisions: Iterable[Division]) -> Mapping[str, tuple[Division, ...]]:
    """Code of today -> the ended divisions that it took up, oldest first."""
    formers: defaultdict[str, list[Division]] = defaultdict(list)
    for division in divisions:
        for successor in division.successors:
            formers[successor].append(division)
    return {code: tuple(sorted(of, key=lambda d: (d.last, d.code))) for code, of in formers.items()}
