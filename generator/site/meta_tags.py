"""The meta elements of a web page for programs that read its head: Open Graph, Dublin Core, Highwire, Zotero.

Templates know this module as `meta_tags`. The elements are written here, not in a template: there are thirty to an
article, and a loop of Jinja's is slow over them. Zotero takes the kind of item from
`z:itemType`, the paper from `prism.publicationName`, date and page from `citation_*`; `citation_journal_title` would
make a journal article of it, and DC.coverage would be taken for a shelf mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from markupsafe import Markup

from generator import dates
from generator.site import citation, words
from generator.site.views import Frame, Record

LOCALES = {"zh": "zh_CN", "zh-cn": "zh_CN", "zh-hans": "zh_CN", "zh-hans-cn": "zh_CN"}
LOCALES |= {"zh-tw": "zh_TW", "zh-hant": "zh_TW", "zh-hant-tw": "zh_TW", "zh-hk": "zh_HK", "zh-hant-hk": "zh_HK"}
SCHEMAS = Markup(
    '<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">\n'
    '<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/">\n'
)
Pair = tuple[str, str]


def page(frame: Frame) -> Markup:
    """Of a web page other than an article's; nothing where it has no canonical address."""
    return _elements("property", _open_graph(frame)) if frame.canonical else Markup()


def article(record: Record, frame: Frame) -> Markup:
    """Of an article's page."""
    properties = (*_open_graph(frame, record), *_of_article(record))
    names = (*_zotero(record), *_highwire(record, frame), *_dublin_core(record, frame))
    return SCHEMAS + _elements("property", properties) + _elements("name", names)


def _elements(key: str, pairs: Iterable[Pair]) -> Markup:
    return Markup("".join(f'<meta {key}="{name}" content="{escape(said)}">\n' for name, said in pairs if said))  # noqa: S704


def _open_graph(frame: Frame, record: Record | None = None) -> Iterator[Pair]:
    yield "og:type", "article" if record else "website"
    yield "og:title", frame.title
    yield "og:url", frame.canonical
    yield "og:site_name", frame.site_title
    yield "og:description", record.lead if record else frame.description
    yield "og:locale", LOCALES.get(frame.language.lower(), "")


def _of_article(record: Record) -> Iterator[Pair]:
    certain = words.machine_date(dates.read(record.date))
    yield "article:published_time", certain if len(certain) == len("2021-08-18") else ""
    yield "article:modified_time", record.modified
    yield "article:section", record.column


def _zotero(record: Record) -> Iterator[Pair]:
    yield "z:itemType", "newspaperArticle"
    yield "prism.publicationName", record.publication


def _highwire(record: Record, frame: Frame) -> Iterator[Pair]:
    yield "citation_title", record.title
    for name in citation.creators(record):
        yield "citation_author", name
    yield "citation_publication_date", words.machine_date(dates.read(record.date)).replace("-", "/")
    yield "citation_issue", str(record.issue or "")
    yield "citation_firstpage", record.page
    yield "citation_language", frame.language
    yield "citation_public_url", record.url
    yield "citation_keywords", "; ".join(record.tags)


def _dublin_core(record: Record, frame: Frame) -> Iterator[Pair]:
    yield "DC.type", "newspaperArticle"
    yield "DC.title", record.title
    for name in citation.creators(record):
        yield "DC.creator", name
    for tag in record.tags:
        yield "DC.subject", tag
    yield "DC.date", words.machine_date(dates.read(record.date))
    yield "DC.identifier", record.url
    yield "DC.source", record.publication
    yield "DC.language", frame.language
    yield "DC.rights", frame.rights
    for region in record.regions:
        yield "DCTERMS.spatial", region.name
    yield "DCTERMS.modified", record.modified
