"""The importer against the gold of the shared folder, through the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2]
SHARED = HERE.parent / "shared"
# These pages are among those that the weights were fitted on, so the floors only guard what was reached (that is how
# they were set); how unseen pages come apart is what `python -m tests.fitting.fit --measure` says.
FLOORS: dict[str, dict[str, float]] = {
    "pages": {
        **dict.fromkeys(("articles", "titles", "head", "bylines", "paragraphs", "order", "subheads"), 1.0),
        **dict.fromkeys(("captions", "columns", "dates", "regions", "furniture", "kept"), 1.0),
        "once": 0.99,
    },
    "pages-sim": {
        "articles": 0.79,
        "titles": 0.85,
        "head": 0.89,
        "paragraphs": 0.84,
        "order": 0.99,
        "furniture": 0.98,
        "kept": 0.999,
        "once": 0.98,
    },
}
PLACES = {
    "pages": (SHARED / "pages", SHARED / "gold"),
    "pages-sim": (SHARED / "pages-sim/pages", SHARED / "pages-sim/gold"),
}


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=HERE, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module", params=PLACES)
def imported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The name of a set of pages and the content folder that they were imported into."""
    pages, _ = PLACES[request.param]
    content = tmp_path_factory.mktemp(request.param) / "content"
    content.mkdir()
    (content / "site.yaml").write_text('home_region: "330000"\n', encoding="utf-8")
    done = run("build.py", "import", pages, "--content", content, "--report", content.parent / "report.html")
    assert done.returncode == 0, done.stderr
    return request.param, content


def test_score(imported: tuple[str, Path]) -> None:
    name, content = imported
    pages, gold = PLACES[name]
    done = run(
        SHARED / "tools/score_pages.py", "--content", content / "articles", "--pages", pages, "--gold", gold, "--json"
    )
    assert done.returncode == 0, done.stderr
    score = json.loads(done.stdout)
    print(name, {measure: round(value, 3) for measure, value in score.items() if value is not None})
    assert {m: score[m] for m, floor in FLOORS[name].items() if score[m] < floor} == {}


def test_a_second_import_changes_nothing(imported: tuple[str, Path]) -> None:
    _, content = imported
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in content.rglob("*.md")}
    done = run("build.py", "import", PLACES[imported[0]][0], "--content", content)
    assert done.returncode == 0, done.stderr
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in content.rglob("*.md")} == before


def test_the_site_builds_and_is_whole(imported: tuple[str, Path]) -> None:
    _, content = imported
    site = content.parent / "site"
    done = run("build.py", "build", "--content", content, "--out", site)
    assert done.returncode == 0, done.stderr
    articles = list((content / "articles").rglob("*.md"))
    assert len(list((site / "articles").glob("*/index.html"))) == len(articles)
    assert (site / "index.html").is_file()
    assert (site / "feed.xml").is_file()
