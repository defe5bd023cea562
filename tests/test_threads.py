"""Who goes on with whom: the best set of pairs, not the first that fits."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importer.thread_model import assign

PAIRS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.floats(-5, 5)), max_size=14, unique_by=lambda pair: pair[:2]
)


@settings(deadline=None)  # a busy machine is no fault
@given(PAIRS)
def test_the_sum_is_the_largest_there_is(scored: list[tuple[int, int, float]]) -> None:
    odds = {(a, b): value for a, b, value in scored}
    best = max(sum(max(0.0, odds.get((a, b), 0.0)) for a, b in enumerate(order)) for order in permutations(range(5)))
    links = assign(scored, 5)
    assert abs(sum(value for _, _, value, _ in links) - best) < 1e-9
    assert len({a for a, _, _, _ in links}) == len({b for _, b, _, _ in links}) == len(links)


def test_a_rest_goes_to_the_end_that_needs_it_most() -> None:
    # 0 would do with either rest, 1 only with the first: taking the best pair first would leave 1 with nothing.
    assert [(a, b) for a, b, _, _ in assign([(0, 2, 5.0), (0, 3, 4.0), (1, 2, 4.5), (1, 3, -3.0)], 4)] == [
        (1, 2),
        (0, 3),
    ]


def test_a_link_knows_its_best_rival() -> None:
    assert assign([(0, 2, 5.0), (1, 2, 3.0), (0, 3, 1.0)], 4)[0][3] == 3.0


def test_nothing_is_paired_against_the_odds() -> None:
    assert assign([(0, 1, -0.1), (1, 2, 0.0)], 3) == []
