"""What one edit costs the search index: files rewritten and of which kind, bytes, processor time, memory.

python tests/bench/edits.py [ARTICLES ...]     1,000 and 10,000 unless told; 100,000 takes some minutes
"""

from __future__ import annotations

import os
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parent.parent.parent))


from generator.archive import gather
from generator.article import Article
from generator.search.outputs import outputs
from tests.bench import prose

KINDS = {"p": "pairs", "w": "words", "l": "letters", "n": "names", "c": "cards"}
OTHER = ("directories", "manifest, days and the like")
MEGABYTE = 1 << 20
Files = Mapping[str, str]  # path -> digest


class Cost(NamedTuple):
    """What a build of the index did. `held`: megabytes of the process before, `peak`: the most it had."""

    files: Files
    written: Counter[str]
    size: int
    seconds: float
    held: float
    peak: float


def kind(path: str) -> str:
    """What a file of the index is, by its folder."""
    folder = path.split("/")[1]
    return KINDS.get(folder) or OTHER[not (folder.endswith("d") and folder[:-1] in KINDS)]


def built(articles: Sequence[Article], work: Path, before: Files) -> Cost:
    """Brings the index in a work folder up to date, and makes the bytes of what a site would have to write."""
    archive = gather(articles)
    held = resident()
    start = time.process_time()
    found = outputs(archive, work)
    new = [output for output in found if before.get(output.path) != output.inputs.view]
    size = sum(len(data) for output in new if isinstance(data := output.make(), bytes))
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEGABYTE
    files = {output.path: output.inputs.view for output in found}
    return Cost(files, Counter(kind(output.path) for output in new), size, seconds, held, peak)


def resident() -> float:
    """The megabytes that this process has now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / MEGABYTE


def apart(articles: Sequence[Article], work: Path, before: Files) -> Cost:
    """The same in a process of its own, for its memory."""
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=lambda: there.send(built(articles, work, before)))
    child.start()
    found: Cost = here.recv()
    child.join()
    return found


def edits(articles: list[Article]) -> Iterator[tuple[str, list[Article]]]:
    """Kinds of edits, each with all articles after it."""
    at = len(articles) // 2
    one, other = articles[at], articles[at + 7]
    more = replace(articles[at + 40], id=f"{one.id}x", date=one.date)

    def instead(new: Article) -> list[Article]:
        return [*articles[:at], new, *articles[at + 1 :]]

    yield "nothing", articles
    yield "a letter put right", instead(replace(one, body=f"{one.body[:30]}镇{one.body[31:]}"))
    yield "a letter more", instead(replace(one, body=f"{one.body[:30]}镇{one.body[30:]}"))
    yield "a new title", instead(replace(one, title=other.title))
    yield "a tag more", instead(replace(one, tags=(*one.tags, "新标签")))
    yield "an article more in an issue", [*articles, more]
    yield "an article less", [*articles[:at], *articles[at + 1 :]]


def row(name: str, cost: Cost, whole: Cost) -> list[str]:
    kinds = [cost.written.get(one, 0) for one in (*KINDS.values(), *OTHER)]
    return [
        name,
        f"{sum(kinds):,}",
        *(f"{number:,}" for number in kinds),
        f"{cost.size / 1e6:,.2f}",
        f"{cost.seconds:,.2f}",
        f"{cost.seconds / whole.seconds:.0%}",
        f"{cost.peak - cost.held:,.0f}",
    ]


def table(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *rest in rows:
        print(f"  {first:<{widths[0]}}", *(f"{text:>{width}}" for text, width in zip(rest, widths[1:], strict=True)))


def measure(count: int, folder: Path) -> None:
    articles = list(prose.articles(count))
    base = folder / f"{count}"
    whole = apart(articles, base, {})
    rows = [row("all, from nothing", whole, whole)]
    for name, edited in edits(articles):
        work = folder / "edited"
        shutil.copytree(base, work, copy_function=os.link)  # no file of an index is ever written to again
        rows.append(row(name, apart(edited, work, whole.files), whole))
        shutil.rmtree(work)
    kept = sum(path.stat().st_size for path in base.rglob("*") if path.is_file())
    print(f"\n{count:,} articles: {len(whole.files):,} files, {kept / 1e6:,.0f} MB kept for the next build;")
    print(f"  articles and program alone have {whole.held:,.0f} MB")
    heads = ["files written", *KINDS.values(), "directories", "others", "MB written", "CPU s", "of all", "peak MB more"]
    table([["", *heads], *rows])
    shutil.rmtree(base)


def main(counts: Sequence[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            measure(count, Path(folder))


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or [1_000, 10_000])
