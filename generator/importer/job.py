"""The running of an import: which pages need work, and what is done with what comes out."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from generator import article_file
from generator.batches import streamed
from generator.faults import Fault, UserError
from generator.importer import ids
from generator.importer.article_folder import ArticleFolder
from generator.importer.ledger import Entry, Ledger
from generator.importer.page_files import digest, gather
from generator.importer.settle import Fate, Outcome, Taker, Work, settle
from generator.importer.tag_pass import Tagging, TagPass
from generator.importer.work_folder import work_folder
from generator.refusals import reason

if TYPE_CHECKING:
    from generator.importer.report import Report

BATCH = 8  # pages handed to a worker at a time
FEW = 3 * BATCH  # pages that are done sooner than another process has started
MOST_MESSAGES = 200  # nobody reads more sentences than this in a terminal


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did, in numbers; what it has to say; which pages it could not read."""

    pages: int = 0
    unchanged: int = 0
    articles_written: int = 0
    articles_kept: int = 0  # changed or confirmed by people, left alone
    articles_deleted_by_people: int = 0
    articles_tagged: int = 0
    doubts: int = 0
    messages: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def run_import(
    paths: Sequence[Path],
    content: Path,
    *,
    report: Path | None,
    jobs: int | None,
    progress: Callable[[int, int], None],
    home_region: str,
    tagging: Tagging,
) -> ImportSummary:
    """Imports page files and folders of them, or what is new or changed in content/pages when `paths` is empty.

    `report` is an HTML file to write about all pages named; `jobs` the number of processes (None: one a processor);
    `progress` is told pages done and pages in all; `tagging` says how articles are tagged when the pages are done.
    Pages that cannot be read are `faults`, the others go on. Raises UserError when nothing can go on: another import is
    running, the ledger cannot be read, the disk cannot be written.
    """
    # Here and not above: its dictionary is needed when a page is taken apart, not when someone asks for --help.
    from generator.importer.take_apart import importer_version, take_apart

    take = partial(take_apart, home_region=home_region, explain=report is not None)
    taker = Taker(take, importer_version(home_region))
    jobs = jobs or os.cpu_count() or 1
    return import_pages(paths, content, taker, report=report, jobs=jobs, progress=progress, tagging=tagging)


def import_pages(
    paths: Sequence[Path],
    content: Path,
    taker: Taker,
    *,
    report: Path | None,
    jobs: int,
    progress: Callable[[int, int], None],
    tagging: Tagging | None = None,
) -> ImportSummary:
    """`run_import` with any way of taking pages apart; without `tagging` no article is tagged."""
    with work_folder(content) as work, closing(Ledger(work)) as ledger:
        tags = TagPass(tagging, work) if tagging else None
        run = _Run(content, ledger, ArticleFolder(work), taker, _report(report) if report else None, tags)
        gathered = gather(paths, work)
        run.faults.extend(gathered.faults)
        if gathered.ignored:
            run.messages.append(f"{gathered.ignored} 个文件不是页文件（名字不以 .txt 结尾），没有读。")
        todo = run.todo(gathered.files)
        done, total = len(gathered.files) - len(todo), len(gathered.files)
        progress(done, total)
        several = jobs if len(todo) > FEW else 1
        with closing(streamed(run.settle, run.works(todo), several, BATCH)) as settled:
            for page, outcome in settled:
                run.apply(page, outcome)
                done += 1
                progress(done, total)
        if tags and (tags.tagging.anew or ledger.says_news):
            run.tag(tags, jobs)
        ledger.save()
    if run.report:
        run.report.write()
    return run.summary(total)


def _report(path: Path) -> Report:
    from generator.importer.report import Report  # its templates are slow to load, and it is seldom asked for

    return Report(path)


