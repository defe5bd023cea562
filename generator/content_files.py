"""Disk: reads content/ (site.yaml, articles/ and pages beside them), and puts a new article there for `new`."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from generator import (
    article,
    article_file,
    checks,
    config,
    header_cache,
    people,
    static_page,
    tag_list,
    text_checks,
)
from generator.article import Article
from generator.batches import in_batches
from generator.checks import ArticleFile, Problem
from generator.config import Config
from generator.destinations import Destinations
from generator.faults import Fault, UserError
from generator.people import People
from generator.refusals import reason
from generator.static_page import StaticPage
from generator.tag_list import TagList

if TYPE_CHECKING:
    from generator.images import Picture

Value = TypeVar("Value")
NOT_PAGES = ("README.md",)  # beside pages: what hosts of repositories show to editors


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in content/, checked; `headers` and `images` are for the next call of `read`.

    `pictures` are the images that articles and pages show, by the names these call them.
    """

    config: Config
    people: People
    tags: TagList
    pages: tuple[StaticPage, ...]
    pictures: Mapping[str, Picture]
    articles: tuple[Article, ...]
    warnings: tuple[Fault, ...]
    headers: bytes
    images: bytes


def read(content: Path, jobs: int | None = 1, headers: bytes = b"", images: bytes = b"") -> Content:
    """The configuration, all articles and all pages of a content folder; raises UserError with every fault in them.

    `headers` and `images` are what the last call gave, or nothing; they make it quicker and change nothing else.
    """
    faults: list[Fault] = []
    if not content.is_dir():
        raise UserError([Fault(str(content), 0, "没有这个内容文件夹。", "用 --content 指明它，或先建一个。")])
    settings = _gathering(faults, read_config, content, Config())
    known = _gathering(faults, read_people, content, People())
    tags = _gathering(faults, read_tag_list, content, TagList())
    folder = content / "articles"
    paths, warnings, unopened = _article_paths(folder, content.resolve())
    files, unreadable, headers = _read_files(paths, jobs, headers)
    pages, unfit = _read_pages(content)
    articles = tuple(file.article for file in files)
    destinations = Destinations(articles, pages)
    texts = text_checks.texts(files, pages, destinations)
    locate = partial(_located, {page.path: page.first_line for page in pages})
    missing = unopened + unreadable + unfit
    faults += missing
    faults += map(locate, checks.faults(files))
    if not missing:  # what cannot be read may be what they lead to
        faults += map(locate, text_checks.faults(texts, destinations))
    if not faults:
        faults += known.faults(articles)
    if faults:
        raise UserError(faults)
    from generator import image_files  # the library of images takes a while to load, and an import needs none

    shelf, images = image_files.find(content / "images", text_checks.image_names(files, texts), images, jobs)
    warnings += map(locate, (*checks.warnings(files, tags), *text_checks.warnings(files, texts, shelf)))
    warnings += known.warnings(articles)
    shown = tuple(sorted(set(warnings)))
    return Content(settings, known, tags, pages, shelf.pictures, articles, shown, headers, images)


def read_config(content: Path) -> Config:
    """The configuration in content/site.yaml, the default where there is none; raises UserError."""
    path = content / "site.yaml"
    try:
        return config.parse(_decoded(str(path)), str(path))
    except FileNotFoundError:
        return Config()


def _gathering(faults: list[Fault], read: Callable[[Path], Value], content: Path, default: Value) -> Value:
    """What `read` makes of a content folder; the default where it finds faults, which are added to the others."""
    try:
        return read(content)
    except UserError as error:
        faults += error.faults
        return default


def read_people(content: Path) -> People:
    """The people in content/people.yaml, none where there is no such file; raises UserError."""
    path = content / "people.yaml"
    try:
        return people.parse(_decoded(str(path)), str(path))
    except FileNotFoundError:
        return People()


def read_tag_list(content: Path) -> TagList:
    """The tags in content/tags.yaml, none where there is no such file; raises UserError."""
    path = content / "tags.yaml"
    try:
        return tag_list.parse(_decoded(str(path)), str(path))
    except FileNotFoundError:
        return TagList()


def _read_pages(content: Path) -> tuple[tuple[StaticPage, ...], list[Fault]]:
    """The pages content/*.md, in the order of their names, and what is wrong with others."""
    pages: dict[str, StaticPage] = {}
    faults: list[Fault] = []
    for path in sorted(content.glob("*.md")):
        name = unicodedata.normalize("NFC", path.stem)
        if path.name.startswith((".", "_")) or path.name in NOT_PAGES or not path.is_file():
            continue
        if problem := static_page.name_problem(name):
            faults.append(Fault(str(path), 0, *problem))
        elif name.casefold() in pages:
            faults.append(
                Fault(str(path), 0, f"与 {pages[name.casefold()].path} 只差大小写，地址会相同。", "换一个文件名。")
            )
        else:
            try:
                pages[name.casefold()] = static_page.parse(_decoded(str(path)), name, str(path))
            except UserError as error:
                faults += error.faults
    return tuple(pages.values()), faults


