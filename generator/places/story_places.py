"""Where a story is: its regions in order, the one that it is about first, and the names that stayed open. Pure.

Every place that the text names scores by where it stands (head, lead, body), once a paragraph. A name that only says
where another lies (宁波市|奉化区) scores nothing; a university or company named after a place scores little.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from generator.article import Article, Region
from generator.places.division import Division, Level, level_of
from generator.places.gazetteer import Gazetteer
from generator.places.recogniser import Mention, Recogniser, Why

TITLE, HEAD, DATELINE, CAPTION, BODY = 5.0, 3.0, 2.5, 1.5, 1.0
LEAD = (3.0, 2.0, 1.5)  # the first paragraphs
NATIONAL = "110000"  # where the agencies sit: a dateline from there says nothing of the story
NATIONAL_DATELINE = 0.5
IN_NAMES = 0.3  # share that is left of a place within the name of a school, company or paper
WE = {"我": 1.0, "全": 0.6, "": 0.8}  # 我省, 全省, 省总工会: the home region without its name
ENOUGH = 2.0  # score from which a story is about a place
OF_FIRST = 0.4  # share of the first one's score that others need
MOST = 5  # regions of a story
SHORT = 400  # characters up to which a story is about any place that it names (with a score of BODY)
TOWN_SHARE = 0.7  # share of its county's score from which a town in the head comes before it
CHILDREN = 3  # places in one region that make the story one of the region,
CHIEF = 0.4  # where none of them has more than this share of their scores
NAMED_AFTER = re.compile(
    r"[^，。、；：！？“”‘’（）\s]{0,12}?(?:大学|学院|日报|晚报|晨报|早报|时报|商报|都市报|工人报|出版社|银行|股份|集团|有限公司|证券|航空|卫视|厅[候会开])"
)
ORGANISATION = r"(?=[\u4e00-\u9fff]{1,10}?(?:会|厅|局|委|院|办|协|府|处|团|社|中心|代表))"
FREE = r"(?:(?<=[^\u4e00-\u9fff])|(?<=[由在受经从获被向给对和与及到赴为是任、])|^)"


@dataclass(frozen=True, slots=True)
class StoryPlaces:
    """A story's regions, and the names in it that several places bear, with what each may be."""

    regions: tuple[Region, ...]
    open_names: Mapping[str, tuple[Division, ...]]


@dataclass(frozen=True, slots=True)
class _Part:
    """Characters `start` to `end` of a story's text, and what a place scores there."""

    start: int
    end: int
    weight: float
    head: bool


class StoryReader:
    """Reads the regions off articles. home: the code of the region that the paper is at home in, "" for none."""

    def __init__(self, gazetteer: Gazetteer, recogniser: Recogniser, home: str) -> None:
        self.gazetteer, self.recogniser, self.home = gazetteer, recogniser, home
        self._we = _we(gazetteer, home)

    def read(self, article: Article, year: int | None) -> StoryPlaces:
        """The places of a story of `year` (None: unknown)."""
        text, parts = _text(article)
        mentions = self.recogniser.mentions(text, year)
        scores = self._scores(text, parts, mentions, year)
        head = {
            code for part in parts if part.head for code, score in scores.in_part[part.start].items() if score >= HEAD
        }
        order = self._order(scores, head, len(text))
        names = {mention.division.code: mention.division for mention in mentions if mention.division}
        return StoryPlaces(
            regions=tuple(self._region(code, names) for code in order),
            open_names={
                text[mention.start : mention.end]: tuple(filter(None, map(self.gazetteer.get, mention.candidates)))
                for mention in mentions
                if mention.division is None
            },
        )

    def _region(self, code: str, names: Mapping[str, Division]) -> Region:
        """With its name where it has ended, as its code may be another's today."""
        division = names.get(code) or self.gazetteer.get(code)
        return Region(code, division.name if division and not division.stands else "")

    # ------------------------------------------------------------ scores

    def _scores(self, text: str, parts: Sequence[_Part], mentions: Sequence[Mention], year: int | None) -> _Scores:
        scores = _Scores()
        spoken = {mention.code for mention in mentions}
        for mention, following in zip(mentions, [*mentions[1:], None], strict=False):
            if mention.division and not self._leads_to(mention, following):
                away = self._is_away(mention, spoken)
                share = IN_NAMES if away or NAMED_AFTER.match(text, mention.end) else 1.0
                part = _part_at(parts, mention.start)
                if mention.code == NATIONAL and part.weight == DATELINE and self.home != NATIONAL:
                    share = NATIONAL_DATELINE / DATELINE
                scores.add(self._as_of(mention.division, year, spoken), share, part)
        ends = {mention.end for mention in mentions} | {mention.end - 1 for mention in mentions}
        for pattern, code in self._we:
            for found in pattern.finditer(text):
                if found.start() not in ends:
                    scores.add(code, WE[found[1] or ""], _part_at(parts, found.start()))
        return scores

    def _as_of(self, division: Division, year: int | None, spoken: set[str | None]) -> str:
        """The code to file a mention under: of a unit that had ended and whose heir is named too, the heir's."""
        heirs = self.gazetteer.successors(division.code)
        over = year is not None and not division.stood_in(year)
        return heirs[0].code if over and len(heirs) == 1 and heirs[0].code in spoken else division.code

    def _is_away(self, mention: Mention, spoken: set[str | None]) -> bool:
        """Whether it is a county far from home, named in short, and nothing says where it is: “永安小队”."""
        division = mention.division
        if division is None or division.level < Level.COUNTY or not self.home or mention.why == Why.FULL:
            return False
        above = {one.code for one in self.gazetteer.ancestors(division.code)}
        return division.code[:2] != self.home[:2] and not above & spoken

    def _leads_to(self, mention: Mention, following: Mention | None) -> bool:
        """Whether a mention only says where the following one lies."""
        if following is None or following.start != mention.end or not following.division or not mention.division:
            return False
        return mention.division.level < following.division.level

    # ------------------------------------------------------------ order

    def _order(self, scores: _Scores, head: set[str], size: int) -> list[str]:
        """The codes to list, the most important first."""
        totals = self._with_towns(scores.totals)
        self._gather(totals)
        ranked = sorted(totals, key=lambda code: -round(totals[code], 6))  # of equal ones the first named
        enough = BODY if size <= SHORT else ENOUGH
        if not ranked or (totals[ranked[0]] < enough and ranked[0] not in head):
            return []
        order = ranked[:1]
        for code in ranked[1:]:
            above = {division.code for chosen in order for division in self.gazetteer.ancestors(chosen)}
            enough = totals[code] >= max(ENOUGH, OF_FIRST * totals[order[0]])
            if len(order) < MOST and (enough or code in head) and (code not in above or (code in head and enough)):
                order.append(code)
        return self._put_towns(order, scores.totals, totals, head)

    def _with_towns(self, own: Mapping[str, float]) -> dict[str, float]:
        """Scores of counties and above; a town's go to its county."""
        totals: defaultdict[str, float] = defaultdict(float)
        for code, score in own.items():
            totals[self._county(code)] += score
        return dict(totals)

    def _county(self, code: str) -> str:
        town = self.gazetteer.get(code) if level_of(code) is Level.TOWN else None
        return town.parent if town else code

    def _gather(self, totals: dict[str, float]) -> None:
        """Several places of one region, none of them the chief one, make the region itself the story's place."""
        children: defaultdict[str, list[str]] = defaultdict(list)
        for code in totals:
            if above := self.gazetteer.ancestors(code):
                children[above[0].code].append(code)
        for parent, below in children.items():
            most, every = max(totals[code] for code in below), sum(totals[code] for code in below)
            if len(below) >= CHILDREN and most <= CHIEF * every:
                totals[parent] = totals.get(parent, 0.0) + every / 2

    def _put_towns(
        self, order: list[str], own: Mapping[str, float], totals: Mapping[str, float], head: set[str]
    ) -> list[str]:
        """Adds the towns that matter beside their counties; before them, where the head names the town."""
        for town in sorted((code for code in own if level_of(code) is Level.TOWN), key=lambda code: (-own[code], code)):
            county = self._county(town)
            if county in order and len(order) < MOST and (own[town] >= ENOUGH or town in head):
                first = town in head and own[town] >= TOWN_SHARE * totals[county]
                order.insert(order.index(county) + (not first), town)
        return order


