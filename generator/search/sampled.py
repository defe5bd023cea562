"""Compares what the files of a site find with what stands in the articles, for a sample of queries. Pure."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from generator.article import Article
from generator.search.folding import fold_all
from generator.search.pieces import pieces
from generator.search.query import Term, matches, terms

LONGEST = 8  # letters


class Wrong(NamedTuple):
    """A query that does not find what it should: the ids it misses, and those it should not have found."""

    query: str
    missing: tuple[str, ...]
    strange: tuple[str, ...]


def wrong(
    articles: Sequence[Article], find: Callable[[Sequence[Term]], set[str]], count: int, seed: int = 1
) -> Iterator[Wrong]:
    """Those of `count` queries drawn from the articles that find other than they should."""
    folded = {article.id: fold_all([text for _, text in pieces(article)]) for article in articles}
    chance = random.Random(seed)  # noqa: S311 - to be the same each time
    for query in _drawn(articles, count, chance):
        asked = terms(query)
        truth = {one for one, texts in folded.items() if matches(texts, asked)}
        found = find(asked)
        if found != truth:
            yield Wrong(query, tuple(sorted(truth - found)), tuple(sorted(found - truth)))


def _drawn(articles: Sequence[Article], count: int, chance: random.Random) -> Iterator[str]:
    """Pieces of text, one in four with a second term, some of which must not be found."""
    if not articles:
        return
    for number in range(count):
        query = f'"{_cut(chance.choice(articles), chance)}"'
        if number % 4 == 0:
            query += f" {'-' if number % 8 else ''}{_cut(chance.choice(articles), chance, 2)}"
        yield query


def _cut(article: Article, chance: random.Random, longest: int = LONGEST) -> str:
    text = chance.choice(pieces(article))[1].replace('"', "")
    start = chance.randrange(max(len(text) - 1, 1))
    return text[start : start + chance.randint(1, longest)]
