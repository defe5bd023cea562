"""Which terms become tags: those that say what an article is about, and that gather articles."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from generator.dictionary_file import word_idf
from generator.names import folded
from generator.tagging.terms import Kind, Reader, Reading, Said

MOST, LEAST = 5, 2  # tags of an article
SUBJECTS, WORDS = 10, 6  # of an article that are weighed against other articles'
TRUST = {Kind.COMPOUND: 1.0, Kind.WORD: 0.7}
GATHERS = {Kind.EDITORS: 1, Kind.LISTED: 2, Kind.COMPOUND: 3, Kind.WORD: 3}  # stories that make a term a tag
SMALL = 200  # articles below which a tag of the list need not gather others yet: it will, as the archive grows
OWN = 1000  # articles from which on an archive's own frequencies count for more than those of news in general
GENERAL = 3.5  # nats by which the two kinds of frequency differ on average
UNKNOWN = 10.0  # IDF in nats of a term that general news lack
IDLE = 6.0  # IDF in nats below which a word says nothing by itself
SHORT = 400  # characters below which little need be said to be said enough
IN_HEAD = 2  # times that being said once in the head counts for
FIRM, FAIR = 2.0, 0.7  # strength of a subject that is a tag in any case; that is one where there would be too few
NEAR_BEST = 0.42  # of an article's best score: what a further tag needs


class Candidate(NamedTuple):
    """A term that an article may be tagged with. Not `strong`: only where the article would have too few tags.

    `above` are the broader subjects: these, too, are for articles that would have too few.
    """

    term: str
    kind: Kind
    score: float
    strong: bool
    above: tuple[str, ...] = ()


class Offer(NamedTuple):
    """What an article may be tagged with, the best first; `story` is the same for printings of one story."""

    story: str
    candidates: tuple[Candidate, ...]


class Frequencies(dict[str, float]):
    """How rare words are, in nats, found out when first asked: in `having` of `articles`, and in general news."""

    def __init__(self, articles: int, having: Mapping[str, int]) -> None:
        super().__init__()
        self.articles = articles
        self.having = having

    def __missing__(self, word: str) -> float:
        own = math.log((self.articles + 1) / (self.having.get(word, 0) + 0.5))
        general = word_idf().get(word, UNKNOWN) - GENERAL
        share = self.articles / (self.articles + OWN)  # the archive says the more, the larger it is
        self[word] = share * own + (1 - share) * general
        return self[word]


class Having(NamedTuple):
    """In how many of some articles each word stands."""

    articles: int
    counts: Counter[str]


def having(stories: Iterable[Set[str]]) -> Having:
    """How many of some stories have each word."""
    counts: Counter[str] = Counter()
    articles = 0
    for words in stories:
        counts.update(words)
        articles += 1
    return Having(articles, counts)


def summed(parts: Iterable[Having]) -> Frequencies:
    """What is known of all articles, out of what was counted in some at a time."""
    articles, counts = 0, Counter[str]()
    for part in parts:
        articles += part.articles
        counts.update(part.counts)
    return Frequencies(articles, {term: count for term, count in counts.items() if count > 1})


def frequencies(readings: Iterable[Reading]) -> Frequencies:
    """How many stories have each word."""
    return summed([having(reading.words for reading in readings)])


def candidates(reading: Reading, characters: int, reader: Reader, known: Frequencies) -> tuple[Candidate, ...]:
    """The terms that an article of so many characters may be tagged with, the best first."""
    subjects = sorted(_subjects(reading, characters, reader, known), key=_rank)
    words = sorted(_words(reading, characters, known), key=_rank)
    return (*subjects[:SUBJECTS], *words[:WORDS])


def _rank(one: Candidate) -> tuple[bool, float, str]:
    return not one.strong, -one.score, one.term


def _subjects(reading: Reading, characters: int, reader: Reader, known: Frequencies) -> Iterator[Candidate]:
    """The subjects that the words speak for, and those above them."""
    subjects = reader.subjects
    found = subjects.evidence(reading.forms, characters, known)
    held = {tag: evidence.strength for tag, evidence in found.items() if evidence.holds and evidence.strength >= FAIR}
    for tag, strength in list(held.items()):
        for broader in subjects.above.get(tag, ()):
            held.setdefault(broader, min(found[broader].strength, strength))
    for tag, strength in held.items():
        if folded(tag) not in reading.names:
            yield Candidate(tag, reader.kinds[tag], strength, strength >= FIRM, subjects.above.get(tag, ()))


def _words(reading: Reading, characters: int, known: Frequencies) -> Iterator[Candidate]:
    """The words of the story itself that say what it is about."""
    enough = min(6.0, 2 + characters / 700)
    short = characters < SHORT
    for term, said in reading.terms.items():
        times = said.body + IN_HEAD * said.head
        needed = enough + (said.kind is Kind.WORD)
        named = said.head and (said.body or short) and said.kind < Kind.WORD
        if (times >= needed or named) and _is_telling(term, said):
            score = times / (times + needed) * max(0.3, known[term]) * TRUST[said.kind]
            yield Candidate(term, said.kind, score, True)


def _is_telling(term: str, said: Said) -> bool:
    return said.kind is not Kind.WORD or (said.head > 0 and word_idf().get(term, UNKNOWN) >= IDLE)


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


def _best(offered: Sequence[Candidate], struck: set[str]) -> tuple[str, ...]:
    """An article's tags out of what is offered and not struck off: subjects, then words of its own."""
    left = [one for one in offered if one.term not in struck]
    subjects = _each_once([one for one in left if one.kind <= Kind.LISTED])
    floor = max((NEAR_BEST * one.score for one in subjects), default=0.0)
    chosen: list[Candidate] = []
    for one in subjects:
        if one.strong and one.score >= floor and len(chosen) < MOST and not _is_above(one, chosen):
            chosen.append(one)
    chosen += [one for one in subjects if one not in chosen][: max(0, LEAST - len(chosen))]
    for one in left:
        if one.kind > Kind.LISTED and len(chosen) < MOST and not any(_overlap(one, other) for other in chosen):
            chosen.append(one)
    return tuple(one.term for one in chosen)


def _each_once(subjects: Iterable[Candidate]) -> list[Candidate]:
    """Subjects without those that an earlier one names too, an editor's first: 桥, 桥梁. 教育 stands above 家庭教育."""
    found: list[Candidate] = []
    for one in sorted(subjects, key=lambda one: one.kind):
        same = (other for other in found if _overlap(one, other))
        if all(one.term in other.above or other.term in one.above for other in same):
            found.append(one)
    return sorted(found, key=_rank)


def _is_above(one: Candidate, chosen: Iterable[Candidate]) -> bool:
    return any(one.term in other.above for other in chosen)


def _overlap(one: Candidate, other: Candidate) -> bool:
    return one.term in other.term or other.term in one.term
