"""What became of a division that has ended: codes of today, or none where no source says. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from generator.places.division import level_of
from generator.places.names import short_name
from generator.places.refresh.by_hand import PARTED
from generator.places.refresh.tables import Change, Pair, Years

STEPS = 6  # changes in a row that are followed


class Successors:
    """Finds successors by hand-made list, by name, by dated changes, by code, in this order."""

    def __init__(
        self,
        today: Mapping[str, str],
        ended: Mapping[Pair, Years],
        by_hand: Mapping[Pair, tuple[str, ...]],
        moves: Iterable[Change],
        events: Iterable[Change],
    ) -> None:
        self.today, self.ended, self.by_hand = today, ended, by_hand
        self._stems: defaultdict[tuple[str, int, str], list[str]] = defaultdict(list)
        self._names: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for code, name in today.items():
            self._stems[code[:2], level_of(code), short_name(name)].append(code)
            self._names[code[:2], name].append(code)
        self._moves: defaultdict[str, list[Change]] = defaultdict(list)
        self._events: defaultdict[str, list[Change]] = defaultdict(list)
        for move in moves:
            self._moves[move.old.name].append(move)
        for event in events:
            self._events[event.old.code].append(event)

    def of(self, pair: Pair) -> tuple[str, ...]:
        """The codes of today that took up an ended pair."""
        return self._of(pair, STEPS)

    def _of(self, pair: Pair, steps: int) -> tuple[str, ...]:
        if pair in self.by_hand:
            return self.by_hand[pair]
        by_name = self._by_stem(pair) or self._by_move(pair)
        if by_name:
            return (by_name,)
        following = self._by_event(pair) if steps else None
        if following is None:
            return (pair.code,) if self._renamed(pair) else ()
        return (following.code,) if self.today.get(following.code) == following.name else self._of(following, steps - 1)

    def _by_stem(self, pair: Pair) -> str:
        """The unit of the same level and short name: 富阳市, 富阳区; the one in the same city, where several are."""
        found = self._in_province(self._stems, pair.code, level_of(pair.code), short_name(pair.name))
        near = [code for code in found if code[:4] == self.ended[pair].parent[:4]]
        return found[0] if len(found) == 1 else near[0] if len(near) == 1 else ""

    @staticmethod
    def _in_province(table: Mapping[tuple[Any, ...], list[str]], code: str, *key: object) -> list[str]:
        """What the province of a code has under a key, else the province that has parted from it."""
        here = code[:2]
        return table.get((here, *key)) or table.get((PARTED.get(here, here), *key)) or []

    def _by_move(self, pair: Pair) -> str:
        for move in self._moves[pair.name]:
            codes = self._in_province(self._names, pair.code, move.new.name)
            if len(codes) == 1 and abs(move.year - self.ended[pair].last - 1) <= 1:
                return codes[0]
        return ""

    def _by_event(self, pair: Pair) -> Pair | None:
        for event in self._events[pair.code]:
            near = abs(event.year - self.ended[pair].last - 1) <= 1
            known = event.new in self.ended or self.today.get(event.new.code) == event.new.name
            if event.old == pair and event.new != pair and near and known:
                return event.new
        return None

    def _renamed(self, pair: Pair) -> bool:
        """Whether the code goes on at once under the name of today."""
        others = [years for other, years in self.ended.items() if other.code == pair.code and other != pair]
        return pair.code in self.today and not any(years.last > self.ended[pair].last for years in others)
