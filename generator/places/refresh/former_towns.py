"""Towns that stand no more, out of yearly tables of all towns: until when, and which town bears their name now. Pure.

A successor is named only where the name says so: the town went to another county of its city, or became a 街道. Of what
was merged into a town of another name the tables do not tell what took it up.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.places.division import Division

OFFICE = re.compile("办事处$")
KIND = re.compile(r"(?:.{1,3}族)?(?:镇|乡|街道|苏木)$")
ZONE = "开发区"  # which the tables put before the names of some of its towns
PROPER = "012"  # seventh digit of the codes of 街道, 镇, 乡; above are farms, parks and the like

Town = tuple[str, str]  # code and name


def former_towns(tables: Mapping[int, bytes], today: Mapping[str, str]) -> list[Division]:
    """The towns of some years' tables that today's table lacks, by code and year."""
    years: defaultdict[Town, list[int]] = defaultdict(list)
    for year, data in sorted(tables.items()):
        for town in _towns(data):
            years[town].append(year)
    heirs = _Heirs(today)
    oldest, newest = min(tables), max(tables)
    found = []
    for (code, name), seen in years.items():
        heir = heirs.of(code, name)
        same = heir and today[heir] == name
        if today.get(code) == name or (same and (heir[:6] == code[:6] or seen[-1] == newest)):
            continue  # it stands, under the ministry's code if that is another
        first = 0 if seen[0] == oldest else seen[0]
        found.append(Division(code, name, code[:6], first, seen[-1], (heir,) if heir else ()))
    return sorted(found, key=lambda town: (town.code, town.last, town.name))


def _towns(data: bytes) -> Iterator[Town]:
    for row in json.loads(data):
        code, name = str(row["code"])[:9], OFFICE.sub("", row["name"])
        if len(code) == 9 and code[6] in PROPER and KIND.search(name) and len(name) > 2 and ZONE not in name:
            yield code, name


class _Heirs:
    """Towns of today by what a former one may have been called."""

    def __init__(self, today: Mapping[str, str]) -> None:
        self.today = today
        self._names: defaultdict[Town, list[str]] = defaultdict(list)
        self._stems: defaultdict[Town, list[str]] = defaultdict(list)
        for code, name in today.items():
            self._names[code[:4], name].append(code)
            self._stems[code[:4], _stem(name)].append(code)

    def of(self, code: str, name: str) -> str:
        """The one town of the same city with the same name, or with the same name but for its kind; else ""."""
        city, stem = code[:4], _stem(name)
        if code in self.today and _stem(self.today[code]) == stem:
            return code
        for found in (self._names.get((city, name), ()), self._stems.get((city, stem), ())):
            if len(found) == 1:
                return found[0]
        return ""


def _stem(name: str) -> str:
    return KIND.sub("", name)
