"""What machines are told of an article, gathered once for the page's own description, citations and the data files."""

from __future__ import annotations

from generator import dates
from generator.archive import Archive
from generator.article import Article, Region
from generator.site import addresses
from generator.site.frames import Framer
from generator.site.views import Record


def record(article: Article, archive: Archive, framer: Framer) -> Record:
    """The record of an article that is not withdrawn."""
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
        dateline=article.dateline,
        regions=_named(article, archive),
        tags=article.tags,
        photos=article.photos,
        truncated=article.truncated,
        source=article.source,
        modified=dates.stamp(article.modified),
    )


def _named(article: Article, archive: Archive) -> tuple[Region, ...]:
    """The article's regions, each under the name its own header gives, else the archive's."""
    names = {region.code: region.name or archive.regions[region.code].name for region in article.regions}
    return tuple(Region(code, name) for code, name in names.items())
