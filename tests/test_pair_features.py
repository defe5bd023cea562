"""What speaks for pairs of units: columns of numbers say the same as names, and every weight has a name's column."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from generator.dictionary_file import TAGS, dictionary
from generator.importer import pair_features, subheads, weights_file
from generator.importer.feature_kinds import Kind, KindWeights, exceeded, names, upto
from generator.importer.looks import looks_of
from generator.importer.pair_features import columns
from generator.importer.roles import STATES
from generator.importer.surroundings import page_features
from generator.importer.threads import Threads
from generator.importer.topics import Topics
from generator.importer.units import read_units
from generator.segmenter import cut

PAGE = Path(__file__).parent / "cases" / "pages" / "county-weekly-dense.txt"
KINDS = [kind for module in (pair_features, subheads) for kind in vars(module).values() if isinstance(kind, Kind)]


@pytest.fixture
def threads() -> Threads:
    units = read_units(PAGE.read_text(encoding="utf-8").split("\n"))
    words = [cut(unit.text) for unit in units]
    looks, topics = looks_of(units, words), Topics([unit.text for unit in units], words)
    path, odds = weights_file.models()[0].read(page_features(units, looks, topics, words))
    return Threads(looks, [STATES[state] for state in path], odds, topics, units)


def test_columns_weigh_what_their_names_weigh(threads: Threads) -> None:
    model = weights_file.models()[1]
    model.read_first(threads)
    pairs = threads.pairs()[0]
    shown = names(columns(threads, pairs))
    odds = np.zeros(len(pairs))
    KindWeights(model.again).add(columns(threads, pairs), odds)
    assert len(shown) == len(pairs) > 20
    assert odds.tolist() == pytest.approx([sum(model.again.get(name, 0.0) for name in one) for one in shown])
    assert {"near", "far"} == {one[0] for one in shown}


def test_a_pair_shows_the_same_among_others_and_alone(threads: Threads) -> None:
    weights_file.models()[1].read_first(threads)
    pairs = threads.pairs()[0]
    together = names(columns(threads, pairs))
    assert together == [names(columns(threads, [pair]))[0] for pair in pairs]


def test_every_weight_is_that_of_a_feature_there_is() -> None:
    model = weights_file.models()[1]
    known = {name for kind in KINDS for found in kind.names for name in found}
    assert model.weights.keys() | model.again.keys() <= known


def test_features_are_numbered_by_their_parts() -> None:
    kind = Kind(lambda where, step: [f"{where}>{one}" for one in step], ("near", "far"), upto((1, 2)))
    places = exceeded(np.array((1, 2)), np.array([0.5, 1.0, 1.5, 9.0]))
    column = kind.column(np.array([0, 1, 1, 0]), places, where=np.array([True, True, True, False]))
    assert names([column]) == [[], [], ["far>1"], []]
    assert places.tolist() == [0, 0, 1, 2]


def test_all_parts_of_speech_are_known() -> None:
    assert {word.tag for word in dictionary().values()} == set(TAGS)
