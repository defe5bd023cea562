"""Citations: GB/T 7714—2025 by its own examples, BibTeX and RIS, and dates only as certain as they are."""

from __future__ import annotations

from typing import Any

import pytest

from generator import dates
from generator.article import Byline
from generator.site import citation
from generator.site.views import Record

PLAIN: dict[str, Any] = dict.fromkeys(("kicker", "deck", "column", "lead", "issue_url", "dateline", "modified"), "")
PLAIN |= dict.fromkeys(("regions", "tags", "photos", "truncated"), ())


def record(**said: Any) -> Record:
    known: dict[str, Any] = {
        **PLAIN,
        "id": "2000-11-20-15-01",
        "url": "https://example.org/articles/2000-11-20-15-01/",
        "title": "数字革命与竞争国际化",
        "date": "2000-11-20",
        "publication": "中国青年报",
        "issue": None,
        "page": "15",
        "byline": Byline(authors=("丁文详",)),
        "source": None,
    }
    return Record(**known | said)


def test_the_example_of_the_standard() -> None:
    assert citation.gbt7714(record()) == "丁文详. 数字革命与竞争国际化[N]. 中国青年报，2000-11-20（15）."


def test_the_text_that_stands_here() -> None:
    assert citation.gbt7714(record(), online=True).endswith(
        "[N/OL]. 中国青年报，2000-11-20（15）. https://example.org/articles/2000-11-20-15-01/."
    )


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        (Byline(reporters=("甲", "乙", "丙")), "甲，乙，丙. "),
        (Byline(reporters=("甲", "乙"), correspondents=("丙", "丁")), "甲，乙，丙，等. "),
        (Byline(reporters=("甲",), photographers=("乙",)), "甲. "),
        (Byline(photographers=("乙",)), "乙. "),
        (Byline(reporters=("甲",), authors=("甲",)), "甲. "),
        (Byline(text="综合新华社电"), ""),
    ],
)
def test_who_is_named(byline: Byline, names: str) -> None:
    assert citation.gbt7714(record(byline=byline)).startswith(f"{names}数字革命")


@pytest.mark.parametrize(
    ("date", "written", "year", "bib", "ris"),
    [
        ("2000-11-20", "2000-11-20", "2000", "2000-11-20", "2000/11/20/"),
        ("2000-11", "2000-11", "2000", "2000-11", "2000/11//"),
        ("2000", "2000", "2000", "2000", "2000///"),
        ("2024-04~", "[2024-04]", "[2024-04]", "2024-04~", None),
        ("2024?", "[2024?]", "[2024?]", "2024?", None),
        ("2024-04%", "[2024-04?]", "[2024-04?]", "2024-04%", None),
        ("2019-03/2019-04", "2019", "2019", "2019-03/2019-04", None),
        ("2019-03~/2019-04", "[2019]", "[2019]", "2019-03~/2019-04", None),
        ("2019/2021", "[2019—2021]", "[2019—2021]", "2019/2021", None),
        ("201X", "[2010—2019]", "[2010—2019]", "201X", None),
        ("2019/..", "[2019?]", "[2019?]", "2019/..", None),
        ("XXXX", "[日期不详]", "[日期不详]", None, None),
    ],
)
def test_a_date_is_as_certain_as_it_is(date: str, written: str, year: str, bib: str | None, ris: str | None) -> None:
    one = record(date=date)
    assert f"中国青年报，{written}（15）." in citation.gbt7714(one)
    assert f"  year = {{{year}}},\n" in citation.bibtex(one)
    assert (f"  date = {{{bib}}},\n" in citation.bibtex(one)) if bib else ("  date" not in citation.bibtex(one))
    rows = dict(line.split("  - ", 1) for line in citation.ris(one).splitlines())
    assert rows.get("DA") == ris
    assert rows.get("PY") == (year if ris else None)
    assert ("N1" in rows) == (ris is None)


def test_what_is_not_known_is_left_out() -> None:
    bare = record(publication="", page="", byline=Byline())
    assert citation.gbt7714(bare) == "数字革命与竞争国际化[N]. 2000-11-20."
    for name in ("author", "journal", "number", "keywords"):
        assert f"  {name} =" not in citation.bibtex(bare)
    assert "AU  -" not in citation.ris(bare)


def test_bibtex_escapes_what_would_break_it() -> None:
    made = citation.bibtex(record(title="50% {开 & \\关}\n_x~", byline=Byline(authors=("A and B", "王 明, 甲"))))
    assert r"title = {50\% \textbraceleft{}开 \& \textbackslash{}关\textbraceright{} \_x\textasciitilde{}}" in made
    assert "author = {{A and B} and {王 明, 甲}}" in made
    assert made.count("{") == made.count("}")


def test_ris_stays_on_its_lines() -> None:
    made = citation.ris(record(title="一行\r\nER  - \r\n又一行", tags=("甲", "乙")))
    lines = made.split("\n")
    assert lines[0] == "TY  - NEWS"
    assert lines[-2:] == ["ER  - ", ""]
    assert made.count("\nER") == 1
    assert [line for line in lines if line.startswith("KW")] == ["KW  - 甲", "KW  - 乙"]


def test_files_are_named_after_the_article() -> None:
    one = record()
    assert [(text, name) for _, text, name in citation.entries(one)] == [
        (citation.bibtex(one), "2000-11-20-15-01.bib"),
        (citation.ris(one), "2000-11-20-15-01.ris"),
    ]


def test_words_of_a_day_in_the_note_of_ris() -> None:
    assert "N1  - 刊载日期：2024年4月前后\n" in citation.ris(record(date="2024-04~"))
    assert dates.read("2024-04~").day is None
