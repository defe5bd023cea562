"""Web pages that editors wrote beside the articles, and the page about the archive."""

from __future__ import annotations

from collections.abc import Iterator

from generator.site import addresses, body, words
from generator.site.frames import Framer, WebPage
from generator.site.references import Desk, Referrer
from generator.site.views import TextView
from generator.static_page import ABOUT, StaticPage


def pages(desk: Desk, referrer: Referrer, framer: Framer) -> Iterator[WebPage]:
    """A web page for each of them; about the archive there is always one."""
    written = {page.name: page for page in desk.pages}
    yield _about(written.pop(ABOUT, None), referrer, framer)
    for page in written.values():
        path = addresses.static_page(page.name)
        view = TextView(
            frame=framer.frame(path, page.title, description=body.beginning(page.body)),
            heading=page.title,
            body=page.body,
            references=referrer.references(page.body),
        )
        yield WebPage(path, "text.html", view)


def _about(page: StaticPage | None, referrer: Referrer, framer: Framer) -> WebPage:
    """What an editor says of the archive, else its description; below it how to read what stands in it."""
    heading = page.title if page and page.title else f"{words.ABOUT}{framer.config.title}"
    text = page.body if page else ""
    description = "" if text else framer.config.description
    view = TextView(
        frame=framer.frame(addresses.ABOUT, words.ABOUT, section=words.ABOUT, description=body.beginning(text)),
        heading=heading,
        paragraphs=tuple(filter(None, (description, words.ABOUT_TEXT, words.ABOUT_DATES))),
        links=(
            framer.link(words.COVERAGE_LINK, addresses.COVERAGE),
            *(framer.link(label, f"{addresses.DATA}{name}") for name, label in words.DATA_FILES.items()),
        ),
        body=text,
        references=referrer.references(text),
    )
    return WebPage(addresses.ABOUT, "text.html", view)
