"""What a test opened in the browser is closed behind it: with a hundred pages open each further one takes seconds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser


@pytest.fixture(autouse=True)
def closed_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Closes what the test opened; pages that several tests share are open before it."""
    if "chromium" not in request.fixturenames:
        yield
        return
    browser: Browser = request.getfixturevalue("chromium")
    before = set(browser.contexts)
    yield
    for context in browser.contexts:
        if context not in before:
            context.close()
