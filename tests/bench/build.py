"""How long a build takes: all of it, nothing changed, one article edited. Usage: build.py [ARTICLES] (10,000)."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import orjson

HOUSE = Path(__file__).parent.parent.parent
sys.path.insert(0, str(HOUSE))

from generator.article import Article, Byline, Photo, Region, Source  # noqa: E402 - the project is not installed
from generator.article_file import sign, write  # noqa: E402
from generator.places import gazetteer_file  # noqa: E402
from generator.places.division import Level  # noqa: E402

SYLLABLES = (
    "山水茶田社区新村民生建设发展春夏秋冬大桥通车图书馆开放孩子老人志愿者清晨河道整治丰收农机故事工会技术晚会戏台"
)
PER_ISSUE, PAGES = 16, 4
COUNTIES = [
    division.code
    for division in gazetteer_file.gazetteer().divisions
    if division.stands and division.level is Level.COUNTY and division.code.startswith("33")
]


def text(chance: random.Random, least: int, most: int) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(least, most)))


def paragraph(chance: random.Random) -> str:
    clauses = (text(chance, 6, 18) for _ in range(chance.randint(5, 14)))
    return "，".join(clauses) + "。"


def invented(number: int, chance: random.Random) -> Article:
    """The article of that number: 16 to an issue, 4 to a page, a few hundred people, tags and regions in all."""
    day = date(2010, 1, 1) + timedelta(days=number // PER_ISSUE)
    page = number % PER_ISSUE // PAGES + 1
    reporter, correspondent = f"记者{number % 400}", f"通讯员{number * 7 % 400}"
    return Article(
        id=f"{day}-{page}-{number % PAGES}",
        title=text(chance, 9, 20),
        kicker=text(chance, 8, 14) if number % 5 < 2 else "",
        deck=text(chance, 12, 20) if number % 5 < 2 else "",
        column=f"栏目{number % 20}" if number % 5 == 0 else "",
        date=day.isoformat(),
        date_from="masthead",
        publication="虚构日报",
        issue=9000 + number // PER_ISSUE,
        page=str(page),
        byline=Byline(f"本报讯 记者{reporter}", (reporter,), (correspondent,)),
        regions=(Region(COUNTIES[number % len(COUNTIES)]),),
        tags=(f"标签{number % 120}", f"标签{number * 11 % 170}"),
        photos=(Photo(text(chance, 15, 30), f"{reporter} 摄"),) if number % 5 == 1 else (),
        source=Source(f"{day:%Y/%m/%d}/{page}.txt", "1-20,25"),
        body="\n\n".join(paragraph(chance) for _ in range(chance.randint(4, 9))),
    )


def make_content(folder: Path, count: int) -> None:
    chance = random.Random(1)
    folder.mkdir()
    (folder / "site.yaml").write_text('home_region: "330000"\n', encoding="utf-8")
    for number in range(count):
        article = sign(invented(number, chance))[0]
        path = folder / "articles" / article.date[:4] / f"{article.id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write(article), encoding="utf-8")


def measure(what: str, content: Path, work: Path) -> None:
    figures = work / "stats.json"
    command = [sys.executable, str(HOUSE / "build.py"), "build", "--content", str(content), "--out", str(work / "site")]
    subprocess.run([*command, "--stats", str(figures)], check=True, stdout=subprocess.DEVNULL)
    stats = orjson.loads(figures.read_bytes())
    steps = "  ".join(f"{step} {seconds:.2f}" for step, seconds in stats["steps"].items())
    print(
        f"{what:<16}{stats['seconds']:>7.2f} s{stats['written']:>8} of {stats['outputs']} files written"
        f"{stats['peak_rss_mb']:>7.0f} MB   {steps}"
    )


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        content = work / "content"
        make_content(content, count)
        print(f"{count:,} articles")
        measure("all", content, work)
        measure("nothing changed", content, work)
        edited = sorted((content / "articles").rglob("*.md"))[count // 2]
        edited.write_text(edited.read_text(encoding="utf-8").replace("title: ", "title: 改", 1), encoding="utf-8")
        measure("one title edited", content, work)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
