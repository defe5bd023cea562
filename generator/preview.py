"""`serve`: builds, serves, watches, builds again; a fault leaves the last good site up and is told in the terminal."""

from __future__ import annotations

import errno
import logging
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from livereload import Server
from livereload.handlers import LiveReloadHandler, StaticFileHandler

from generator.build_line import Order, build
from generator.changes import Watch
from generator.console import say, say_built, say_faults, say_warnings
from generator.faults import Fault, UserError
from generator.refusals import reason
from generator.timing import Timing

# below content/; raw pages need an import first, so they change nothing here
WATCHED = ("articles", "images", "*.md", "*.yaml")
NOT_FOUND = (403, 404)  # nobody is to be told which of the two
CHATTER = ("livereload", "tornado.access", "tornado.general")  # what goes wrong in a build is in tornado.application


def serve(content: Path, out: Path, host: str, port: int, clock: Callable[[], float]) -> None:
    """Serves a preview of `content`, built into `out`, until it is interrupted.

    Raises UserError where there is no such folder, the port is taken or the address is not one of this machine.
    """
    if not content.is_dir():
        raise UserError([Fault(str(content), 0, "没有这个内容文件夹。", "用 --content 指明它，或先建一个。")])
    port = _free(host, port)
    order = Order(content, out, base_url=f"http://{host}:{port}/", preview=True)
    server = Server(watcher=Watch())
    server.SFH = _Files

    stands = _build(order, clock, before=True)

    def again() -> None:
        nonlocal stands
        stands = _build(order, clock, before=stands)

    for name in WATCHED:
        server.watch(str(content / name), again)
    for folder in (order.templates, order.static):
        server.watch(str(folder), again)
    for name in CHATTER:
        logging.getLogger(name).disabled = True
    LiveReloadHandler.DEFAULT_RELOAD_TIME = 0  # or an edit within three seconds of the last would not be shown
    say(f"在浏览器里打开 http://{host}:{port}/ ，按 Ctrl+C 结束。")
    server.serve(port=port, host=host, root=str(out))


class _Files(StaticFileHandler):  # type: ignore[misc]  # livereload has no types
    """Serves the site, and its 404.html for what is not there, as its host will."""

    def write_error(self, status_code: int, **more: Any) -> None:
        page = Path(self.root) / "404.html"
        if status_code not in NOT_FOUND or not page.is_file():
            super().write_error(status_code, **more)
            return
        self.set_status(404)
        self.finish(page.read_bytes())


def _build(order: Order, clock: Callable[[], float], *, before: bool) -> bool:
    """Builds and tells; whether the site is as the content says. `before`: whether it was."""
    timing = Timing(clock)
    try:
        built = build(order, timing.done)
    except UserError as error:
        say_faults(error.faults)
        stands = "网站还是上次建好的样子" if any(order.out.glob("*.html")) else "网站还没有建成"
        say(f"{stands}；改好存盘，会自动再建。", error=True)
        return False
    if built.published.written or built.published.removed or not before:
        say_warnings(built.warnings)
        say_built(built, str(order.out), timing.seconds)
    return True


def _free(host: str, port: int) -> int:
    """The port, or a free one where it is 0; raises UserError where it cannot be had."""
    try:
        with socket.create_server((host, port)) as probe:
            return int(probe.getsockname()[1])
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            fault = Fault("", 0, f"端口 {port} 已经有程序在用。", f"换一个：--port {port + 1}")
        else:
            fault = Fault("", 0, f"不能在 {host}:{port} 上开：{reason(error)}。", "换一个 --host 或 --port。")
        raise UserError([fault]) from None
