"""The documents tell of everything there is, and of nothing that is not."""

from __future__ import annotations

import dataclasses
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from build import jianbao
from generator import article_file, config
from generator.article import Photo, Region, Source
from generator.site import views

HERE = Path(__file__).parent.parent
README = (HERE / "README.md").read_text(encoding="utf-8")
DESIGN = (HERE / "DESIGN.md").read_text(encoding="utf-8")
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
HEADER_PARTS = [field.name for part in (Photo, Region, Source) for field in dataclasses.fields(part)]


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one of its rank or above; without examples."""
    text = re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)
    rank = heading.index(" ")
    start = text.index(f"\n{heading}\n")
    end = re.compile(rf"^#{{1,{rank}}} ", re.M).search(text, start + len(heading) + 2)
    return text[start : end.start() if end else len(text)]


def rows(text: str) -> dict[str, str]:
    """The rows of a table by the code in their first cell."""
    return {found[1]: found[0] for found in re.finditer(r"^\| `([^`]+)`.*$", text, re.M)}


def long_options(command: click.Command) -> set[str]:
    options = {name for parameter in command.params for name in parameter.opts if name.startswith("--")}
    return options | {"--help"}


def test_readme_names_every_command_and_option() -> None:
    assert [name for name in jianbao.commands if f"python build.py {name}" not in README] == []
    every = set().union(*map(long_options, jianbao.commands.values()))
    assert {name for name in every if not re.search(rf"{name}(?![\w-])", README)} == set()


def test_readme_names_no_command_option_or_target_that_is_not() -> None:
    for line in re.findall(r"python build\.py ([a-z].*)", README):
        name = line.split("`")[0].split()[0]
        assert name in jianbao.commands
        assert set(re.findall(r"--[a-z][a-z-]*", line)) <= long_options(jianbao.commands[name]), line
    targets = re.findall(r"`make ([a-z]+)`", README)
    makefile = (HERE / "Makefile").read_text(encoding="utf-8")
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.M)] == []


def test_readme_explains_every_build_option_in_its_table() -> None:
    told = {name.split()[0] for name in rows(section(README, "## 建站"))}
    assert long_options(jianbao.commands["build"]) - {"--help"} <= told


def test_readme_explains_every_key_of_the_header() -> None:
    part = section(README, "### 改稿件")
    assert rows(part).keys() == set(article_file.KEYS)
    assert [key for key in (*article_file.BYLINE_NAMES, "text", *HEADER_PARTS) if f"`{key}`" not in part] == []


def test_readme_explains_every_key_of_the_configuration_with_its_default() -> None:
    told = rows(section(README, "### content/site.yaml"))
    assert told.keys() == set(config.KEYS)
    assert [key for key in config.KEYS if getattr(config.Config(), key) not in told[key]] == []


def test_readme_shows_an_article_that_can_be_read() -> None:
    found = re.search(r"```yaml\n(---\n.*?)```", README, re.S)
    assert found
    assert article_file.parse(found[1], "README.md").byline.reporters == ("程雪",)


def test_design_names_every_module_in_its_room() -> None:
    named = re.findall(r"[Bb]elow `(generator/[^`]*)`|^\| `([\w.]+\.py)`", DESIGN, re.M)
    told: set[str] = set()
    room = ""
    for folder, module in named:
        room = folder or room
        if module:
            told.add(room + module)
    paths = (path.relative_to(HERE).as_posix() for path in (HERE / "generator").rglob("*.py"))
    assert told == {path for path in paths if not path.endswith("__init__.py")}


def test_design_says_what_every_view_holds() -> None:
    told = re.findall(r"^\| ([^|]+) \| `(\w+)` \| (.*) \|$", section(DESIGN, "## The incremental build"), re.M)
    values = {view: tuple(re.findall(r"`(\w+)`", cell)) for _, view, cell in told}
    assert values == {
        name: tuple(kind.__annotations__)
        for name, kind in vars(views).items()
        if isinstance(kind, type) and kind.__module__ == views.__name__
    }
    templates = {name for first, _, _ in told for name in re.findall(r"`([\w.]+\.html)`", first)}
    assert templates | {"parts.html"} == {path.name for path in (HERE / "templates").glob("*.html")}


@pytest.mark.parametrize("name", ["README.md", "DESIGN.md"])
def test_what_the_documents_link_to_is_there(name: str) -> None:
    text = (HERE / name).read_text(encoding="utf-8")
    links = LINK.findall(re.sub(r"^```.*?^```$|`[^`\n]*`", "", text, flags=re.M | re.S))
    here = [link for link in links if not link.startswith("http")]
    assert here
    assert [link for link in here if not (HERE / unquote(link)).is_file()] == []


def test_paths_that_design_names_are_there() -> None:
    paths = re.findall(r"`((?:generator|tests|templates|static)/[\w./-]*)`", DESIGN)
    assert paths
    assert [path for path in paths if not (HERE / path).exists()] == []


def test_the_changelog_opens_with_what_is_not_released() -> None:
    headings = re.findall(r"^## (.*)$", (HERE / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert headings[0].startswith("Unreleased")
    assert all(not later.startswith("Unreleased") for _, later in pairwise(headings))
