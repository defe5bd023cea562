"""Disk and network: fetches the sources, compiles them and writes the data files of the gazetteer; prints what changed.

    python -m generator.places.refresh

To be run once the ministry's tables of a year are in the packages that `sources.py` names; put their new versions and
digests there first.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.places import gazetteer_file
from generator.places.division import Division
from generator.places.refresh import borders, tables
from generator.places.refresh.divisions import compile_divisions
from generator.places.refresh.ordinary import ordinary_words
from generator.places.refresh.sources import SOURCES, fetch
from generator.places.refresh.tile_layout import layout

ORIGIN = gazetteer_file.DATA / "ORIGIN.md"


def main() -> None:
    """Writes all data files anew."""
    before = _lines_that_stand()
    files = fetch()
    divisions = compile_divisions(files)
    towns = tables.today(files["divisions"])[1]
    lying = borders.places(files["borders"], divisions)
    around = borders.neighbours(lying, divisions)
    gazetteer_file.DATA.mkdir(exist_ok=True)
    _pack(gazetteer_file.DIVISIONS, map(_row, divisions))
    _pack(gazetteer_file.TOWNS, (f"{code}\t{name}" for code, name in sorted(towns.items())))
    _pack(gazetteer_file.NEIGHBOURS, (f"{code}\t{' '.join(sorted(around[code]))}" for code in sorted(around)))
    _write(gazetteer_file.TILES, _tiles(lying))
    _write(gazetteer_file.ORDINARY, ordinary_words(divisions))
    _write(ORIGIN, _origin())
    _print_changes(before, _lines_that_stand())


def _row(division: Division) -> str:
    years = (str(year or "") for year in (division.first, division.last))
    return "\t".join((division.code, division.name, division.parent, *years, " ".join(division.successors)))


def _tiles(lying: Mapping[str, borders.Place]) -> Iterator[str]:
    for province in sorted({code[:2] for code in lying}):
        found = layout({code: place for code, place in lying.items() if code[:2] == province})
        for code, (column, row) in sorted(found.items()):
            yield f"{province}0000\t{code}\t{column}\t{row}"


def _origin() -> Iterator[str]:
    yield "# 地名数据从哪里来\n"
    yield "这里的文件由 `python -m generator.places.refresh` 写成，不要手改。来源都是 PyPI 上的软件包里的数据文件：\n"
    yield "| 软件包 | 文件 | 内容 | 许可 | SHA-256 |"
    yield "|---|---|---|---|---|"
    for source in SOURCES.values():
        cells = (f"{source.package} {source.version}", f"`{source.member}`", source.holds, source.licence)
        yield f"| {' | '.join(cells)} | `{source.digest}` |"
    yield "\n另有手写的 `ended_by_hand.tsv`（撤销的区划归了谁）和 `words_by_hand.txt`（哪些简称也是普通词），"
    yield "在 `generator/places/refresh/` 里。"
    yield "年份指每年 12 月 31 日的区划表：1980 年以前的不分先后；末一张表之后的一年里撤销。"
    yield "台湾省（710000）没有下级代码。"


def _lines_that_stand() -> set[str]:
    return (
        {_row(division) for division in gazetteer_file.read_divisions()} if gazetteer_file.DIVISIONS.exists() else set()
    )


def _print_changes(before: set[str], after: set[str]) -> None:
    for line in sorted(before - after):
        print("-", line)
    for line in sorted(after - before):
        print("+", line)
    print(f"{len(after)} divisions, {len(before - after)} lines went, {len(after - before)} came")


def _pack(path: Path, lines: Iterable[str]) -> None:
    """Writes lines compressed; the same lines give the same bytes."""
    path.write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode(), 9, mtime=0))


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


main()
