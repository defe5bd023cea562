"""Atom and JSON feeds of the newest articles: of the whole archive, of each tag and each region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

import orjson

from generator import dates
from generator.archive import Archive, people_of
from generator.article import Article
from generator.site import addresses
from generator.site.frames import Framer, list_path
from generator.site.name_pages import FED, kinds
from generator.site.views import FeedEntry, FeedView
from generator.site.xml_file import add, written

NEWEST = 30
ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
NEVER = "1970-01-01T00:00:00Z"  # Atom wants a time even of a feed without entries


def feeds(archive: Archive, framer: Framer) -> Iterator[tuple[str, FeedView]]:
    """Each feed's folder with its view; feed.xml and feed.json are made of it."""
    yield "", _feed("", framer.config.title, archive.articles, framer)
    for folder, heading, groups in kinds(archive):
        if folder in FED:
            for group in groups.values():
                title = f"{framer.config.title} · {heading}：{group.name}"
                path = list_path(folder, group)
                yield path, _feed(path, title, group.articles, framer)


def atom(view: FeedView) -> bytes:
    """The feed as Atom. Articles that no date bounds are left out: Atom cannot say that a time is unknown."""
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": view.language})
    entries = [entry for entry in view.entries if entry.modified or entry.latest]
    add(feed, "id", view.site_url)
    add(feed, "title", view.title)
    add(feed, "updated", max(map(_updated, entries), default=NEVER))
    add(feed, "link", rel="self", type="application/atom+xml", href=view.atom_url)
    add(feed, "link", rel="alternate", type="text/html", href=view.site_url)
    if view.rights:
        add(feed, "rights", view.rights)
    add(add(feed, "author"), "name", view.title)
    for entry in entries:
        _add_entry(feed, entry)
    return written(feed)


def json(view: FeedView) -> bytes:
    """The feed as JSON Feed 1.1."""
    feed = {
        "version": JSON_FEED,
        "title": view.title,
        "language": view.language,
        "home_page_url": view.site_url,
        "feed_url": view.json_url,
        "items": [_json_item(entry) for entry in view.entries],
    }
    return orjson.dumps(feed, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _feed(path: str, title: str, articles: Sequence[Article], framer: Framer) -> FeedView:
    return FeedView(
        title=title,
        site_url=framer.url(path),
        language=framer.config.language,
        rights=framer.config.rights,
        atom_url=framer.url(f"{path}feed.xml"),
        json_url=framer.url(f"{path}feed.json"),
        entries=tuple(_entry(article, framer) for article in articles[:NEWEST]),
    )


def _entry(article: Article, framer: Framer) -> FeedEntry:
    when = dates.read(article.date)
    return FeedEntry(
        url=framer.url(addresses.article(article.id)),
        title=article.title,
        summary=framer.item(article).lead,
        published=_stamp(when.day.isoformat()) if when.day else "",
        latest=_stamp(when.latest.isoformat()) if when.latest else "",
        modified=_stamp(dates.stamp(article.modified)),
        people=tuple(dict.fromkeys(people_of(article))),
        tags=article.tags,
    )


def _stamp(text: str) -> str:
    """A day as the time of its beginning; a time as it is, and nothing as nothing."""
    return text if "T" in text or not text else f"{text}T00:00:00+08:00"


def _updated(entry: FeedEntry) -> str:
    return entry.modified or entry.latest


def _add_entry(feed: ET.Element, entry: FeedEntry) -> None:
    element = add(feed, "entry")
    add(element, "id", entry.url)
    add(element, "title", entry.title)
    add(element, "link", rel="alternate", type="text/html", href=entry.url)
    add(element, "updated", _updated(entry))
    if entry.published:
        add(element, "published", entry.published)
    for name in entry.people:
        add(add(element, "author"), "name", name)
    for tag in entry.tags:
        add(element, "category", term=tag)
    add(element, "summary", entry.summary or entry.title)


def _json_item(entry: FeedEntry) -> dict[str, object]:
    item = {
        "id": entry.url,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.summary or entry.title,
        "date_published": entry.published,
        "date_modified": entry.modified,
        "authors": [{"name": name} for name in entry.people],
        "tags": entry.tags,
    }
    return {key: value for key, value in item.items() if value}
