"""The texts of an article that search looks into, each a piece of its own, by field. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

from generator import plain_text
from generator.article import Article


class Field(IntEnum):
    """Where in an article a piece stands; the order is that of the index."""

    TITLE = 0
    HEAD = 1  # kicker, deck, column, subheads
    BODY = 2  # byline, paragraphs, captions


def pieces(article: Article) -> list[tuple[Field, str]]:
    """All pieces, by field, as readers see them."""
    found = sorted(_found(article), key=lambda piece: piece[0])
    return [(field, text.replace("\0", "\ufffd")) for field, text in found if text]


def _found(article: Article) -> Iterator[tuple[Field, str]]:
    yield Field.TITLE, article.title
    for text in (article.kicker, article.deck, article.column):
        yield Field.HEAD, text
    yield Field.BODY, article.byline.text
    for piece in plain_text.pieces(article.body):
        yield (Field.HEAD if piece.subhead else Field.BODY), piece.text
    for photo in article.photos:
        yield Field.BODY, photo.caption
