"""Related articles and reprints of all articles at once, and what is kept so that one edit does not cost all of it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import orjson

from generator.article import Article
from generator.batches import in_batches
from generator.names import folded
from generator.related.word_sets import number, text_digest, word_sets

RULES = 1  # raise it when the code of this room decides otherwise
ANSWER, MEMORY = "related.json", "words.npz"  # what is kept: the relations, and what they were made of
MOST = 5  # related articles of an article
TAG, REGION, PERSON = 1, 2, 3  # kinds of features beside words


@dataclass(frozen=True, slots=True)
class Near:
    """A related article, by id, and how many other printings of it there are."""

    id: str
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Relations:
    """By id: the articles related to an article, the nearest first, and those that have the same text.

    Articles without any are left out.
    """

    related: Mapping[str, tuple[Near, ...]] = field(default_factory=dict)
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def relate(
    articles: Sequence[Article], kept: Callable[[str], bytes], jobs: int | None = 1
) -> tuple[Relations, dict[str, bytes]]:
    """The relations of articles (in the order in which copies are to be named), and bytes to keep by name.

    `kept` gives what was to be kept last time, or nothing: it makes the call quicker and changes nothing else.
    """
    texts = {article.id: text_digest(article) for article in articles}
    key = _key(articles, texts)
    answer = kept(ANSWER)
    if answer and (found := _answered(answer, key)):
        return found, {}
    from generator.related import comparison  # numpy is slow to load and most builds change nothing

    before = comparison.load(data) if (data := kept(MEMORY)) else None
    ordered = sorted(articles, key=lambda article: article.id)
    words = before.word_sets() if before else {}
    unread = [article for article in ordered if texts[article.id] not in words]
    for article, made in zip(unread, in_batches(word_sets, unread, jobs), strict=True):
        words[texts[article.id]] = made
    ids = [article.id for article in ordered]
    digests = [texts[name] for name in ids]
    now = comparison.compare(ids, digests, [words[text] for text in digests], _others(ordered), before)
    found = _relations(ids, now.mutual(), now.same(), {article.id: place for place, article in enumerate(articles)})
    return found, {ANSWER: _answer(found, key), MEMORY: comparison.dump(now)}


def _key(articles: Sequence[Article], texts: Mapping[str, bytes]) -> str:
    """A digest of all that decides the relations."""
    made = hashlib.blake2b(str(RULES).encode(), digest_size=16)
    for article in articles:
        made.update(texts[article.id])
        made.update(orjson.dumps([article.id, article.tags, [region.code for region in article.regions]]))
        made.update(orjson.dumps(article.byline))
    return made.hexdigest()


def _others(ordered: Sequence[Article]) -> tuple[list[int], list[int], list[int]]:
    """Row, number and kind of every tag, region and person."""
    found: tuple[list[int], list[int], list[int]] = ([], [], [])
    numbers: dict[tuple[int, str], int] = {}
    for row, article in enumerate(ordered):
        byline = article.byline
        people = (*byline.reporters, *byline.correspondents, *byline.photographers, *byline.authors)
        named = ((TAG, article.tags), (REGION, (one.code for one in article.regions)), (PERSON, people))
        for kind, names in named:
            for key in {(kind, folded(name)): None for name in names}:
                if key not in numbers:
                    numbers[key] = number(f"{key[0]} {key[1]}")
                found[0].append(row)
                found[1].append(numbers[key])
                found[2].append(kind)
    return found


def _relations(
    ids: Sequence[str], near: Sequence[Sequence[int]], same: Iterator[tuple[int, int]], places: Mapping[str, int]
) -> Relations:
    group = _groups(len(ids), same)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for row in range(len(ids)):
        members[group[row]].append(row)
    copies = {}
    for some in members.values():
        if len(some) > 1:
            names = sorted((ids[row] for row in some), key=places.__getitem__)
            copies.update({name: tuple(other for other in names if other != name) for name in names})
    related = {}
    for row, rows in enumerate(near):
        best: dict[int, int] = {}  # of each group the nearest
        for other in rows:
            if group[other] != group[row] and len(best) < MOST:
                best.setdefault(group[other], other)
        if best:
            related[ids[row]] = tuple(Near(ids[other], len(members[of]) - 1) for of, other in best.items())
    return Relations(related, copies)


def _groups(count: int, same: Iterator[tuple[int, int]]) -> list[int]:
    """For each row the first row of its group, where pairs of the same text are in one group."""
    leader = list(range(count))

    def lead(row: int) -> int:
        while leader[row] != row:
            leader[row] = leader[leader[row]]
            row = leader[row]
        return row

    for one, other in same:
        first, second = sorted((lead(one), lead(other)))
        leader[second] = first
    return [lead(row) for row in range(count)]


def _answer(found: Relations, key: str) -> bytes:
    related = {name: [(near.id, near.copies) for near in some] for name, some in found.related.items()}
    return orjson.dumps({"key": key, "related": related, "copies": found.copies})


def _answered(kept: bytes, key: str) -> Relations | None:
    """The kept relations, where they were made of the same articles."""
    try:
        rows = orjson.loads(kept)
        if rows["key"] != key:
            return None
        related = {name: tuple(Near(*near) for near in some) for name, some in rows["related"].items()}
        return Relations(related, {name: tuple(some) for name, some in rows["copies"].items()})
    except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError):
        return None
