"""What a result shows, in small files by number: id, title, date, place, the beginning of the text. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import orjson

from generator import dates, plain_text
from generator.article import Article
from generator.search.numbers import Numbered
from generator.search.shards import DIGEST, FOLDER, File, digests, script
from generator.search.zipped import zippable

LEAD = 28  # letters
EACH = 14  # articles in a file, at least, on average
GROUP = 8  # files that share a digest, so that the manifest stays small
NO_DIGEST = hashlib.blake2b(digest_size=DIGEST).digest()


Group = tuple[str, list[File]]  # a digest of all that decides some files that share a digest, and the files


class Cards(NamedTuple):
    """The files, by GROUPs, how many numbers each covers, and the digest of each GROUP of them."""

    groups: list[Group]
    width: int
    digests: bytes

    def files(self) -> Iterator[File]:
        for _, files in self.groups:
            yield from files

    def paths(self) -> list[tuple[str, list[str]]]:
        """The groups with the paths of their files."""
        return [(key, [file.path for file in files]) for key, files in self.groups]


def cards(
    numbered: Numbered,
    marks: Sequence[bytes],
    regions: Mapping[str, str],
    known: Collection[str],
    before: Mapping[str, list[File]],
) -> Cards:
    """The cards of all articles; a file without any is not made. `marks`: digests of the articles; `regions`: names by
    code; `known`: codes whose names the browser knows; `before`: groups of files that need not be made again.
    """
    if not numbered.articles:
        return Cards([], 1, b"")
    width = _width(numbered)
    named = {code: name for code, name in regions.items() if code not in known}
    all_decide = hashlib.blake2b(orjson.dumps([width, sorted(named.items())]), digest_size=16).digest()
    groups: list[Group] = []
    borders = np.searchsorted(numbered.numbers, np.arange(0, numbered.numbers[-1] + 1 + GROUP * width, GROUP * width))
    for low, high in pairwise(borders.tolist()):
        chosen = range(low, high)
        decide = [all_decide, *(marks[n] + numbered.numbers[n].to_bytes(8) for n in chosen)]
        key = hashlib.blake2b(b"".join(decide), digest_size=16).hexdigest()
        groups.append((key, before[key] if key in before else _group(numbered, chosen, width, named)))
    return Cards(groups, width, b"".join(files[0].digest if files else NO_DIGEST for _, files in groups))


def _group(numbered: Numbered, chosen: Sequence[int], width: int, regions: Mapping[str, str]) -> list[File]:
    """The files of the chosen articles, by index."""
    blocks: dict[int, list[tuple[int, Article]]] = {}
    for n in chosen:
        block, at = divmod(numbered.numbers[n], width)
        blocks.setdefault(block, []).append((at, numbered.articles[n]))
    made = {block: _block(block, articles, regions) for block, articles in blocks.items()}
    digest = hashlib.blake2b(b"".join(made.values()), digest_size=DIGEST).digest()
    paths = {block: f"{FOLDER}c/{block}-{digest.hex()}.js" for block in made}
    return [File(paths[block], "", digest, digests(data)[1], partial(bytes, data)) for block, data in made.items()]


def _width(numbered: Numbered) -> int:
    """Numbers a file: of few different values, so that it stays as it is while the archive grows."""
    least = -(-EACH * (numbered.numbers[-1] + 1) // len(numbered.numbers))
    step = 1 << max(least.bit_length() - 4, 0)
    return -(-least // step) * step


def _block(block: int, articles: list[tuple[int, Article]], regions: Mapping[str, str]) -> bytes:
    """A file of cards, column by column: such files shrink best. Last the names of regions by code."""
    codes = dict.fromkeys(region.code for _, article in articles for region in article.regions)
    return script(
        f"c/{block}",
        [
            [at for at, _ in articles],
            [article.id for _, article in articles],
            [zippable(article.title) for _, article in articles],
            [article.date for _, article in articles],
            [[region.code for region in article.regions] for _, article in articles],
            [zippable(plain_text.beginning(article.body, LEAD)) for _, article in articles],
            {code: regions[code] for code in codes if code in regions},
        ],
    )


def days(numbered: Numbered) -> list[Sequence[int | None]]:
    """For filters by date: days and the first number of each, both as gaps; number, first and last day of vague dates.

    Days are counted as Python's ordinals; None where a date has no bound.
    """
    known: list[tuple[int, int]] = []
    vague: list[int | None] = []
    for article, number in zip(numbered.articles, numbered.numbers, strict=True):
        when = dates.read(article.date)
        first, last = (day.toordinal() if day else None for day in (when.earliest, when.latest))
        if when.year is not None and first is not None and (not known or known[-1][0] != first):
            known.append((first, number))
        if first is None or first != last or when.year is None:
            vague += [number, first, last]
    return [list(_gaps([day for day, _ in known])), list(_gaps([number for _, number in known])), vague]


def _gaps(values: Sequence[int]) -> Iterator[int]:
    before = 0
    for value in values:
        yield value - before
        before = value


def years(numbered: Numbered) -> list[tuple[int, int]]:
    """Each year that has articles, and the first number that is surely of it."""
    found: dict[int, int] = {}
    for article, number in zip(numbered.articles, numbered.numbers, strict=True):
        year = dates.read(article.date).year
        if year is not None:
            found.setdefault(year, number)
    return sorted(found.items())
