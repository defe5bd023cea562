"""The tags of imported articles, given out of the whole archive once its pages are done (disk)."""

from __future__ import annotations

import marshal
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from generator import article_file
from generator.article import Article
from generator.batches import in_batches
from generator.dictionary_file import word_idf
from generator.faults import UserError
from generator.importer import settle
from generator.importer.article_folder import ArticleFolder
from generator.importer.counted_stories import CountedStories, Place
from generator.importer.work_folder import WorkFolder
from generator.names import folded
from generator.tag_list import TagList
from generator.tagging.choice import Frequencies, Having, Offer, candidates, choose, having, summed
from generator.tagging.news_list import news_list, news_thesaurus
from generator.tagging.terms import Kind, Reader, Reading, Said, Story

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


class Counted(NamedTuple):
    """What an article's tags are chosen by. `headline` is long enough to tell its story from others, or empty."""

    headline: str
    characters: int
    reading: Reading
    withdrawn: bool


@dataclass(slots=True)
class _Files:
    """The article files by what is to be done with them, and how many of the others have each tag.

    `counted` are those that the pages' workers have counted already.
    """

    open: list[str] = field(default_factory=list)  # of the importer, to be tagged
    persons: list[str] = field(default_factory=list)
    used: Counter[str] = field(default_factory=Counter)
    counted: dict[str, Place] = field(default_factory=dict)


