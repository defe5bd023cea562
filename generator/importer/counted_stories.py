"""What the articles of a running import speak of, as their pages' workers counted it, until the tags are given (disk).

A file of bytes beside the journal, so that nothing of it stays in memory but where each article's part stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from generator.importer.work_folder import WorkFolder


class Place(NamedTuple):
    """Where an article's part stands in the file, in bytes."""

    start: int
    size: int


class CountedStories:
    """Parts by the id of the article and the digest of its text, so that a changed article finds none."""

    def __init__(self, work: WorkFolder) -> None:
        self._path = work.counted
        self._path.write_bytes(b"")
        self._places: dict[str, tuple[str, Place]] = {}
        self._size = 0

    def keep(self, parts: list[tuple[str, str, bytes]]) -> None:
        """Keeps (id, digest, bytes) of some articles."""
        with self._path.open("ab") as file:
            for name, digest, part in parts:
                self._places[name] = digest, Place(self._size, len(part))
                self._size += file.write(part)

    def place(self, name: str, digest: str) -> Place | None:
        """Where an article's part stands; None where there is none of such a text."""
        kept, place = self._places.get(name, ("", None))
        return place if kept == digest else None

    @contextmanager
    def reading(self) -> Iterator[Callable[[Place], bytes]]:
        """What gives the part at a place."""

        def read(place: Place) -> bytes:
            file.seek(place.start)
            return file.read(place.size)

        with self._path.open("rb") as file:
            yield read
