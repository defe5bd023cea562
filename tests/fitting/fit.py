"""Fit the importer's weights on marked pages, and measure them with pages left out.

    python -m tests.fitting.fit            fit on all pages, write generator/importer/weights.json
    python -m tests.fitting.fit --measure  print, too, how pages score that were left out, a fifth at a time

Roles: a linear-chain conditional random field; threads: for each unit a softmax over whom it goes on with, and for each
over who goes on with it. Both by L-BFGS with a quadratic penalty.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import scipy.sparse
from scipy.optimize import minimize

from generator import article_file
from generator.importer import weights_file
from generator.importer.feature_kinds import names
from generator.importer.page import Page
from generator.importer.pair_features import columns
from generator.importer.roles import STATES, RoleModel
from generator.importer.take_apart import take_apart
from generator.importer.thread_model import ThreadModel
from generator.importer.threads import Threads
from tests.fitting.gold import HERE, SHARED, Example, Marked, example, marked_pages
from tests.fitting.relay import relay

FOLDS = 5
LAYOUTS = 2  # other layouts of each bare page; our own and the hand-marked pages get twice as many
MOST_STEPS = 250  # of the optimiser: as many as it takes
ROLE_PENALTY, STEP_PENALTY, THREAD_PENALTY = 1.0, 0.3, 0.3
RELAID = 1.0  # what a page laid out anew counts
FAR = 1.5  # what a seam over other stories counts more than a neighbour
RARE = 4  # features of fewer units are left out
SMALL = 0.02  # weights below this are left out

RoleWeights = tuple[list[str], np.ndarray, np.ndarray]


def fold(group: str) -> int:
    """The fold of a group of pages."""
    return zlib.crc32(group.encode()) % FOLDS


def training_examples(pages: Sequence[Marked]) -> list[Example]:
    """All pages, and other layouts of those that are not hard-wrapped or laid out anew themselves."""
    found = [example(page) for page in pages]
    for page, made in list(zip(pages, found, strict=True)):
        if page.name.endswith("-columns") or any(len(unit.pieces) > 1 for unit in made.units):
            continue
        for number in range(LAYOUTS if page.bare else 2 * LAYOUTS):
            found.append(example(replace(relay(page, number), weight=RELAID)))
    return found


# ---------------------------------------------------------------- roles


def fit_roles(examples: Sequence[Example]) -> RoleWeights:
    """Feature names, their weights (features, STATES), and the steps (STATES + 1, STATES)."""
    names = _common(features for made in examples for features in made.features)
    row = {name: number for number, name in enumerate(names)}
    matrix = _matrix([[row[f] for f in unit if f in row] for made in examples for unit in made.features], len(names))
    chains = _Chains([made.states for made in examples], [made.marked.weight for made in examples])
    size, states = len(names), len(STATES)

    def loss(x: np.ndarray) -> tuple[float, np.ndarray]:
        weights, steps = x[: size * states].reshape(size, states), x[size * states :].reshape(states + 1, states)
        value, by_scores, by_steps = chains.loss(matrix @ weights, steps)
        value += 0.5 * ROLE_PENALTY * (weights**2).sum() + 0.5 * STEP_PENALTY * (steps**2).sum()
        by_weights = matrix.T @ by_scores + ROLE_PENALTY * weights
        return value, np.concatenate([by_weights.ravel(), (by_steps + STEP_PENALTY * steps).ravel()])

    found = minimize(
        loss, np.zeros((size + states + 1) * states), jac=True, method="L-BFGS-B", options={"maxiter": MOST_STEPS}
    )
    return names, found.x[: size * states].reshape(size, states), found.x[size * states :].reshape(states + 1, states)


class _Chains:
    """The states of all pages' units, and how unlikely scores make them: all pages a unit at a time.

    Longer pages stand first, so that those that have a unit at a place are the first rows there.
    """

    def __init__(self, gold: Sequence[Sequence[int]], weights: Sequence[float]) -> None:
        """gold: the states of each page; weights: what each page counts."""
        lengths = np.array([len(page) for page in gold])
        order = np.argsort(-lengths, kind="stable")
        starts = (np.cumsum(lengths) - lengths)[order]
        lengths = lengths[order]
        self.gold = np.concatenate([np.array(page) for page in gold])
        self.weights = np.array(weights)[order]
        self.unit_weights = np.repeat(weights, [len(page) for page in gold])
        self.starts, self.last = starts, starts + lengths - 1
        # The units at each place, and how many pages go on there.
        self.units = [starts[: (lengths > place).sum()] + place for place in range(int(lengths[0]))]
        second = np.ones(len(self.gold), bool)
        second[starts] = False
        self.seconds = np.flatnonzero(second)

    def loss(self, scores: np.ndarray, steps: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """Negative log likelihood of all states, and its derivative by scores (units, states) and steps."""
        between = np.exp(steps[:-1])
        forward, logs = self._forward(scores, steps[-1], between)
        backward = self._backward(scores, between)
        totals = logs[self.last] + np.log(forward[self.last].sum(axis=1))
        expected = forward * backward
        expected /= expected.sum(axis=1, keepdims=True)
        value = float((self.weights * totals).sum())
        value -= float((self.unit_weights * scores[np.arange(len(scores)), self.gold]).sum())
        one, two = self.gold[self.seconds - 1], self.gold[self.seconds]
        counted = self.unit_weights[self.seconds]
        value -= float((counted * steps[one, two]).sum() + (self.weights * steps[-1, self.gold[self.starts]]).sum())
        by_steps = np.zeros_like(steps)
        np.add.at(by_steps, (one, two), -counted)
        np.add.at(by_steps[-1], self.gold[self.starts], -self.weights)
        by_steps[-1] += self.weights @ expected[self.starts]
        ahead = _exp(scores[self.seconds])[0] * backward[self.seconds]
        behind = forward[self.seconds - 1]
        share = counted / np.einsum("ui,ij,uj->u", behind, between, ahead)
        by_steps[:-1] += between * (behind.T @ (ahead * share[:, None]))
        expected[np.arange(len(scores)), self.gold] -= 1
        return value, expected * self.unit_weights[:, None], by_steps

    def _forward(self, scores: np.ndarray, first: np.ndarray, between: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What leads up to each unit in each state, in shares, and the log of their sum."""
        forward, logs = _exp(scores)
        forward[self.starts], logs[self.starts] = _exp(scores[self.starts] + first)
        for before, units in pairwise(self.units):
            before = before[: len(units)]
            found = (forward[before] @ between) * forward[units]
            total = found.sum(axis=1, keepdims=True)
            forward[units] = found / total
            logs[units] += logs[before] + np.log(total[:, 0])
        return forward, logs

    def _backward(self, scores: np.ndarray, between: np.ndarray) -> np.ndarray:
        """What goes on from each unit in each state, in shares."""
        grown = _exp(scores)[0]
        backward = np.full_like(scores, 1 / scores.shape[1])
        for units, after in reversed(list(pairwise(self.units))):
            found = (grown[after] * backward[after]) @ between.T
            backward[units[: len(after)]] = found / found.sum(axis=1, keepdims=True)
        return backward


