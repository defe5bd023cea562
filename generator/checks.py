"""What build refuses and what it warns of, over all articles at once. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import date_faults, dates
from generator.article import Article, Region
from generator.names import folded, tag_problem
from generator.people import ROLES
from generator.places import gazetteer_file
from generator.places.division import Division
from generator.places.gazetteer import Gazetteer
from generator.tag_list import TagList

REGION = re.compile(r"\d{6}(\d{3})?\Z", re.ASCII)
CHOICES = 4  # codes that a message offers for a name
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


def warnings(files: Sequence[ArticleFile], tags: TagList) -> list[Problem]:
    """What build does not refuse and an editor wants to know."""
    found: list[Problem] = []
    for file in files:
        article = file.article
        if not article.body.strip() and not article.photos:
            found.append(Problem(file.path, "title", "没有正文。", "补上正文；如果这条稿件不该有，删去这个文件。"))
    return [*found, *_tags_in_two_forms(files), *_tags_to_avoid(files, tags)]


def _tags_in_two_forms(files: Sequence[ArticleFile]) -> Iterator[Problem]:
    """Tags that differ from another only by width or case: one list on the site, but written in two ways."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for file in files:
        for tag in file.article.tags:
            forms[folded(tag)][tag] += 1
    usual = {key: max(sorted(some), key=some.__getitem__) for key, some in forms.items() if len(some) > 1}
    for file in files:
        for tag in file.article.tags:
            if (best := usual.get(folded(tag), tag)) != tag:
                what = f"标签“{tag}”与别处的“{best}”只差大小写、全半角或空格，网站上算同一个。"
                yield Problem(file.path, "tags", what, f"统一写成“{best}”。")


def _tags_to_avoid(files: Sequence[ArticleFile], tags: TagList) -> Iterator[Problem]:
    for file in files:
        for tag in file.article.tags:
            if folded(tag) in tags.never:
                yield Problem(
                    file.path, "tags", f"标签“{tag}”在 tags.yaml 里列为不用。", "在稿件里删去它，或改 tags.yaml。"
                )


def _header_faults(file: ArticleFile) -> Iterator[Problem]:
    article = file.article
    try:
        dates.read(article.date)
    except ValueError:
        yield Problem(file.path, "date", *date_faults.explain(article.date))
    for region in article.regions:
        if problem := _region_problem(region):
            yield Problem(file.path, "regions", *problem, region.code)
    yield from _name_faults(file)
    if article.id.split(".")[0].casefold() in WINDOWS_KEEPS or article.id.endswith("."):
        yield Problem(file.path, "id", f"id“{article.id}”在有些电脑上不能做文件夹名。", "换一个 id。")
    for alias in article.aliases:
        if not ALIAS.match(alias) or ".." in alias:
            mend = "写旧的 id（如 2021-old）或旧的路径（如 /news/123.html），不带域名和问号。"
            yield Problem(file.path, "aliases", f"旧地址“{alias}”不能用。", mend)


def _name_faults(file: ArticleFile) -> Iterator[Problem]:
    """People without a name, and tags that cannot be a list of the site."""
    byline = file.article.byline
    for role in ROLES:
        if any(not folded(name) for name in getattr(byline, role)):
            mend = "写上姓名，或删去这一项；没有的就写 []。"
            yield Problem(file.path, "byline", f"byline 的 {role} 里有一个空的姓名。", mend)
    for tag in file.article.tags:
        if problem := tag_problem(tag):
            yield Problem(file.path, "tags", *problem)


def _region_problem(region: Region) -> tuple[str, str] | None:
    """What is wrong with a region and how to mend it."""
    gazetteer = gazetteer_file.gazetteer()
    if REGION.match(region.code):
        if gazetteer.get(region.code):
            return None
        near = next((one for one in (region.code[:6], f"{region.code[:4]}00") if gazetteer.get(one)), "")
        what = f"没有“{region.code}”这个地区代码。"
        if named := gazetteer.named(region.name):
            return what, f"{region.name}是 {_choices(named, gazetteer)}。"
        path = "".join(division.name for division in gazetteer.path(near))
        return what, f"查对后改正{f'；{near} 是{path}' if near else ''}。"
    if named := gazetteer.named(region.code):
        what = f"地区要写代码，不能写地名“{region.code}”。"
        return what, f"改成 {_choices(named, gazetteer)}。"
    mend = '用六位（乡镇九位）的 GB/T 2260 代码，加引号，例如 regions: ["330502"]'
    return f"地区代码“{region.code}”不对。", mend


def _choices(divisions: Sequence[Division], gazetteer: Gazetteer) -> str:
    """The codes that a name may mean, each with where it lies: "330329"（浙江省温州市泰顺县）."""
    today = [division for division in divisions if division.stands] or divisions
    said = []
    for division in today[:CHOICES]:
        above = "".join(one.name for one in reversed(gazetteer.ancestors(division.code)))
        said.append(f'"{division.code}"（{above}{division.name}）')
    return " 或 ".join(said) + (" 等" if len(today) > CHOICES else "")


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
