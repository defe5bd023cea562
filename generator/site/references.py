"""What the links and images of a Markdown text are to readers, and the photographs of an article's header."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.archive import Archive
from generator.article import Article
from generator.destinations import Destinations
from generator.images import Picture as ImageFile
from generator.mentions import OUTWARD, Mention, image_name, mentions
from generator.site import addresses, figures, words
from generator.site.frames import Framer
from generator.site.views import Picture, Reference
from generator.static_page import StaticPage


@dataclass(frozen=True, slots=True)
class Desk:
    """What editors put beside the articles: pages, and pictures by the names that texts call them."""

    pages: tuple[StaticPage, ...] = ()
    pictures: Mapping[str, ImageFile] | None = None


class Referrer:
    """Knows where everything stands that a text may name."""

    def __init__(self, archive: Archive, desk: Desk, framer: Framer) -> None:
        self._destinations = Destinations((*archive.articles, *archive.withdrawn), desk.pages)
        self._images = {name: figures.view(picture) for name, picture in (desk.pictures or {}).items()}
        self._framer = framer

    def references(self, text: str) -> tuple[Reference, ...]:
        """Every link and image of a text that leads to something here, in the order of their first mention."""
        found: dict[tuple[str, str], Reference] = {}
        for one in mentions(text):
            reference = None if OUTWARD.match(one.target) else self._reference(one)
            if reference:
                found.setdefault((one.kind, one.target), reference)
        return tuple(found.values())

    def pictures(self, article: Article) -> tuple[Picture, ...]:
        """The photographs of an article's header of which anything can be shown."""
        made = (
            Picture(photo.caption, photo.credit, self._images.get(image_name(photo.image))) for photo in article.photos
        )
        return tuple(picture for picture in made if picture.image or picture.caption or picture.credit)

    def _reference(self, one: Mention) -> Reference | None:
        if one.kind == "image":
            image = self._images.get(image_name(one.target))
            return Reference(one.kind, one.target, image.large, "", image) if image else None
        if one.kind != "link":
            return None
        found = self._destinations.find(one.target)
        if found is None:
            return None
        path = addresses.article(found.id) if isinstance(found, Article) else addresses.static_page(found.name)
        return Reference(one.kind, one.target, self._framer.href(path), found.title or words.ABOUT)
