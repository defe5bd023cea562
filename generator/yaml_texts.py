"""Values as libyaml writes them on one line behind a key, many times as quick as by way of PyYAML. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

# Characters for which libyaml needs no escapes: printable, no line ends, within the basic plane.
EASY = re.compile("[ -~\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd]*")
# Most texts: Chinese ones with nothing in them that means anything to YAML.
CHINESE = re.compile("[\u4e00-\u9fff“《](?: ?[\u4e00-\u9fffA-Za-z0-9“”《》（）·、，。：！？；—…])*")
# What keeps a text from standing without quotation marks: its beginning, a sign in it, a sign in brackets and braces.
NOT_FIRST = re.compile(r"""[ #,\[\]{}&*!|>'"%@`]|[-?:](?: |\Z)|---|\.\.\.|\Z""")
NOT_IN = re.compile(r":(?: |\Z)| #| \Z")
NOT_WITHIN = re.compile(r"[,?\[\]{}:]| #| \Z")
Resolvers = Mapping[str, Sequence[tuple[str, re.Pattern[str]]]]


class UnusualTextError(ValueError):
    """A text that only libyaml knows how to write."""


class LineWriter:
    """Writes for readers that take some words for numbers, nulls and the like: by `resolvers`, as PyYAML has them."""

    def __init__(self, resolvers: Resolvers) -> None:
        self._resolvers = {first: [pattern.match for _, pattern in pairs] for first, pairs in resolvers.items()}

    def value(self, value: Any) -> str:
        """A text, number, truth, or a list or mapping of such. Raises UnusualTextError."""
        return self._text(value, NOT_IN) if isinstance(value, str) else self._within(value)

    def _within(self, value: Any) -> str:
        if isinstance(value, str):
            return self._text(value, NOT_WITHIN)
        if isinstance(value, dict):
            return f"{{{', '.join([f'{key}: {self._within(one)}' for key, one in value.items()])}}}"
        if isinstance(value, list):
            return f"[{', '.join(map(self._within, value))}]"
        return str(value).lower()

    def _text(self, text: str, not_in: re.Pattern[str]) -> str:
        if CHINESE.fullmatch(text):
            return text
        if not EASY.fullmatch(text):
            raise UnusualTextError(text)
        plain = not (NOT_FIRST.match(text) or not_in.search(text) or self._means(text))
        return text if plain else "'" + text.replace("'", "''") + "'"

    def _means(self, text: str) -> bool:
        """Whether a reader would take a text for something else."""
        return any(means(text) for means in self._resolvers.get(text[0], ()))
