"""Digests of articles, by which the index knows what changed. Pure."""

from __future__ import annotations

import hashlib

import orjson

from generator.article import Article


def mark(article: Article) -> bytes:
    """A digest of all there is of an article."""
    return hashlib.blake2b(orjson.dumps(article), digest_size=16).digest()
