"""The sitemap, in parts where it is long, and robots.txt, for search engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from xml.etree import ElementTree as ET

from generator.site import addresses
from generator.site.frames import Framer
from generator.site.views import SitemapIndexView, SitemapView
from generator.site.xml_file import add, written

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
LONGEST = 50_000  # addresses that a sitemap may hold
ROBOTS = "User-agent: *\nAllow: /\n\nSitemap: {}\n"


def files(urls: Mapping[str, str], framer: Framer) -> Iterator[tuple[str, object, Callable[[], bytes]]]:
    """Path, view and maker of each file, from absolute addresses with the date of their last known change or ""."""
    pages = sorted(urls.items())
    address = framer.url(addresses.SITEMAP)
    yield addresses.ROBOTS, address, partial(robots, address)
    starts = range(0, max(len(pages), 1), LONGEST)
    views = [SitemapView(tuple(pages[start : start + LONGEST])) for start in starts]
    if len(views) == 1:
        yield addresses.SITEMAP, views[0], partial(xml, views[0])
        return
    for number, view in enumerate(views, 1):
        yield addresses.sitemap(number), view, partial(xml, view)
    index = SitemapIndexView(tuple(framer.url(addresses.sitemap(number)) for number in range(1, len(views) + 1)))
    yield addresses.SITEMAP, index, partial(index_xml, index)


def xml(view: SitemapView) -> bytes:
    """A sitemap."""
    root = ET.Element("urlset", {"xmlns": NAMESPACE})
    for address, modified in view.pages:
        url = add(root, "url")
        add(url, "loc", address)
        if modified:
            add(url, "lastmod", modified)
    return written(root)


def index_xml(view: SitemapIndexView) -> bytes:
    """The list of the sitemaps."""
    root = ET.Element("sitemapindex", {"xmlns": NAMESPACE})
    for address in view.sitemaps:
        add(add(root, "sitemap"), "loc", address)
    return written(root)


def robots(sitemap_url: str) -> bytes:
    """robots.txt."""
    return ROBOTS.format(sitemap_url).encode()
