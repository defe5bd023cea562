"""The index as Outputs of the build. An index whose articles are as they were is not made again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import orjson

from generator.archive import Archive
from generator.output import Inputs, Output, Rank
from generator.search import made_with
from generator.search.index import MANIFEST, index


@dataclass(frozen=True, slots=True)
class Made:
    """The outputs, and what to give `outputs` next time."""

    outputs: tuple[Output, ...]
    kept: bytes


def outputs(archive: Archive, jobs: int | None = 1, kept: bytes = b"") -> Made:
    """Every file of the index; `kept` is what the last build's Made held, or nothing."""
    digest = _digest(archive)
    before = _load(kept, digest)
    if before is not None:
        again = _Again(archive)
        return Made(tuple(_output(path, name, partial(again, path)) for path, name in before.items()), kept)
    files = {file.path: file.data for file in index(archive, jobs).every()}
    names = {path: hashlib.blake2b(data, digest_size=8).hexdigest() for path, data in files.items()}
    made = tuple(_output(path, names[path], partial(bytes, data)) for path, data in files.items())
    return Made(made, orjson.dumps([digest, names]))


class _Again:
    """Makes the index once more, for the one who lost a file of it."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._files: dict[str, bytes] = {}

    def __call__(self, path: str) -> bytes:
        if not self._files:
            self._files = {file.path: file.data for file in index(self._archive).every()}
        return self._files[path]


def _output(path: str, name: str, make: partial[bytes]) -> Output:
    return Output(path, Inputs(name, "", "", ""), make, Rank.LAST if path == MANIFEST else Rank.FIRST)


def _digest(archive: Archive) -> str:
    """Of all that decides the index."""
    made = hashlib.blake2b(made_with.digest(), digest_size=16)
    for article in archive.articles:
        made.update(orjson.dumps(article))
    for code, region in archive.regions.items():
        made.update(f"{code} {region.name}\n".encode("utf-8", "replace"))
    return made.hexdigest()


def _load(kept: bytes, digest: str) -> Mapping[str, str] | None:
    """The files of the last index by path, if it was made of the same."""
    try:
        before, names = orjson.loads(kept)
    except (orjson.JSONDecodeError, TypeError, ValueError):
        return None
    return names if before == digest and isinstance(names, dict) else None
