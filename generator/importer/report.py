"""The import report: one HTML page an editor works through, the most uncertain page first (disk: writes that file)."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from pathlib import Path

import jinja2

from generator.faults import Fault, UserError
from generator.importer.page import TakenApart
from generator.importer.report_view import page_view
from generator.importer.settle import Outcome
from generator.refusals import reason

IN_FULL = 200  # pages shown line by line; more than an editor works through, and as much as a browser likes
SUFFIXES = (".html", ".htm")
HUES = 8  # colours for stories, see report.html.jinja


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """A page in the table; sorts by how unsure it is, the surest first."""

    unsure: float  # the sum of what its doubts lack to certainty
    file: str
    stories: int = 0
    doubts: int = 0
    lowest: float = 1.0


# ---------------------------------------------------------------- the report


class Report:
    """Gathers pages and keeps only the most uncertain of them in full: its memory does not grow with their number."""

    def __init__(self, path: Path) -> None:
        """Raises UserError when there is no place for a file at `path`."""
        if path.is_dir() or not path.parent.is_dir():
            mend = "--report 后面写一个文件名，它的文件夹要已经存在。"
            raise UserError([Fault(str(path), 0, "报告不能写在这里。", mend)])
        if path.suffix.lower() not in SUFFIXES:  # so that a slip does not write over a page file or the ledger
            raise UserError([Fault(str(path), 0, "报告是网页，文件名要以 .html 结尾。", "例如 --report 报告.html")])
        self._path = path
        self._rows: list[Row] = []
        self._full: list[tuple[Row, Outcome, TakenApart]] = []

    def add(self, outcome: Outcome, taken: TakenApart) -> None:
        """Takes in one page."""
        row = Row(
            unsure=sum(1 - doubt.confidence for doubt in outcome.doubts) + len(outcome.masthead.contradictions),
            file=taken.page.file,
            stories=len(outcome.stories),
            doubts=len(outcome.doubts),
            lowest=min((doubt.confidence for doubt in outcome.doubts), default=1.0),
        )
        self._rows.append(row)
        keep = heapq.heappush if len(self._full) < IN_FULL else heapq.heappushpop
        keep(self._full, (row, outcome, taken))

    def write(self) -> None:
        """Writes the file. Raises UserError when it cannot be written."""
        template = _environment().get_template("report.html.jinja")
        rows = sorted(self._rows, key=lambda row: (-row.unsure, row.file))
        full = sorted(self._full, key=lambda page: (-page[0].unsure, page[0].file))
        stream = template.stream(
            rows=rows,
            shown={row.file: number for number, (row, _, _) in enumerate(full, start=1)},
            pages=(page_view(number, outcome, taken) for number, (_, outcome, taken) in enumerate(full, start=1)),
            stories=sum(row.stories for row in rows),
            doubts=sum(row.doubts for row in rows),
        )
        stream.enable_buffering(100)
        unfinished = self._path.with_name(self._path.name + ".part")
        try:
            with unfinished.open("wb") as file:
                stream.dump(file, encoding="utf-8", errors="replace")
            unfinished.replace(self._path)
        except OSError as error:
            what = f"写不进去：{reason(error)}。"
            raise UserError([Fault(str(self._path), 0, what, "看看磁盘空间和权限。")]) from error


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["percent"] = lambda share: f"{share:.0%}"
    environment.filters["hue"] = lambda story: (story - 1) % HUES + 1 if story else 0
    return environment