def _exp(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each row's exponentials in shares of the largest, and the log of that."""
    top = scores.max(axis=1, keepdims=True)
    return np.exp(scores - top), top[:, 0]


# ---------------------------------------------------------------- threads


Scored = list[tuple[int, int, list[str], bool]]  # a page's pairs, their features, and whether they are right


def fit_threads(examples: Sequence[Example], pairs: Sequence[Scored]) -> dict[str, float]:
    """Weights of the pair features."""
    names = _common(features for page in pairs for _, _, features, _ in page)
    row = {name: number for number, name in enumerate(names)}
    rows: list[list[int]] = []
    groups: list[int] = []
    chosen: list[bool] = []
    counts: list[float] = []
    for made, page in zip(examples, pairs, strict=True):
        for side in (0, 1):
            number: dict[int, int] = {}
            for before, after, features, right in page:
                unit = (before, after)[side]
                if unit not in number:
                    number[unit] = len(counts)
                    counts.append(made.marked.weight)
                rows.append([row[f] for f in features if f in row])
                groups.append(number[unit])
                chosen.append(right)
                if right and features[0] == "far":
                    counts[number[unit]] *= FAR
    return _softmax(_matrix(rows, len(names)), np.array(groups), np.array(chosen, dtype=float), np.array(counts), names)


def _pairs(made: Example, model: RoleModel, first: dict[str, float] | None = None) -> Scored:
    """model: roles that were fitted without the page; first: weights that were, to read it again by."""
    path, odds = model.read(made.features)
    threads = Threads(made.looks, [STATES[state] for state in path], odds, made.topics, made.units)
    if first is not None:
        ThreadModel(first, {}).read_first(threads)
    pairs = threads.pairs()[0]
    features = names(columns(threads, pairs))
    return [(a, b, shown, made.previous.get(b) == a) for (a, b), shown in zip(pairs, features, strict=True)]


def _softmax(
    matrix: scipy.sparse.csr_matrix, groups: np.ndarray, chosen: np.ndarray, counts: np.ndarray, names: Sequence[str]
) -> dict[str, float]:
    """In each group one pair is right, or none: none has odds 0."""

    def loss(x: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ x
        top = np.zeros(len(counts))
        np.maximum.at(top, groups, scores)
        grown = np.exp(scores - top[groups])
        total = np.exp(-top)
        np.add.at(total, groups, grown)
        share = grown / total[groups]
        value = (counts * (np.log(total) + top)).sum() - (counts[groups] * chosen * scores).sum()
        return value + 0.5 * THREAD_PENALTY * (x**2).sum(), matrix.T @ (
            counts[groups] * (share - chosen)
        ) + THREAD_PENALTY * x

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return dict(zip(names, found.x.tolist(), strict=True))


def _common(features: Iterable[Sequence[str]]) -> list[str]:
    counts = Counter(f for unit in features for f in set(unit))
    return sorted(f for f, count in counts.items() if count >= RARE)


def _matrix(rows: Sequence[Sequence[int]], size: int) -> scipy.sparse.csr_matrix:
    pointers = np.cumsum([0] + [len(row) for row in rows])
    columns = np.fromiter((column for row in rows for column in row), dtype=np.int64, count=int(pointers[-1]))
    return scipy.sparse.csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(rows), size))


