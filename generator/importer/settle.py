"""What becomes of one page: which story gets which id, which files are written, removed or left alone. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum

from generator import article_file
from generator.article import Article
from generator.faults import Fault, UserError
from generator.importer import ids
from generator.importer.decode import decode
from generator.importer.ledger import Entry
from generator.importer.page import Doubt, Masthead, Page, TakenApart

MOSTLY = 0.5  # share of a vanished story's text that another must hold to answer for its address
NEARLY_ALL = 0.9  # share of a new story's text from which on a person's article holds it


@dataclass(frozen=True, slots=True)
class Taker:
    """How a page is taken apart: a function that can be sent to other processes, and all that decides its results."""

    take: Callable[[Page], TakenApart]
    version: str  # another version: the page is taken apart anew


@dataclass(frozen=True, slots=True)
class Work:
    """A page file to settle, with all that is known of it. `texts` holds the article files there are, by id."""

    file: str
    shown: str  # the file's path as messages name it
    data: bytes
    digest: str
    entry: Entry | None = None  # of the last import that was finished
    begun: Entry | None = None  # what a killed import had set out to do with this very file
    texts: Mapping[str, str] = field(default_factory=dict)
    moved_from: str = ""  # the name the page file had when `entry` was made, where a person has moved it


class Fate(StrEnum):
    """What import does with the file of a story."""

    NEW = "new"
    REWRITTEN = "rewritten"
    UNCHANGED = "unchanged"
    PERSONS = "persons"  # a person changed it
    REVIEWED = "reviewed"  # a person confirmed it
    DELETED = "deleted"  # a person deleted it
    HELD = "held"  # new, but a person's article holds its text


COUNTED = frozenset({Fate.NEW, Fate.REWRITTEN, Fate.UNCHANGED})


@dataclass(frozen=True, slots=True)
class Story:
    """A story of the page as import would write it, and what it does instead."""

    article: Article
    text: str
    fate: Fate
    would_change: str = ""  # for a person's file: what import would have changed, "" for nothing new
    held_by: str = ""  # the id of the person's article that holds it
    counted: bytes = b""  # of an article of the importer: what its tags are chosen by


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to write down and to do for a page; with faults, nothing."""

    taken: TakenApart | None = None  # only where a report is asked for: it is large
    masthead: Masthead = field(default_factory=Masthead)
    entry: Entry | None = None
    stories: tuple[Story, ...] = ()
    removals: tuple[str, ...] = ()  # ids of files that no longer hold a story
    orphans: tuple[str, ...] = ()  # ids of a person's files whose story the page no longer has
    doubts: tuple[Doubt, ...] = ()  # without those of stories a person has confirmed or deleted
    faults: tuple[Fault, ...] = ()


Count = Callable[[Article], bytes]


def settle(work: Work, taker: Taker, for_report: bool, count: Count | None = None) -> Outcome:
    """Takes the page apart and decides what becomes of its stories. A page that cannot be read is a fault.

    `count` gives what the tags of an article will be chosen by.
    """
    try:
        text = decode(work.data, work.shown)
    except UserError as error:
        return Outcome(faults=error.faults)
    try:
        taken = taker.take(Page(work.file, text))
    except Exception as error:
        error.add_note(f"页文件：{work.shown}")
        raise
    entry = work.begun or _plan(work, taken, taker)
    stories = _stories(work, taken, entry)
    if count:
        stories = tuple(replace(one, counted=count(one.article)) if one.fate in COUNTED else one for one in stories)
    return Outcome(
        taken=taken if for_report else None,
        masthead=taken.masthead,
        entry=entry,
        stories=stories,
        removals=tuple(name for name in _newly_retired(work, entry) if _is_importers(work, name)),
        orphans=tuple(list(entry.stories)[len(stories) :]),
        doubts=tuple(doubt for doubt in taken.doubts if doubt.story is None or _is_open(stories[doubt.story])),
    )


# ---------------------------------------------------------------- ids


def _plan(work: Work, taken: TakenApart, taker: Taker) -> Entry:
    """Which story carries which id on; the drafts' ids come first and in print order."""
    before = work.entry or Entry("", "")
    words = [ids.words_of(draft) for draft in taken.drafts]
    sketches = [ids.sketch(word) for word in words]
    fresh = ids.fresh_ids(work.file, taken.masthead.date, {*before.stories, *before.retired})
    names = [name or next(fresh) for name in ids.find_again(before.stories, sketches)]
    stories = dict(zip(names, sketches, strict=True))
    retired = dict(before.retired)
    for name in before.stories:
        if name not in names:
            if name in work.texts and not _is_importers(work, name):
                stories[name] = before.stories[name]
            else:
                retired[name] = _successor(work.texts.get(name), names, words)
    return Entry(work.digest, taker.version, stories, retired)


