"""Headers that were read before, so that a build after one edit does not read ten thousand again. Pure.

A header is kept under a digest of its text and of the code that reads it: what is found is right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson

from generator.article import Article, Byline, Photo, Region, Source

Headers = dict[str, Article]  # articles without their bodies


def key(header: str, reader: bytes) -> str:
    """The key of a header's text as read by the code of digest `reader` (up to 64 bytes)."""
    return hashlib.blake2b(header.encode(), digest_size=16, key=reader).hexdigest()


def dump(headers: Mapping[str, Article]) -> bytes:
    """The bytes that `load` reads. Withdrawn articles are left out: nothing of them may lie about."""
    return orjson.dumps({key: replace(article, body="") for key, article in headers.items() if not article.withdrawn})


def load(kept: bytes) -> Headers:
    """What `dump` wrote; empty where the bytes are nothing it could have written."""
    try:
        return {key: _article(row) for key, row in orjson.loads(kept).items()}
    except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError):
        return {}


def dumped(article: Article) -> bytes:
    """One article with its body, for `article`: a quicker way between processes than pickle."""
    return orjson.dumps(article)


def article(data: bytes) -> Article:
    """The article that `dumped` wrote."""
    return _article(orjson.loads(data))


def _article(row: dict[str, Any]) -> Article:
    byline = row["byline"]
    row["byline"] = Byline(byline.pop("text"), **{role: tuple(names) for role, names in byline.items()})
    row["regions"] = tuple(Region(**region) for region in row["regions"])
    row["photos"] = tuple(Photo(**photo) for photo in row["photos"])
    row["source"] = row["source"] and Source(**row["source"])
    for field in ("tags", "truncated", "aliases"):
        row[field] = tuple(row[field])
    return Article(**row)
