"""What the archive holds and lacks: nothing is called missing that is not known to have been printed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from generator.archive import gather
from generator.article import Article
from generator.site.coverage import Paper, papers
from tests.small_site import broken_links, build_in, write_content


def issue(day: str, number: int | None = None, *pages: str, paper: str = "", withdrawn: str = "") -> list[Article]:
    return [
        Article(
            id=f"{paper or 'x'}-{day}-{number}-{page}-{withdrawn}",
            title="题",
            date=day,
            issue=number,
            page=page,
            publication=paper,
            body="文",
            withdrawn=withdrawn,
        )
        for page in pages or ("1",)
    ]


def paper(*issues: list[Article]) -> Paper:
    found = papers(gather(article for articles in issues for article in articles), "清溪日报")
    assert len(found) == 1
    return found[0]


def missing(of: Paper) -> list[tuple[tuple[int, int], ...]]:
    return [gap.numbers for gap in of.gaps]


def test_numbers_between_two_held_issues_are_missing_with_their_days() -> None:
    of = paper(issue("2021-08-18", 100), issue("2021-08-21", 103), issue("2021-08-22", 104))
    assert missing(of) == [((101, 102),)]
    assert of.gaps[0].days == (date(2021, 8, 19), date(2021, 8, 20))
    assert of.gaps[0].number_on(date(2021, 8, 20)) == 102


def test_where_not_every_day_had_an_issue_only_the_span_is_told() -> None:
    of = paper(issue("2021-01-01", 10), issue("2021-01-29", 14))
    assert missing(of) == [((11, 13),)]
    assert (of.gaps[0].days, of.gaps[0].count, of.gaps[0].month) == ((), 3, (2021, 1))


def test_days_without_numbers_tell_nothing() -> None:
    of = paper(issue("2021-01-01"), issue("2021-03-01"), issue("2021-05-01", 7))
    assert (len(of.issues), of.gaps, of.doubtful) == (3, (), ())


def test_a_misread_number_makes_no_gap() -> None:
    days = [issue(f"2021-08-{day:02}", 11880 + day) for day in (1, 2, 3, 5)]
    of = paper(*days, issue("2021-08-04", 1884), issue("2021-08-06", 18886))
    assert missing(of) == [((11884, 11884),)]
    assert [held.number for held in of.doubtful] == [1884, 18886]


def test_an_issue_that_is_here_without_its_day_is_not_missing() -> None:
    of = paper(issue("2021-08-18", 100), issue("2021-08-22", 104), issue("2021-08~", 102))
    assert missing(of) == [((101, 101), (103, 103))]
    assert of.gaps[0].days == (date(2021, 8, 19), date(2021, 8, 21))


def test_a_withdrawn_article_shows_that_its_issue_is_here() -> None:
    of = paper(issue("2021-08-18", 100), issue("2021-08-19", 101, withdrawn="缘由"), issue("2021-08-20", 102))
    assert missing(of) == []


def test_pages_before_a_held_one_are_missing_and_none_behind_it() -> None:
    assert paper(issue("2021-08-18", 1, "4", "1")).issues[0].lacking == ("2", "3")
    assert paper(issue("2021-08-18", 1, "A04", "A02", "B01")).issues[0].lacking == ("A01", "A03")
    assert paper(issue("2021-08-18", 1, "中缝")).issues[0].lacking == ()
    assert paper(issue("2021-08-18", 1, "1", "2")).issues[0].lacking == ()


def test_papers_are_counted_apart() -> None:
    articles = [*issue("2021-08-18", 100), *issue("2021-08-19", 7, paper="清溪周报"), *issue("2021-08-20", 102)]
    daily, weekly = sorted(papers(gather(articles), "清溪日报"), key=lambda of: len(of.issues), reverse=True)
    assert (daily.name, missing(daily)) == ("清溪日报", [((101, 101),)])
    assert (weekly.name, missing(weekly)) == ("清溪周报", [])


def text(site: Path, path: str) -> str:
    html = (site / path / "index.html").read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def test_the_web_pages_say_it(tmp_path: Path) -> None:
    issues = [
        issue("2019-12-28", 96),
        issue("2020-01-05", 98),
        issue("2021-08-18", 600, "1", "4"),
        issue("2021-08-22", 604),
        issue("2021-09-30", 610),
    ]
    articles = tuple(article for articles in issues for article in articles)
    write_content(tmp_path / "content", articles, "title: 清溪剪报\npublication: 清溪日报\n")
    build_in(tmp_path)
    site = tmp_path / "site"
    all_years = text(site, "coverage")
    assert "2019年12月28日至2021年9月30日" in all_years
    assert "2019年12月28日至2020年1月5日之间：总第97期，1 期" in all_years
    year = text(site, "coverage/2021")
    assert "19日至21日（总第601至603期）" in year
    assert "2021年8月22日至2021年9月30日之间：总第605至609期，5 期" in year
    assert "18日第2、3版" in year
    assert broken_links(site) == []


def test_an_archive_without_days_says_that_nothing_can_be_told(tmp_path: Path) -> None:
    write_content(tmp_path / "content", (Article(id="a", title="题", date="2023~", body="文"),))
    build_in(tmp_path)
    assert "看不出收有哪些期" in text(tmp_path / "site", "coverage")