class _Scores:
    """Scores by code; within one part of the text the best mention counts."""

    def __init__(self) -> None:
        self.in_part: defaultdict[int, dict[str, float]] = defaultdict(dict)

    def add(self, code: str, share: float, part: _Part) -> None:
        here = self.in_part[part.start]
        here[code] = max(here.get(code, 0.0), share * part.weight)

    @property
    def totals(self) -> dict[str, float]:
        totals: defaultdict[str, float] = defaultdict(float)
        for here in self.in_part.values():
            for code, score in here.items():
                totals[code] += score
        return dict(totals)


def _text(article: Article) -> tuple[str, list[_Part]]:
    """The story's text, without the names of those who made it, and its parts."""
    paragraphs = [paragraph for paragraph in article.body.split("\n\n") if paragraph and not paragraph.startswith("#")]
    texts = [
        (article.title, TITLE, True),
        (article.kicker, HEAD, True),
        (article.deck, HEAD, True),
        (article.dateline, DATELINE, False),
        *((text, weight, False) for text, weight in zip(paragraphs, chain(LEAD, repeat(BODY)), strict=False)),
        *((photo.caption, CAPTION, False) for photo in article.photos),
    ]
    parts, joined, at = [], [], 0
    for text, weight, head in texts:
        if text:
            parts.append(_Part(at, at + len(text), weight, head))
            joined.append(text)
            at += len(text) + 1
    whole = "\n".join(joined)
    for name in _names(article):
        whole = whole.replace(name, "□" * len(name))
    return whole, parts


def _names(article: Article) -> Iterable[str]:
    byline = article.byline
    return {
        name
        for name in (*byline.reporters, *byline.correspondents, *byline.photographers, *byline.authors)
        if len(name) > 1
    }


def _part_at(parts: Sequence[_Part], at: int) -> _Part:
    return next(part for part in parts if part.start <= at <= part.end)


def _we(gazetteer: Gazetteer, home: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """How the paper speaks of its home and its province without their names: 我省, 全省, 省总工会."""
    path = [division for division in gazetteer.path(home) if division.code == home or division.level is Level.PROVINCE]
    return tuple((_speaks_of(division.name[-1]), division.code) for division in _last_of_each(path))


def _last_of_each(path: Iterable[Division]) -> Iterator[Division]:
    """One division for each ending: of 上海市 and 宁国市 the nearer one is 我市."""
    yield from {division.name[-1]: division for division in path}.values()


def _speaks_of(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(我|全){kind}|{FREE}(){kind}{ORGANISATION})", re.M)
