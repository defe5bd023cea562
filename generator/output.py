"""A file of the site to be: where it goes, what decided it, and how to make its bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple


class Rank(IntEnum):
    """The order in which files move into place: what is linked to before what links to it."""

    FIRST = 0  # articles, assets, shards
    LIST = 1
    LAST = 2  # what opens all the rest, such as a search manifest


class Inputs(NamedTuple):
    """Digests of everything that decides an output; two outputs with the same Inputs have the same bytes."""

    view: str
    template: str
    code: str
    config: str


@dataclass(frozen=True, slots=True)
class Output:
    """One file; `path` is relative to the site, with forward slashes.

    `make` is picklable: any process may call it. It gives the bytes, or for a large file pieces of them.
    """

    path: str
    inputs: Inputs
    make: Callable[[], bytes | Iterator[bytes]]
    rank: Rank = Rank.LIST
