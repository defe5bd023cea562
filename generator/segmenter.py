"""The segmenter (rjieba), asked once for each line of text: several readers of a page cut the same lines in turn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import rjieba

REMEMBERED = 2000  # lines: those of several pages


def cut(text: str) -> Sequence[str]:
    """The words of a text, names guessed too. (A line end is a word, so lines may be cut one by one.)"""
    if "\n" not in text:
        return _cut_line(text)
    words: list[str] = []
    for line in text.split("\n"):
        words += _cut_line(line)
        words.append("\n")
    return words[:-1]


@lru_cache(maxsize=REMEMBERED)
def _cut_line(line: str) -> list[str]:
    return list(rjieba.cut(line))
