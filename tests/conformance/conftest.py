"""The sites and the browser that all conformance tests share: each site is built once, one browser opens them all."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from tests.browser.test_in_browser import Quiet
from tests.conformance import built_sites
from tests.conformance.built_sites import BuiltSite

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