def create(path: Path, text: str) -> Path:
    """Writes a new file; raises UserError where it stands already or cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UserError([Fault(str(path), 0, "这个文件已经有了，没有动它。", "换一个标题或日期。")]) from None
    except OSError as error:
        raise UserError([Fault(str(path), 0, f"写不进去：{reason(error)}。", "看看文件夹的权限。")]) from None
    return path


def _article_paths(folder: Path, content: Path) -> tuple[list[str], list[Fault], list[Fault]]:
    """All .md files below `folder` in a fixed order; warnings of links out of `content`; folders nobody may read."""
    if not folder.is_dir():
        return [], [], []
    paths: list[str] = []
    warnings: list[Fault] = []
    unopened: list[Fault] = []
    for entry in _walk(folder, unopened):
        if entry.is_symlink() and not (entry.is_file() and Path(entry.path).resolve().is_relative_to(content)):
            warnings.append(Fault(entry.path, 0, "这个链接不指向 content/ 里的文件，没有读。", "把文件本身放进来。"))
        elif entry.name.endswith(".md"):
            paths.append(entry.path)
    return sorted(paths), warnings, unopened


def _walk(folder: str | Path, unopened: list[Fault]) -> Iterator[os.DirEntry[str]]:
    """Files and links below a folder, those with a leading dot apart (editors keep their own notes there)."""
    try:
        with os.scandir(folder) as entries:
            found = list(entries)
    except OSError as error:
        unopened.append(Fault(str(folder), 0, f"读不了：{reason(error)}。", "看看文件夹的权限。"))
        return
    for entry in found:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, unopened)
        else:
            yield entry


def _read_files(paths: Sequence[str], jobs: int | None, kept: bytes) -> tuple[list[ArticleFile], list[Fault], bytes]:
    """The articles that can be read, what is wrong with the others, and the headers to keep for next time."""
    known = header_cache.load(kept) if kept else {}
    reader = _reader_digest()
    found: dict[str, Article] = {}
    keys: dict[str, str] = {}
    unread: list[tuple[str, str]] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            text = _decoded(path)
        except UserError as error:
            faults += error.faults
            continue
        header, body = _split(text)
        keys[path] = header_cache.key(header, reader)
        if keys[path] in known:
            found[path] = replace(known[keys[path]], body=body)
        else:
            unread.append((path, text))
    for (path, _), result in zip(unread, in_batches(_parse_batch, unread, jobs), strict=True):
        if isinstance(result, bytes):
            found[path] = header_cache.article(result)
        else:
            faults += result
    if unread or len(found) != len(known):
        kept = header_cache.dump({keys[path]: article for path, article in found.items()})
    return [ArticleFile(path, found[path]) for path in paths if path in found], faults, kept


def _split(text: str) -> tuple[str, str]:
    """A file's header and its body as `article_file.parse` takes them; an empty header where it has none."""
    found = article_file.FRONT_MATTER.match(text)
    return (found[1], found[2].strip("\n")) if found else ("", text)


def _parse_batch(batch: Sequence[tuple[str, str]]) -> list[bytes | tuple[Fault, ...]]:
    """The articles in (path, text) pairs as bytes for `header_cache.article`, or what is wrong with them."""
    results: list[bytes | tuple[Fault, ...]] = []
    for path, text in batch:
        try:
            results.append(header_cache.dumped(article_file.parse(text, path)))
        except UserError as error:
            results.append(error.faults)
    return results


def _decoded(path: str) -> str:
    """A file's text with LF line ends; raises UserError where it cannot be read, FileNotFoundError where it is not."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise UserError([Fault(path, 0, f"读不了：{reason(error)}。", "看看文件的权限。")]) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        mend = "用编辑器另存为 UTF-8；报纸的原文请用 python build.py import 导入。"
        raise UserError([Fault(path, line, "不是 UTF-8 编码。", mend)]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _located(starts: Mapping[str, int], problem: Problem) -> Fault:
    """A problem with the line of the file it is about; `starts`: where bodies begin that stand under no header."""
    text = _decoded(problem.path)
    if problem.line:
        line = (starts.get(problem.path) or _first_line(text)) + problem.line - 1
    else:
        lines = text.split("\n")
        line = next((n for n, text in enumerate(lines, 1) if text.startswith(f"{problem.key}:")), 1)
        line = next((n for n, text in enumerate(lines[line - 1 :], line) if problem.value in text), line)
    return Fault(problem.path, line, problem.what, problem.mend)


def _first_line(text: str) -> int:
    """The line in which an article's body begins."""
    found = article_file.FRONT_MATTER.match(text)
    start = found.start(2) if found else 0
    return text[: len(text) - len(text[start:].lstrip("\n"))].count("\n") + 1


def _reader_digest() -> bytes:
    """A digest of the code that turns a header into an Article."""
    digest = hashlib.blake2b(digest_size=16)
    for module in (article, article_file):
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.digest()
