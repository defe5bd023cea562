"""Article <-> the text of its Markdown file: YAML front matter, then the body.

`write` and `parse` are each other's inverse for every Article that `parse` accepts. Pure: text in, values out.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any

import yaml

from generator.article import DATE_SOURCES, TRUNCATIONS, Article, Byline, Photo, Region, Source
from generator.faults import Fault, UserError
from generator.yaml_texts import LineWriter, UnusualTextError

KEYS = tuple(field.name for field in fields(Article) if field.name != "body")
TEXTS = (
    "title",
    "kicker",
    "deck",
    "column",
    "date",
    "date_from",
    "publication",
    "page",
    "dateline",
    "modified",
    "withdrawn",
)
BYLINE_NAMES = ("reporters", "correspondents", "photographers", "authors")
FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)(?:\n|\A)---[ \t]*(?:\n|\Z)(.*)\Z", re.S)
UNSIGNED = "unsigned"
# libyaml writes what lies beyond the basic plane as \\U0001F600; nobody can read a rare name like that.
FAR_CHARACTER = re.compile(r"\\U([0-9A-F]{8})")
KEY = re.compile(r"([A-Za-z_]+)[ \t]*:")
WRITTEN_LINE = re.compile(r"([a-z_]+): ")
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")


class _Loader(yaml.CSafeLoader):
    """CSafeLoader that leaves dates as the text they are: 2021-02-30 is ours to judge, not YAML's."""


class _Dumper(yaml.CSafeDumper):
    """CSafeDumper that writes such dates without quotation marks."""


class _Map(dict[str, Any]):
    """Written on one line, in braces."""


class _List(list[Any]):
    """Written on one line, in brackets."""


_Dumper.add_representer(_Map, lambda dumper, value: dumper.represent_mapping("tag:yaml.org,2002:map", value, True))
_Dumper.add_representer(_List, lambda dumper, value: dumper.represent_sequence("tag:yaml.org,2002:seq", value, True))

for _yaml in (_Loader, _Dumper):
    _yaml.yaml_implicit_resolvers = {
        first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
        for first, pairs in _yaml.yaml_implicit_resolvers.items()
    }
_LINES = LineWriter(_Dumper.yaml_implicit_resolvers)


# ---------------------------------------------------------------- writing


def write(article: Article) -> str:
    """The file's text. Keys stand in the order of `Article`; those with nothing to say are left out."""
    header = "".join([_line(key, value) for key, value in _header(article).items()])
    return f"---\n{header}---\n{article.body}\n"


def _line(key: str, value: Any) -> str:
    try:
        return f"{key}: {_LINES.value(value)}\n"
    except UnusualTextError:
        line = _dumped({key: value})
        if "\\U" in line and "\\\\U" not in repr(value):  # the latter: somebody's own words are \\U...
            line = FAR_CHARACTER.sub(lambda found: chr(int(found[1], 16)), line)
        return line


def _dumped(values: dict[str, Any]) -> str:
    return str(
        yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=10**6)
    )


def sign(article: Article) -> tuple[Article, str]:
    """The article with `imported` set to the digest of the rest of its text, and that text: how the importer writes."""
    text = write(article if article.imported == UNSIGNED else replace(article, imported=UNSIGNED))
    digest = _digest(text)
    text = text.replace(f"\nimported: {UNSIGNED}\n", f"\nimported: {digest}\n", 1)
    return replace(article, imported=digest), text


def with_tags(text: str, tags: Sequence[str]) -> str:
    """A text that is the importer's, with other tags and signed anew.

    Raises UserError where it cannot be read.
    """
    parts = parted(text)
    lines = parts[0].split("\n") if parts else []
    keys = [key[1] if (key := WRITTEN_LINE.match(line)) else "" for line in lines]
    if not parts or not text.startswith("---\n") or not set(keys) <= set(KEYS):
        return sign(replace(parse(text, ""), tags=tuple(tags)))[1]
    header = dict(zip(keys, lines, strict=True)) | {"tags": _line("tags", _List(tags)).removesuffix("\n")}
    if not tags:
        del header["tags"]
    text = "---\n" + "".join([f"{header[key]}\n" for key in KEYS if key in header]) + f"---\n{parts[1]}"
    start, end = _imported_line(text)
    return f"{text[:start]}imported: {_digest(text)}\n{text[end:]}" if end else text


def is_importers(text: str) -> bool:
    """Whether a file's text is still what the importer wrote, to the letter (line ends and byte order mark apart)."""
    return bool(importers_digest(text))


