"""Web pages by name: all regions, tags, columns, and the list of each. (People: `people_pages`.)"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.archive import Archive, Named
from generator.site import addresses, words
from generator.site.frames import Framer, WebPage, list_path
from generator.site.views import NamesView

FED = (addresses.REGIONS, addresses.TAGS)  # lists with a feed of their own


def kinds(archive: Archive) -> tuple[tuple[str, str, Mapping[str, Named]], ...]:
    """The ways in by name: folder, heading, groups."""
    return (
        (addresses.REGIONS, words.REGIONS, archive.regions),
        (addresses.PEOPLE, words.PEOPLE, archive.people),
        (addresses.COLUMNS, words.COLUMNS, archive.columns),
        (addresses.TAGS, words.TAGS, archive.tags),
    )


def pages(archive: Archive, framer: Framer) -> Iterator[WebPage]:
    """The web page of every kind of name and the list of every name; those of people and regions are made elsewhere."""
    for folder, heading, groups in kinds(archive):
        if folder in (addresses.PEOPLE, addresses.REGIONS):
            continue
        frame = framer.frame(folder, heading, section=heading)
        yield WebPage(folder, "names.html", NamesView(frame, heading, framer.named(folder, groups.values())))
        way = [framer.link(heading, folder)]
        for group in groups.values():
            for path, view in framer.lists(
                list_path(folder, group), group.name, group.articles, heading, way, feed=folder in FED, by_year=True
            ):
                yield WebPage(path, "list.html", view)
