"""How good and how quick the tags are. Usage: tags.py [ARTICLES] (2,000).

Articles are composed of the stories of the marked pages in the shared folder: the head and some of the paragraphs, so
that hardly two are alike. Prints how many articles the tags gather, and how many different headlines; tags that should
not be; the time; and a hundred tags drawn by chance with their headlines, for a person to judge.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import yaml

HOUSE = Path(__file__).resolve().parents[2]
SHARED = HOUSE.parent / "shared"
sys.path.insert(0, str(HOUSE))

from generator.article import Article, Byline  # noqa: E402 - the project is not installed
from generator.article_file import parse, sign  # noqa: E402
from generator.dictionary_file import word_tag  # noqa: E402

ROLES = ("reporters", "correspondents", "photographers", "authors")
BOILERPLATE = frozenset(
    {"记者", "通讯员", "本报讯", "本报记者", "近日", "日前", "新华社", "报道", "日电", "图为", "今年", "去年", "昨日"}
)
DRAWN = 100


@dataclass(frozen=True, slots=True)
class Source:
    """A story as people marked it."""

    title: str
    kicker: str
    paragraphs: tuple[str, ...]
    byline: Byline


def sources() -> list[Source]:
    """The stories of all marked pages, each headline once."""
    found: dict[str, Source] = {}
    for pages, gold in ((SHARED / "pages", SHARED / "gold"), (SHARED / "pages-sim/pages", SHARED / "pages-sim/gold")):
        for path in sorted(gold.glob("*.yaml")):
            lines = (pages / f"{path.stem}.txt").read_text(encoding="utf-8-sig").split("\n")
            for marked in yaml.safe_load(path.read_text(encoding="utf-8"))["articles"]:
                if marked["title"]:
                    story = source(marked, lines)
                    found.setdefault(story.title, story)
    return list(found.values())


def source(marked: dict[str, list[object]], lines: Sequence[str]) -> Source:
    """One story out of the lines of its page."""
    title, *_ = (int(str(number)) for number in marked["title"])
    heads = (lines[int(str(number)) - 1].strip() for number in marked["head"] if number != title)
    paragraphs = []
    for entry in marked["body"]:
        numbers = map(int, entry[1:].split("+")) if isinstance(entry, str) else entry
        text = "".join(lines[number - 1].strip() for number in numbers)  # type: ignore[attr-defined]
        paragraphs.append(f"## {text}" if isinstance(entry, str) else text)
    names = {role: tuple(map(str, marked.get(role, ()))) for role in ROLES}
    return Source(lines[title - 1].strip(), " ".join(heads), tuple(paragraphs), Byline("", **names))


def composed(stories: Sequence[Source], count: int) -> Iterator[Article]:
    """So many articles, signed as the importer's."""
    chance = random.Random(3)
    for number in range(count):
        story = stories[number % len(stories)]
        kept = [one for one in story.paragraphs if chance.random() < 0.7] or list(story.paragraphs[:1])
        day = date(2015, 1, 1) + timedelta(days=number // 8)
        article = Article(
            id=f"{day}-{number % 8}",
            title=story.title,
            kicker=story.kicker,
            date=day.isoformat(),
            byline=story.byline,
            body="\n\n".join(kept),
        )
        yield sign(article)[0]


def retag(content: Path) -> float:
    """Tags everything anew; the processor time in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, str(HOUSE / "build.py"), "import", "--retag", "--content", str(content)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"peak {after.ru_maxrss / 1024:.0f} MB")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(count: int) -> None:
    """Composes, tags, prints."""
    if not SHARED.is_dir():
        print("tags.py needs the marked pages of the shared folder beside the project.")
        return
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder)
        for article in composed(sources(), count):
            path = content / "articles" / article.date[:4] / f"{article.id}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(sign(article)[1], encoding="utf-8")
        seconds = retag(content)
        articles = [parse(path.read_text(encoding="utf-8"), "") for path in sorted(content.rglob("*.md"))]
    print(f"{count:,} articles tagged in {seconds:.1f} s of processor time, {seconds / count * 1000:.2f} ms each")
    judge(articles)


def judge(articles: Sequence[Article]) -> None:
    """What can be counted, and what a person must read."""
    uses = Counter(tag for article in articles for tag in article.tags)
    sizes = Counter(len(article.tags) for article in articles)
    stories = Counter(tag for tag, _ in {(tag, article.title) for article in articles for tag in article.tags})
    for what, counts in (("articles", uses), ("different headlines", stories)):
        several = sum(number > 1 for number in counts.values())
        print(f"{len(counts)} tags, {several / len(counts):.3f} of them on two {what} or more")
    print("articles by number of tags:", dict(sorted(sizes.items())))
    names = {name for article in articles for role in ROLES for name in getattr(article.byline, role)}
    print("places, people by the dictionary (which takes 海洋 for a place and 滑雪 for a name), boilerplate:")
    print([tag for tag in uses if word_tag(tag) == "ns"])
    print([tag for tag in uses if tag in names or word_tag(tag).startswith("nr")])
    print([tag for tag in uses if tag in BOILERPLATE])
    pairs = [(tag, article.title) for article in articles for tag in article.tags]
    for tag, title in sorted(random.Random(4).sample(pairs, min(DRAWN, len(pairs)))):
        print(f"  {tag}\t{title}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
