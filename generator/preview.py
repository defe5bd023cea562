"""`serve`: builds, serves, watches, builds again; a fault leaves the last good site up and is told in the terminal.

An edit is shown as soon as its pages are made; the search index follows when no other edit has come for a moment.
"""

from __future__ import annotations

import errno
import logging
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from livereload import Server
from livereload.handlers import LiveReloadHandler, StaticFileHandler
from tornado.ioloop import IOLoop

from generator.build_line import Built, Order, build, build_pages
from generator.changes import Watch
from generator.console import say, say_built, say_faults, say_warnings
from generator.faults import Fault, UserError
from generator.publish import Published
from generator.refusals import reason
from generator.timing import Timing

# below content/; raw pages need an import first, so they change nothing here
WATCHED = ("articles", "images", "*.md", "*.yaml")
PAUSE = 1.5  # seconds for the browser to fetch an edited page, before the index is made
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

    building = _Building(order, clock)
    for name in WATCHED:
        server.watch(str(content / name), building.pages)
    for folder in (order.templates, order.static):
        server.watch(str(folder), building.pages)
    building.all()  # what is edited meanwhile is seen
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


class _Building:
    """Builds again and again, and tells how it went."""

    def __init__(self, order: Order, clock: Callable[[], float]) -> None:
        self._order, self._clock = order, clock
        self._stands = True  # the site is as the content says, as far as anybody was told
        self._waiting: object = None  # until the index is made

    def all(self) -> None:
        """Builds everything."""
        self._told(lambda timing: build(self._order, timing.done))

    def pages(self) -> None:
        """Builds everything but the search index, and that when the browser has had its pages."""
        index: list[Callable[[], Published]] = []

        def made(timing: Timing) -> Built:
            built, rest = build_pages(self._order, timing.done)
            index.append(rest)
            return built

        if self._told(made):
            self._soon(index[0])

    def _soon(self, make: Callable[[], Published]) -> None:
        """Calls in a moment, and not what was to be called before."""
        loop = IOLoop.current()
        if self._waiting is not None:
            loop.remove_timeout(self._waiting)
        self._waiting = loop.call_later(PAUSE, self._index, make)

    def _index(self, make: Callable[[], Published]) -> None:
        self._waiting = None
        try:
            make()
        except UserError as error:
            say_faults(error.faults)

    def _told(self, make: Callable[[Timing], Built]) -> bool:
        """Builds and tells; whether the site is as the content says."""
        timing, before = Timing(self._clock), self._stands
        try:
            built = make(timing)
        except UserError as error:
            say_faults(error.faults)
            stands = "网站还是上次建好的样子" if any(self._order.out.glob("*.html")) else "网站还没有建成"
            say(f"{stands}；改好存盘，会自动再建。", error=True)
            self._stands = False
            return False
        if built.published.written or built.published.removed or not before:
            say_warnings(built.warnings)
            say_built(built, str(self._order.out), timing.seconds)
        self._stands = True
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
