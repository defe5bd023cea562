"""A query as terms; `static/search/query.js` reads it by the same rule, and filters besides. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.search.folding import fold

TERM = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')
QUOTES = str.maketrans("“”", '""')


class Term(NamedTuple):
    """A folded text that must stand in an article, or must not."""

    text: str
    wanted: bool


def terms(query: str) -> list[Term]:
    """White space parts terms, "…" holds one together, a leading - excludes."""
    found = []
    for minus, quoted, plain in TERM.findall(query.translate(QUOTES)):
        if not minus and plain.startswith("-") and len(plain) > 1:
            minus, plain = "-", plain[1:]
        if text := fold(quoted or plain):
            found.append(Term(text, not minus))
    return found


def matches(pieces: list[str], asked: list[Term]) -> bool:
    """Whether an article of these folded pieces is found."""
    return any(term.wanted for term in asked) and all(
        any(term.text in piece for piece in pieces) == term.wanted for term in asked
    )
