"""What the sources say, as plain values: today's divisions, the years of each name, and the changes. Pure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from generator.places.division import Level, level_of

OLDEST, NEWEST = 1980, 2024  # the tables of the yearly source
TAIWAN = ("710000", "台湾省")  # the ministry's list names it without a code


class Pair(NamedTuple):
    """A code and one name that it stood for."""

    code: str
    name: str


@dataclass(slots=True)
class Years:
    """First and last table that has a pair, and the city it lay in."""

    first: int
    last: int
    parent: str


@dataclass(frozen=True, slots=True)
class Change:
    """A unit that became another in a year; codes are "" where the source names none."""

    year: int
    province: str
    old: Pair
    new: Pair


def today(data: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """Names by code: provinces to counties, and towns."""
    rows = json.loads(data)["divisions"]
    units = {code: name for level, code, _, name in rows if level < Level.TOWN}
    units[TAIWAN[0]] = TAIWAN[1]
    return units, {code: name for level, code, _, name in rows if level == Level.TOWN}


def years(data: bytes) -> dict[Pair, Years]:
    """Every pair of the yearly tables."""
    found: dict[Pair, Years] = {}
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    cities = {row["city_adcode"] for row in rows if row["rank"] == "2"}
    for row in rows:
        kind = {"1": "province", "2": "city", "3": "county"}[row["rank"]]
        pair = Pair(row[f"{kind}_adcode"], _whole(row[f"{kind}_name"]))
        parent = {"1": "", "2": row["province_adcode"], "3": row["city_adcode"]}[row["rank"]]
        if row["rank"] == "3" and parent not in cities:  # 县 and 市辖区 below 直辖市 are no units
            parent = row["province_adcode"]
        year = int(row["year"])
        seen = found.setdefault(pair, Years(year, year, parent))
        if year >= seen.last:
            seen.parent = parent
        seen.first, seen.last = min(seen.first, year), max(seen.last, year)
    return found


def _whole(name: str) -> str:
    return "井冈山市" if name == "井冈山" else name  # the one slip of the yearly tables


def moves(data: bytes) -> Iterable[Change]:
    """The dated list of old and new paths, by names."""
    for line in data.decode().splitlines():
        before, _, after = line.partition("=>")
        date, _, province, _, *old = before.split("\t")
        new = after.split("\t")
        yield Change(int(date[:4]), province, Pair("", old[-2]), Pair("", new[-1]))


def events(data: bytes) -> Iterable[Change]:
    """The changes that name both the unit that ended and what it became."""
    for event in json.loads(data)["events"]:
        old, new = event.get("old") or {}, event.get("new") or {}
        if old.get("code") and new.get("code") and event["type"] not in ("同名改码", "码位改派", "新设", "驻地迁移"):
            pairs = (Pair(old["code"][:6], old["name"]), Pair(new["code"][:6], new["name"]))
            if level_of(pairs[0].code) == level_of(pairs[1].code):
                yield Change(int(event["year"]), (event.get("old_path") or [""])[0], *pairs)
