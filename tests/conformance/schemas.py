"""JSON Schemas, written after the specifications: schema.org as we use it, JSON Feed 1.1, Data Package 2.0."""

from __future__ import annotations

from typing import Any

DAY = r"^\d{4}(-\d\d(-\d\d)?)?$"
MOMENT = r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))?$"
TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
URL: dict[str, Any] = {"type": "string", "format": "uri", "pattern": "^https://example\\.org/archive/"}


def one_or_more(schema: dict[str, Any]) -> dict[str, Any]:
    """As JSON-LD has it: a value, or several in an array."""
    return {"anyOf": [schema, {"type": "array", "minItems": 2, "items": schema}]}


def node(kind: str, required: tuple[str, ...], **properties: dict[str, Any]) -> dict[str, Any]:
    """An object of a schema.org type with these properties and no other."""
    return {
        "type": "object",
        "properties": {"@type": {"const": kind}, **properties},
        "required": ["@type", *required],
        "additionalProperties": False,
    }


PERSON = node("Person", ("name",), name=TEXT)
PLACE = node(
    "Place",
    ("name", "identifier"),
    name=TEXT,
    identifier=node(
        "PropertyValue",
        ("propertyID", "value"),
        propertyID={"const": "GB/T 2260"},
        value={"type": "string", "pattern": r"^\d{6}(\d{3})?$"},
    ),
)
NEWSPAPER = node("Newspaper", ("name",), name=TEXT)
ISSUE = {
    "@id": {**URL, "pattern": r"/dates/\d{4}/\d\d/\d\d/#issue$"},
    "issueNumber": one_or_more({"type": "integer"}),
    "datePublished": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
    "isPartOf": one_or_more(NEWSPAPER),
}
PART = node("NewsArticle", ("@id", "url", "headline"), **{"@id": URL}, url=URL, headline=TEXT)
STEP = node("ListItem", ("position", "name", "item"), position={"type": "integer", "minimum": 1}, name=TEXT, item=URL)

NODES = {
    "NewsArticle": node(
        "NewsArticle",
        ("@id", "url", "identifier", "headline", "inLanguage"),
        **{"@id": URL},
        url=URL,
        identifier=TEXT,
        headline=TEXT,
        alternativeHeadline=one_or_more(TEXT),
        description=TEXT,
        inLanguage=TEXT,
        datePublished={"type": "string", "pattern": DAY},
        dateModified={"type": "string", "pattern": MOMENT},
        author=one_or_more(PERSON),
        contributor=one_or_more(PERSON),
        dateline=TEXT,
        contentLocation=one_or_more(PLACE),
        articleSection=TEXT,
        keywords=one_or_more(TEXT),
        printPage=TEXT,
        isPartOf=node("PublicationIssue", (), **ISSUE),
        isAccessibleForFree={"const": True},
        copyrightNotice=TEXT,
    ),
    "PublicationIssue": node(
        "PublicationIssue",
        ("@id", "url", "name", "datePublished", "hasPart"),
        **ISSUE,
        url=URL,
        name=TEXT,
        inLanguage=TEXT,
        hasPart=one_or_more(PART),
    ),
    "BreadcrumbList": node(
        "BreadcrumbList", ("itemListElement",), itemListElement={"type": "array", "minItems": 3, "items": STEP}
    ),
    "WebSite": node(
        "WebSite",
        ("@id", "name", "url", "potentialAction"),
        **{"@id": URL},
        name=TEXT,
        url=URL,
        description=TEXT,
        inLanguage=TEXT,
        potentialAction=node(
            "SearchAction",
            ("target", "query-input"),
            target=node("EntryPoint", ("urlTemplate",), urlTemplate={"type": "string", "pattern": "{search_term_str"}),
            **{"query-input": {"const": "required name=search_term_string"}},
        ),
    ),
}

JSON_FEED = {
    "type": "object",
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "language": TEXT,
        "home_page_url": URL,
        "feed_url": URL,
        "items": {
            "type": "array",
            "maxItems": 30,
            "items": {
                "type": "object",
                "properties": {
                    "id": URL,
                    "url": URL,
                    "title": TEXT,
                    "content_text": TEXT,
                    "date_published": {"type": "string", "format": "date-time"},
                    "date_modified": {"type": "string", "format": "date-time"},
                    "authors": {"type": "array", "items": {"type": "object", "required": ["name"]}},
                    "tags": {"type": "array", "items": TEXT},
                },
                "required": ["id", "content_text"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["version", "title", "items"],
    "additionalProperties": False,
}

DATA_PACKAGE = {
    "type": "object",
    "properties": {
        "$schema": {"const": "https://datapackage.org/profiles/2.0/datapackage.json"},
        "name": {"type": "string", "pattern": "^[a-z0-9._/-]+$"},
        "title": TEXT,
        "homepage": URL,
        "resources": {
            "type": "array",
            "minItems": 2,
            "items": {
                "type": "object",
                "properties": {
                    "name": {"type": "string", "pattern": "^[a-z0-9._/-]+$"},
                    "path": {"type": "string", "pattern": r"^((?!\.\.)[^/:])+(/[^/:]+)*$"},
                    "encoding": {"const": "utf-8"},
                },
                "required": ["name", "path", "format", "mediatype", "encoding"],
            },
        },
    },
    "required": ["$schema", "name", "resources"],
}
