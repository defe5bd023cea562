"""Disk: what no source says, or says wrongly, written by hand in ended_by_hand.tsv beside this module.

A line: the code of an ended division, or the two digits of its province for all county-level units of a name; the
name; what took it up, by codes or by names within the province; a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.places.division import Level, level_of
from generator.places.refresh.tables import Pair

LIST = Path(__file__).with_name("ended_by_hand.tsv")
PARTED = {"44": "46", "51": "50"}  # provinces that others have left since: 广东, 海南; 四川, 重庆


def read(today: Mapping[str, str], ended: Iterable[Pair]) -> dict[Pair, tuple[str, ...]]:
    """Successors by ended pair; raises ValueError for a line that fits nothing."""
    known = set(ended)
    found: dict[Pair, tuple[str, ...]] = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        code, name, names, _ = line.split("\t")
        pairs = [pair for pair in known if pair.name == name and _fits(pair, code)]
        for pair in pairs:
            if pair not in found or len(code) > 2:
                found[pair] = tuple(_code(one, code[:2], today) for one in names.split())
    return found


def _fits(pair: Pair, code: str) -> bool:
    return pair.code == code or (pair.code[:2] == code and level_of(pair.code) is Level.COUNTY)


def _code(name: str, province: str, today: Mapping[str, str]) -> str:
    if name in today:
        return name
    here = (province, PARTED.get(province, province))
    codes = [code for code, other in today.items() if other == name and code[:2] in here]
    if len(codes) != 1:
        raise ValueError(f"{name}: {codes}")
    return codes[0]