def importers_digest(text: str) -> str:
    """The digest in a file's text where it is still what the importer wrote, else ""."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    start, end = _imported_line(text)
    digest = text[start:end].partition(":")[2].strip().strip("'\"")
    return digest if end and digest == _digest(text) else ""


def _imported_line(text: str) -> tuple[int, int]:
    """Where the first line with the key `imported` begins, and the line behind it; (0, 0) without one."""
    start = 0 if text.startswith("imported:") else text.find("\nimported:") + 1
    end = text.find("\n", start) + 1 if start or text.startswith("imported:") else 0
    return (start, end) if end else (0, 0)


def _digest(text: str) -> str:
    start, end = _imported_line(text)
    digest = hashlib.blake2b((text[:start] + text[end:]).encode(), digest_size=10).hexdigest()
    return "abcdef"[int(digest[0], 16) % 6] + digest[1:]  # a letter first: YAML takes 12345e67 for a number


def parted(text: str) -> tuple[str, str] | None:
    """The header and the body of a file's text; None where no header is."""
    end = text.find("\n---", 4)
    if text.startswith("---\n") and text.startswith("\n---\n", end):  # as nearly all have it: ten times as quick
        return text[4:end], text[end + 5 :]
    found = FRONT_MATTER.match(text)
    return (found[1], found[2]) if found else None


def _header(article: Article) -> dict[str, Any]:
    header: dict[str, Any] = {"id": article.id}
    for key in KEYS[1:]:
        value = getattr(article, key)
        if value or key == "title":
            header[key] = _PLAIN.get(key, _same)(value)
    return header


def _same(value: Any) -> Any:
    return value


def _byline_header(byline: Byline) -> dict[str, Any]:
    names = {key: _List(getattr(byline, key)) for key in BYLINE_NAMES}
    return _Map(text=byline.text, **names)


_PLAIN: dict[str, Callable[[Any], Any]] = {
    "byline": _byline_header,
    "regions": lambda regions: _List(_Map(code=r.code, name=r.name) if r.name else r.code for r in regions),
    "tags": _List,
    "photos": lambda photos: _List(_Map(caption=p.caption, credit=p.credit, image=p.image) for p in photos),
    "truncated": lambda where: where[0] if len(where) == 1 else _List(where),
    "source": lambda source: _Map(file=source.file, lines=source.lines),
    "aliases": _List,
}


# ---------------------------------------------------------------- reading


