"""Signs of lines: found in all at once, and never missing where a pattern matches that is only asked where one is."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from generator.dictionary_file import dictionary
from generator.importer import byline, looks
from generator.importer import masthead_evidence as facts
from generator.importer.dating import feasts, landmarks, moments, years
from generator.importer.line_signs import LineSigns
from generator.importer.printed_forms import plain_lines

CASES = Path(__file__).parent / "cases"
MADE = ("渡口又有了船 ——老街的第三个春天", "12.5%元", "甲午马年将至,喜迎马年", "农历正月初六", "今年1-8月")
HAN_WORD = re.compile("[\u4e00-\u9fff]+")


@cache
def lines() -> tuple[str, ...]:
    """All lines of the cases and, as lines that are one word, of the dictionary's words."""
    texts = [
        path.read_text(encoding="utf-8-sig") for path in sorted(CASES.rglob("*")) if path.suffix in (".txt", ".yaml")
    ]
    found = {line.strip() for text in texts for line in text.split("\n") if line.strip()}
    quoted = {part.strip(" \"'{}[]") for line in found for part in re.split(r"[,:]\s", line)}
    words = [word for word in sorted(dictionary()) if HAN_WORD.fullmatch(word)][::60]
    return tuple(plain_lines(sorted(found.union(quoted - {""}, words, MADE))))


def literals(pattern: re.Pattern[str]) -> Iterator[str]:
    """Those choices of a pattern that are plain words."""
    for choice in re.split(r"[|()?:]+", pattern.pattern):
        if HAN_WORD.fullmatch(choice) and pattern.search(choice):
            yield choice


def test_each_line_has_the_signs_that_stand_in_it() -> None:
    signs = LineSigns({1: "图左", 2: ",、", 4: "0"})
    assert signs.of(["左右", "", "一,二、三", "10图,", "\U00020000", ""]) == [1, 0, 2, 7, 7, 0]
    assert signs.of([]) == []


@pytest.mark.parametrize(
    ("bit", "finds"),
    [
        (looks.FOLIO_SIGN, looks.FOLIO.search),
        (looks.CREDIT_SIGN, looks.CREDIT.match),
        (looks.CAPTION_SIGN, looks.CAPTION.search),
        (looks.COLON, looks.STAFF.match),
        (looks.DASH_SIGN, looks.DASH.match),
        (looks.LATIN_SIGN, looks.LATIN.search),
        (looks.PAIR, looks.PAIRED.search),
        (looks.DIGIT, lambda text: any(map(str.isdigit, text))),
        (looks.FACT, facts.plain_evidence),
        *((needed, finds) for _, _, needed, finds in looks.SHORT_FORMS if needed),
    ],
)
def test_no_pattern_matches_without_its_sign(bit: int, finds: Callable[[str], object]) -> None:
    texts = [*lines(), *literals(looks.FOLIO), *literals(looks.CREDIT), *literals(facts.COULD_BE)]
    found = [text for text in texts if finds(text)]
    assert found
    assert all(signs & bit for signs in looks.SIGNS.of(found))


@pytest.mark.parametrize(
    ("pattern", "at", "signs"),
    [
        (looks.NUMBERED, 0, looks.NUMBERS_START),
        (looks.FRESH_WORDS, 0, looks.FRESH_START),
        (looks.PAPER_NAME, -1, looks.PAPERS_END),
    ],
)
def test_first_and_last_characters_are_those_of_the_patterns(
    pattern: re.Pattern[str], at: int, signs: frozenset[str]
) -> None:
    found = [text for text in (*lines(), *literals(pattern)) if pattern.match(text)]
    assert found
    assert {text[at] for text in found} <= signs


@pytest.mark.parametrize(
    ("pattern", "signs"),
    [
        (moments.MOMENT, [moments.SIGNS]),
        (moments.PERIOD, [moments.SIGNS]),
        (years.NAMED, [years.BEGINS, years.GOES_ON]),
        (feasts.LUNAR_DAY, [feasts.LUNAR_SIGNS]),
        (landmarks.ANNIVERSARY, [landmarks.SIGNS]),
        (landmarks.PLAN, [landmarks.SIGNS]),
        (landmarks.CONGRESS, [landmarks.SIGNS]),
        (landmarks.ANIMAL_YEAR, [landmarks.SIGNS]),
        (landmarks.STEM_BRANCH, [landmarks.SIGNS]),
    ],
)
def test_no_time_is_told_without_its_signs(pattern: re.Pattern[str], signs: list[str]) -> None:
    found = [text for text in lines() if pattern.search(text)]
    assert found
    assert all(set(text) & set(kind) for text in found for kind in signs)


def test_feasts_are_found_in_the_texts_that_name_them() -> None:
    texts = ["春节将至", "", "说的是国庆节和中秋", "无"]
    assert feasts.named_in(texts) == [[0], [], [3, 7], []]


def test_a_word_that_is_turned_away_quickly_is_no_byline() -> None:
    words = [text for text in lines() if byline.ONE_WORD.match(text) and 1 < len(text) <= byline.LONGEST_WITHOUT_WORDS]
    turned_away = [word for word in words if not byline._could_be_byline(word)]
    assert len(turned_away) > len(words) / 2
    assert not any(byline._reading(word, bare) for word in turned_away for bare in ("authors", "photographers"))