class _Run:
    """One import: what it knows, and what it has done so far."""

    def __init__(
        self,
        content: Path,
        ledger: Ledger,
        articles: ArticleFolder,
        taker: Taker,
        report: Report | None,
        tags: TagPass | None,
    ) -> None:
        self.pages = content / "pages"
        self.ledger, self.articles, self.report, self.tags = ledger, articles, report, tags
        self.version, self._taker = taker.version, taker
        self.fates: Counter[Fate] = Counter()
        self.unchanged = self.doubts = self.tagged = 0
        self.messages: list[str] = []
        self.faults: list[Fault] = []
        self._by_digest: dict[str, str] | None = None

    @cached_property
    def settle(self) -> Callable[[Work], Outcome]:
        """What workers do with a page."""
        count = self.tags.count if self.tags else None
        return partial(settle, taker=self._taker, for_report=self.report is not None, count=count)

    def todo(self, files: Sequence[str]) -> list[str]:
        """The pages to take apart: new, changed, or last imported by another importer; for a report all of them."""
        todo = []
        for file in files:
            data = self._read(file)
            if data is None:
                continue
            settled = self._is_settled(self.ledger.entry(file), digest(data))
            self.unchanged += settled
            if self.report or not settled:
                todo.append(file)
        return todo

    def works(self, files: Iterable[str]) -> Iterator[Work]:
        """What there is to know of each page, read when it is asked for."""
        for file in files:
            data = self._read(file)
            if data is not None:
                yield self._work(Work(file, str(self.pages / file), data, digest(data)))

    def apply(self, work: Work, outcome: Outcome) -> None:
        """Does what was decided for a page: the plan into the journal, the articles, then the ledger."""
        if not work.entry and not work.begun and (there := self._unknown_files(work, outcome)):
            work, outcome = self._adopt(work, outcome, there)
        if outcome.faults or not outcome.entry:
            self.faults.extend(outcome.faults)
            return
        if not self._is_settled(work.entry, work.digest):
            self.ledger.begin(work.file, outcome.entry)
            self._put(work, outcome)
            if self.tags:
                self.tags.keep(outcome.stories)
            self.ledger.done(work.file)
            if work.moved_from:
                self.ledger.forget(work.moved_from)
            self.fates.update(story.fate for story in outcome.stories)
            if not outcome.stories:
                self.messages.append(f"{work.shown}：没有拆出稿件；它的文字看去都是报头、启事、广告之类。")
            self.messages.extend(self._sentences(work, outcome))
        self.doubts += len(outcome.doubts)
        if self.report and outcome.taken:
            self.report.add(outcome, outcome.taken)

    def tag(self, tags: TagPass, jobs: int) -> None:
        """Tags what was imported, by what the whole archive speaks of."""
        tagged = tags.tag(self.articles, jobs)
        self.tagged = tagged.written
        self.messages.extend(tagged.proposals)

    def summary(self, pages: int) -> ImportSummary:
        more = len(self.messages) - MOST_MESSAGES
        said = [*self.messages[:MOST_MESSAGES], f"……另有 {more} 条没有列出。"] if more > 0 else self.messages
        return ImportSummary(
            pages=pages,
            unchanged=self.unchanged,
            articles_written=self.fates[Fate.NEW] + self.fates[Fate.REWRITTEN],
            articles_kept=self.fates[Fate.PERSONS] + self.fates[Fate.REVIEWED],
            articles_deleted_by_people=self.fates[Fate.DELETED],
            articles_tagged=self.tagged,
            doubts=self.doubts,
            messages=tuple(said),
            faults=tuple(sorted(set(self.faults))),
        )

    # ------------------------------------------------------------ before

    def _read(self, file: str) -> bytes | None:
        try:
            return (self.pages / file).read_bytes()
        except OSError as error:
            self.faults.append(Fault(str(self.pages / file), 0, f"读不出来：{reason(error)}。", "看看文件的权限。"))
            return None

    def _is_settled(self, entry: Entry | None, digest: str) -> bool:
        return entry is not None and (entry.digest, entry.importer) == (digest, self.version)

    def _work(self, work: Work) -> Work:
        entry, begun = self.ledger.entry(work.file), self.ledger.begun.get(work.file)
        moved_from = "" if entry else self._moved_from(work.digest)
        if moved_from:
            entry = replace(self.ledger.entry(moved_from) or Entry("", ""), digest="")
        if begun and not self._is_settled(begun, work.digest):
            entry, begun = self._half_done(entry, begun), None
        names = [*(entry.stories if entry else ()), *(begun.stories if begun else ())]
        texts = {name: text for name in names if (text := self.articles.read(name)) is not None}
        return replace(work, entry=entry, begun=begun, texts=texts, moved_from=moved_from)

    def _moved_from(self, digest: str) -> str:
        """The former name of a page file that a person has renamed or moved within content/pages, "" for a new page."""
        if self._by_digest is None:
            self._by_digest = {entry.digest: file for file in self.ledger.files() if (entry := self.ledger.entry(file))}
        file = self._by_digest.get(digest, "")
        return file if file and not (self.pages / file).exists() else ""

    def _half_done(self, entry: Entry | None, begun: Entry) -> Entry:
        """What a killed import left of a page that has changed since, or that another importer now reads."""
        before = entry.stories if entry else {}
        stories = {
            name: sketch
            for name, sketch in {**before, **begun.stories}.items()
            if self.articles.find(name) or (name in before and name not in begun.retired)
        }
        return Entry("", "", stories, {old: new for old, new in begun.retired.items() if old not in stories})

    # ------------------------------------------------------------ after

    def _put(self, work: Work, outcome: Outcome) -> None:
        for story in outcome.stories:
            if story.fate in (Fate.NEW, Fate.REWRITTEN) and self._is_as_read(work, story.article.id):
                self.articles.write(story.article.id, story.article.date, story.text)
        for name in outcome.removals:
            if self._is_as_read(work, name):
                self.articles.remove(name)

    def _is_as_read(self, work: Work, name: str) -> bool:
        """Whether nobody has saved the file while its page was being taken apart."""
        if self.articles.read(name) == work.texts.get(name):
            return True
        self.messages.append(f"{self.articles.find(name)}：导入的时候有人改了它，没有动。")
        return False

    def _unknown_files(self, work: Work, outcome: Outcome) -> dict[str, str]:
        """Article files that stand under the ids of a page new to the ledger, by id: the ledger was lost."""
        names = [story.article.id for story in outcome.stories]
        if not any(map(self.articles.find, names)):
            return {}
        following = ids.fresh_ids(work.file, outcome.masthead.date, names)
        names.extend(takewhile(self.articles.find, following))
        return {name: text for name in names if (text := self.articles.read(name)) is not None}

    def _adopt(self, work: Work, outcome: Outcome, there: dict[str, str]) -> tuple[Work, Outcome]:
        """Settles a page anew, with files that the ledger does not know taken for what an earlier import gave."""
        sketches = {}
        for name, text in there.items():
            try:
                article = article_file.parse(text, "")
            except UserError:
                sketches[name] = ids.sketch(ids.letters_of(text))
                continue
            if article.source and article.source.file != work.file:
                what = f"与 {article.source.file} 算出了同样的文章编号，没有导入。"
                return work, Outcome(faults=(Fault(work.shown, 0, what, "给这个页文件改一个名字，再导入。"),))
            sketches[name] = ids.sketch(ids.words_of(article))
        work = replace(work, entry=Entry("", "", sketches), texts=there)
        return work, self.settle(work)

    def _sentences(self, work: Work, outcome: Outcome) -> Iterator[str]:
        for contradiction in outcome.masthead.contradictions:
            yield f"{work.shown}：{contradiction}"
        for story in outcome.stories:
            if story.would_change:
                yield f"{self.articles.find(story.article.id)}：有人改过，没有动。导入本来会改：{story.would_change}。"
            if story.held_by:
                there = self.articles.find(story.held_by)
                yield f"{there}：有人改过，没有动。导入本来会把其中的《{story.article.title}》另列一篇。"
        for name in outcome.orphans:
            yield f"{self.articles.find(name)}：版面里已经没有这一篇；有人改过，文件留着。"
