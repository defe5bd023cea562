"""A web page that an editor writes beside the articles: content/<name>.md as a value. Pure: text in, value out."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

import yaml

from generator.faults import Fault, UserError

ABOUT = "about"
NAME = re.compile(r"\w(?:[\w.-]{0,58}\w)?\Z")
# the site's own folders and files, of today or promised by its addresses
RESERVED = frozenset(
    {
        *(
            "articles",
            "columns",
            "coverage",
            "data",
            "dates",
            "images",
            "people",
            "regions",
            "search",
            "static",
            "tags",
        ),
        *("404.html", "index.html", "feed.xml", "feed.json", "robots.txt", "sitemap.xml", "opensearch.xml"),
        *("con", "prn", "aux", "nul"),  # Windows keeps these to itself
    }
)
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)(?:\n|\A)---[ \t]*(?:\n|\Z)", re.S)
HEADING = re.compile(r"\s*#[ \t]+(\S.*?)[ \t]*#*[ \t]*(?:\n|\Z)")
KEYS = ("title",)


@dataclass(frozen=True, slots=True)
class StaticPage:
    """`title` is plain text (empty for an about page without one), `body` Markdown that begins in line `first_line`."""

    name: str
    path: str
    title: str
    body: str
    first_line: int


def parse(text: str, name: str, path: str) -> StaticPage:
    """The page in a file's text: its title stands in the header or in a first heading. Raises UserError."""
    found = FRONT_MATTER.match(text)
    title = _header_title(found[1], path) if found else ""
    rest = text[found.end() :] if found else text
    heading = None if title else HEADING.match(rest)
    if heading:
        title, rest = heading[1], rest[heading.end() :]
    if not title and name != ABOUT:
        raise UserError([Fault(path, 1, "这一页没有标题。", "第一行写“# 标题”，或在文件头里写 title: 标题")])
    body = rest.lstrip("\n")
    first_line = text[: len(text) - len(body)].count("\n") + 1
    return StaticPage(name, path, title, body.rstrip("\n"), first_line)


def name_problem(name: str) -> tuple[str, str] | None:
    """What is wrong with a page's name, which is its address, and how to mend it."""
    if name.casefold() in RESERVED or re.fullmatch(r"(p|com|lpt)\d+", name, re.I):
        return f"“/{name}/”是网站自己的地址。", "换一个文件名。"
    if not NAME.match(name):
        return f"文件名“{name}”不能用作网址。", "只用文字、数字、- _ .，不超过六十个字，例如 content/contact.md"
    return None


def _header_title(header: str, path: str) -> str:
    """The title that a header gives, empty where it gives none."""
    try:
        values = yaml.load(header, Loader=yaml.CBaseLoader)  # noqa: S506 - makes nothing but texts, lists and mappings
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = f"YAML 头读不懂：{getattr(error, 'problem', None) or error}。"
        line = mark.line + 2 if mark else 1
        raise UserError([Fault(path, line, what, "含有冒号、引号或 # 的文字请用双引号括起来。")]) from None
    if values in (None, ""):
        return ""
    if not isinstance(values, dict):
        raise UserError([Fault(path, 2, "YAML 头应是“键: 值”的列表。", "例如 title: 标题")])
    faults = [_unknown(key, header, path) for key in values if key not in KEYS]
    if not isinstance(values.get("title", ""), str):
        faults.append(Fault(path, 2, "title 应是一行文字。", 'title: "文字"'))
    if faults:
        raise UserError(faults)
    return str(values.get("title", "")).strip()


def _unknown(key: str, header: str, path: str) -> Fault:
    line = next((n for n, text in enumerate(header.split("\n"), 2) if text.startswith(str(key))), 1)
    near = difflib.get_close_matches(str(key), KEYS, n=1)
    mend = f"是不是想写 {near[0]}？" if near else f"可用的键：{'、'.join(KEYS)}"
    return Fault(path, line, f"不认识的键“{key}”。", mend)
