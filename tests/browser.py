"""A headless Chromium for tests that look at pages: import the fixture `browser` where it is needed.

Where the machine has no Chromium such a test is skipped with the reason NO_CHROMIUM, and nothing else is ever skipped.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

NO_CHROMIUM = "no Chromium"
PATIENCE = 40_000  # milliseconds: a busy machine is no failure
expect.set_options(timeout=PATIENCE)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> Path | None:
    """The browser that the system's packages brought; Playwright's own downloads are not used."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return Path(found) if found else None


# Once a module: while Playwright's synchronous side is open its event loop counts as running, and `asyncio.run` of another
# module's test would refuse to start.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.skip(NO_CHROMIUM)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()
