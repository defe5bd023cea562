"""What a web page says of itself in schema.org's words, as JSON-LD. Templates know this module as `linked_data`.

It is data in a script element, which no browser runs: the content security policy has nothing against it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import orjson
from markupsafe import Markup

from generator import dates
from generator.site import addresses, citation, words
from generator.site.views import Frame, HomeView, IssueView, ListItem, Record

CONTEXT = "https://schema.org"
REGION_CODES = "GB/T 2260"
Node = dict[str, Any]
Value = TypeVar("Value")


def page(frame: Frame) -> Markup:
    """Of a web page with nothing more to say: the way to it."""
    return _script(_trail(frame))


def home(view: HomeView) -> Markup:
    """Of the front page: the site and its search."""
    frame = view.frame
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{frame.base}{addresses.SEARCH}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    site = {
        "@type": "WebSite",
        "@id": f"{frame.base}#site",
        "name": frame.site_title,
        "url": frame.base,
        "description": frame.description,
        "inLanguage": frame.language,
        "potentialAction": search,
    }
    return _script([_said(site)])


def article(record: Record, frame: Frame) -> Markup:
    """Of an article: the story in its issue of its paper, and the way to it."""
    certain = words.machine_date(dates.read(record.date))
    wrote = citation.creators(record)
    story = {
        "@type": "NewsArticle",
        "@id": f"{record.url}#article",
        "url": record.url,
        "identifier": record.id,
        "headline": record.title,
        "alternativeHeadline": [text for text in (record.kicker, record.deck) if text],
        "description": record.lead,
        "inLanguage": frame.language,
        "datePublished": certain,
        "dateModified": record.modified,
        "author": [_person(name) for name in wrote],
        "contributor": [_person(name) for name in record.byline.photographers if name not in wrote],
        "dateline": record.dateline,
        "contentLocation": [_place(region.code, region.name) for region in record.regions],
        "articleSection": record.column,
        "keywords": list(record.tags),
        "printPage": record.page,
        "isPartOf": _issue(record.issue_url, _known(record.issue), certain, _known(record.publication)),
        "isAccessibleForFree": True,
        "copyrightNotice": frame.rights,
    }
    return _script([_said(story), *_trail(frame)])


def issue(view: IssueView) -> Markup:
    """Of a publication issue: its paper, its articles in print order, and the way to it."""
    frame = view.frame
    made = _issue(frame.canonical, view.numbers, view.machine_date, view.papers) | {
        "url": frame.canonical,
        "name": f"{view.publication} {view.heading}".strip(),
        "inLanguage": frame.language,
        "hasPart": [_part(item, frame) for section in view.sections for item in section.items],
    }
    return _script([_said(made), *_trail(frame)])


def _issue(url: str, numbers: Sequence[int], certain: str, papers: Sequence[str]) -> Node:
    """A publication issue as far as it is known; empty where nothing is. `url` is known where the day is."""
    known = {
        "@id": f"{url}#issue" if url else "",
        "issueNumber": list(numbers),
        "datePublished": certain if url else "",
        "isPartOf": [{"@type": "Newspaper", "name": paper} for paper in papers],
    }
    return {"@type": "PublicationIssue", **known} if any(known.values()) else {}


def _known(value: Value | None) -> tuple[Value, ...]:
    return (value,) if value else ()


def _part(item: ListItem, frame: Frame) -> Node:
    url = _absolute(item.href, frame)
    return {"@type": "NewsArticle", "@id": f"{url}#article", "url": url, "headline": item.title}


def _person(name: str) -> Node:
    return {"@type": "Person", "name": name}


def _place(code: str, name: str) -> Node:
    identifier = {"@type": "PropertyValue", "propertyID": REGION_CODES, "value": code}
    return {"@type": "Place", "name": name, "identifier": identifier}


def _trail(frame: Frame) -> list[Node]:
    """The way from home to here, as the page shows it; nothing where it shows none."""
    if not (frame.way and frame.canonical):
        return []
    links = [(words.HOME, frame.base)]
    links += [(link.text, _absolute(link.href, frame)) for link in frame.way if link.href]
    links.append((frame.title, frame.canonical))
    steps = [
        {"@type": "ListItem", "position": number, "name": name, "item": url}
        for number, (name, url) in enumerate(links, 1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": steps}]


def _absolute(href: str, frame: Frame) -> str:
    return frame.base + href.removesuffix(frame.index)


def _script(nodes: list[Node]) -> Markup:
    """The element; nothing in it can end it."""
    if not nodes:
        return Markup()
    graph = orjson.dumps({"@context": CONTEXT, "@graph": nodes}).decode()
    safe = graph.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(f'<script type="application/ld+json">{safe}</script>')  # noqa: S704 - escaped for JSON in HTML


def _said(value: Any) -> Any:
    """The value without the parts that say nothing, and the only one of a list in its place."""
    if isinstance(value, Mapping):
        return {key: _said(part) for key, part in value.items() if part not in ("", [], {})}
    if isinstance(value, list):
        return _said(value[0]) if len(value) == 1 else [_said(part) for part in value]
    return value
