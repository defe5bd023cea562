"""What the terminal shows: faults, summaries, progress, and click's own words in Chinese. Prints, decides nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

import click
from click.exceptions import NoSuchCommand
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from generator.faults import Fault

if TYPE_CHECKING:  # only `build` loads what makes a site
    from generator.build_line import Built


def say(text: str, *, error: bool = False) -> None:
    """Prints a line; goes on silently where nobody reads any more (`| head`)."""
    try:
        click.echo(text, err=error)
    except BrokenPipeError:
        to_nowhere(sys.stderr if error else sys.stdout)


def say_faults(faults: Iterable[Fault]) -> None:
    """All faults, and how many, to stderr."""
    faults = tuple(faults)
    for fault in faults:
        say(str(fault), error=True)
    if len(faults) > 1:
        say(f"\n共 {len(faults)} 处要改。", error=True)


def say_warnings(warnings: Iterable[Fault]) -> None:
    for warning in warnings:
        say(f"留意 {warning}", error=True)


def say_built(built: Built, out: str, seconds: float) -> None:
    """One line for a build."""
    done = built.published
    changes = [f"写 {len(done.written):,}", f"不变 {done.unchanged:,}", f"删 {len(done.removed):,}"]
    say(f"{out}：{built.articles:,} 篇稿件，{'，'.join(changes)} 个文件，{seconds:.1f} 秒")


def say_why(built: Built) -> None:
    """Each file that was written or removed, and why."""
    for path, why in built.published.written:
        say(f"{why}\t{path}")
    for path in built.published.removed:
        say(f"不再有\t{path}")


def say_table(rows: Iterable[tuple[str, int]]) -> None:
    """Numbers under each other; a Chinese character is two columns wide."""
    texts = [(label, f"{number:,}") for label, number in rows]
    label_width = max(_width(label) for label, _ in texts)
    number_width = max(len(number) for _, number in texts)
    for label, number in texts:
        say(f"  {label}{' ' * (label_width - _width(label))}  {number:>{number_width}}")


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A function (done, of) that moves a progress bar on a terminal, and does nothing elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda done, of: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


class ChineseCommand(click.Command):
    """A command whose help is Chinese throughout."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        chinese = {"[OPTIONS]": "[选项]", "[COMMAND] [ARGS]...": "[命令] [参数]…"}
        return [chinese.get(piece, piece) for piece in super().collect_usage_pieces(ctx)]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [row for parameter in self.get_params(ctx) if (row := parameter.get_help_record(ctx))]
        with formatter.section("选项"):
            formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = "显示这份说明。"
        return option


class ChineseGroup(ChineseCommand, click.Group):
    """A group of such commands."""

    command_class = ChineseCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl([(name, command.get_short_help_str(80)) for name, command in self.commands.items()])


def usage_problem(error: click.UsageError) -> str:
    """What is wrong with a command line, in Chinese."""
    if isinstance(error, click.NoSuchOption):
        near = f"是不是想写 {'、'.join(error.possibilities)}？" if error.possibilities else ""
        return f"没有 {error.option_name} 这个选项。{near}"
    if isinstance(error, NoSuchCommand):
        return f"没有 {error.command_name} 这个命令。"
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.IntRange):
        return f"{error.param.opts[0]} 要一个整数，从 {error.param.type.min} 起。"
    if isinstance(error, click.MissingParameter):
        return f"缺少 {error.param.human_readable_name if error.param else error.param_hint}。"
    if isinstance(error, click.BadParameter) and error.param:
        return f"{error.param.get_error_hint(error.ctx) if error.ctx else error.param.name} 的值不对：{error.message}"
    return error.format_message()


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text)


def to_nowhere(stream: TextIO) -> None:
    """Sends what is still to be written, also on exit, to nobody."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
