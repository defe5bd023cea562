"""How much a hit counts: where in the article it stands, and whether it is a word there. Pure.

`static/search/rank.js` knows these numbers too.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from generator.search.pieces import Field

OFTEN = 3  # hits in the body from which on a word is one that the article is about


class Level(IntEnum):
    """A word's best hit in an article, from the least to the best."""

    MINOR = 0  # anything in an article that is no story
    PART = 1  # in the body, only as a part of other words or across them
    WORD = 2  # in the body, as a word
    OFTEN = 3
    HEAD_PART = 4
    HEAD_WORD = 5
    TITLE_PART = 6
    TITLE_WORD = 7


# What is written in place of a level: the commoner, the shorter.
CODES: tuple[Level, ...] = (
    *(Level.WORD, Level.PART, Level.OFTEN, Level.TITLE_WORD),
    *(Level.HEAD_WORD, Level.HEAD_PART, Level.TITLE_PART, Level.MINOR),
)
CODE_OF = np.argsort(np.array(CODES))
_OF_PART = np.array([{Field.TITLE: Level.TITLE_PART, Field.HEAD: Level.HEAD_PART}.get(f, Level.PART) for f in Field])


def of_hits(fields: NDArray[np.int8], words: NDArray[np.bool_], firsts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The level of each article from its hits, whose groups begin at `firsts`; minor articles apart."""
    best = np.maximum.reduceat(_OF_PART[fields] + words, firsts)
    often = np.add.reduceat(words.astype(np.int64), firsts) >= OFTEN
    return np.where((best == Level.WORD) & often, Level.OFTEN, best).astype(np.int64)
