"""What machines read of every site: JSON-LD, meta elements, feeds, sitemap, search description, data."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import feedparser
import orjson
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from jsonschema import Draft202012Validator, FormatChecker

from generator import dates
from tests.conformance import schemas
from tests.conformance.built_sites import BuiltSite, WebPage

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OPEN_SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def faults(value: object, schema: dict[str, Any]) -> list[str]:
    """What the schema finds wrong with a value."""
    found = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(value)
    return [f"{error.json_path}: {error.message[:200]}" for error in found]


def lines(site: BuiltSite, name: str = "data/articles.jsonl") -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in site.files[name].splitlines()]


def certain(row: dict[str, Any]) -> str:
    """The date of an article where it is a plain day, month or year, else nothing: by the text of its EDTF alone."""
    return row["date"] if all(sign in "0123456789-" for sign in row["date"]) and row["date"] != "2021-21" else ""


def article_pages(site: BuiltSite) -> Iterator[tuple[dict[str, Any], WebPage]]:
    """Each article of the catalogue with its web page."""
    return ((without_order_marks(row), site.pages[f"articles/{row['id']}/"]) for row in lines(site))


def without_order_marks(value: Any) -> Any:
    """What web pages show of it: signs that turn the order of what follows are not among that."""
    return orjson.loads(orjson.dumps(value).replace("\u202e".encode(), b""))


# ---------------------------------------------------------------- in web pages


def test_every_json_ld_is_what_schema_org_knows(site: BuiltSite) -> None:
    wrong = {}
    for path, page in site.pages.items():
        for node in page.graph:
            if found := faults(node, schemas.NODES[node["@type"]]):
                wrong[path] = found
    assert wrong == {}


def test_the_pages_say_what_they_are(site: BuiltSite) -> None:
    for path, page in site.pages.items():
        kinds = {node["@type"] for node in page.graph}
        parts = path.split("/")
        if path == "":
            assert kinds == {"WebSite"}
        elif parts[0] == "articles":
            expected = set() if page.is_redirect or page.wants_no_index else {"NewsArticle", "BreadcrumbList"}
            assert kinds == expected, path
        elif re.fullmatch(r"dates/\d{4}/\d\d/\d\d/", path):
            assert kinds == {"PublicationIssue", "BreadcrumbList"}, path


def test_breadcrumbs_are_those_that_the_page_shows(site: BuiltSite) -> None:
    for page in site.articles:
        (way,) = (nav for nav in page.tree.iter("nav") if nav.get("class") == "way")
        shown = [("".join(item.itertext()).strip(), site.target(page, link.get("href", "")))
                 for item in way.iter("li") for link in item.iter("a")]  # fmt: skip
        steps = page.node("BreadcrumbList")["itemListElement"]
        assert [(step["name"], site.target(page, step["item"])) for step in steps[:-1]] == shown
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert steps[-1]["item"] == page.node("NewsArticle")["url"]


def test_only_certain_dates_are_passed_on(site: BuiltSite) -> None:
    for row, page in article_pages(site):
        sure, story = certain(row), page.node("NewsArticle")
        assert story.get("datePublished", "") == sure, row
        assert page.meta.get("citation_publication_date", [""]) == [sure.replace("-", "/")]
        assert page.meta.get("DC.date", [""]) == [sure]
        assert page.meta.get("article:published_time", [""]) == [sure if len(sure) == 10 else ""]
        head = next(page.tree.iter("article")).find("header")
        assert head is not None
        told = [time.get("datetime") for time in head.iter("time")]
        assert told in ([sure] if sure else [], [sure, row.get("modified")] if sure else [row.get("modified")])
        assert ("datePublished" in story.get("isPartOf", {})) == (len(sure) == 10)


def test_a_change_is_dated_only_where_one_is_known(site: BuiltSite) -> None:
    for row, page in article_pages(site):
        assert page.node("NewsArticle").get("dateModified") == row.get("modified")
        assert page.meta.get("article:modified_time", [None]) == [row.get("modified")]


def seen_by_zotero(page: WebPage) -> dict[str, object]:
    """What Zotero's translator for embedded metadata makes of a page, after its sources: `z:itemType` comes before
    every other type unless there is a `citation_journal_title`; PRISM before Dublin Core before Open Graph."""
    said = page.meta
    first = {name: values[0] for name, values in said.items()}
    return {
        "itemType": "journalArticle" if "citation_journal_title" in said else first.get("z:itemType"),
        "title": first.get("citation_title") or first.get("DC.title") or first.get("og:title"),
        "publicationTitle": first.get("prism.publicationName") or first.get("DC.source"),
        "date": first.get("citation_publication_date", ""),
        "pages": first.get("citation_firstpage", ""),
        "creators": said.get("citation_author", []),
        "url": first.get("citation_public_url"),
        "archiveLocation": first.get("DC.coverage"),
    }


def test_zotero_sees_a_newspaper_article(site: BuiltSite) -> None:
    for row, page in article_pages(site):
        byline = row.get("byline", {})
        wrote = [name for role in ("reporters", "authors", "correspondents") for name in byline.get(role, [])]
        assert seen_by_zotero(page) == {
            "itemType": "newspaperArticle",
            "title": row["title"],
            "publicationTitle": row.get("publication"),
            "date": certain(row).replace("-", "/"),
            "pages": row.get("page", ""),
            "creators": list(dict.fromkeys(wrote or byline.get("photographers", []))),
            "url": row["url"],
            "archiveLocation": None,
        }


def test_open_graph_says_the_same_as_the_page(site: BuiltSite) -> None:
    for path, page in site.pages.items():
        canonical = [link.get("href") for link in page.tree.iter("link") if link.get("rel") == "canonical"]
        if not page.is_redirect and not page.wants_no_index:
            assert page.meta.get("og:url", []) == canonical, path
            assert len(canonical) == (0 if path == "404.html" else 1), path


# ---------------------------------------------------------------- citations


def files_to_save(page: WebPage) -> dict[str, str]:
    """The texts that the page offers as files, by name."""
    return {pre.get("data-file", ""): "".join(pre.itertext()) for pre in page.tree.iter("pre") if pre.get("data-file")}


def test_citations_can_be_read_by_the_programs_they_are_for(site: BuiltSite) -> None:
    for row, page in article_pages(site):
        (bib, entry), (ris, reference) = sorted(files_to_save(page).items())
        assert (bib, ris) == (f"{row['id']}.bib", f"{row['id']}.ris")
        library = parse_string(entry)
        assert library.failed_blocks == [], entry
        (read,) = library.entries
        assert read["url"] == row["url"]
        assert read.fields_dict["entrysubtype"].value == "newspaper"
        (item,) = rispy.loads(reference)
        assert item["type_of_reference"] == "NEWS"
        assert without_order_marks(item["title"]) == " ".join(row["title"].split())
        assert item["urls"] == [row["url"]]
        assert ("date" in item) == bool(certain(row))


# ---------------------------------------------------------------- feeds, sitemap, search


def feeds(site: BuiltSite, ending: str) -> dict[str, bytes]:
    found = {name: data for name, data in site.files.items() if name.endswith(ending)}
    assert found
    return found


def test_atom_feeds_are_valid(site: BuiltSite) -> None:
    for name, data in feeds(site, "feed.xml").items():
        assert not feedparser.parse(data).bozo, name
        feed = ET.fromstring(data)
        (own,) = (link.get("href", "") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self")
        assert own == site.base + urlsplit(own).path.removeprefix("/archive/")
        assert unquote(own) == site.base + name
        assert feed.findall(f"{ATOM}author/{ATOM}name")
        ids = [element.text for element in feed.iter(f"{ATOM}id")]
        assert len(ids) == len(set(ids)), name
        for element in (feed, *feed.findall(f"{ATOM}entry")):
            assert element.findtext(f"{ATOM}title"), name
            updated = element.findtext(f"{ATOM}updated") or ""
            assert faults(updated, {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}) == [], name
        for entry in feed.findall(f"{ATOM}entry"):
            published = entry.findtext(f"{ATOM}published")
            row = next(row for row in lines(site) if row["url"] == entry.findtext(f"{ATOM}id"))
            assert (published or "")[:10] == (certain(row) if len(certain(row)) == 10 else "")


def test_json_feeds_match_their_schema(site: BuiltSite) -> None:
    for name, data in feeds(site, "feed.json").items():
        assert faults(orjson.loads(data), schemas.JSON_FEED) == [], name


def test_every_feed_is_announced_where_it_belongs(site: BuiltSite) -> None:
    announced = {
        site.target(page, link.get("href", ""))
        for page in site.pages.values()
        for link in page.tree.iter("link")
        if link.get("rel") == "alternate"
    }
    assert announced == feeds(site, "feed.xml").keys() | feeds(site, "feed.json").keys()


def test_the_sitemap_names_what_is_to_be_found(site: BuiltSite) -> None:
    urlset = ET.fromstring(site.files["sitemap.xml"])
    assert urlset.tag == f"{SITEMAP}urlset"
    named = [unquote(url.findtext(f"{SITEMAP}loc") or "").removeprefix(site.base) for url in urlset]
    assert len(named) == len(set(named)) <= 50_000
    hidden = {path for path, page in site.pages.items() if page.is_redirect or page.wants_no_index}
    assert set(named) == site.pages.keys() - hidden - {"404.html"}
    changed = {f"articles/{row['id']}/": row["modified"] for row in lines(site) if "modified" in row}
    stamps = {path: url.findtext(f"{SITEMAP}lastmod") for path, url in zip(named, urlset, strict=True)}
    assert {path: stamp for path, stamp in stamps.items() if stamp} == changed


def test_robots_may_read_and_are_told_of_the_sitemap(site: BuiltSite) -> None:
    said = dict(line.split(": ", 1) for line in site.files["robots.txt"].decode().splitlines() if line)
    assert said == {"User-agent": "*", "Allow": "/", "Sitemap": f"{site.base}sitemap.xml"}


def test_the_search_description_is_open_search(site: BuiltSite) -> None:
    root = ET.fromstring(site.files["opensearch.xml"])
    assert root.tag == f"{OPEN_SEARCH}OpenSearchDescription"
    assert 0 < len(root.findtext(f"{OPEN_SEARCH}ShortName") or "") <= 16
    assert 0 < len(root.findtext(f"{OPEN_SEARCH}Description") or "") <= 1024
    assert root.findtext(f"{OPEN_SEARCH}InputEncoding") == "UTF-8"
    templates = {url.get("rel", url.get("type")): url.get("template") for url in root.iter(f"{OPEN_SEARCH}Url")}
    assert templates == {"text/html": f"{site.base}search/?q={{searchTerms}}", "self": f"{site.base}opensearch.xml"}
    for path, page in site.pages.items():
        links = [link.get("href", "") for link in page.tree.iter("link") if link.get("rel") == "search"]
        assert page.is_redirect or [site.target(page, link) for link in links] == ["opensearch.xml"], path


# ---------------------------------------------------------------- data


def test_the_catalogue_holds_every_article_once_and_matches_its_schema(site: BuiltSite) -> None:
    schema = orjson.loads(site.files["data/articles.schema.json"])
    Draft202012Validator.check_schema(schema)
    rows = lines(site)
    assert [found for row in rows for found in faults(row, schema)] == []
    assert len({row["id"] for row in rows}) == len(rows)
    assert {f"articles/{row['id']}/" for row in rows} == {page.path for page in site.articles}
    assert not any("text" in row for row in rows)


def test_the_years_hold_the_same_articles_with_their_text(site: BuiltSite) -> None:
    schema = orjson.loads(site.files["data/articles.schema.json"])
    rows = []
    for name in sorted(site.files):
        if name.startswith("data/text/"):
            year = name.removeprefix("data/text/").removesuffix(".jsonl")
            for row in lines(site, name):
                assert faults(row, schema) == []
                assert year == str(dates.read(row["date"]).year or "undated")
                rows.append(row)
    assert all(isinstance(row.pop("text"), str) for row in rows)
    assert rows == lines(site)


def test_the_package_describes_every_data_file(site: BuiltSite) -> None:
    package = orjson.loads(site.files["data/datapackage.json"])
    assert faults(package, schemas.DATA_PACKAGE) == []
    paths = [f"data/{resource['path']}" for resource in package["resources"]]
    described = {name for name in site.files if name.startswith("data/") and name.endswith((".csv", ".jsonl"))}
    assert sorted(paths) == sorted(described)
    assert len({resource["name"] for resource in package["resources"]}) == len(paths)
    for resource in package["resources"]:
        if resource["format"] == "jsonl":
            fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
            for row in lines(site, f"data/{resource['path']}"):
                assert row.keys() <= fields.keys()
                assert all(isinstance(value, KINDS[fields[name]]) for name, value in row.items())


KINDS = {"string": str, "integer": int, "date": str, "array": list, "object": dict}
CASTS: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "date": date.fromisoformat,
    "array": orjson.loads,
}


def test_the_table_matches_its_schema_and_the_catalogue(site: BuiltSite) -> None:
    package = orjson.loads(site.files["data/datapackage.json"])
    fields = {field["name"]: field for field in package["resources"][0]["schema"]["fields"]}
    text = site.files["data/articles.csv"].decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text, newline="")))
    assert list(table[0]) == list(fields)
    for cells, row in zip(table, lines(site), strict=True):
        values = {name: CASTS[fields[name]["type"]](cell) for name, cell in cells.items() if cell}
        for name, field in fields.items():
            assert name in values or not field.get("constraints", {}).get("required"), row["id"]
        for name in ("id", "url", "title", "kicker", "deck", "date", "publication", "issue", "page", "tags"):
            assert values.get(name) == row.get(name), row["id"]
        assert values.get("region_codes", []) == [region["code"] for region in row.get("regions", [])]
        assert values.get("reporters", []) == row.get("byline", {}).get("reporters", [])


@pytest.mark.parametrize("name", ["data/articles.jsonl", "data/articles.csv"])
def test_withdrawn_articles_are_not_given_away(site: BuiltSite, name: str) -> None:
    hidden = (path for path, page in site.pages.items() if page.wants_no_index and not page.is_redirect)
    withdrawn = {path.split("/")[1] for path in hidden}
    assert not any(number.encode() in site.files[name] for number in withdrawn)
