"""How an article is cited: as GB/T 7714—2025 has it, in BibTeX and in RIS. Templates know this module as `citation`.

Sources: the examples of GB/T 7714—2025 (8.5.3 for newspapers, 7.5.4.3 for estimated years: [1936]); biblatex and the
gbt7714 styles for `entrysubtype` and `number` (版次); the RIS format for NEWS. An access date is not asked for: the
standard wants it of web pages, not of what a newspaper printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import dates
from generator.dates import EdtfDate
from generator.site import words
from generator.site.views import Record

NAMED = 3  # authors that GB/T 7714 names before 等
TEX = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "#$%&_"},
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # BibTeX counts braces, escaped ones too
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
MORE_THAN_A_NAME = re.compile(r"[\s,]")  # BibTeX would take it for several names, or turn it round


def creators(record: Record) -> tuple[str, ...]:
    """Who wrote the article: reporters, authors, correspondents; the photographers where nobody wrote."""
    byline = record.byline
    wrote = (*byline.reporters, *byline.authors, *byline.correspondents)
    return tuple(dict.fromkeys(wrote or byline.photographers))


def published(record: Record) -> str:
    """The date as GB/T 7714 writes it: as exact as it is certain, in brackets where it is an estimate."""
    when = dates.read(record.date)
    return words.machine_date(when) or _estimate(when)


def gbt7714(record: Record, *, online: bool = False) -> str:
    """The reference to what the newspaper printed; `online`: to the text that stands here."""
    names = creators(record)
    who = "，".join(names[:NAMED]) + (words.AND_OTHERS if len(names) > NAMED else "")
    what = f"{_line(record.title)}[{'N/OL' if online else 'N'}]"
    where = "，".join(filter(None, (_line(record.publication), published(record))))
    if record.page:
        where += f"（{_line(record.page)}）"
    return " ".join(f"{part}." for part in (who, what, where, record.url if online else "") if part)


def bibtex(record: Record) -> str:
    """The entry for BibTeX and biblatex."""
    fields = {
        "entrysubtype": "newspaper",
        "author": " and ".join(_tex_name(name) for name in creators(record)),
        "title": _tex(record.title),
        "journal": _tex(record.publication),
        "year": published(record).split("-")[0] if _certain(record) else published(record),
        "date": "" if record.date == dates.UNKNOWN else record.date,
        "number": _tex(record.page),
        "url": record.url,
        "keywords": _tex(",".join(record.tags)),
        "langid": "chinese",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@article{{{record.id},\n{lines}}}\n"


def ris(record: Record) -> str:
    """The entry in RIS, which Zotero, EndNote and NoteExpress read."""
    rows = [("TY", "NEWS"), *(("AU", name) for name in creators(record)), ("TI", record.title)]
    rows += [("T2", record.publication), ("PY", published(record).split("-")[0] if _certain(record) else "")]
    rows += [("DA", _slashed(record)), ("IS", str(record.issue or "")), ("SP", record.page), ("UR", record.url)]
    rows += [("KW", tag) for tag in record.tags]
    if not _certain(record):
        rows.append(("N1", f"{words.PUBLISHED_ON}{words.moment(dates.read(record.date))}"))
    return "".join(f"{tag}  - {_line(value)}\n" for tag, value in rows if value) + "ER  - \n"


def references(record: Record) -> Iterator[tuple[str, str]]:
    """References to print, each with what it is."""
    yield words.CITE_PRINTED, gbt7714(record)
    yield words.CITE_ONLINE, gbt7714(record, online=True)


def entries(record: Record) -> Iterator[tuple[str, str, str]]:
    """Entries for programs: what it is, the text, and the name of a file to save it in.

    The files themselves, two for every article, are made by the reader's browser.
    """
    yield "BibTeX", bibtex(record), f"{record.id}.bib"
    yield "RIS", ris(record), f"{record.id}.ris"


def _certain(record: Record) -> str:
    return words.machine_date(dates.read(record.date))


def _slashed(record: Record) -> str:
    """YYYY/MM/DD/ with what is not known left empty; nothing where the date is not certain."""
    parts = _certain(record).split("-")
    return "/".join([*parts, "", "", ""][:3]) + "/" if parts[0] else ""


def _estimate(when: EdtfDate) -> str:
    if len(when.moments) == 1:
        return f"[{when.text.rstrip('~?%')}{'?' if when.moments[0].uncertain else ''}]"
    if when.year:
        return str(when.year) if _unqualified(when) else f"[{when.year}]"
    if when.earliest and when.latest:
        return f"[{when.earliest.year}—{when.latest.year}]"
    bound = when.earliest or when.latest
    return f"[{bound.year}?]" if bound else f"[{words.NO_DATE}]"


def _unqualified(when: EdtfDate) -> bool:
    return not any(moment.approximate or moment.uncertain for moment in when.moments)


def _line(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def _tex(text: str) -> str:
    return _line(text).translate(TEX)


def _tex_name(name: str) -> str:
    return f"{{{_tex(name)}}}" if MORE_THAN_A_NAME.search(name.strip()) else _tex(name)