def _successor(text: str | None, names: Sequence[str], words: Sequence[str]) -> str:
    """The id of the story that took up most of a vanished story's text, "" without one."""
    best, share = ids.share_within(ids.words_of(article_file.parse(text, "")), words) if text else (-1, 0.0)
    return names[best] if share >= MOSTLY else ""


def _newly_retired(work: Work, entry: Entry) -> list[str]:
    return [name for name in entry.retired if not work.entry or name in work.entry.stories]


def _aliases(entry: Entry, name: str) -> tuple[str, ...]:
    """The retired ids that lead to `name`, by way of others too."""
    direct = [old for old, successor in entry.retired.items() if successor == name]
    return tuple(sorted({*direct, *(alias for old in direct for alias in _aliases(entry, old))}))


# ---------------------------------------------------------------- stories


def _stories(work: Work, taken: TakenApart, entry: Entry) -> tuple[Story, ...]:
    stories = [
        _story(work, draft, name, _aliases(entry, name))
        for name, draft in zip(entry.stories, taken.drafts, strict=False)
    ]
    return tuple(_not_twice(work, stories))


def _not_twice(work: Work, stories: Sequence[Story]) -> Iterator[Story]:
    """What import now takes for a story of its own may stand within one that a person has changed: it stays there."""
    words: dict[str, str] = {}
    if any(story.fate is Fate.NEW for story in stories):
        for name, text in work.texts.items():
            if not article_file.is_importers(text):
                with suppress(UserError):
                    words[name] = ids.words_of(article_file.parse(text, ""))
    for story in stories:
        if story.fate is Fate.NEW and words:
            best, share = ids.share_within(ids.words_of(story.article), list(words.values()))
            if share >= NEARLY_ALL:
                story = replace(story, fate=Fate.HELD, held_by=list(words)[best])
        yield story


def _story(work: Work, draft: Article, name: str, aliases: tuple[str, ...]) -> Story:
    current = work.texts.get(name)
    unsigned = replace(draft, id=name, aliases=aliases, tags=_tags(draft, current), imported=article_file.UNSIGNED)
    article, text = article_file.sign(unsigned)
    if current is None:
        was_there = work.entry is not None and article.id in work.entry.stories
        return Story(article, text, Fate.DELETED if was_there else Fate.NEW)
    if current == text:
        return Story(article, text, Fate.UNCHANGED)
    if article_file.is_importers(current):
        return Story(article, text, Fate.REWRITTEN)
    return _persons(article, text, current)


def _tags(draft: Article, current: str | None) -> tuple[str, ...]:
    """The tags in a story's file, which no page decides; none where the importer's story says something else now."""
    if not current:
        return draft.tags
    try:
        there = article_file.parse(current, "")
    except UserError:
        return ()
    same = ids.words_of(there) == ids.words_of(draft)
    return there.tags if same or not article_file.is_importers(current) else ()


def _persons(article: Article, text: str, current: str) -> Story:
    try:
        theirs = article_file.parse(current, "")
    except UserError:
        return Story(article, text, Fate.PERSONS, "整篇（文件现在读不懂，请先运行 check）")
    fate = Fate.REVIEWED if theirs.reviewed else Fate.PERSONS
    # The same outcome as the person had before them: they know, there is nothing new to say.
    return Story(article, text, fate, "" if theirs.imported == article.imported else _differences(theirs, article))


NAMES = {
    "title": "标题",
    "kicker": "引题",
    "deck": "副题",
    "column": "栏目",
    "date": "日期",
    "publication": "报名",
    "issue": "总期号",
    "page": "版",
    "byline": "署名",
    "dateline": "电头",
    "regions": "地区",
    "photos": "图片",
    "truncated": "残缺",
    "aliases": "旧编号",
}


def _differences(theirs: Article, article: Article) -> str:
    parts = [name for key, name in NAMES.items() if getattr(theirs, key) != getattr(article, key)]
    old, new = (re.split(r"\n\n+", body) for body in (theirs.body, article.body))
    if changed := sum(paragraph not in old for paragraph in new) or sum(paragraph not in new for paragraph in old):
        parts.append(f"正文 {changed} 段")
    return "、".join(parts)


def _is_importers(work: Work, name: str) -> bool:
    return name in work.texts and article_file.is_importers(work.texts[name])


def _is_open(story: Story) -> bool:
    return story.fate not in (Fate.REVIEWED, Fate.DELETED)
