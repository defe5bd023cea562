"""Disk: all searchable text as one array of characters, with what is known of each place in it.

It lies in files, as it is many times what a machine need have of memory, and an article that is as it was is taken from
the files of the last build: to fold and cut its text is a third of what an index costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import rjieba
from numpy.typing import NDArray

from generator.article import Article
from generator.batches import in_batches
from generator.faults import Fault, UserError
from generator.search import stored
from generator.search.folding import fold_all
from generator.search.pieces import Field, pieces
from generator.search.stored import Growing

END = "\0"  # stands behind every piece; its rank is 0
STEPS = {Field.TITLE: 8, Field.HEAD: 8, Field.BODY: 32}  # places are counted on from multiples of these
LONGEST_WORD = 255
LONGEST_LISTED = 12  # letters of a word that may have a list of its own
MARK = "V16"  # a digest of an article
KINDS = {
    "codes": "u2",
    "words": "u1",
    "starts": "i8",
    "owners": "i4",
    "fields": "i1",
    "places": "i4",
    "texts": "i8",
    "firsts": "i8",
    "marks": MARK,
}
LETTERS, WITHIN = "letters", "within"  # further files
MOST_LETTERS = 1 << 16  # END among them: their ranks take two bytes
BLOCK = 256  # characters
AT_ONCE = 200  # articles that are put into the files together

Array = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Corpus:
    """`codes[i]` is the rank of a character, 0 behind a piece; `words[i]` the length of the word that begins there.

    A piece has a start in `codes`, the index of its article, a field, and the place of its first character among
    those of its article's field: pieces begin at multiples of STEPS, so that a small change moves few. Article n has
    the text codes[texts[n]:texts[n + 1]], the pieces from firsts[n] to before firsts[n + 1], and a digest, its mark.

    The character codes[i] is in the piece blocks[i // BLOCK] + within[i].
    """

    folder: Path  # each array is the file of its name
    codes: NDArray[np.uint16]
    words: NDArray[np.uint8]
    starts: Array
    owners: NDArray[np.int32]
    fields: NDArray[np.int8]
    places: NDArray[np.int32]
    texts: Array
    firsts: Array
    marks: NDArray[np.void]
    within: NDArray[np.uint8]
    blocks: Array
    letters: str  # by rank, in the order of JavaScript's strings

    def pieces_at(self, places: Array) -> Array:
        """The pieces in which some characters stand."""
        return self.blocks[places // BLOCK] + self.within[places]


class _Read(NamedTuple):
    """An article's pieces, folded and each with its END, and their fields; for each character the word begun there."""

    text: str
    fields: bytes
    words: bytes


def opened(folder: Path) -> Corpus:
    """The corpus in a folder."""
    arrays = {name: stored.mapped(folder / name, kind) for name, kind in KINDS.items()}
    return Corpus(
        folder,
        **arrays,
        within=stored.mapped(folder / WITHIN, "u1"),
        blocks=_blocks(arrays["starts"], len(arrays["codes"])),
        letters=(folder / LETTERS).read_bytes().decode(),
    )


def read(
    articles: Sequence[Article], marks: Sequence[bytes], folder: Path, before: Corpus | None, jobs: int | None
) -> Corpus:
    """The text of the articles in their order, made in a folder; what `before` has of the same mark is taken there."""
    known = {mark.tobytes(): n for n, mark in enumerate(before.marks)} if before else {}
    sources = [known.get(mark, -1) for mark in marks]
    unread = [article for article, source in zip(articles, sources, strict=True) if source < 0]
    fresh = in_batches(_read_batch, unread, jobs)
    with ExitStack() as stack:
        making = _Making(stack, folder, before.letters if before else END)
        for source, count in _stretches(sources):
            if before and source >= 0:
                making.take(before, source, source + count)
            else:
                for start in range(0, count, AT_ONCE):
                    making.add([*islice(fresh, min(AT_ONCE, count - start))])
        making.end(marks)
    _count_pieces(folder)
    letters = _in_order(folder / "codes", making.letters)
    (folder / LETTERS).write_bytes(letters.encode())
    return opened(folder)


def utf16(text: str) -> bytes:
    """A key that sorts strings as JavaScript does."""
    return text.encode("utf-16-be", "surrogatepass")


def _stretches(sources: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Numbers that follow each other, and -1 again and again, as the first of them and how many."""
    first, count = -1, 0
    for source in sources:
        if count and source == (first if first < 0 else first + count):
            count += 1
            continue
        if count:
            yield first, count
        first, count = source, 1
    if count:
        yield first, count


class _Making:
    """The files of a corpus as they grow. Letters have numbers in the order in which they are met."""

    def __init__(self, stack: ExitStack, folder: Path, letters: str) -> None:
        self._files = {name: stack.enter_context(Growing(folder / name, kind)) for name, kind in KINDS.items()}
        self._articles = 0
        self.letters = ""
        self._numbers = np.zeros(0x110000, np.uint16)
        self._meet(letters)

    def add(self, articles: Sequence[_Read]) -> None:
        codes = self._coded("".join(article.text for article in articles))
        fields = np.frombuffer(b"".join(article.fields for article in articles), np.int8)
        counts = [len(article.fields) for article in articles]
        owners = np.repeat(np.arange(len(articles)), counts)
        ends = np.flatnonzero(codes == 0)
        starts = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else ends
        texts = np.cumsum([0, *(len(article.text) for article in articles)])
        self._begin(starts, owners, texts[:-1], np.cumsum([0, *counts])[:-1])
        self._files["codes"].add(codes)
        self._files["words"].add(np.frombuffer(b"".join(article.words for article in articles), np.uint8))
        self._files["fields"].add(fields)
        self._files["places"].add(_places(ends - starts, owners, fields))

    def take(self, before: Corpus, low: int, high: int) -> None:
        """Adds the articles [low, high) of another corpus, whose letters were the first to be met."""
        text, last = before.texts[low], before.texts[high]
        first, end = before.firsts[low], before.firsts[high]
        self._begin(
            before.starts[first:end] - text,
            before.owners[first:end].astype(np.int64) - low,
            before.texts[low:high] - text,
            before.firsts[low:high] - first,
        )
        for name, start, stop in (("codes", text, last), ("words", text, last), ("fields", first, end)):
            self._files[name].add_part(before.folder / name, int(start), int(stop))
        self._files["places"].add_part(before.folder / "places", int(first), int(end))

    def end(self, marks: Sequence[bytes]) -> None:
        nothing, last = np.zeros(0, np.int64), np.zeros(1, np.int64)
        self._begin(nothing, nothing, last, last)
        self._files["marks"].add(np.frombuffer(b"".join(marks), MARK))

    def _begin(self, starts: Array, owners: Array, texts: Array, firsts: Array) -> None:
        """Where articles that come next stand, counted from the first of them."""
        files = self._files
        files["texts"].add(texts + files["codes"].size)
        files["firsts"].add(firsts + files["fields"].size)
        files["starts"].add(starts + files["codes"].size)
        files["owners"].add(owners + self._articles)
        self._articles += len(texts)

    def _coded(self, text: str) -> NDArray[np.uint16]:
        points = np.frombuffer(text.encode("utf-32-le"), "<u4")
        codes: NDArray[np.uint16] = self._numbers[points]
        if np.count_nonzero(codes) < np.count_nonzero(points):
            self._meet("".join(map(chr, np.unique(points[(codes == 0) & (points > 0)]).tolist())))
            codes = self._numbers[points]
        return codes

    def _meet(self, letters: str) -> None:
        if len(self.letters) + len(letters) > MOST_LETTERS:
            what = f"全部稿件里不同的字超过 {MOST_LETTERS - 1:,} 个，搜索索引放不下。"
            raise UserError([Fault("", 0, what, "看看是不是有稿件混进了字符表或者乱码。")])
        self._numbers[[*map(ord, letters)]] = np.arange(len(self.letters), len(self.letters) + len(letters))
        self.letters += letters


def _in_order(codes: Path, letters: str) -> str:
    """Those of the letters that occur, in order; the codes are made their ranks."""
    counts = np.zeros(len(letters), np.int64)
    for part in stored.parts(codes, "u2", 0, codes.stat().st_size // 2):
        counts += np.bincount(part, minlength=len(letters))
    used = [n for n, count in enumerate(counts.tolist()) if count or not n]
    used.sort(key=lambda n: utf16(letters[n]))
    table = np.zeros(len(letters), np.uint16)
    table[used] = np.arange(len(used))
    if used != list(range(len(used))):
        stored.replace(codes, table)
    return "".join(letters[n] for n in used)


def _blocks(starts: Array, size: int) -> Array:
    """The piece in which each BLOCK of characters begins."""
    found: Array = np.searchsorted(starts, np.arange(0, size, BLOCK), "right") - 1
    return found


def _count_pieces(folder: Path) -> None:
    """Writes for each character how many pieces begin behind the first character of its BLOCK, up to its place."""
    starts = stored.mapped(folder / "starts", "i8")
    size = (folder / "words").stat().st_size
    with Growing(folder / WITHIN, "u1") as within:
        for low in range(0, size, stored.BLOCK):
            begins = np.zeros(-(-min(stored.BLOCK, size - low) // BLOCK) * BLOCK, np.uint8)
            begins[starts[slice(*np.searchsorted(starts, [low, low + stored.BLOCK]))] - low] = 1
            begins[::BLOCK] = 0
            within.add(np.cumsum(begins.reshape(-1, BLOCK), axis=1, dtype=np.uint8).ravel()[: size - low])


def _places(lengths: Array, owners: Array, fields: NDArray[np.int8]) -> Array:
    """The place of each piece's first character; pieces of an article and field follow each other."""
    if not len(lengths):
        return lengths
    steps = np.array([STEPS[field] for field in Field])[fields]
    rooms = (lengths // steps + 1) * steps
    after = np.cumsum(rooms)
    first = np.concatenate(([True], (owners[1:] != owners[:-1]) | (fields[1:] != fields[:-1])))
    base = (after - rooms)[first][np.cumsum(first) - 1]
    places: Array = after - rooms - base
    return places


def _read_batch(articles: Sequence[Article]) -> list[_Read]:
    found = [pieces(article) for article in articles]
    folded = fold_all([text for article in found for _, text in article])
    limits = np.cumsum([0, *map(len, found)]).tolist()
    read = []
    for article, (start, end) in zip(found, pairwise(limits), strict=True):
        text = "".join(f"{piece}{END}" for piece in folded[start:end])
        fields = bytes(field for field, _ in article)
        read.append(_Read(text, fields, _begun([*map(len, rjieba.cut(text))])))
    return read


def _begun(lengths: Sequence[int]) -> bytes:
    """For each character the length of the word that begins there, 0 inside one."""
    sizes = np.array(lengths, np.int64)
    begun = np.zeros(sizes.sum(), np.uint8)
    begun[np.cumsum(sizes) - sizes] = np.minimum(sizes, LONGEST_WORD)
    return begun.tobytes()
