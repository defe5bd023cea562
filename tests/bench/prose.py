"""Invented articles in the variety of real news: words by the frequencies of jieba's dictionary, tied into phrases.

Words drawn one by one have far too many different neighbours (1,250,000 pairs of letters in 10,000 articles, where real
news has 276,000 to 483,000). So most text is phrases of two to four words out of a stock, a few often and most seldom
(Zipf's law), and each article keeps to a part of the stock, its subject; the rest is single words.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import jieba
import numpy as np
from numpy.typing import NDArray

from generator.article import Article, Byline, Photo, Region, Source

FLAT = 40  # the first so many ranks are about as likely as each other
PHRASES = 75_000
SUBJECTS = 400
OF_SUBJECT = 0.5  # of the phrases of an article
LOOSE = 0.02  # of the tokens: single words
A_DAY = 27
FIRST = date(2010, 1, 1)
REGIONS = [(f"3305{n:02}", f"试验{n}区") for n in range(1, 31)] + [(f"3302{n:02}", f"样板{n}县") for n in range(1, 21)]
Numbers = NDArray[Any]
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"


def articles(count: int, seed: int = 1) -> Iterator[Article]:
    """So many articles, always the same."""
    chance = np.random.default_rng(seed)
    words, weights = _dictionary()
    stock = _phrases(words, weights, chance)
    people = _people(words, max(40, count // 25), chance)
    tags = [word for word in (words[n] for n in chance.choice(len(words), 400)) if len(word) > 1][:200]
    for number in range(count):
        yield _article(number, words, weights, stock, people, tags, chance)


def _dictionary() -> tuple[list[str], Numbers]:
    """The words and the sums of their frequencies up to each."""
    words, counts = [], []
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split()
        words.append(word)
        counts.append(int(count))
    sums = np.cumsum(counts)
    return words, sums / sums[-1]


def _drawn(words: list[str], weights: Numbers, size: int, chance: np.random.Generator) -> list[str]:
    return [words[n] for n in np.searchsorted(weights, chance.random(size)).tolist()]


def _phrases(words: list[str], weights: Numbers, chance: np.random.Generator) -> list[str]:
    sizes = chance.integers(2, 5, PHRASES)
    tokens = iter(_drawn(words, weights, int(sizes.sum()), chance))
    return ["".join(next(tokens) for _ in range(size)) for size in sizes.tolist()]


def _zipf(size: int, count: int, chance: np.random.Generator) -> Numbers:
    """Ranks below `size`, each as likely as 1 / (rank + FLAT)."""
    return (FLAT * ((size + FLAT) / FLAT) ** chance.random(count) - FLAT).astype(int)


def _people(words: list[str], count: int, chance: np.random.Generator) -> list[str]:
    letters = sorted({letter for word in words[:20_000] for letter in word if "\u4e00" <= letter <= "\u9fa5"})
    given = chance.choice(letters, (count, 2))
    return [SURNAMES[n % len(SURNAMES)] + "".join(pair) for n, pair in enumerate(given.tolist())]


def _article(
    number: int,
    words: list[str],
    weights: Numbers,
    stock: list[str],
    people: list[str],
    tags: list[str],
    chance: np.random.Generator,
) -> Article:
    subject = int(chance.integers(SUBJECTS))

    def tokens(count: int) -> list[str]:
        common = _zipf(len(stock), count, chance)
        special = _zipf(len(stock) // SUBJECTS, count, chance) * SUBJECTS + subject
        rank = np.where(chance.random(count) < OF_SUBJECT, special, common)
        loose = chance.random(count) < LOOSE
        single = _drawn(words, weights, count, chance)
        return [single[n] if loose[n] else stock[r] for n, r in enumerate(rank.tolist())]

    def paragraph() -> str:
        made = tokens(int(chance.integers(12, 32)))
        marks = chance.choice(["", "，", "、", "。"], len(made), p=[0.5, 0.32, 0.04, 0.14]).tolist()
        return "".join(f"{token}{mark}" for token, mark in zip(made, marks, strict=True)).rstrip("，、。") + "。"

    def head(least: int, most: int) -> str:
        return "".join(tokens(int(chance.integers(least, most))))[:24]

    day = FIRST + timedelta(days=number // A_DAY)
    reporter, correspondent = (people[n] for n in (len(people) * chance.random(2) ** 2).astype(int).tolist())
    places = [REGIONS[n] for n in dict.fromkeys((len(REGIONS) * chance.random(2) ** 2).astype(int).tolist())]
    body = [paragraph() for _ in range(int(chance.integers(5, 13)))]
    if number % 4 == 0:
        body.insert(2, f"## {head(1, 3)[:12]}")
    return Article(
        id=f"{day}-{number % A_DAY // 6 + 1:02}-{number % 6:02}",
        title=head(2, 5),
        kicker=head(1, 4) if number % 5 < 2 else "",
        deck=head(2, 4) if number % 5 < 2 else "",
        column=f"{tags[number % 20]}栏" if number % 5 == 0 else "",
        date=day.isoformat(),
        publication="虚构日报",
        issue=9000 + number // A_DAY,
        page=str(number % A_DAY // 6 + 1),
        byline=Byline(f"本报讯 记者{reporter} 通讯员{correspondent}", (reporter,), (correspondent,)),
        regions=tuple(Region(*place) for place in places),
        tags=tuple(dict.fromkeys(tags[n] for n in (len(tags) * chance.random(3) ** 2).astype(int).tolist())),
        photos=(Photo(head(2, 5), f"{reporter} 摄"),) if number % 5 == 1 else (),
        source=Source(f"{day:%Y/%m/%d}/{number % 4 + 1}.txt", "1-20,25"),
        body="\n\n".join(body),
    )
