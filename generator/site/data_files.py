"""The archive as data below data/: a catalogue (JSON Lines, CSV), the full text a year a file, and their description.

The catalogue leaves the text out, so that it stays small enough for any host and one edit rewrites one year's text.
Everything is made in pieces: no file is ever whole in memory.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import orjson

from generator import dates
from generator.config import Config
from generator.site import words
from generator.site.data_schemas import CSV_FIELDS, LINE_SCHEMA, line_fields
from generator.site.views import PackageView, Record

CATALOGUE, TABLE, PACKAGE, SCHEMA = "articles.jsonl", "articles.csv", "datapackage.json", "articles.schema.json"
UNDATED = "undated"
PIECE = 1000  # articles
BYTE_ORDER_MARK = "\ufeff"  # without it spreadsheet programs take Chinese for something else
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


class Entry(NamedTuple):
    """An article for the data files; `digest` is that of its web page's view, which holds record and text."""

    record: Record
    text: str
    digest: str


def by_year(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The entries by the file of the year that surely holds their day, "text/2021.jsonl"; by id within it.

    Earliest year first, what no year surely holds last: the catalogue has the same order.
    """
    years: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: entry.record.id):
        year = dates.read(entry.record.date).year
        years[f"text/{f'{year:04}' if year else UNDATED}.jsonl"].append(entry)
    return dict(sorted(years.items()))


def catalogue(records: Sequence[Record]) -> Iterator[bytes]:
    """articles.jsonl: a line an article, without its text."""
    for piece in _pieces(records):
        yield b"".join(_line(_row(record)) for record in piece)


def texts(entries: Sequence[Entry]) -> Iterator[bytes]:
    """A year's articles, each with its text in Markdown."""
    for piece in _pieces(entries):
        yield b"".join(_line(_row(entry.record) | {"text": entry.text}) for entry in piece)


def table(records: Sequence[Record]) -> Iterator[bytes]:
    """articles.csv: the catalogue as a table (RFC 4180)."""
    yield (BYTE_ORDER_MARK + ",".join(CSV_FIELDS) + "\r\n").encode()
    for piece in _pieces(records):
        text = io.StringIO()
        csv.writer(text).writerows(map(_cells, piece))
        yield text.getvalue().encode("utf-8", "replace")


def schema() -> bytes:
    """articles.schema.json: what a line of articles.jsonl, or of a year's text, may hold."""
    return _document(LINE_SCHEMA)


def package(config: Config, texts: Iterable[str]) -> PackageView:
    """The view of datapackage.json; `texts`: the files of full text."""
    return PackageView(config.title, config.description, config.base_url, config.rights, tuple(texts))


def package_file(view: PackageView) -> bytes:
    """datapackage.json: the files as a Data Package, which programs for tables can open."""
    described = {
        "$schema": PROFILE,
        "name": "articles",
        "title": f"{view.title} · {words.DATA}",
        "description": "\n".join(filter(None, (view.description, view.rights, words.DATA_ABOUT))),
        "homepage": view.homepage,
        "resources": [
            _resource("table", TABLE, "text/csv", {"fields": list(CSV_FIELDS.values()), "missingValues": [""]}),
            _lines("catalogue", CATALOGUE, text=False),
            *(_lines(path.removesuffix(".jsonl").replace("/", "-"), path, text=True) for path in view.texts),
        ],
    }
    return _document(described)


def _lines(name: str, path: str, *, text: bool) -> dict[str, Any]:
    """A file of JSON Lines: what is not known is left out of a line, so it has some of the fields, not all."""
    schema = {"fields": line_fields(text=text), "fieldsMatch": "partial"}
    return _resource(name, path, "application/jsonl", schema) | {"jsonSchema": SCHEMA}


def _resource(name: str, path: str, kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "path": path,
        "type": "table",
        "format": path.rpartition(".")[2],
        "mediatype": kind,
        "encoding": "utf-8",
        "schema": schema | {"primaryKey": ["id"]},
    }


def _row(record: Record) -> dict[str, Any]:
    """The article under the keys of its file's header; what is not known is left out."""
    when, byline = dates.read(record.date), record.byline
    row = {
        "id": record.id,
        "url": record.url,
        "title": record.title,
        "kicker": record.kicker,
        "deck": record.deck,
        "column": record.column,
        "date": record.date,
        "earliest": when.earliest,
        "latest": when.latest,
        "publication": record.publication,
        "issue": record.issue,
        "page": record.page,
        "byline": byline if byline else None,
        "dateline": record.dateline,
        "regions": record.regions,
        "tags": record.tags,
        "photos": [{"caption": photo.caption, "credit": photo.credit} for photo in record.photos],
        "truncated": record.truncated,
        "source": record.source,
        "modified": record.modified,
    }
    return {key: value for key, value in row.items() if value}


def _cells(record: Record) -> list[object]:
    """The row of the table, in the order of CSV_FIELDS; a list is a JSON array in its cell."""
    when, byline, source = dates.read(record.date), record.byline, record.source
    return [
        *(record.id, record.url, record.title, record.kicker, record.deck, record.column),
        *(record.date, when.earliest, when.latest, record.publication, record.issue, record.page, byline.text),
        *map(_array, (byline.reporters, byline.correspondents, byline.photographers, byline.authors)),
        record.dateline,
        *map(_array, ([region.code for region in record.regions], [region.name for region in record.regions])),
        *map(_array, (record.tags, record.truncated)),
        *((source.file, source.lines) if source else ("", "")),
        record.modified,
    ]


def _array(values: Sequence[str]) -> str:
    return orjson.dumps(values).decode() if values else ""


def _pieces(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[start : start + PIECE] for start in range(0, len(values), PIECE))


def _line(row: dict[str, Any]) -> bytes:
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


def _document(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
