"""Which pairs become the threads of a page.

Each pair has odds: a log-linear model (weights.json). First the set of pairs with the largest sum is found in which no
unit has two predecessors or two successors: the assignment problem (Kuhn 1955), solved for the whole page, so that a
rest goes to the end that needs it most and not to the first that fits. Then the page is read once more along these
threads, with weights of their own, and pairs are exchanged as long as the sum of the odds and of what the stories'
words say for each other grows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import lap
import numpy as np

from generator.importer.feature_kinds import KindWeights
from generator.importer.kinship import Kinship, Reading
from generator.importer.pair_features import columns
from generator.importer.rivals import Rivals
from generator.importer.threads import Link, Pair, Threads, both_units

SURE = 5.0  # odds of neighbours without a rival
NEARER = 1.0  # odds of the unit printed before a rest that nothing took up, ahead of ends further up
SAID = 0.06  # odds of a nat that a story's words gain by what it said before
MOST_EXCHANGES = 12
TRIED = 40  # exchanges looked at closely before giving up
SLACK = -3.0  # what an exchange may seem to lose, as its gain is only estimated before it is looked at closely
LEAST = 1e-6  # what it must gain, so that there is an end
UNRIVALLED = -99.0  # odds of no rival


class ThreadModel:
    """Weights of pair features: on first reading, and on reading again along the threads then found."""

    def __init__(self, weights: Mapping[str, float], again: Mapping[str, float]) -> None:
        self.weights, self.again = dict(weights), dict(again)
        self._first, self._again = KindWeights(weights), KindWeights(again)

    def links(self, threads: Threads) -> list[Link]:
        """The page's threads, as the links between their units in the order of `after`."""
        self.read_first(threads)
        open_pairs, sure = threads.pairs()
        odds = scored(threads, self._again, open_pairs) | dict.fromkeys(sure, SURE)
        reading = exchanged(assign(odds, threads.n), odds, set(sure), threads.kinship)
        chosen = with_rivals(reading, odds)
        chosen += self._homes(threads, [(before, after) for before, after, _, _ in chosen])
        return [
            Link(before, after, threads.joined(before, after), value, rival)
            for before, after, value, rival in sorted(chosen, key=lambda link: link[1])
        ]

    def read_first(self, threads: Threads) -> None:
        """Finds the page's threads on first reading, and readies it to be read again along them."""
        open_pairs, sure = threads.pairs()
        first = assign(scored(threads, self._first, open_pairs), threads.n)
        threads.read_again(dict(sorted((first | {after: before for before, after in sure}).items())))

    def _homes(self, threads: Threads, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int, float, float]]:
        """A rest is the rest of something: what the assignment left alone goes to the likeliest free end."""
        homes: list[tuple[int, int, float, float]] = []
        for after, ends in threads.lone_rests(taken):
            near = threads.units.previous[after]
            free = [before for before in ends if before not in {home[0] for home in homes}]
            odds = {
                before: worth + (NEARER if before == near else 0.0)
                for (before, _), worth in scored(threads, self._again, [(before, after) for before in free]).items()
            }
            best = max(odds, key=lambda before: (odds[before], before), default=near)
            if best != near:
                others = [value for before, value in odds.items() if before != best]
                homes.append((best, after, odds[best], max(others, default=UNRIVALLED)))
        return homes


def scored(threads: Threads, weights: KindWeights, pairs: Sequence[Pair]) -> dict[Pair, float]:
    """Log odds, in nats, of each pair against both its units beginning or ending a story there."""
    if not pairs:
        return {}
    odds = threads.leanings(both_units(pairs)[1])
    weights.add(columns(threads, pairs), odds)
    return dict(zip(pairs, odds.tolist(), strict=True))


def assign(odds: Mapping[Pair, float], n: int) -> dict[int, int]:
    """Choose pairs with odds above 0, none sharing an end or a beginning, so that the sum of odds is largest.

    n: how many units there are. Returns for each unit that goes on with another that other.
    """
    worths = np.fromiter(odds.values(), np.float64, len(odds))
    befores, afters = both_units(odds)[:, worths > 0]
    worths = worths[worths > 0]
    contested = (np.bincount(befores, minlength=n)[befores] > 1) | (np.bincount(afters, minlength=n)[afters] > 1)
    chosen = list(zip(afters[~contested].tolist(), befores[~contested].tolist(), strict=True))
    if contested.any():
        ends, row = np.unique(befores[contested], return_inverse=True)
        starts, column = np.unique(afters[contested], return_inverse=True)
        table = np.zeros((max(len(ends), len(starts)),) * 2)
        table[row, column] = worths[contested]
        partners = lap.lapjv(-table)[1][: len(ends)]
        paired = np.flatnonzero(table[np.arange(len(ends)), partners] > 0)
        chosen += zip(starts[partners[paired]].tolist(), ends[paired].tolist(), strict=True)
    return dict(sorted(chosen))


