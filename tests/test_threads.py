"""Who goes on with whom: the best set of pairs, not the first that fits."""

from __future__ import annotations

import gc
import weakref
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importer.kinship import Kinship
from generator.importer.thread_model import SAID, assign, exchanged, with_rivals
from generator.importer.topics import Topics
from generator.segmenter import cut

ODDS = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.floats(-5, 5), max_size=14)


@settings(deadline=None)  # a busy machine is no fault
@given(ODDS)
def test_the_sum_is_the_largest_there_is(odds: dict[tuple[int, int], float]) -> None:
    best = max(sum(max(0.0, odds.get((a, b), 0.0)) for a, b in enumerate(order)) for order in permutations(range(5)))
    previous = assign(odds, 5)
    assert abs(sum(odds[a, b] for b, a in previous.items()) - best) < 1e-9
    assert len(set(previous.values())) == len(previous)


def test_a_rest_goes_to_the_end_that_needs_it_most() -> None:
    # 0 would do with either rest, 1 only with the first: taking the best pair first would leave 1 with nothing.
    assert assign({(0, 2): 5.0, (0, 3): 4.0, (1, 2): 4.5, (1, 3): -3.0}, 4) == {2: 1, 3: 0}


def test_nothing_is_paired_against_the_odds() -> None:
    assert assign({(0, 1): -0.1, (1, 2): 0.0}, 3) == {}


# Two stories, a ferry's and an orchard's; units 4 and 5 tell on of the ferry behind the orchard's end.
PAGE = (
    ("HEAD", "清河渡口加开夜航渡轮"),
    ("BODY", "清河渡口的渡轮从今晚起加开夜航，船长商有田带着六名船员值班，候船室也通宵亮灯。"),
    ("HEAD", "青石坡果园套袋忙"),
    ("BODY", "青石坡果园里的梨树开始套袋，果农骆春禾说今年梨树坐果多，套袋比去年早了五天。"),
    ("BODY", "船长商有田算过，渡轮夜航一班要烧十二公斤柴油，候船室里常常只有三五个人。"),
    ("BODY", "船员们说，只要渡口有人等，渡轮就开。"),
)
NEAR = {(0, 1): 3.0, (2, 3): 3.0, (1, 4): 0.5, (3, 4): 1.5, (4, 5): 2.0}


def kinship() -> Kinship:
    texts = [text for _, text in PAGE]
    return Kinship(
        Topics(texts, [cut(text) for text in texts]), [len(text) for text in texts], [role for role, _ in PAGE]
    )


def test_a_story_goes_on_where_its_words_do() -> None:
    first = assign(NEAR, len(PAGE))
    assert first[4] == 3
    assert dict(exchanged(first, NEAR, set(), kinship()).previous) == {1: 0, 3: 2, 4: 1, 5: 4}


def test_what_is_sure_is_not_exchanged() -> None:
    first = {1: 0, 3: 2, 4: 3, 5: 4}
    assert dict(exchanged(first, NEAR, {(3, 4)}, kinship()).previous) == first


def test_odds_far_apart_outweigh_words() -> None:
    odds = NEAR | {(3, 4): 9.0}
    assert exchanged({1: 0, 3: 2, 4: 3, 5: 4}, odds, set(), kinship()).previous[4] == 3


DOWNWARD = st.dictionaries(
    st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(-3, 4),
    max_size=12,
)


@settings(deadline=None)
@given(DOWNWARD)
def test_exchanges_only_gain_and_leave_threads(odds: dict[tuple[int, int], float]) -> None:
    first = assign(odds, len(PAGE))
    words = kinship()
    before, after = words.read(first), exchanged(first, odds, set(), words)
    worth = [sum(odds[b, a] for a, b in one.previous.items()) + SAID * one.total for one in (before, after)]
    assert worth[1] >= worth[0]
    assert len(set(after.previous.values())) == len(after.previous)


def test_a_link_knows_its_best_rival() -> None:
    reading = kinship().read({1: 0, 4: 1})
    (link,) = [found for found in with_rivals(reading, NEAR) if found[1] == 4]
    assert link[2] == NEAR[1, 4] + SAID * reading.nats[1][4]
    assert link[3] == NEAR[3, 4] + SAID * reading.nats[3][4]


def test_a_word_gains_most_by_the_story_that_said_it() -> None:
    nats = kinship().read({1: 0, 3: 2}).nats
    assert nats[1][4] > nats[3][4]
    assert nats[1][4] > nats[0][4]


def test_a_page_without_units_has_no_threads() -> None:
    assert Kinship(Topics([], []), [], []).read({}).total == 0


def test_what_a_page_took_is_free_again_at_once() -> None:
    # Arrays in a circle of objects would wait for the collector: a thousand pages took a gigabyte.
    page = kinship()
    exchanged(assign(NEAR, len(PAGE)), NEAR, set(), page)
    latest = weakref.ref(page)
    gc.disable()
    try:
        del page
        assert latest() is None
    finally:
        gc.enable()