class TagPass:
    """An import's way from stories to tags: workers count, what they counted is kept, in the end tags are given."""

    def __init__(self, tagging: Tagging, work: WorkFolder) -> None:
        self.tagging = tagging
        self._kept = CountedStories(work)

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.tagging.editors, news_list(), news_thesaurus())

    @cached_property
    def count(self) -> Callable[[Article], bytes]:
        """What a worker does with an article of the importer."""
        return partial(_count, self._reader)

    def keep(self, stories: Iterable[settle.Story]) -> None:
        """Keeps what was counted of a page's stories."""
        self._kept.keep([(one.article.id, one.article.imported, one.counted) for one in stories if one.counted])

    def tag(self, folder: ArticleFolder, jobs: int) -> Tagged:
        """Tags the importer's articles that have no tags, or all of them where they are tagged anew.

        Tags of other articles stay as they are and draw new articles to themselves. Raises UserError when the disk
        fails.
        """
        paths = folder.paths()
        files = self._sort_out(folder, paths)
        anew = self.tagging.anew
        if not files.open and not (anew and files.persons):
            return Tagged()
        counting = _Counting(self._reader, self._kept, files.counted)
        sample = paths[:: len(paths) // SAMPLE + 1]
        known = summed(in_batches(counting.having, sample, jobs))
        word_idf()  # is read here, before the processes are forked that all need it
        offer = partial(counting.offers, known)
        chosen = choose(list(in_batches(offer, files.open, jobs)), files.used, len(paths))
        written = sum(in_batches(partial(_written, folder), list(zip(files.open, chosen, strict=True)), jobs))
        if not anew:
            return Tagged(written)
        files.used.update(tag for tags in chosen for tag in tags)
        proposed = choose(list(in_batches(offer, files.persons, jobs)), files.used, len(paths))
        sentences = map(_proposal, files.persons, proposed)
        return Tagged(written, tuple(sentence for sentence in sentences if sentence))

    def _sort_out(self, folder: ArticleFolder, paths: Sequence[str]) -> _Files:
        files, tagging = _Files(), self.tagging
        for path in paths:
            text = folder.text(path)
            tags = _tags(text)
            if digest := article_file.importers_digest(text):
                if place := self._kept.place(Path(path).stem, digest):
                    files.counted[path] = place
                if tagging.anew or not tags:
                    files.open.append(path)
                    continue
            else:
                files.persons.append(path)
            files.used.update(tagging.editors.listed(tags))
        return files


def _count(reader: Reader, article: Article) -> bytes:
    story = _story(article)
    # A long headline that comes again is the same story; a short one (图片新闻) may stand over anything.
    headline = article.title if len(article.title) >= HEADLINE else ""
    return _packed(Counted(headline, len(story.body), reader.read(story), bool(article.withdrawn)))


def _packed(counted: Counted) -> bytes:
    """As plain values: pickle would take ten times as long over the many small classes."""
    (terms, *others), kinds = counted.reading, {kind: int(kind) for kind in Kind}
    said = [(term, kinds[one.kind], *one[1:]) for term, one in terms.items()]
    return marshal.dumps((said, others, counted.headline, counted.characters, counted.withdrawn))


def _unpacked(packed: bytes) -> Counted:
    said, others, headline, characters, withdrawn = marshal.loads(packed)  # noqa: S302 - our own, of this very import
    kinds = tuple(Kind)
    terms = {term: Said(kinds[kind], head, body) for term, kind, head, body in said}
    return Counted(headline, characters, Reading(terms, *others), withdrawn)


def _words(packed: bytes) -> set[str]:
    """The same as Reading's words, of what was packed: without making the many small classes."""
    said, (forms, _), *_ = marshal.loads(packed)  # noqa: S302 - our own, of this very import
    return {*map(itemgetter(0), said), *forms}


def _tags(text: str) -> tuple[str, ...]:
    """The tags in a file's header; none where it cannot be read. (YAML would take a hundred times as long.)"""
    parts = article_file.parted(text)
    found = TAGS_LINE.search(parts[0]) if parts and "tags:" in parts[0] else None
    if not found:
        return ()
    if plain := PLAIN_TAGS.match(found[1]):
        return tuple(tag.strip() for tag in plain[1].split(",") if tag.strip())
    article = _parsed(text)
    return article.tags if article else ()


@dataclass(frozen=True, slots=True)
class _Counting:
    """What articles' tags are chosen by, as it was kept or else out of their files."""

    reader: Reader
    kept: CountedStories
    places: Mapping[str, Place]

    def packed(self, paths: Iterable[str]) -> Iterator[bytes | None]:
        """As `_packed` gives it; None for a file that cannot be read."""
        with self.kept.reading() as read:
            for path in paths:
                if place := self.places.get(path):
                    yield read(place)
                else:
                    article = _read(path)
                    yield _count(self.reader, article) if article else None

    def having(self, paths: Sequence[str]) -> list[Having]:
        """In how many of some articles each word stands: one value for all."""
        return [having(_words(one) for one in self.packed(paths) if one)]

    def offers(self, known: Frequencies, paths: Sequence[str]) -> list[Offer]:
        """What each article may be tagged with."""
        found = zip(paths, self.packed(paths), strict=True)
        return [self._offer(path, _unpacked(one) if one else None, known) for path, one in found]

    def _offer(self, path: str, counted: Counted | None, known: Frequencies) -> Offer:
        if counted is None or counted.withdrawn:
            return Offer(path, ())
        found = candidates(counted.reading, counted.characters, self.reader, known)
        return Offer(counted.headline or path, found)


def _story(article: Article) -> Story:
    byline = article.byline
    people = (*byline.reporters, *byline.correspondents, *byline.photographers, *byline.authors)
    names = (*people, *(region.name for region in article.regions), article.publication)
    head = "\n".join((article.kicker, article.title, article.deck))
    body = ESCAPED.sub(r"\1", HEADING.sub("", article.body))
    return Story(head, "\n".join((body, *(photo.caption for photo in article.photos))), names, article.column)


def _written(folder: ArticleFolder, chosen: Sequence[tuple[str, tuple[str, ...]]]) -> list[bool]:
    """Which of some files got other tags."""
    return [_write(folder, path, tags) for path, tags in chosen]


def _write(folder: ArticleFolder, path: str, tags: tuple[str, ...]) -> bool:
    """Puts tags into a file, unless they stand there already or somebody has just changed the file."""
    text = folder.text(path)
    if _tags(text) == tags or not article_file.importers_digest(text):
        return False
    try:
        folder.rewrite(path, article_file.with_tags(text, tags))
    except UserError:  # it has faults, which are for `check` to report
        return False
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
