"""A division (行政区划单位): a province, city, county or town with its code, its years and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How far down a division stands."""

    PROVINCE = 1
    CITY = 2  # 地级: 市, 地区, 自治州, 盟
    COUNTY = 3  # 县级: 县, 市, 区, 旗
    TOWN = 4  # 镇, 乡, 街道


def level_of(code: str) -> Level:
    """The level that a code says (six digits; towns nine)."""
    if len(code) > 6:
        return Level.TOWN
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.CITY if code.endswith("00") else Level.COUNTY


@dataclass(frozen=True, slots=True)
class Division:
    """One name that one code stood for. `parent` is the code of what it lay in, "" for provinces.

    `first` and `last` are years whose tables (as of 31 December) have it: `first` is 0 where the oldest table (1980)
    has it already, `last` is 0 while it stands. `successors` are codes of today, where it has ended under this code.
    """

    code: str
    name: str
    parent: str
    first: int = 0
    last: int = 0
    successors: tuple[str, ...] = ()

    @property
    def level(self) -> Level:
        return level_of(self.code)

    @property
    def stands(self) -> bool:
        """Whether it stands today."""
        return not self.last

    def stood_in(self, year: int) -> bool:
        """Whether it stood at some time of `year`. A unit ends in the year after its last table."""
        return self.first <= year and (self.stands or year <= self.last + 1)
