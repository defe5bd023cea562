"""What an editor should mend in texts: links that lead nowhere, images that are not there, markup that does not work,
characters nobody sees. Pure.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import dates
from generator.archive import people_of
from generator.article import Article
from generator.checks import ArticleFile, Problem
from generator.destinations import Destinations
from generator.mentions import OUTWARD, Mention, image_name, mentions
from generator.static_page import StaticPage

if TYPE_CHECKING:
    from generator.images import Shelf

MOST_ALIKE = 1000  # names that a mistyped one is compared with
LONG_TITLE = 120  # characters
LINKS = "写稿件的 id，或 content 下网页的文件名；外面的网址以 https://、http:// 或 mailto: 开头。"
NAME = re.compile(r"(?:[\w.%-]+/)*[\w.%-]+")  # what may be meant as the name of something here
TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # reverse or hide the order of what follows


@dataclass(frozen=True, slots=True)
class Text:
    """The Markdown of one file, all that it leads to and shows, and which of its links lead nowhere here."""

    path: str
    body: str
    mentions: tuple[Mention, ...]
    lost: tuple[Mention, ...]


def texts(files: Iterable[ArticleFile], pages: Iterable[StaticPage], destinations: Destinations) -> list[Text]:
    """Every text that readers are shown."""
    found = [(file.path, file.article.body) for file in files if not file.article.withdrawn]
    found += [(page.path, page.body) for page in pages]
    return [_text(path, body, destinations) for path, body in found]


def _text(path: str, body: str, destinations: Destinations) -> Text:
    named = tuple(mentions(body))
    links = [one for one in named if one.kind == "link" and not OUTWARD.match(one.target)]
    lost = tuple(one for one in links if not destinations.find(one.target))
    return Text(path, body, named, lost)


def image_names(files: Iterable[ArticleFile], shown: Iterable[Text]) -> set[str]:
    """The images that articles and pages show, by their names below content/images."""
    names = {image_name(photo.image) for file in files if not file.article.withdrawn for photo in file.article.photos}
    for text in shown:
        names |= {
            image_name(one.target) for one in text.mentions if one.kind == "image" and not OUTWARD.match(one.target)
        }
    return names - {""}


def faults(shown: Iterable[Text], destinations: Destinations) -> Iterator[Problem]:
    """Links to articles and pages that are not there: build refuses them."""
    for text in shown:
        for one in text.lost:
            if not NAME.fullmatch(one.target):
                continue
            near = difflib.get_close_matches(one.target, destinations.alike(one.target)[:MOST_ALIKE], n=1)
            mend = f"是不是想写 {near[0]}？" if near else LINKS
            yield Problem(text.path, "", f"链接“{one.target}”：没有这篇稿件，也没有这个网页。", mend, line=one.line)


def warnings(files: Iterable[ArticleFile], shown: Iterable[Text], shelf: Shelf) -> Iterator[Problem]:
    """What is shown otherwise than it was written."""
    for file in files:
        if not file.article.withdrawn:
            yield from _in_header(file.path, file.article)
            yield from _photos(file, shelf)
    for text in shown:
        yield from _in_body(text, shelf)


def _in_header(path: str, article: Article) -> Iterator[Problem]:
    if len(article.title) > LONG_TITLE:
        what = f"标题有 {len(article.title):,} 个字，列表里只显示开头。"
        yield Problem(path, "title", what, "是不是把正文写进了标题？")
    if article.modified and not dates.stamp(article.modified):
        what = f"改动的日期“{article.modified}”不是日期，没有显示。"
        yield Problem(path, "modified", what, "写成 2026-11-21。")
    texts = _header_texts(article)
    everything = "\0".join(texts.values())
    if "<" in everything or _turning(everything):
        for key, text in texts.items():
            yield from _in_field(path, key, text)


def _in_field(path: str, key: str, text: str) -> Iterator[Problem]:
    if found := TAG.search(text):
        yield Problem(path, key, f"{key} 里有 HTML（{_short(found[0])}），照字面显示。", "这里只能是文字，删去它。")
    if _turning(text):
        yield Problem(path, key, f"{key} 里有看不见的方向控制符，没有照它显示。", "删去它，把这几个字重新打一遍。")


def _header_texts(article: Article) -> dict[str, str]:
    """What readers see of a header, by its keys."""
    return {
        "title": article.title,
        "kicker": article.kicker,
        "deck": article.deck,
        "column": article.column,
        "publication": article.publication,
        "page": article.page,
        "byline": "\0".join((article.byline.text, *people_of(article))),
        "dateline": article.dateline,
        "regions": "\0".join([region.name for region in article.regions]),
        "tags": "\0".join(article.tags),
        "photos": "\0".join([f"{photo.caption}\0{photo.credit}" for photo in article.photos]),
    }


def _photos(file: ArticleFile, shelf: Shelf) -> Iterator[Problem]:
    for photo in file.article.photos:
        if photo.image and (problem := _image_problem(photo.image, shelf)):
            yield Problem(file.path, "photos", *problem, value=photo.image)


def _in_body(text: Text, shelf: Shelf) -> Iterator[Problem]:
    for one in text.mentions:
        if problem := _problem(one, one in text.lost, shelf):
            yield Problem(text.path, "", *problem, line=one.line)
    if _turning(text.body):
        for number, line in enumerate(text.body.split("\n"), 1):
            if _turning(line):
                mend = "删去它，把这几个字重新打一遍。"
                yield Problem(text.path, "", "这一行有看不见的方向控制符，没有照它显示。", mend, line=number)


def _problem(one: Mention, lost: bool, shelf: Shelf) -> tuple[str, str] | None:
    """What is wrong with a link, an image or a tag, and how to mend it."""
    if one.kind == "html":
        what = f"这里的 HTML（{_short(one.target)}）照字面显示。"
        return what, "正文里只能用 <br>，和成对的 <sub> <sup> <ruby> <rt> <b> <i> <u> <s> <mark> 等，不带属性。"
    if one.kind == "image":
        if OUTWARD.match(one.target):
            return (
                f"外面的图片“{_short(one.target)}”不显示，只给一个链接。",
                "把图片存进 content/images，写它的文件名。",
            )
        return _image_problem(one.target, shelf)
    if lost:
        what = f"链接“{_short(one.target)}”不能用，只显示文字。"
        return what, LINKS
    return None


def _image_problem(target: str, shelf: Shelf) -> tuple[str, str] | None:
    name = image_name(target)
    if name in shelf.pictures:
        return None
    if name in shelf.unfit:
        return f"图片 {_short(name)} 没有显示：{shelf.unfit[name]}。", "换一个图片文件，或用看图软件另存为 JPEG。"
    alike = [other for other in shelf.standing if other[:2].casefold() == name[:2].casefold()][:MOST_ALIKE]
    near = difflib.get_close_matches(name, alike, n=1)
    mend = f"是不是想写 {near[0]}？" if near else "把图片放进去，或改正文件名。"
    return f"没有 content/images/{_short(name)} 这张图片。", mend


def _turning(text: str) -> bool:
    return not text.isascii() and any(character in text for character in TURNING)


def _short(text: str) -> str:
    """A text within a message: printable, and not too long."""
    shown = "".join(character if character.isprintable() else "�" for character in text)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"