def exchanged(first: Mapping[int, int], odds: Mapping[Pair, float], sure: set[Pair], kinship: Kinship) -> Reading:
    """The threads `first`, bettered by one exchange after another until none helps; pairs that are sure stay."""
    page = _Exchanges(odds, sure)
    reading = kinship.read(first)
    for _ in range(MOST_EXCHANGES):
        value = page.value(reading)
        likely = sorted(page.likely(reading), key=lambda exchange: -exchange[0])[:TRIED]
        tried = (kinship.read(_changed(reading.previous, change)) for _, change in likely)
        better = next((one for one in tried if page.value(one) > value + LEAST), None)
        if better is None:
            break
        reading = better
    return reading


def _changed(previous: Mapping[int, int], change: Mapping[int, int | None]) -> dict[int, int]:
    return {after: before for after, before in {**previous, **change}.items() if before is not None}


class _Exchanges:
    """What may be exchanged on a page, and what it brings."""

    def __init__(self, odds: Mapping[Pair, float], sure: set[Pair]) -> None:
        self._odds = odds
        self._fixed = {after for _, after in sure}
        self._befores: defaultdict[int, list[int]] = defaultdict(list)
        self._afters: defaultdict[int, list[int]] = defaultdict(list)
        for before, after in odds:
            self._befores[after].append(before)
            self._afters[before].append(after)

    def value(self, reading: Reading) -> float:
        """The odds of all pairs, and what the stories' words say for each other."""
        return sum(self._odds[before, after] for after, before in reading.previous.items()) + SAID * reading.total

    def likely(self, reading: Reading) -> Iterator[tuple[float, dict[int, int | None]]]:
        """Exchanges by which the page seems to gain, and how much: for some units what they go on with instead."""
        previous = reading.previous
        onward = {before: after for after, before in previous.items()}
        gains = self._gains(reading)
        for after, befores in self._befores.items():
            if after not in self._fixed:
                for before in (*befores, None):
                    if before != previous.get(after):
                        gain = gains[before, after]
                        for other, instead in self._changes(after, before, previous, onward):
                            whole = gain + gains[instead, other] if other is not None else gain
                            if whole > SLACK:
                                yield whole, {after: before} if other is None else {after: before, other: instead}

    def _gains(self, reading: Reading) -> dict[tuple[int | None, int], float]:
        """What the page seems to gain if a unit (second) goes on with another, or with none, instead."""
        worths = dict(zip(self._odds, _worths(reading, self._odds).tolist(), strict=True))
        kept = {after: worths[before, after] for after, before in reading.previous.items()}
        gains = {(before, after): worth - kept.get(after, 0.0) for (before, after), worth in worths.items()}
        return gains | {(None, after): -kept.get(after, 0.0) for after in self._befores}

    def _changes(
        self, after: int, before: int | None, previous: Mapping[int, int], onward: Mapping[int, int]
    ) -> Iterator[tuple[int | None, int | None]]:
        """If `after` goes on with `before`: another unit that finds another to go on with, and which; or none.

        It is what went on with `before`, or what may go on with the unit that `after` left.
        """
        left = previous.get(after)
        freed = onward.get(before) if before is not None else None
        if freed in self._fixed:
            return
        yield freed, None
        if freed is not None:
            for other in self._befores[freed]:
                if other != before and (other == left or other not in onward):
                    yield freed, other
        elif left is not None:
            for other in self._afters[left]:
                if other != after and other not in previous:
                    yield other, left


def _worths(reading: Reading, odds: Mapping[Pair, float]) -> np.ndarray:
    """The odds of pairs, and what each one's story's words up to it say for those behind it."""
    before, after = both_units(odds)
    return np.asarray(np.fromiter(odds.values(), np.float64, len(odds)) + SAID * reading.nats[before, after])


def with_rivals(reading: Reading, odds: Mapping[Pair, float]) -> list[tuple[int, int, float, float]]:
    """(before, after, worth, rival) of a reading's pairs; rival: the worth of the best pair given up at either unit."""
    units, worths, pairs = both_units(odds), _worths(reading, odds), np.arange(len(odds))
    place = {pair: number for number, pair in enumerate(odds)}
    chosen = np.array([place[before, after] for after, before in reading.previous.items()], np.int64)
    befores, afters = units[:, chosen]
    each = [Rivals(pairs, worths, ends, len(reading.nats)).best_others(chosen, ends[chosen]) for ends in units]
    rivals = np.maximum(*each)
    found = zip(befores.tolist(), afters.tolist(), worths[chosen].tolist(), rivals.tolist(), strict=True)
    return [(before, after, worth, max(rival, UNRIVALLED)) for before, after, worth, rival in found]