def parse(text: str, path: str) -> Article:
    """The article in a file's text.

    Raises UserError with every fault of the header at once; `path` is what the message names.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parts = parted(text)
    if not parts:
        raise UserError(
            [
                Fault(
                    path,
                    1,
                    "文件开头没有 YAML 头（no front matter）。",
                    "第一行写 ---，接着写 title: 等各项，再以单独一行 --- 结束。",
                )
            ]
        )
    header = _load(parts[0], path)
    reader = _Reader(header, parts[0], path)
    article = reader.article(parts[1])
    if reader.faults:
        raise UserError(reader.faults)
    return article


def _load(header_text: str, path: str) -> dict[str, Any]:
    try:
        header = yaml.load(header_text, Loader=_Loader)  # noqa: S506 - a CSafeLoader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise UserError(
            [Fault(path, line, f"YAML 头读不懂：{problem}。", "含有冒号、引号或 # 的文字请用双引号括起来。")]
        ) from None
    twice = _given_twice(header_text, path)
    if twice:
        raise UserError(twice)
    if header is None:
        header = {}
    if not isinstance(header, dict):
        raise UserError([Fault(path, 2, "YAML 头应是“键: 值”的列表。", "例如 title: 标题")])
    return header


def _given_twice(header_text: str, path: str) -> list[Fault]:
    """YAML would quietly take the last of two equal keys; for an id that would be another address."""
    first: dict[str, int] = {}
    faults = []
    for line, text in enumerate(header_text.split("\n"), 2):
        found = KEY.match(text)
        if found and first.setdefault(found[1], line) != line:
            faults.append(Fault(path, line, f"“{found[1]}”写了两次，第一次在第 {first[found[1]]} 行。", "留下一处。"))
    return faults


class _Reader:
    """Turns one header into an Article and gathers what is wrong with it."""

    def __init__(self, header: dict[str, Any], header_text: str, path: str) -> None:
        self.header, self.header_text, self.path = header, header_text, path
        self.faults: list[Fault] = []

    def article(self, body: str) -> Article:
        self._unknown_keys()
        values: dict[str, Any] = {key: self._text(key) for key in TEXTS if self.header.get(key) is not None}
        values.update(
            id=self._id(),
            issue=self._issue(),
            byline=self._byline(),
            regions=self._regions(),
            tags=self._list("tags"),
            photos=self._photos(),
            truncated=self._truncated(),
            source=self._source(),
            imported=self._text("imported"),
            reviewed=self._flag("reviewed"),
            aliases=self._list("aliases"),
        )
        values.setdefault("title", "")
        if not values["title"].strip():
            self._fault("title", "没有标题（title 为空）。", "写上 title: 标题")
        if values.get("date_from") and values["date_from"] not in DATE_SOURCES:
            self._fault("date_from", f"date_from 不能是“{values['date_from']}”。", f"可用：{'、'.join(DATE_SOURCES)}")
        values["date"] = values.get("date", "").strip() or "XXXX"
        return Article(body=body.rstrip("\n").lstrip("\n"), **values)

    def _fault(self, key: str, what: str, mend: str) -> None:
        found = re.search(rf"^[\"']?{re.escape(key)}[\"']?\s*:", self.header_text, re.M)
        line = self.header_text.count("\n", 0, found.start()) + 2 if found else 1
        self.faults.append(Fault(self.path, line, what, mend))

    def _unknown_keys(self) -> None:
        for key in self.header:
            if key not in KEYS:
                near = difflib.get_close_matches(str(key), KEYS, n=1)
                self._fault(
                    str(key),
                    f"不认识的键“{key}”。",
                    f"是不是想写 {near[0]}？" if near else f"可用的键：{'、'.join(KEYS)}",
                )

    def _text(self, key: str) -> str:
        value = self.header.get(key)
        if value is None:
            return ""
        if isinstance(value, dict | list | bool):
            self._fault(key, f"{key} 应是一行文字。", f'例如 {key}: "文字"')
            return ""
        return str(value)

    def _list(self, key: str) -> tuple[str, ...]:
        return self._names(key, self.header.get(key), key)

    def _names(self, key: str, value: Any, shown: str) -> tuple[str, ...]:
        if value is None:
            return ()
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            value = [value]
        if not isinstance(value, list) or any(isinstance(item, dict | list | bool) or item is None for item in value):
            self._fault(key, f"{shown} 应是文字的列表。", f"例如 {shown}: [甲, 乙]")
            return ()
        return tuple(str(item) for item in value)

    def _mapping(self, key: str, value: Any, allowed: tuple[str, ...]) -> dict[str, Any]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._fault(key, f"{key} 应写成 {{{': …, '.join(allowed)}: …}}。", "各项放在花括号里，用逗号隔开。")
            return {}
        for unknown in value.keys() - set(allowed):
            near = difflib.get_close_matches(str(unknown), allowed, n=1)
            self._fault(
                key,
                f"{key} 里不认识“{unknown}”。",
                f"是不是想写 {near[0]}？" if near else f"可用：{'、'.join(allowed)}",
            )
        return value

    def _id(self) -> str:
        value = self._text("id")
        if not ID.match(value) or ".." in value:
            self._fault(
                "id",
                f"id“{value}”不能用作网址。" if value else "没有 id。",
                "只用字母、数字、- _ .，例如 id: 2021-08-18-notice",
            )
        return value

    def _issue(self) -> int | None:
        value = self.header.get("issue")
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        if isinstance(value, str) and value.strip().isdigit():
            return int(value)
        self._fault("issue", f"issue 应是总期号（整数），不能是“{value}”。", "例如 issue: 11895")
        return None

    def _flag(self, key: str) -> bool:
        value = self.header.get(key, False)
        if not isinstance(value, bool):
            self._fault(key, f"{key} 只能是 true 或 false。", f"例如 {key}: true")
            return False
        return value

    def _byline(self) -> Byline:
        value = self.header.get("byline")
        if isinstance(value, str):
            return Byline(text=value)
        value = self._mapping("byline", value, ("text", *BYLINE_NAMES))
        text = value.get("text")
        return Byline(
            text="" if text is None else str(text),
            **{key: self._names("byline", value.get(key), f"byline 的 {key}") for key in BYLINE_NAMES},
        )

    def _regions(self) -> tuple[Region, ...]:
        value = self.header.get("regions")
        if value is None:
            return ()
        regions = []
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and item.get("code") is not None:
                self._mapping("regions", item, ("code", "name"))
                regions.append(Region(str(item["code"]), str(item.get("name") or "")))
            elif isinstance(item, str | int) and not isinstance(item, bool):
                regions.append(Region(str(item)))
            else:
                self._fault("regions", f"regions 里有读不懂的一项：{item}。", '例如 regions: ["330502"]')
        return tuple(regions)

    def _photos(self) -> tuple[Photo, ...]:
        value = self.header.get("photos")
        if value is None:
            return ()
        if not isinstance(value, list):
            self._fault("photos", "photos 应是列表。", "例如 photos: [{caption: 说明, credit: 某某 摄}]")
            return ()
        photos = []
        for item in value:
            item = self._mapping("photos", item, ("caption", "credit", "image"))
            photos.append(Photo(*(str(item.get(key) or "") for key in ("caption", "credit", "image"))))
        return tuple(photos)

    def _truncated(self) -> tuple[str, ...]:
        where = self._list("truncated")
        for item in where:
            if item not in TRUNCATIONS:
                self._fault("truncated", f"truncated 不能是“{item}”。", f"可用：{'、'.join(TRUNCATIONS)}")
        return where

    def _source(self) -> Source | None:
        value = self._mapping("source", self.header.get("source"), ("file", "lines"))
        return Source(str(value.get("file") or ""), str(value.get("lines") or "")) if value else None
