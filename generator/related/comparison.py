"""All articles compared at once, by numpy, and what of it is kept for the next build."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.related.neighbours import Features, Neighbours, features, neighbours, sharing
from generator.related.word_sets import DIGEST_SIZE

SAME = 0.7  # share of their words, together, that two printings of one text have in common
LEAST_WORDS = 12  # of a text that can be told from others by its words
SUSPECT = 0.4  # likeness from which on two articles are looked at for that
FLOOR = 0.08  # likeness below which articles only happen to share a word


@dataclass(frozen=True, slots=True)
class Comparison:
    """Articles in the order of their ids, with what they were compared by and what came of it.

    `texts` are digests (`word_sets.text_digest`); `words` all word sets end to end, `sizes` how long each is.
    """

    ids: tuple[str, ...]
    texts: tuple[bytes, ...]
    sizes: NDArray[np.int64]
    words: NDArray[np.uint32]
    features: Features
    nearest: Neighbours

    def word_sets(self) -> dict[bytes, bytes]:
        """The kept word sets by digest of their texts."""
        data, ends = self.words.tobytes(), (np.cumsum(self.sizes) * 4).tolist()
        starts = [0, *ends[:-1]]
        return {text: data[start:end] for text, start, end in zip(self.texts, starts, ends, strict=True)}

    def same(self) -> Iterator[tuple[int, int]]:
        """Pairs of rows whose texts are the same or nearly so."""
        one, place = np.nonzero(self.nearest.likeness >= SUSPECT)
        other = self.nearest.rows[one, place]
        starts = np.concatenate([[0], np.cumsum(self.sizes)])
        for first, second in zip(one.tolist(), other.tolist(), strict=True):
            if first < second or first not in self.nearest.rows[second]:
                words = (self.words[starts[row] : starts[row + 1]] for row in (first, second))
                if _overlap(*words) >= SAME:
                    yield first, second

    def mutual(self) -> list[list[int]]:
        """For each row the rows near to it to which it is near as well, the nearest first.

        (An article that is near to hundreds is so by chance of its length; and one edit must not touch hundreds.)
        """
        count = len(self.ids)
        one, place = np.nonzero(self.nearest.likeness >= FLOOR)
        other = self.nearest.rows[one, place].astype(np.int64)
        both = np.isin(one * count + other, other * count + one)
        found: list[list[int]] = [[] for _ in range(count)]
        for row, near in zip(one[both].tolist(), other[both].tolist(), strict=True):
            found[row].append(near)
        return found


def _overlap(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    """Words that two ascending sets have in common, as a share of all their words."""
    if min(len(one), len(other)) < max(LEAST_WORDS, SAME * max(len(one), len(other))):
        return 0.0
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common / (len(one) + len(other) - common)


def compare(
    ids: Sequence[str],
    texts: Sequence[bytes],
    words: Sequence[bytes],
    others: tuple[Sequence[int], Sequence[int], Sequence[int]],
    before: Comparison | None,
) -> Comparison:
    """Compares articles given in the order of their ids.

    `words` are their word sets; `others` rows, numbers and kinds (1 to 3) of their tags, regions and people. What
    `before` says of articles that nothing has changed for is taken over; the outcome is the same without it.
    """
    sizes = np.array([len(one) // 4 for one in words], dtype=np.int64)
    flat = np.frombuffer(b"".join(words), dtype="<u4")
    rows = np.concatenate([np.repeat(np.arange(len(ids)), sizes), np.array(others[0], dtype=np.int64)])
    numbers = np.concatenate([flat, np.array(others[1], dtype=np.uint32)])
    kinds = np.concatenate([np.zeros(len(flat), np.uint8), np.array(others[2], dtype=np.uint8)])
    found = features(rows, numbers, kinds, len(ids))
    nearest = _brought_up_to_date(ids, found, before) if before else neighbours(found, np.arange(len(ids)))
    return Comparison(tuple(ids), tuple(texts), sizes, flat, found, nearest)


def _brought_up_to_date(ids: Sequence[str], found: Features, before: Comparison) -> Neighbours:
    """The neighbours of all rows; computed only where an article's own features or those of a sharer are others now."""
    now = {name: row for row, name in enumerate(ids)}
    old_rows = np.array([now.get(name, -1) for name in before.ids], dtype=np.int64)  # old row -> row, -1 for gone
    there = np.flatnonzero(old_rows >= 0)
    equal = (before.features.numbers[there] == found.numbers[old_rows[there]]).all(axis=1)
    kept_old, kept = there[equal], old_rows[there[equal]]
    changed = np.setdiff1d(np.arange(len(ids)), kept)
    gone = np.setdiff1d(np.arange(len(before.ids)), kept_old)
    touched = np.concatenate([found.numbers[changed].ravel(), before.features.numbers[gone].ravel()])
    wanted = np.union1d(changed, sharing(found, touched))
    made = neighbours(found, wanted)
    still = ~np.isin(kept, wanted)
    rows = before.nearest.rows[kept_old[still]]
    made.rows[kept[still]] = np.where(rows >= 0, old_rows[rows], -1)
    made.likeness[kept[still]] = before.nearest.likeness[kept_old[still]]
    return made


# ---------------------------------------------------------------- keeping


def dump(made: Comparison) -> bytes:
    """The bytes that `load` reads."""
    arrays: Mapping[str, NDArray[np.generic]] = {
        "ids": np.frombuffer("\n".join(made.ids).encode(), np.uint8),
        "texts": np.frombuffer(b"".join(made.texts), np.uint8),
        "sizes": made.sizes,
        "words": made.words,
        "features": made.features.numbers,
        "weights": made.features.weights,
        "rows": made.nearest.rows,
        "likeness": made.nearest.likeness,
    }
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def load(kept: bytes) -> Comparison | None:
    """What `dump` wrote; None where the bytes are nothing it could have written."""
    try:
        with np.load(io.BytesIO(kept), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        texts = arrays["texts"].tobytes()
        found = Features(arrays["features"], arrays["weights"])
        made = Comparison(
            ids=tuple(arrays["ids"].tobytes().decode().split("\n")),
            texts=tuple(texts[at : at + DIGEST_SIZE] for at in range(0, len(texts), DIGEST_SIZE)),
            sizes=arrays["sizes"],
            words=arrays["words"],
            features=found,
            nearest=Neighbours(arrays["rows"], arrays["likeness"]),
        )
    except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile):
        return None
    fits = len(made.ids) == len(made.texts) == len(made.sizes) == len(found.numbers) == len(made.nearest.rows)
    return made if fits and int(made.sizes.sum()) == len(made.words) else None
