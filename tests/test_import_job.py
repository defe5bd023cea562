"""What an import does to content/: whose an article is, what a second import changes, what a kill leaves."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from generator import article_file
from generator.batches import streamed
from generator.faults import UserError
from generator.importer.article_folder import ArticleFolder
from generator.importer.job import BATCH, ImportSummary, import_pages
from generator.importer.ledger import Ledger
from generator.importer.page import Page, TakenApart
from generator.importer.settle import Outcome, Taker, Work
from tests.refuse_folder import refuse_folder
from tests.toy_taker import BETTER, TOY

RIVER = (
    "渡口的早晨\n清晨的江面上升起一层薄雾，渡口的老船工把第一批乘客送到对岸。\n他说这条线路走了三十年，每块礁石都记得。"
)
SCHOOL = "小学开运动会\n镇上的小学昨天开了运动会，四百名学生分成十二个方队走过操场。\n今年添了拔河和跳绳。"
MARKET = "菜市场改造完工\n农贸市场的摊位从八十个增加到一百二十个，菜农不用再半夜排队。\n市民说价钱公道，停车方便。"
BRIDGE = "新桥通车？\n横跨运河的新桥上周试通车，公交车改走桥上，少绕四里路。\n两岸的人第一次可以走着去看戏。"


def page(*stories: str, day: str = "2021-08-18") -> str:
    return "\n\n".join([f"报头 {day}", *stories]) + "\n"


def put(content: Path, name: str, text: str) -> Path:
    path = content / "pages" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def run(content: Path, *paths: Path, taker: Taker = TOY, jobs: int = 1, report: Path | None = None) -> ImportSummary:
    return import_pages(paths, content, taker, report=report, jobs=jobs, progress=lambda done, total: None)


def articles(content: Path) -> dict[str, Path]:
    """Article files by title."""
    paths = (content / "articles").rglob("*.md")
    return {article_file.parse(path.read_text("utf-8"), str(path)).title: path for path in paths}


def tree(content: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and the time it was written."""
    paths = (path for path in content.rglob("*") if path.is_file())
    return {str(path.relative_to(content)): (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}


def texts(content: Path) -> dict[str, bytes]:
    return {name: text for name, (text, _) in tree(content).items()}


def edit(path: Path, old: str, new: str) -> str:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return text.replace(old, new)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    put(tmp_path / "c", "2021/04.txt", page(RIVER, SCHOOL, MARKET))
    run(tmp_path / "c")
    return tmp_path / "c"


# ---------------------------------------------------------------- the plain case


def test_stories_become_files_under_ids_made_from_date_page_and_order(content: Path) -> None:
    names = sorted(path.name for path in (content / "articles" / "2021").iterdir())
    assert [re.sub(r"-[0-9a-z]{8}-", "-#-", name) for name in names] == [
        f"2021-08-18-#-{number}.md" for number in ("01", "02", "03")
    ]
    article = article_file.parse(articles(content)["小学开运动会"].read_text("utf-8"), "")
    assert article.source and (article.source.file, article.source.lines) == ("2021/04.txt", "7-9")
    assert all(article_file.is_importers(path.read_text("utf-8")) for path in articles(content).values())


def test_a_page_without_a_day_goes_into_undated(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", RIVER)
    run(tmp_path)
    assert articles(tmp_path)["渡口的早晨"].parent == tmp_path / "articles" / "undated"


def test_what_lies_elsewhere_goes_by_its_path_in_content_pages(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "000_59.txt").write_text(RIVER)
    run(tmp_path / "c", tmp_path / "in")
    article = article_file.parse(articles(tmp_path / "c")["渡口的早晨"].read_text("utf-8"), "")
    assert article.source and article.source.file == "000_59.txt"


def test_a_second_import_touches_nothing(content: Path) -> None:
    before = tree(content)
    summary = run(content)
    assert (summary.pages, summary.unchanged, summary.articles_written) == (1, 1, 0)
    assert run(content, content / "pages", report=content.parent / "r.html").unchanged == 1
    assert tree(content) == before


def test_two_files_of_one_name_in_two_folders_are_two_pages(content: Path) -> None:
    put(content, "2022/04.txt", page(BRIDGE, day="2022-01-01"))
    assert run(content).articles_written == 1
    assert len(articles(content)) == 4


def test_any_order_and_any_number_of_jobs_give_the_same_files(tmp_path: Path) -> None:
    stories = [RIVER, SCHOOL, MARKET, BRIDGE]
    files = {f"{number:02}.txt": page(*random.Random(number).sample(stories, 3)) for number in range(60)}
    for name, text in files.items():
        put(tmp_path / "one", name, text)
    run(tmp_path / "one")
    for name in random.Random(1).sample(sorted(files), len(files)):
        run(tmp_path / "two", put(tmp_path / "two", name, files[name]))
    for name, text in files.items():
        put(tmp_path / "three", name, text)
    progress: list[tuple[int, int]] = []
    import_pages([], tmp_path / "three", TOY, report=None, jobs=2, progress=lambda *at: progress.append(at))
    assert texts(tmp_path / "one") == texts(tmp_path / "two") == texts(tmp_path / "three")
    assert (progress[0], progress[-1]) == ((0, 60), (60, 60))


# ---------------------------------------------------------------- whose is an article?


def test_a_changed_page_file_rewrites_its_articles_under_the_same_ids(content: Path) -> None:
    before = articles(content)
    put(content, "2021/04.txt", page(BRIDGE, MARKET, RIVER.replace("三十年", "三十一年"), SCHOOL))
    assert run(content).articles_written == 4
    after = articles(content)
    assert {title: after[title] for title in before} == before
    assert "三十一年" in after["渡口的早晨"].read_text("utf-8")
    assert after["新桥通车？"].stem.endswith("-04")


def test_a_better_importer_rewrites_articles_under_the_same_ids(content: Path) -> None:
    before = articles(content)
    assert run(content, taker=BETTER).articles_written == 3
    assert articles(content) == {f"【{title}】": path for title, path in before.items()}
    assert run(content, taker=BETTER).unchanged == 1


def test_an_article_that_a_person_changed_is_left_alone_and_spoken_of(content: Path) -> None:
    path = articles(content)["渡口的早晨"]
    theirs = edit(path, "老船工", "老艄公")
    assert run(content).messages == ()
    summary = run(content, taker=BETTER)
    assert path.read_text("utf-8") == theirs
    assert (summary.articles_written, summary.articles_kept) == (2, 1)
    assert len(summary.messages) == 1
    assert str(path) in summary.messages[0]
    assert "标题、正文" in summary.messages[0]


def test_a_change_of_line_ends_is_no_change_by_a_person(content: Path) -> None:
    path = articles(content)["渡口的早晨"]
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run(content, taker=BETTER).articles_written == 3


def test_an_edit_is_not_spoken_of_when_the_outcome_is_what_it_was(content: Path) -> None:
    edit(articles(content)["渡口的早晨"], "老船工", "老艄公")
    same = Taker(TOY.take, "1a")
    summary = run(content, taker=same)
    assert (summary.articles_kept, summary.messages) == (1, ())


def test_an_article_that_a_person_spoilt_is_left_alone(content: Path) -> None:
    path = articles(content)["渡口的早晨"]
    path.write_text("---\ntitle: [\n", "utf-8")
    assert len(run(content, taker=BETTER).messages) == 1
    assert path.read_text("utf-8") == "---\ntitle: [\n"


def test_an_article_that_a_person_deleted_stays_deleted(content: Path) -> None:
    articles(content)["小学开运动会"].unlink()
    summary = run(content, taker=BETTER)
    assert summary.articles_deleted_by_people == 1
    put(content, "2021/04.txt", page(MARKET, SCHOOL.replace("十二个", "十三个"), BRIDGE, RIVER))
    summary = run(content)
    assert summary.articles_deleted_by_people == 1
    assert sorted(articles(content)) == ["新桥通车？", "渡口的早晨", "菜市场改造完工"]
    assert articles(content)["新桥通车？"].stem.endswith("-04")


def test_an_article_that_a_person_moved_is_not_deleted(content: Path) -> None:
    path = articles(content)["小学开运动会"]
    moved = content / "articles" / "best" / path.name
    moved.parent.mkdir()
    path.rename(moved)
    summary = run(content, taker=BETTER)
    assert (summary.articles_written, summary.articles_deleted_by_people) == (3, 0)
    assert articles(content)["【小学开运动会】"] == moved


def test_an_article_whose_file_a_person_renamed_is_not_deleted(content: Path) -> None:
    path = articles(content)["小学开运动会"]
    renamed = path.rename(path.with_name("运动会.md"))
    put(content, "../articles/notes.md", "没有头的笔记\nid: 2021\n")
    summary = run(content, content / "pages", taker=BETTER)
    assert (summary.articles_written, summary.articles_deleted_by_people) == (3, 0)
    (content / "articles" / "notes.md").unlink()
    assert articles(content)["【小学开运动会】"] == renamed


def test_a_confirmed_article_is_not_doubted_and_not_rewritten(content: Path) -> None:
    put(content, "b.txt", page(BRIDGE))
    assert run(content).doubts == 1
    theirs = edit(articles(content)["新桥通车？"], "\n---\n横跨", "\nreviewed: true\n---\n横跨")
    summary = run(content, taker=BETTER)
    assert (summary.doubts, summary.articles_kept) == (0, 1)
    assert articles(content)["新桥通车？"].read_text("utf-8") == theirs


def test_a_story_that_vanished_goes_and_its_id_is_never_used_again(content: Path) -> None:
    put(content, "2021/04.txt", page(RIVER, MARKET))
    run(content)
    assert sorted(articles(content)) == ["渡口的早晨", "菜市场改造完工"]
    put(content, "2021/04.txt", page(RIVER, MARKET, SCHOOL))
    run(content)
    assert articles(content)["小学开运动会"].stem.endswith("-04")


def test_the_address_of_a_story_that_another_took_up_still_answers(content: Path) -> None:
    old = articles(content)
    joined = "\n".join([MARKET, *SCHOOL.splitlines()])
    put(content, "2021/04.txt", page(RIVER, joined))
    run(content)
    article = article_file.parse(articles(content)["菜市场改造完工"].read_text("utf-8"), "")
    assert {article.id, *article.aliases} == {old["菜市场改造完工"].stem, old["小学开运动会"].stem}
    put(content, "2021/04.txt", page("\n".join([RIVER, joined])))
    run(content)
    (last,) = articles(content).values()
    assert {last.stem, *article_file.parse(last.read_text("utf-8"), "").aliases} == {path.stem for path in old.values()}


def test_a_part_of_a_persons_article_is_not_written_again(tmp_path: Path) -> None:
    joined = "\n".join([MARKET, *SCHOOL.splitlines()])
    put(tmp_path, "04.txt", page(RIVER, joined))
    run(tmp_path)
    path = articles(tmp_path)["菜市场改造完工"]
    theirs = edit(path, "四百名", "五百名")
    put(tmp_path, "04.txt", page(RIVER, MARKET, SCHOOL, BRIDGE))  # what a better importer finds
    summary = run(tmp_path)
    assert sorted(articles(tmp_path)) == ["新桥通车？", "渡口的早晨", "菜市场改造完工"]
    assert path.read_text("utf-8") == theirs
    assert [message for message in summary.messages if str(path) in message and "另列一篇" in message]
    before = tree(tmp_path)
    assert run(tmp_path, taker=BETTER).articles_deleted_by_people == 1
    assert sorted(articles(tmp_path)) == ["【新桥通车？】", "【渡口的早晨】", "菜市场改造完工"]
    assert len(tree(tmp_path)) == len(before)


def test_a_persons_file_whose_story_vanished_is_kept_and_spoken_of(content: Path) -> None:
    path = articles(content)["小学开运动会"]
    theirs = edit(path, "四百名", "五百名")
    put(content, "2021/04.txt", page(RIVER, MARKET))
    assert any(str(path) in message for message in run(content).messages)
    assert path.read_text("utf-8") == theirs


def test_a_page_file_that_a_person_moved_keeps_its_articles(content: Path) -> None:
    before = articles(content)
    (content / "pages" / "2021" / "04.txt").rename(content / "pages" / "要闻.txt")
    run(content)
    assert articles(content) == before
    assert "file: 要闻.txt" in before["渡口的早晨"].read_text("utf-8")
    assert run(content).unchanged == 1


def test_when_the_ledger_is_lost_articles_are_found_again(content: Path) -> None:
    kept = edit(articles(content)["渡口的早晨"], "老船工", "老艄公")
    before = articles(content)
    (content / "imports.yaml").unlink()
    put(content, "2021/04.txt", page(BRIDGE, RIVER, SCHOOL, MARKET))
    run(content)
    after = articles(content)
    assert {title: after[title] for title in before} == before
    assert after["新桥通车？"].stem.endswith("-04")
    assert after["渡口的早晨"].read_text("utf-8") == kept


# ---------------------------------------------------------------- what goes wrong


def test_bad_pages_are_faults_and_the_others_go_on(tmp_path: Path) -> None:
    put(tmp_path, "good.txt", page(RIVER))
    put(tmp_path, "empty.txt", "")
    (tmp_path / "pages" / "binary.txt").write_bytes(bytes(range(256)) * 9)
    summary = run(tmp_path)
    assert [Path(fault.path).name for fault in summary.faults] == ["binary.txt", "empty.txt"]
    assert (summary.pages, summary.articles_written) == (3, 1)


def test_a_page_of_one_line_is_an_article_of_one_line(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "渡口的早晨")
    run(tmp_path)
    assert list(articles(tmp_path)) == ["渡口的早晨"]


def test_contradictions_are_passed_on(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", page(RIVER + "矛盾"))
    assert run(tmp_path).messages == (f"{path}：星期和日期对不上。",)


def test_a_broken_ledger_stops_the_import_before_anything_is_written(content: Path) -> None:
    (content / "imports.yaml").write_text("a: [\n")
    put(content, "b.txt", page(BRIDGE))
    before = tree(content)
    with pytest.raises(UserError, match=r"imports\.yaml:2"):
        run(content)
    assert tree(content) == before


def test_a_fault_of_ours_names_the_page_and_leaves_a_state_to_go_on_from(content: Path) -> None:
    put(content, "bad.txt", "程序错误")
    put(content, "a.txt", page(BRIDGE))
    with pytest.raises(ZeroDivisionError) as raised:
        run(content)
    assert "bad.txt" in raised.value.__notes__[0]
    (content / "pages" / "bad.txt").unlink()
    run(content)
    assert "新桥通车？" in articles(content)
    assert not (content / ".import").exists()


def test_a_fault_of_ours_in_another_process_names_the_page(tmp_path: Path) -> None:
    for number in range(40):
        put(tmp_path, f"{number}.txt", page(RIVER))
    put(tmp_path, "bad.txt", "程序错误")
    with pytest.raises(ZeroDivisionError) as raised:
        run(tmp_path, jobs=2)
    assert "bad.txt" in "".join(raised.value.__notes__)


def test_a_file_in_the_place_of_a_folder_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "c").write_text("")
    with pytest.raises(UserError):
        run(tmp_path / "c")
    put(tmp_path / "d", "a.txt", page(RIVER))
    (tmp_path / "d" / "articles").write_text("")
    with pytest.raises(UserError, match="写不进去"):
        run(tmp_path / "d")


def test_a_report_that_has_no_place_is_a_fault_before_anything_is_done(content: Path) -> None:
    put(content, "b.txt", page(BRIDGE))
    with pytest.raises(UserError, match="报告"):
        run(content, report=content / "nowhere" / "r.html")
    assert len(articles(content)) == 3


def test_a_page_without_stories_is_said(tmp_path: Path) -> None:
    put(tmp_path / "d", "a.txt", "报头 2021-08-18\n")
    assert run(tmp_path / "d").messages == (
        f"{tmp_path / 'd' / 'pages' / 'a.txt'}：没有拆出稿件；它的文字看去都是报头、启事、广告之类。",
    )


@pytest.mark.parametrize("name", ["pages/2021/04.txt", "imports.yaml"])
def test_a_report_is_not_written_over_something_else(content: Path, name: str) -> None:
    before = (content / name).read_bytes()
    with pytest.raises(UserError, match="html"):
        run(content, content / "pages", report=content / name)
    assert (content / name).read_bytes() == before


def test_articles_that_cannot_be_read_are_not_taken_for_deleted(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_folder(monkeypatch, "2021")
    with pytest.raises(UserError, match="articles/2021: 读不了：没有权限"):
        run(content, taker=BETTER)


def test_an_article_file_that_cannot_be_read_is_a_fault(content: Path) -> None:
    path = articles(content)["小学开运动会"]
    path.unlink()
    path.mkdir()
    with pytest.raises(UserError, match="读不了：这是文件夹"):
        run(content, taker=BETTER)


def test_a_ledger_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "imports.yaml").mkdir()
    with pytest.raises(UserError, match="账本读不了"):
        run(tmp_path)


# ---------------------------------------------------------------- kills and rivals

CHILD = """
import sys
from pathlib import Path
from tests.toy_taker import BETTER, TOY
from generator.importer.job import import_pages
if __name__ == "__main__":
    taker = BETTER if sys.argv[2] == "better" else TOY
    say = lambda *at: print(*at, flush=True)
    import_pages([], Path(sys.argv[1]), taker, report=None, jobs=int(sys.argv[3]), progress=say)
"""


def start(content: Path, taker: str, jobs: int) -> subprocess.Popen[str]:
    script = content.parent / "child.py"
    script.write_text(CHILD)
    roots = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
    return subprocess.Popen(
        [sys.executable, str(script), str(content), taker, str(jobs)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(roots)},
        start_new_session=True,
    )


def kill_at(child: subprocess.Popen[str], pages: int) -> None:
    """Kills an import, with its workers, when so many pages are done."""
    assert child.stdout
    for line in child.stdout:
        if int(line.split()[0]) >= pages:
            break
    os.killpg(child.pid, signal.SIGKILL)
    child.stdout.close()
    child.wait()


def many_pages(content: Path, numbers: Iterable[int]) -> None:
    for number in numbers:
        stories = random.Random(number).sample([RIVER, SCHOOL, MARKET, BRIDGE], 3)
        put(content, f"{number:03}.txt", page(*stories, f"拖延\n第{number}版。"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_killed_import_goes_on_and_ends_as_if_nothing_had_happened(tmp_path: Path, jobs: int) -> None:
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    for content in (killed, whole):
        many_pages(content, range(200))
    run(whole)
    kill_at(start(killed, "toy", jobs), 40)
    kill_at(start(killed, "toy", jobs), 90)
    assert (killed / ".import" / "journal").exists()
    assert run(killed).unchanged >= 85
    assert texts(killed) == texts(whole)


def test_a_killed_import_of_changed_pages_keeps_ids_and_addresses(tmp_path: Path) -> None:
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    for content in (killed, whole):
        many_pages(content, range(80))
        run(content)
        for number in range(80):
            joined = "\n".join([MARKET, *SCHOOL.splitlines()])
            put(content, f"{number:03}.txt", page(BRIDGE, joined, f"拖延\n第{number}版。"))
    run(whole, taker=BETTER)
    kill_at(start(killed, "better", 1), 30)
    run(killed, taker=BETTER)
    assert texts(killed) == texts(whole)


@pytest.mark.parametrize("step", ["before", "between", "after"])
def test_a_kill_within_a_page_changes_nothing_in_the_end(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The journal alone knows which id a half-written page gave to whom, and what took up a removed story."""
    put(content, "2021/04.txt", page("\n".join([RIVER, *SCHOOL.splitlines()]), BRIDGE))
    whole = tmp_path / "whole"
    subprocess.run(["cp", "-a", str(content), str(whole)], check=True)
    run(whole)
    write, remove = ArticleFolder.write, ArticleFolder.remove
    written: list[str] = []

    def write_or_die(self: ArticleFolder, name: str, date: str, text: str) -> None:
        if len(written) == ["before", "between", "after"].index(step):
            raise KeyboardInterrupt
        written.append(name)
        write(self, name, date, text)

    def remove_and_die(self: ArticleFolder, name: str) -> None:
        remove(self, name)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(ArticleFolder, "write", write_or_die)
        patch.setattr(ArticleFolder, "remove", remove_and_die)
        run(content)
    run(content)
    assert texts(content) == texts(whole)


def test_a_page_that_changes_again_after_a_kill_loses_no_id(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(self: Ledger, file: str) -> None:
        raise KeyboardInterrupt

    before = articles(content)
    put(content, "2021/04.txt", page(RIVER, BRIDGE, SCHOOL, MARKET))
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Ledger, "done", die)
        run(content)
    bridge = articles(content)["新桥通车？"]
    put(content, "2021/04.txt", page(BRIDGE, SCHOOL, MARKET, RIVER))
    run(content)
    assert articles(content) == {**before, "新桥通车？": bridge}


def test_two_imports_at_once_are_one_too_many(tmp_path: Path) -> None:
    many_pages(tmp_path / "c", range(300))
    child = start(tmp_path / "c", "toy", 1)
    assert child.stdout
    child.stdout.readline()
    with pytest.raises(UserError, match="另一个导入"):
        run(tmp_path / "c")
    kill_at(child, 1)
    assert run(tmp_path / "c").pages == 300


def test_an_edit_during_the_import_is_not_lost(content: Path) -> None:
    path = articles(content)["渡口的早晨"]

    def take(page: Page) -> TakenApart:
        edit(path, "老船工", "老艄公")
        return BETTER.take(page)

    summary = run(content, taker=Taker(take, "3"))
    assert "老艄公" in path.read_text("utf-8")
    assert str(path) in summary.messages[0]


def test_pages_are_read_when_a_worker_is_free_and_not_all_at_the_start() -> None:
    read: list[int] = []

    def works() -> Iterator[Work]:
        for number in range(500):
            read.append(number)
            yield Work(f"{number}", f"{number}", b"", "")

    settled = streamed(_nothing, works(), 2, BATCH)
    next(settled)
    assert len(read) <= 100
    settled.close()


def _nothing(work: Work) -> Outcome:
    return Outcome()
