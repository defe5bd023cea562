"""Jianbao's command line: import, build, serve, check, new. Nothing but the command line."""

from __future__ import annotations

import gc
import os
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what makes a site takes half a second to load: each command loads what it needs
    from generator.build_line import Built, Order

MISSING = "缺少软件包 {}。运行 make site 会装好一切；或者：python -m pip install -r requirements.lock"

# The work is shared out by pages; threads of numpy's own would only get in the other processes' way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

try:
    import click
    import orjson

    from generator import console, content_files, new_article
    from generator.article import Article
    from generator.console import ChineseGroup, say
    from generator.faults import Fault, UserError
    from generator.refusals import reason
    from generator.timing import Timing, peak_memory
except ModuleNotFoundError as error:
    if (error.name or "").startswith("generator"):
        raise
    sys.exit(MISSING.format(error.name))

# An archive is many small values without cycles: looking for garbage among them takes a third of a build.
GARBAGE = 500_000
SAMPLE = 200  # queries of check --search

PATH = click.Path(path_type=Path, readable=False)  # we say ourselves what cannot be read
content_option = click.option(
    "--content", type=PATH, default=Path("content"), metavar="DIR", help="内容文件夹（content）。"
)
out_option = click.option("--out", type=PATH, default=Path("site"), metavar="DIR", help="网站写到哪里（site）。")
jobs_option = click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="同时用几个进程（处理器有几个就用几个）。"
)


@click.group(cls=ChineseGroup, invoke_without_command=True)
@click.pass_context
def jianbao(context: click.Context) -> None:
    """剪报：把报纸的版面文字做成可读、可查的静态网站。

    不带命令时：先导入 content/pages 里新的原文，再把 content/ 建成网站 site/。
    """
    if context.invoked_subcommand is None:
        if (Path("content") / "pages").is_dir():
            import_pages((), Path("content"), None, None)  # no paths: what is new in content/pages
        from generator.build_line import Order

        build_site(Order(Path("content"), Path("site")))


@jianbao.command("import")
@click.argument("paths", nargs=-1, type=PATH, metavar="PATH...")
@content_option
@click.option("--report", type=PATH, metavar="FILE.html", help="把拆版的经过写成一份网页，供编辑核对。")
@click.option("--retag", is_flag=True, help="把没有人改过的稿件全部重新加标签；不写 PATH 也行。")
@jobs_option
@click.pass_context
def import_(
    context: click.Context, paths: tuple[Path, ...], content: Path, report: Path | None, retag: bool, jobs: int | None
) -> None:
    """把报纸版面的原文（文件或文件夹）拆成一篇篇稿件，写进 content/articles。"""
    if not paths and not retag:
        raise click.MissingParameter(ctx=context, param=next(p for p in context.command.params if p.name == "paths"))
    import_pages(paths, content, report, jobs, retag=retag)


@jianbao.command("build")
@content_option
@out_option
@click.option("--base-url", default="", metavar="URL", help="网站将来的网址，代替 site.yaml 里的 base_url。")
@click.option("--portable", is_flag=True, help="链接写明 index.html，不用服务器、从磁盘打开也能看。")
@jobs_option
@click.option("--force", is_flag=True, help="全部重写，不论有没有变化。")
@click.option("--why", is_flag=True, help="列出写了哪些文件，为什么写。")
@click.option("--stats", type=PATH, metavar="FILE.json", help="把用时、内存、文件数写进这个文件。")
def build_(
    content: Path,
    out: Path,
    base_url: str,
    portable: bool,
    jobs: int | None,
    force: bool,
    why: bool,
    stats: Path | None,
) -> None:
    """把 content/ 建成网站；只重写有变化的文件。内容有错时列出全部错误，原来的网站不动。"""
    from generator.build_line import Order

    order = Order(content, out, base_url=base_url, portable=portable, force=force, jobs=jobs)
    build_site(order, why=why, stats=stats)


@jianbao.command()
@content_option
@click.option("--out", type=PATH, default=Path(".preview"), metavar="DIR", help="预览用的网站写到哪里（.preview）。")
@click.option("--host", default="127.0.0.1", metavar="HOST", help="在哪个地址上（127.0.0.1）。")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, metavar="PORT", help="在哪个端口上（8000）。")
def serve(content: Path, out: Path, host: str, port: int) -> None:
    """预览：建好网站，在浏览器里看，内容、模板、样式一存盘就更新。按 Ctrl+C 结束。"""
    from generator import preview  # tornado and livereload are of no use to the other commands

    preview.serve(content, out, host, port, time.perf_counter)


@jianbao.command()
@content_option
@out_option
@click.option("--search", is_flag=True, help="再用一批抽出来的词句查建好的网站，看搜索找得全不全、准不准。")
def check(content: Path, out: Path, search: bool) -> None:
    """检查内容：列出建站时会拒绝的错误和值得留意的地方。什么也不写。"""
    found = content_files.read(content)
    console.say_warnings(found.warnings)
    if search:
        check_search(found.articles, out)
    ending = f"，{len(found.warnings)} 处值得留意" if found.warnings else ""
    say(f"{content}：{len(found.articles):,} 篇稿件，没有错误{ending}。")


