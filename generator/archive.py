"""All articles, sorted once and grouped as readers look for them. Data only: renders nothing, knows no address."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeVar

from generator import dates
from generator.article import Article, Region

Key = TypeVar("Key", bound=Hashable)
Group = tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """The articles under one name (a tag, a person, a column) or region code, with the name readers see."""

    key: str
    name: str
    articles: Group


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
    columns: dict[str, Named]


def gather(articles: Iterable[Article]) -> Archive:
    """The archive of checked articles, in any order."""
    ordered = sorted(articles, key=_print_order)
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
        columns=_named(listed, lambda article: (article.column,)),
    )


def people_of(article: Article) -> tuple[str, ...]:
    """Everyone the byline names."""
    byline = article.byline
    return (*byline.reporters, *byline.correspondents, *byline.photographers, *byline.authors)


@cache
def folded(name: str) -> str:
    """The form under which names are the same name: Unicode composed, case and outer white space apart."""
    return unicodedata.normalize("NFC", name).strip().casefold()


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
    """Groups by region code in the order of codes, named as most headers name them, else by the code."""
    groups: defaultdict[str, list[Article]] = defaultdict(list)
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for region in _different(article.regions):
            groups[region.code].append(article)
            if region.name:
                names[region.code][region.name] += 1
    return {
        code: Named(code, _commonest(names[code]) if code in names else code, tuple(groups[code]))
        for code in sorted(groups)
    }


def _different(regions: Iterable[Region]) -> Iterable[Region]:
    return {region.code: region for region in regions}.values()


def _commonest(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], name))