# ---------------------------------------------------------------- all of it


def fit_all(examples: Sequence[Example], jobs: int) -> tuple[list[RoleModel], list[ThreadModel]]:
    """Models of each fold, fitted without its pages, and last the models fitted on all."""
    parts = [[made for made in examples if fold(made.marked.group) != left_out] for left_out in range(FOLDS)] + [
        list(examples)
    ]
    with ProcessPoolExecutor(jobs) as executor:
        role_models = [
            RoleModel(dict(zip(names, weights.tolist(), strict=True)), steps)
            for names, weights, steps in executor.map(fit_roles, parts)
        ]
    folds = [fold(made.marked.group) for made in examples]
    first = _by_fold(examples, [_pairs(made, role_models[one]) for made, one in zip(examples, folds, strict=True)])
    again = _by_fold(
        examples, [_pairs(made, role_models[one], first[one]) for made, one in zip(examples, folds, strict=True)]
    )
    return role_models, [ThreadModel(*weights) for weights in zip(first, again, strict=True)]


def _by_fold(examples: Sequence[Example], pairs: Sequence[Scored]) -> list[dict[str, float]]:
    """Weights fitted without the pages of each fold, and last those fitted on all."""
    found = []
    for left_out in range(FOLDS + 1):
        kept = [i for i, made in enumerate(examples) if fold(made.marked.group) != left_out]
        found.append(fit_threads([examples[i] for i in kept], [pairs[i] for i in kept]))
    return found


def write_weights(model: RoleModel, threads: ThreadModel) -> None:
    """weights.json, a feature a line."""
    roles = {name: [round(float(w), 2) for w in model.weights[number]] for name, number in model.row.items()}
    roles = {name: row for name, row in roles.items() if max(map(abs, row)) > SMALL}
    parts = {
        "states": json.dumps(STATES),
        "roles": _lines(roles),
        "steps": json.dumps([[round(float(w), 2) for w in row] for row in model.steps]),
        "threads": _lines(_rounded(threads.weights)),
        "threads_again": _lines(_rounded(threads.again)),
    }
    text = ",\n".join(f'"{key}": {value}' for key, value in parts.items())
    weights_file.PATH.write_text(f"{{\n{text}\n}}\n", encoding="utf-8")


def _rounded(weights: Mapping[str, float]) -> dict[str, float]:
    return {name: round(weight, 2) for name, weight in weights.items() if abs(weight) > SMALL}


def _lines(table: Mapping[str, object]) -> str:
    rows = ",\n".join(f"  {json.dumps(name, ensure_ascii=False)}: {json.dumps(value)}" for name, value in table.items())
    return f"{{\n{rows}\n}}"


def measure(pages: Sequence[Marked], models: Sequence[tuple[RoleModel, ThreadModel]]) -> None:
    """Print the shared scorer's table for each folder of pages, every page read by a model fitted without it.

    The pages in tests/cases/unseen are in no fit: the last model reads them.
    """
    left_out = {page.name: models[fold(page.group)] for page in pages}
    for pages_dir, gold_dir in (
        (SHARED / "pages", SHARED / "gold"),
        (SHARED / "pages-sim" / "pages", SHARED / "pages-sim" / "gold"),
        (HERE / "tests/cases/pages", HERE / "tests/cases/pages"),
        (HERE / "tests/cases/unseen", HERE / "tests/cases/unseen"),
    ):
        print(f"{gold_dir.parent.name}/{gold_dir.name}, by models that have not seen the page", flush=True)
        with tempfile.TemporaryDirectory() as out:
            for gold in sorted(gold_dir.glob("*.yaml")):
                text = (pages_dir / f"{gold.stem}.txt").read_text(encoding="utf-8-sig")
                taken = take_apart(Page(f"{gold.stem}.txt", text), left_out.get(gold.stem, models[-1]))
                for number, draft in enumerate(taken.drafts):
                    path = Path(out) / f"{gold.stem}-{number:02}.md"
                    path.write_text(article_file.write(replace(draft, id=path.stem)), encoding="utf-8")
            folders = ["--content", out, "--pages", str(pages_dir), "--gold", str(gold_dir)]
            subprocess.run([sys.executable, str(SHARED / "tools" / "score_pages.py"), *folders], check=True)


def main() -> None:
    """The command line above."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--measure", action="store_true")
    arguments.add_argument("--jobs", type=int, default=2)
    order = arguments.parse_args()
    pages = marked_pages()
    role_models, threads = fit_all(training_examples(pages), order.jobs)
    write_weights(role_models[-1], threads[-1])
    if order.measure:
        measure(pages, list(zip(role_models, threads, strict=True)))


if __name__ == "__main__":
    main()