@jianbao.command()
@click.argument("title", metavar="标题")
@click.option(
    "--date", "when", default="", metavar="EDTF", help="日期，如 2021-08-18、2021-08、2024-04~；不知道就不写。"
)
@content_option
def new(title: str, when: str, content: Path) -> None:
    """新建一篇稿件：写好头部各项，等着填写。"""
    name, text = new_article.draft(title, when, content_files.read_config(content))
    say(str(content_files.create(content / "articles" / name, text)))


def check_search(articles: Sequence[Article], out: Path) -> None:
    """Searches the built site for texts out of the articles; raises UserError with every one that finds amiss."""
    from generator.search import sampled, shipped  # numpy and the segmenter are slow to load

    listed = [article for article in articles if not article.withdrawn]
    mend = f"先用 python build.py build --out {out} 建好网站再查。"
    try:
        index = shipped.Shipped(out / "search")
        faults = [
            Fault(
                str(out),
                0,
                f"搜 {query} 少了 {len(missing)} 篇，多了 {len(strange)} 篇：{(*missing, *strange)[0]}",
                mend,
            )
            for query, missing, strange in sampled.wrong(listed, index.find, SAMPLE)
        ]
    except (OSError, ValueError, KeyError) as error:
        raise UserError([Fault(str(out / "search"), 0, f"搜索的文件读不了：{error}。", mend)]) from None
    if faults:
        raise UserError(faults)
    say(f"{out}：用 {SAMPLE} 句抽出来的词句查过，该找到的都找到，没有多的。")


def import_pages(
    paths: tuple[Path, ...], content: Path, report: Path | None, jobs: int | None, *, retag: bool = False
) -> None:
    """Imports, says what came of it, and exits with 1 where pages could not be read."""
    from generator.importer.job import run_import  # the segmenter and numpy are slow to load
    from generator.importer.tag_pass import Tagging

    region = content_files.read_config(content).home_region
    tagging = Tagging(content_files.read_tag_list(content), retag)
    with console.progress("导入") as moved:
        done = run_import(paths, content, report=report, jobs=jobs, progress=moved, home_region=region, tagging=tagging)
    if done.faults and not done.pages:
        raise UserError(done.faults)
    console.say_table(
        [
            ("版面", done.pages),
            ("没有变化的版面", done.unchanged),
            ("写下的稿件", done.articles_written),
            ("有人改过、没有动的稿件", done.articles_kept),
            ("有人删去、没有再写的稿件", done.articles_deleted_by_people),
            ("加了或换了标签的稿件", done.articles_tagged),
            ("拿不准的地方", done.doubts),
        ]
    )
    for message in done.messages:
        say(message)
    if done.faults:
        raise UserError(done.faults)


def build_site(order: Order, *, why: bool = False, stats: Path | None = None) -> None:
    """Builds, says what was done, and writes the figures where they are asked for."""
    if stats and stats.is_file() and stats.suffix != ".json":
        mend = "换一个名字，例如 --stats stats.json"
        raise UserError([Fault(str(stats), 0, "已经有这个文件，又不是 .json，没有覆盖。", mend)])
    from generator.build_line import build

    timing = Timing(time.perf_counter)
    built = build(order, timing.done)
    console.say_warnings(built.warnings)
    if why:
        console.say_why(built)
    console.say_built(built, str(order.out), timing.seconds)
    if stats:
        write_stats(stats, built, timing)


def write_stats(path: Path, built: Built, timing: Timing) -> None:
    done = built.published
    figures = {
        "articles": built.articles,
        "outputs": len(done.written) + done.unchanged,
        "written": len(done.written),
        "unchanged": done.unchanged,
        "removed": len(done.removed),
        "seconds": round(timing.seconds, 3),
        "peak_rss_mb": peak_memory(),
        "steps": timing.steps,
    }
    try:
        path.write_bytes(orjson.dumps(figures, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    except OSError as error:
        raise UserError([Fault(str(path), 0, f"写不进去：{reason(error)}。", "看看文件夹在不在、能不能写。")]) from None


def main() -> None:
    """Runs the command line. Exits with 0, 1 (the user's fault), 2 (wrong usage), 70 (ours) or 130 (interrupted)."""
    gc.set_threshold(GARBAGE)
    try:
        jianbao.main(prog_name="python build.py", standalone_mode=False)
    except UserError as error:
        console.say_faults(error.faults)
        sys.exit(1)
    except click.UsageError as error:
        say(f"{console.usage_problem(error)}\n用法见 python build.py --help", error=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        say("中断了。", error=True)
        sys.exit(130)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("generator"):
            raise
        sys.exit(MISSING.format(error.name))
    except BrokenPipeError:  # click's own words, cut off by `| head`
        console.to_nowhere(sys.stdout)
    except Exception:  # noqa: BLE001 - the last resort: show the traceback, say whose fault it is
        say(f"{traceback.format_exc()}\n这是程序的错，不是您的。请把上面的文字和所用的命令报告给我们。", error=True)
        sys.exit(70)


if __name__ == "__main__":
    main()
