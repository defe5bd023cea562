"""What machines are told of an article, gathered once for the page's own description, citations and the data files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator import dates
from generator.archive import Archive, people_of
from generator.article import Article, Region
from generator.names import folded
from generator.site import addresses
from generator.site.frames import Framer, list_path
from generator.site.views import Link, Picture, Record, RecordImage


def record(article: Article, archive: Archive, framer: Framer, shown: Iterable[Picture]) -> Record:
    """The record of an article that is not withdrawn; `shown`: the pictures on its web page."""
    day = dates.read(article.date).day
    return Record(
        id=article.id,
        url=framer.url(addresses.article(article.id)),
        title=article.title,
        kicker=article.kicker,
        deck=article.deck,
        column=article.column,
        lead=framer.item(article).lead,
        date=article.date,
        publication=article.publication or framer.config.publication,
        issue=article.issue,
        issue_url=framer.url(addresses.day(day)) if day else "",
        page=article.page,
        byline=article.byline,
        people=_people(article, archive, framer),
        dateline=article.dateline,
        regions=_named(article, archive),
        tags=article.tags,
        photos=article.photos,
        images=tuple(_images(shown, framer)),
        truncated=article.truncated,
        source=article.source,
        modified=dates.stamp(article.modified),
    )


def _people(article: Article, archive: Archive, framer: Framer) -> tuple[Link, ...]:
    found = ((name, archive.people.get(folded(name))) for name in people_of(article))
    return tuple(
        Link(name, framer.url(list_path(addresses.PEOPLE, person))) for name, person in found if person is not None
    )


def _images(shown: Iterable[Picture], framer: Framer) -> Iterator[RecordImage]:
    for picture in shown:
        if image := picture.image:
            url = framer.config.base_url + image.href
            yield RecordImage(url, image.width, image.height, picture.caption, picture.credit)


def _named(article: Article, archive: Archive) -> tuple[Region, ...]:
    """The article's regions, each under the name its own header gives, else the archive's."""
    names = {region.code: region.name or archive.regions[region.code].name for region in article.regions}
    return tuple(Region(code, name) for code, name in names.items())
