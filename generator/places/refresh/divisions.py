"""All divisions, today's and ended, of what the sources say. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from generator.places.division import Division
from generator.places.refresh import by_hand, tables
from generator.places.refresh.successors import Successors
from generator.places.refresh.tables import NEWEST, OLDEST, Pair, Years


def compile_divisions(files: Mapping[str, bytes]) -> list[Division]:
    """Provinces to counties in the order of codes; the names of one code in the order of their years."""
    today, _ = tables.today(files["divisions"])
    years = tables.years(files["years"])
    ended = {pair: seen for pair, seen in years.items() if today.get(pair.code) != pair.name}
    written = by_hand.read(today, ended)
    successors = Successors(today, ended, written, tables.moves(files["moves"]), tables.events(files["events"]))
    found = [
        Division(pair.code, pair.name, seen.parent, _first(seen), seen.last, successors.of(pair))
        for pair, seen in ended.items()
    ]
    for code, name in today.items():
        known = years.get(Pair(code, name))
        found.append(Division(code, name, _parent(code, today), _first(known) if known else NEWEST + 1))
    return sorted(found, key=lambda division: (division.code, division.last or NEWEST + 2, division.first))


def _first(years: Years) -> int:
    return 0 if years.first == OLDEST else years.first


def _parent(code: str, today: Mapping[str, str]) -> str:
    """The city of a county, else its province: 直辖市 have no cities, 省直辖县级市 lie in none."""
    if code.endswith("0000"):
        return ""
    city = f"{code[:4]}00"
    return city if city in today and city != code else f"{code[:2]}0000"
