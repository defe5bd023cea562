"""The tags of imported articles, given out of the whole archive once its pages are done (disk)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from generator import article_file
from generator.article import Article
from generator.batches import in_batches
from generator.faults import UserError
from generator.importer.article_folder import ArticleFolder
from generator.names import folded
from generator.tag_list import TagList
from generator.tagging.choice import Frequencies, Offer, candidates, choose, frequencies
from generator.tagging.news_list import news_list
from generator.tagging.terms import Reader, Story

SAMPLE = 20_000  # articles that are enough to know how common a word is
HEADLINE = 6  # characters of a headline that tells a story from all others
TAGS_LINE = re.compile(r"^tags:[ \t]*(.*)$", re.M)
PLAIN_TAGS = re.compile(r"\[([^\"'\[\]{}&*#!|>%@`\\]+)\]\s*\Z")
ESCAPED = re.compile(r"\\(.)")
HEADING = re.compile(r"^#+ ", re.M)


@dataclass(frozen=True, slots=True)
class Tagging:
    """How to tag: by content/tags.yaml, and whether all of the importer's articles are tagged anew."""

    editors: TagList
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Tagged:
    """How many articles got other tags, and sentences on what people's articles would get."""

    written: int = 0
    proposals: tuple[str, ...] = ()


@dataclass(slots=True)
class _Files:
    """The article files by what is to be done with them, and how many of the others have each tag."""

    open: list[str] = field(default_factory=list)  # of the importer, to be tagged
    persons: list[str] = field(default_factory=list)
    used: Counter[str] = field(default_factory=Counter)


def tag_articles(folder: ArticleFolder, tagging: Tagging, jobs: int) -> Tagged:
    """Tags the importer's articles that have no tags, or all of them where they are tagged anew.

    Tags of other articles stay as they are and draw new articles to themselves. Raises UserError when the disk fails.
    """
    paths = folder.paths()
    files = _sort_out(folder, paths, tagging)
    if not files.open and not (tagging.anew and files.persons):
        return Tagged()
    reader = Reader(tagging.editors, news_list())
    sample = paths[:: len(paths) // SAMPLE + 1]
    known = frequencies(reader.terms(_story(article)) for article in map(_read, sample) if article)
    offer = partial(_offers, reader, known)
    chosen = choose(list(in_batches(offer, files.open, jobs)), files.used, len(paths))
    written = sum(_write(folder, path, tags) for path, tags in zip(files.open, chosen, strict=True))
    if not tagging.anew:
        return Tagged(written)
    files.used.update(tag for tags in chosen for tag in tags)
    proposed = choose(list(in_batches(offer, files.persons, jobs)), files.used, len(paths))
    sentences = map(_proposal, files.persons, proposed)
    return Tagged(written, tuple(sentence for sentence in sentences if sentence))


def _sort_out(folder: ArticleFolder, paths: Sequence[str], tagging: Tagging) -> _Files:
    files = _Files()
    for path in paths:
        text = folder.text(path)
        tags = _tags(text)
        if article_file.is_importers(text):
            if tagging.anew or not tags:
                files.open.append(path)
                continue
        else:
            files.persons.append(path)
        files.used.update(tagging.editors.listed(tags))
    return files


def _tags(text: str) -> tuple[str, ...]:
    """The tags in a file's header; none where it cannot be read. (YAML would take a hundred times as long.)"""
    header = article_file.FRONT_MATTER.match(text)
    found = header and TAGS_LINE.search(header[1])
    if not found:
        return ()
    if plain := PLAIN_TAGS.match(found[1]):
        return tuple(tag.strip() for tag in plain[1].split(",") if tag.strip())
    article = _parsed(text)
    return article.tags if article else ()


def _offers(reader: Reader, known: Frequencies, paths: Sequence[str]) -> list[Offer]:
    """What each article may be tagged with."""
    offers = []
    for path in paths:
        article = _read(path)
        if article is None or article.withdrawn:
            offers.append(Offer(path, ()))
            continue
        story = _story(article)
        # A long headline that comes again is the same story; a short one (图片新闻) may stand over anything.
        name = article.title if len(article.title) >= HEADLINE else path
        offers.append(Offer(name, candidates(reader.terms(story), len(story.body), known)))
    return offers


def _story(article: Article) -> Story:
    byline = article.byline
    people = (*byline.reporters, *byline.correspondents, *byline.photographers, *byline.authors)
    names = (*people, *(region.name for region in article.regions), article.publication, article.column)
    head = "\n".join((article.kicker, article.title, article.deck))
    body = ESCAPED.sub(r"\1", HEADING.sub("", article.body))
    return Story(head, "\n".join((body, *(photo.caption for photo in article.photos))), names)


def _write(folder: ArticleFolder, path: str, tags: tuple[str, ...]) -> bool:
    """Puts tags into a file, unless they stand there already or somebody has just changed the file."""
    text = folder.text(path)
    article = _parsed(text)
    if article is None or article.tags == tags or not article_file.is_importers(text):
        return False
    folder.rewrite(path, article_file.sign(replace(article, tags=tags))[1])
    return True


def _proposal(path: str, tags: tuple[str, ...]) -> str:
    """A sentence on what a person's article would be tagged with, "" where that is nothing new."""
    article = _read(path)
    if article is None or not tags or {folded(tag) for tag in tags} <= {folded(tag) for tag in article.tags}:
        return ""
    now = "、".join(article.tags) or "无"
    return f"{path}：有人改过，标签没有动（{now}）。导入会给的标签：{'、'.join(tags)}。"


def _read(path: str) -> Article | None:
    try:
        return _parsed(Path(path).read_bytes().decode("utf-8", "replace"))
    except OSError:
        return None


def _parsed(text: str) -> Article | None:
    """The article in a text; None where it has faults, which are for `check` to report."""
    try:
        return article_file.parse(text, "")
    except UserError:
        return None
