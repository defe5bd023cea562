"""Names for stories that stay: made from date, page file and order, found again when a page is taken apart anew."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

import numpy as np

from generator.article import Article

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
PLAIN_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
ID = re.compile(r"(?P<date>\d{4}-\d\d-\d\d|undated)-(?P<mark>[0-9a-z]{8})-(?P<number>\d{2,})\Z")
NOT_LETTERS = re.compile(r"[\W_]+")
BASIC_PLANE = 0x10000  # characters
SKETCH_LENGTH = 16
ALIKE = 5  # so many equal letters make two sketches one story; chance gives them once in a thousand times

# Odd numbers without a pattern, the same on every machine: a number times one of them is a hash (modulo 2**32).
_HASHES = np.frombuffer(hashlib.shake_128(b"jianbao sketch").digest(4 * SKETCH_LENGTH), "<u4") | np.uint32(1)
_SPREAD = np.uint32(0x9E3779B1)


def page_mark(file: str) -> str:
    """Eight letters and digits (40 bits) that stand for a page file's path below content/pages."""
    number = int.from_bytes(hashlib.blake2b(unicodedata.normalize("NFC", file).encode(), digest_size=5).digest(), "big")
    return "".join(CROCKFORD[number >> shift & 31] for shift in range(35, -1, -5))


def fresh_ids(file: str, date: str, used: Collection[str]) -> Iterator[str]:
    """New ids for stories of a page, in print order; a number that the page has used is never given again."""
    numbers = [int(found["number"]) for found in map(ID.match, used) if found]
    start = f"{date if PLAIN_DAY.match(date) else 'undated'}-{page_mark(file)}"
    number = max(numbers, default=0)
    while True:
        number += 1
        yield f"{start}-{number:02}"


def words_of(article: Article) -> str:
    """Head and body without white space and punctuation: what makes two drafts the same story."""
    return letters_of(article.kicker + article.title + article.deck + article.body)


def letters_of(text: str) -> str:
    """A text without white space and punctuation."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    if codes.max(initial=0) >= BASIC_PLANE:
        return NOT_LETTERS.sub("", text)
    letters: bytes = codes[_are_letters()[codes]].tobytes()
    return letters.decode("utf-32-le", "surrogatepass")


@cache
def _are_letters() -> np.ndarray:
    """Of each character of the basic plane, whether NOT_LETTERS leaves it; a pattern takes four times as long."""
    return np.fromiter(map(str.isalnum, map(chr, range(BASIC_PLANE))), dtype=np.bool_, count=BASIC_PLANE)


def sketch(words: str) -> str:
    """Sixteen letters; two sketches share about as many of them as their texts share character pairs.

    (A min-hash. The ledger keeps it, so that a story is known again even when its file was deleted.)
    """
    codes = np.frombuffer((words or " ").encode("utf-32-le", "replace"), "<u4")
    pairs = codes[:-1] * _SPREAD + codes[1:] if len(codes) > 1 else codes
    hashes = pairs[None, :] * _HASHES[:, None]
    hashes = (hashes ^ hashes >> np.uint32(15)) * _SPREAD
    return "".join(LETTERS[least % 26] for least in (hashes.min(axis=1) >> np.uint32(3)).tolist())


def find_again(earlier: Mapping[str, str], sketches: Sequence[str]) -> list[str | None]:
    """For each new story, by its sketch, the earlier id (id -> sketch) it carries on, or None.

    The most alike pair first, and of equals the one nearest in print order: an address should keep the text that
    changed least, so the best single pairs count for more here than the best sum.
    """
    pairs = []
    for old, (name, before) in enumerate(earlier.items()):
        for new, after in enumerate(sketches):
            alike = sum(map(str.__eq__, before, after))
            if alike >= ALIKE:
                pairs.append((-alike, abs(old - new), new, old, name))
    found: list[str | None] = [None] * len(sketches)
    for _, _, new, _, name in sorted(pairs):
        if found[new] is None and name not in found:
            found[new] = name
    return found


def share_within(words: str, others: Sequence[str]) -> tuple[int, float]:
    """Which of `others` holds most of the character pairs of `words`, and their share, 0 to 1; (-1, 0.0) for none."""
    wanted = _pairs(words)
    shares = [len(wanted & _pairs(other)) / len(wanted) for other in others] if wanted else []
    best = max(range(len(shares)), key=shares.__getitem__, default=-1)
    return best, shares[best] if shares else 0.0


def _pairs(words: str) -> set[str]:
    return {words[at : at + 2] for at in range(len(words) - 1)}
