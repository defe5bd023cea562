"""Disk: the index as Outputs of the build, kept in the build's work folder from one build to the next.

An index whose articles are as they were is not made again; of another only what changed.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from generator.archive import Archive
from generator.faults import UserError
from generator.output import Inputs, Output, Rank
from generator.search import last, made_with, marks
from generator.search.index import MANIFEST, index
from generator.search.last import Last, Row

KEPT = "search"  # the folder of the index below the work folder
MAKING = "search.new"  # that of one that is being made, or was when the build was killed
OLD = "search.json"  # where versions before this way of keeping had theirs


def outputs(archive: Archive, work: Path, jobs: int | None = 1, *, fresh: bool = False) -> tuple[Output, ...]:
    """Every file of the index, which is made in the work folder; with `fresh` from nothing, whatever is kept there.

    Their bytes are read from the work folder when they are written. Raises OSError where it cannot be used, UserError
    where the articles have more different letters than an index has room for.
    """
    _clear(work)
    kept = None if fresh else last.load(work / KEPT)
    code = made_with.digest().hex()
    key = _key(archive, code)
    if kept and kept.key == key:
        rows: Iterable[Row] = kept.rows
    else:
        rows = _make(archive, work, jobs, kept if kept and kept.code == code else None, (key, code))
    return tuple(_outputs(rows, work / KEPT))


def standing(work: Path) -> tuple[Output, ...]:
    """Every file of the last index, whatever it was made of."""
    kept = last.load(work / KEPT)
    return tuple(_outputs(kept.rows, work / KEPT)) if kept else ()


def _make(archive: Archive, work: Path, jobs: int | None, before: Last | None, made_of: tuple[str, str]) -> list[Row]:
    """Makes the index in a folder of its own, which then takes the place of the last: a kill leaves either whole."""
    folder = work / MAKING
    folder.mkdir(parents=True)
    try:
        made = index(archive, jobs, folder, before)
        rows = last.keep(folder, *made_of, made.every(), made.numbering, made.facts)
    except (OSError, UserError):  # a full disk must not stay full of this
        _clear(work)
        raise
    shutil.rmtree(work / KEPT, ignore_errors=True)
    folder.rename(work / KEPT)
    return rows


def _clear(work: Path) -> None:
    """Removes what is of no use to any build."""
    shutil.rmtree(work / MAKING, ignore_errors=True)
    with suppress(OSError):
        (work / OLD).unlink()


def _outputs(rows: Iterable[Row], folder: Path) -> Iterable[Output]:
    for row in rows:
        rank = Rank.LAST if row.path == MANIFEST else Rank.FIRST
        yield Output(row.path, Inputs(row.whole, "", "", ""), row.maker(folder), rank)


def _key(archive: Archive, code: str) -> str:
    """A digest of all that decides the index."""
    made = hashlib.blake2b(code.encode(), digest_size=16)
    for article in archive.articles:
        made.update(marks.mark(article))
    for groups in (archive.people, archive.tags, archive.columns, archive.regions):
        made.update(b"\n")  # no group is so short
        for group in groups.values():  # who is in it may change without any article: with the gazetteer, say
            line = "\t".join((group.key, group.name, *(article.id for article in group.articles)))
            made.update(f"{line}\n".encode("utf-8", "replace"))
    return made.hexdigest()
