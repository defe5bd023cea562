"""The sitemap and robots.txt, for search engines."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from generator.site.views import SitemapView

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
ROBOTS = "User-agent: *\nAllow: /\n\nSitemap: {}\n"


def view(urls: Mapping[str, str], sitemap_url: str) -> SitemapView:
    """The view of a sitemap from absolute addresses with the date of their last known change ("" where none is)."""
    return SitemapView(tuple(sorted(urls.items())), sitemap_url)


def xml(view: SitemapView) -> bytes:
    """sitemap.xml."""
    root = ET.Element("urlset", {"xmlns": SITEMAP})
    for address, modified in view.pages:
        url = ET.SubElement(root, "url")
        ET.SubElement(url, "loc").text = address
        if modified:
            ET.SubElement(url, "lastmod").text = modified
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def robots(sitemap_url: str) -> bytes:
    """robots.txt."""
    return ROBOTS.format(sitemap_url).encode()
