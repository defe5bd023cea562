"""Which terms become tags: those that say what an article is about, and that gather articles."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.dictionary_file import word_idf
from generator.tagging.terms import Kind, Said, Terms

MOST, LEAST = 5, 2  # tags of an article
CANDIDATES = 12  # terms of an article that are weighed against other articles' terms
TRUST = {Kind.EDITORS: 1.6, Kind.LISTED: 1.3, Kind.COMPOUND: 1.0, Kind.WORD: 0.7}
GATHERS = {Kind.EDITORS: 1, Kind.LISTED: 2, Kind.COMPOUND: 3, Kind.WORD: 3}  # stories that make a term a tag
SMALL = 200  # articles below which a tag of the list need not gather others yet: it will, as the archive grows
OWN = 1000  # articles from which on an archive's own frequencies count for more than those of news in general
GENERAL = 3.5  # nats by which the two kinds of frequency differ on average
UNKNOWN = 10.0  # IDF in nats of a term that general news lack
IDLE = 6.0  # IDF in nats below which a word says nothing by itself
SHORT = 400  # characters below which little need be said to be said enough
IN_HEAD = 2  # times that being said once in the head counts for
NEAR_BEST = 0.4  # of an article's best score: what a further tag needs


class Candidate(NamedTuple):
    """A term that an article may be tagged with. Not `strong`: only where the article would have too few tags."""

    term: str
    kind: Kind
    score: float
    strong: bool


class Offer(NamedTuple):
    """What an article may be tagged with, the best first; `story` is the same for printings of one story."""

    story: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many of `articles` each term stands."""

    articles: int
    having: Mapping[str, int]

    def weight(self, term: str, kind: Kind) -> float:
        """What a term tells of an article, in nats: its rarity, in the archive as far as that is large enough."""
        own = math.log((self.articles + 1) / (self.having.get(term, 0) + 0.5))
        general = word_idf().get(term, UNKNOWN) - GENERAL
        share = self.articles / (self.articles + OWN)
        return max(0.3, share * own + (1 - share) * general) * TRUST[kind]


def frequencies(stories: Iterable[Terms]) -> Frequencies:
    """How many stories have each term."""
    having: Counter[str] = Counter()
    articles = 0
    for terms in stories:
        having.update(terms.keys())
        articles += 1
    return Frequencies(articles, {term: count for term, count in having.items() if count > 1})


def candidates(terms: Terms, characters: int, known: Frequencies) -> tuple[Candidate, ...]:
    """The terms that an article of so many characters may be tagged with, the best first."""
    enough = min(6.0, 2 + characters / 700)
    short = characters < SHORT
    found = []
    for term, said in terms.items():
        times = said.body + IN_HEAD * said.head
        needed = enough + (said.kind is Kind.WORD)
        strong = times >= needed or bool(said.head and (said.body or short) and said.kind < Kind.WORD)
        weak = said.kind <= Kind.LISTED and (said.head > 0 or times >= max(2.0 if short else 3.0, needed - 1.5))
        if (strong or weak) and _is_telling(term, said, known):
            found.append(Candidate(term, said.kind, times / (times + needed) * known.weight(term, said.kind), strong))
    found.sort(key=lambda one: (not one.strong, -one.score, one.term))
    return tuple(found[:CANDIDATES])


def _is_telling(term: str, said: Said, known: Frequencies) -> bool:
    if said.kind is Kind.WORD:
        return word_idf().get(term, UNKNOWN) >= IDLE
    return True


def choose(offers: Sequence[Offer], used: Mapping[str, int], articles: int) -> list[tuple[str, ...]]:
    """The tags of each article, the best first, out of what is offered for it.

    `used` says how many other articles have a tag already, `articles` how large the archive is. Asked again for the
    articles that got no tags, with the others' tags among the used ones, it gives none either: a second import changes
    nothing.
    """
    chosen: list[tuple[str, ...]] = [()] * len(offers)
    used = Counter(used)
    without = list(range(len(offers)))
    while without:
        found = _settled([offers[number] for number in without], used, articles)
        for number, tags in zip(without, found, strict=True):
            chosen[number] = tags
            used.update(tags)
        left = [number for number in without if not chosen[number]]
        if len(left) == len(without):
            break
        without = left
    return chosen


def _settled(offers: Sequence[Offer], used: Mapping[str, int], articles: int) -> list[tuple[str, ...]]:
    """One round of `choose`: strikes off terms that gather too few stories until all that are left gather enough."""
    gathers = GATHERS | {Kind.LISTED: 1} if articles < SMALL else GATHERS
    offered = {one.term: one.kind for offer in offers for one in offer.candidates}
    needed = {term: min(2, gathers[kind]) if term in used else gathers[kind] for term, kind in offered.items()}
    struck: set[str] = set()
    chosen = [_best(offer.candidates, struck) for offer in offers]
    having: defaultdict[str, set[int]] = defaultdict(set)
    for number, tags in enumerate(chosen):
        for tag in tags:
            having[tag].add(number)

    def fails(tag: str) -> bool:
        stories = {offers[number].story for number in having[tag]}
        return bool(stories) and len(stories) + used.get(tag, 0) < needed[tag]

    while failing := set(filter(fails, having)):
        struck |= failing
        for number in sorted(set().union(*(having.pop(tag) for tag in failing))):
            for tag in set(chosen[number]) - failing:
                having[tag].discard(number)
            chosen[number] = _best(offers[number].candidates, struck)
            for tag in chosen[number]:
                having[tag].add(number)
    return chosen


def _best(offered: Iterable[Candidate], struck: set[str]) -> tuple[str, ...]:
    """An article's tags out of what is offered and not struck off."""
    offered = tuple(offered)
    floor = NEAR_BEST * max((one.score for one in offered if one.strong), default=0.0)
    tags: list[str] = []
    for one in offered:
        if one.term in struck:
            continue
        is_plain = one.strong and one.score >= floor
        if len(tags) == MOST or (len(tags) >= LEAST and not is_plain):
            break
        if not any(one.term in tag or tag in one.term for tag in tags):
            tags.append(one.term)
    return tuple(tags)
