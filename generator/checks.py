"""What build refuses and what it warns of, over all articles at once. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator import dates
from generator.article import Article

REGION = re.compile(r"\d{6}(\d{3})?\Z", re.ASCII)
ALIAS = re.compile(r"/?[\w.-]+(/[\w.-]+)*/?\Z")
WINDOWS_KEEPS = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """An article and the file it stands in, named as messages name it."""

    path: str
    article: Article


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a key of a header, about `value` where the key has several, or in a line of the body."""

    path: str
    key: str
    what: str
    mend: str
    value: str = ""
    line: int = 0  # of the body, from 1


def faults(files: Sequence[ArticleFile]) -> list[Problem]:
    """Everything in the articles that build refuses."""
    found: list[Problem] = []
    for file in files:
        found += _header_faults(file)
    found += _clashes(files)
    return found


def warnings(files: Iterable[ArticleFile]) -> list[Problem]:
    """What build does not refuse and an editor wants to know."""
    return [
        Problem(file.path, "title", "没有正文。", "补上正文；如果这条稿件不该有，删去这个文件。")
        for file in files
        if not file.article.body.strip() and not file.article.photos
    ]


def _header_faults(file: ArticleFile) -> Iterator[Problem]:
    article = file.article
    try:
        dates.read(article.date)
    except ValueError:
        mend = "写成 2021-08-18、2021-08、2021、2024-04~（约）、2019-03/2019-04（之间），不知道就写 XXXX。"
        yield Problem(file.path, "date", f"日期“{article.date}”不是 EDTF 的写法，或没有这一天。", mend)
    for region in article.regions:
        if not REGION.match(region.code):
            mend = '用六位（乡镇九位）的 GB/T 2260 代码，加引号，例如 regions: ["330502"]'
            yield Problem(file.path, "regions", f"地区代码“{region.code}”不对。", mend)
    if article.id.split(".")[0].casefold() in WINDOWS_KEEPS or article.id.endswith("."):
        yield Problem(file.path, "id", f"id“{article.id}”在有些电脑上不能做文件夹名。", "换一个 id。")
    for alias in article.aliases:
        if not ALIAS.match(alias) or ".." in alias:
            mend = "写旧的 id（如 2021-old）或旧的路径（如 /news/123.html），不带域名和问号。"
            yield Problem(file.path, "aliases", f"旧地址“{alias}”不能用。", mend)


def _clashes(files: Sequence[ArticleFile]) -> Iterator[Problem]:
    """Ids and old addresses that two files claim. Compared as file systems without case do."""
    owners: defaultdict[str, list[ArticleFile]] = defaultdict(list)
    for file in files:
        owners[file.article.id.casefold()].append(file)
    for same in owners.values():
        for file in same[1:]:
            yield Problem(
                file.path,
                "id",
                f"id“{file.article.id}”在 {same[0].path} 里已经用了。",
                "给新的一条另起 id，旧的不要改。",
            )
    claimed: dict[str, ArticleFile] = {}
    for file in files:
        for alias in file.article.aliases:
            key = unicodedata.normalize("NFC", alias).strip("/").casefold()
            key = key.removeprefix("articles/")
            other = owners[key][0] if key in owners else claimed.get(key)
            if other:
                mend = "一个旧地址只能指到一条稿件，删去其中一处。"
                yield Problem(file.path, "aliases", f"旧地址“{alias}”已经是 {other.path} 的。", mend)
            claimed[key] = file
