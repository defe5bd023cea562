"""The words of an article as a set of numbers: what is compared, and small enough to be kept from build to build."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from zlib import crc32

import rjieba

from generator.article import Article

DIGEST_SIZE = 8


def text_digest(article: Article) -> bytes:
    """A digest of all that `word_set` reads."""
    made = hashlib.blake2b(digest_size=DIGEST_SIZE)
    for text in (article.kicker, article.title, article.deck, article.body):
        made.update(text.encode("utf-8", "surrogatepass"))
        made.update(b"\0")
    return made.digest()


def word_set(article: Article) -> bytes:
    """The numbers of the different words of two Chinese characters and more, ascending, as little-endian uint32."""
    text = "\n".join((article.kicker, article.title, article.deck, article.body))
    words = {word for word in rjieba.cut(text) if len(word) > 1 and "\u4e00" <= word[0] <= "\u9fff"}
    numbers = sorted({number(word) for word in words})
    return b"".join(one.to_bytes(4, "little") for one in numbers)


def word_sets(articles: Sequence[Article]) -> list[bytes]:
    """`word_set` of each, for `batches.in_batches`."""
    return [word_set(article) for article in articles]


def number(word: str) -> int:
    """A word as a number of 32 bits. Two words may share one by chance, which does no harm."""
    return crc32(word.encode("utf-8", "surrogatepass"))
