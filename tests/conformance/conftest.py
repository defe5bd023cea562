"""The sites and the browser that all conformance tests share: each site is built once, one browser opens them all."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.test_in_browser import FLAGS, Quiet
from tests.conformance import built_sites
from tests.conformance.built_sites import BuiltSite
from tests.find_browser import browser as browser_path

MAKERS = {
    "sample": built_sites.sample,
    "small": built_sites.small,
    "hostile": built_sites.hostile,
    "shared": built_sites.shared,
}
Make = Callable[[str], BuiltSite]


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Builds a site by name, or gives the one built before."""
    made: dict[str, BuiltSite] = {}

    def by_name(name: str) -> BuiltSite:
        if name == "shared" and not built_sites.SHARED_PAGES.is_dir():
            pytest.skip("旁边没有 ../shared/pages，由它建成的网站没有检查")
        if name not in made:
            made[name] = MAKERS[name](tmp_path_factory.mktemp(name))
        return made[name]

    return by_name


@pytest.fixture(scope="session", params=MAKERS)
def site(request: pytest.FixtureRequest, make: Make) -> BuiltSite:
    """Each of the sites in turn."""
    return make(request.param)


@pytest.fixture(scope="session")
def portable(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The sample site, made to be opened from disk."""
    return built_sites.sample(tmp_path_factory.mktemp("portable"), portable=True)


@pytest.fixture(scope="package")  # two that are open at once would be in each other's way
def chromium() -> Iterator[Browser]:
    path = browser_path()
    assert path, "没有找到 Chromium：apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[BuiltSite], str]]:
    """Serves sites below the path of their base URL and gives the address of each."""
    servers: dict[str, http.server.ThreadingHTTPServer] = {}

    def served(site: BuiltSite) -> str:
        web = site.folder.parent / "web"
        if str(web) not in servers:
            web.mkdir()
            (web / "archive").symlink_to(site.folder)
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(web)))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            servers[str(web)] = server
        return f"http://127.0.0.1:{servers[str(web)].server_port}/archive/"

    yield served
    for server in servers.values():
        server.shutdown()
        server.server_close()
