"""opensearch.xml, by which a browser offers the site's search in its own search box."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from generator.site import addresses
from generator.site.frames import Framer
from generator.site.views import SearchView
from generator.site.xml_file import add, written

NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
LONGEST_NAME, LONGEST_DESCRIPTION = 16, 1024  # characters that OpenSearch 1.1 allows


def view(framer: Framer) -> SearchView:
    """The view of the site's search."""
    return SearchView(
        name=framer.config.title,
        description=framer.config.description or framer.config.title,
        language=framer.config.language,
        template=f"{framer.url(addresses.SEARCH)}?q={{searchTerms}}",
        icon_url=framer.url(addresses.ICON),
        self_url=framer.url(addresses.OPEN_SEARCH),
    )


def xml(view: SearchView) -> bytes:
    """The file."""
    root = ET.Element("OpenSearchDescription", {"xmlns": NAMESPACE})
    add(root, "ShortName", view.name[:LONGEST_NAME])
    add(root, "Description", view.description[:LONGEST_DESCRIPTION])
    add(root, "InputEncoding", "UTF-8")
    add(root, "Language", view.language)
    add(root, "Image", view.icon_url, height="16", width="16", type="image/svg+xml")
    add(root, "Url", type="text/html", template=view.template)
    add(root, "Url", type="application/opensearchdescription+xml", rel="self", template=view.self_url)
    return written(root)
