"""All articles, sorted once and grouped as readers look for them. Data only: renders nothing, knows no address."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from generator import dates
from generator.article import Article, Region
from generator.names import folded
from generator.people import ROLES, People
from generator.places import gazetteer_file
from generator.tag_list import TagList

Key = TypeVar("Key", bound=Hashable)
Group = tuple[Article, ...]
NOBODY, NO_TAGS = People(), TagList()


@dataclass(frozen=True, slots=True)
class Named:
    """The articles under one name (a tag, a person, a column) or region code, with the name readers see.

    Under a region code stand the articles of all that lies in the region, and of what it has taken up.
    """

    key: str
    name: str
    articles: Group


@dataclass(frozen=True, slots=True)
class Credits:
    """What is known of a person beside the articles; `roles` are those of a Byline, the most frequent first."""

    roles: dict[str, int]  # role -> articles
    also: tuple[str, ...] = ()  # other names the person signs with
    namesakes: tuple[str, ...] = ()  # the names under which others are listed who sign the same
    pinyin: str = ""  # how the name is read, where somebody has said it


@dataclass(frozen=True, slots=True)
class Archive:
    """Every group is sorted newest day first, within a day by page and print order; the undated come last.

    `years` and `months` hold all that falls or may fall in them: a date over the turn of a month or year stands in
    both. `days` holds only what is dated to the day without doubt: the publication issues. What has no day comes last
    in its month, what has no month last in its year. Withdrawn articles are in no group.
    """

    articles: Group
    withdrawn: Group
    years: dict[int, Group]
    months: dict[tuple[int, int], Group]
    days: dict[date, Group]
    undated: Group
    regions: dict[str, Named]
    tags: dict[str, Named]
    people: dict[str, Named]
    credits: dict[str, Credits]  # of the people, by the same keys
    columns: dict[str, Named]


def gather(articles: Iterable[Article], people: People = NOBODY, tags: TagList = NO_TAGS) -> Archive:
    """The archive of checked articles, in any order; names in them are listed as `people` and `tags` say."""
    ordered = sorted((_listed(article, people, tags) for article in articles), key=_print_order)
    listed = [article for article in ordered if not article.withdrawn]
    dated = {article.id: dates.read(article.date) for article in listed}
    return Archive(
        articles=tuple(listed),
        withdrawn=tuple(article for article in ordered if article.withdrawn),
        years=_group(listed, lambda article: dated[article.id].years),
        months=_group(listed, lambda article: dated[article.id].months),
        days=_group(listed, lambda article: filter(None, (dated[article.id].day,))),
        undated=tuple(article for article in listed if not dated[article.id].years),
        regions=_regions(listed),
        tags=_named(listed, lambda article: article.tags),
        people=_named(listed, people_of),
        credits=_credits(listed, people),
        columns=_named(listed, lambda article: (article.column,)),
    )


def _listed(article: Article, people: People, tags: TagList) -> Article:
    """The article with people and tags under the names that the archive lists them by."""
    article = people.listed(article)
    if not tags.preferred or not article.tags:
        return article
    return replace(article, tags=tags.listed(article.tags))


def _credits(articles: Iterable[Article], people: People) -> dict[str, Credits]:
    roles: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for role in ROLES:
            for key in {folded(name) for name in getattr(article.byline, role)}:
                roles[key][role] += 1
    readings = people.pinyin()
    return {
        key: Credits(_by_count(some), people.also(key), people.namesakes(key), readings.get(key, ""))
        for key, some in roles.items()
    }


def _by_count(roles: Counter[str]) -> dict[str, int]:
    return {role: roles[role] for role in sorted(roles, key=lambda role: (-roles[role], ROLES.index(role)))}


def people_of(article: Article) -> tuple[str, ...]:
    """Everyone the byline names."""
    byline = article.byline
    return (*byline.reporters, *byline.correspondents, *byline.photographers, *byline.authors)


def page_order(page: str) -> tuple[str, int, str]:
    """Sorts pages as printed: 2 before 10, A02 before A10 before B01."""
    found = re.match(r"(\D*)(\d*)(.*)", page, re.S)
    letters, number, rest = found.groups() if found else ("", "", page)
    return letters, int(number or 0), rest


def _print_order(article: Article) -> tuple[int, int, tuple[str, int, str], str]:
    when = dates.read(article.date)
    vague = (when.latest - when.earliest).days if when.latest and when.earliest else 0
    return -when.earliest.toordinal() if when.earliest else 0, vague, page_order(article.page), article.id


def _group(articles: Iterable[Article], keys: Callable[[Article], Iterable[Key]]) -> dict[Key, Group]:
    groups: defaultdict[Key, list[Article]] = defaultdict(list)
    for article in articles:
        for value in keys(article):
            groups[value].append(article)
    return {value: tuple(group) for value, group in groups.items()}


def _named(articles: Iterable[Article], names: Callable[[Article], Iterable[str]]) -> dict[str, Named]:
    """Groups by folded name, most articles first."""
    groups: defaultdict[str, list[Article]] = defaultdict(list)
    shown: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        keys = dict.fromkeys(folded(name) for name in names(article))
        for name in names(article):
            shown[folded(name)][unicodedata.normalize("NFC", name).strip()] += 1
        for key in keys:
            if key:
                groups[key].append(article)
    named = [Named(key, _commonest(shown[key]), tuple(group)) for key, group in groups.items()]
    return {group.key: group for group in sorted(named, key=lambda group: (-len(group.articles), group.key))}


def _regions(articles: Iterable[Article]) -> dict[str, Named]:
    """Groups by region code in the order of codes. A region's articles include those of all that lies in it."""
    gazetteer = gazetteer_file.gazetteer()
    groups: defaultdict[str, list[Article]] = defaultdict(list)
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    listed: dict[tuple[Region, ...], tuple[str, ...]] = {}
    for article in articles:
        regions = article.regions
        if regions not in listed:
            codes = (code for region in regions for code in gazetteer.listed_under(region.code))
            listed[regions] = tuple(dict.fromkeys(codes))
        for code in listed[regions]:
            groups[code].append(article)
        for region in regions:
            names[region.code][region.name] += 1
    return {code: Named(code, _region_name(code, names[code]), tuple(groups[code])) for code in sorted(groups)}


def _region_name(code: str, given: Counter[str]) -> str:
    """The gazetteer's name: of several that an ended code has had the one that most headers give; else the code."""
    gazetteer = gazetteer_file.gazetteer()
    found = gazetteer.get(code)
    if found and given and not found.stands:
        found = gazetteer.get(code, _commonest(given))
    return found.name if found else code


def _commonest(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], name))
