"""The real stand-in with the phones, a small bot behind it, and a page in a browser."""

from __future__ import annotations

import itertools
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request

from tests.browser import PATIENCE
from tests.browser import browser as browser
from tests.phones.echo import EchoBot, Json

START = 15.0  # seconds
numbers = itertools.count(1)
OpenPage = Callable[..., Page]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_up(url: str) -> None:
    deadline = time.monotonic() + START
    while time.monotonic() < deadline:
        try:
            httpx.get(f"{url}/phones/api/state").raise_for_status()
            return
        except httpx.TransportError:
            time.sleep(0.05)
    raise TimeoutError(f"{url} did not come up")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a running `python -m sandbox`; nothing answers where it looks for a bot's clock."""
    port = free_port()
    command = [sys.executable, "-m", "sandbox", "--port", str(port), "--bot-url", f"http://127.0.0.1:{free_port()}"]
    with subprocess.Popen(command) as process:
        try:
            wait_until_up(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def scene_of(number: int) -> Json:
    """New people and a new bot for each test: the stream of events outlives a reset."""
    base = number * 10
    leader, clerk, second = base + 1, base + 2, base + 3
    bot = {"token": f"{base}:echo", "id": base, "username": f"echo{base}_bot", "name": "Trợ lý", "privacy": False}
    names = {leader: "Bí thư Đảng ủy xã", clerk: "Cán bộ tổng hợp", second: "Phó Trưởng ban"}
    group = {"id": -base, "title": "Ban Tổ chức", "members": [clerk, second], "bots": [bot["token"]]}
    phones = [
        {
            "id": "leader",
            "title": "Lãnh đạo",
            "subtitle": "trợ lý tự động",
            "user": leader,
            "chat": f"bot:{bot['username']}",
        },
        {"id": "clerk", "title": "Cán bộ 1", "subtitle": "3 thành viên", "user": clerk, "chat": -base},
        {"id": "clerk2", "title": "Cán bộ 2", "subtitle": "3 thành viên", "user": second, "chat": -base},
    ]
    users = [{"id": id, "first_name": name} for id, name in names.items()]
    return {"bots": [bot], "users": users, "groups": [group], "phones": phones}


@pytest.fixture
def scene(server: str) -> Json:
    made = scene_of(next(numbers))
    with httpx.Client(
        base_url=server, verify=False
    ) as http:  # reading the certificates would take longer than the calls
        http.post("/control/reset").raise_for_status()
        http.post("/control/scene", json=made).raise_for_status()
    return made


@pytest.fixture
def bot(server: str, scene: Json) -> Iterator[EchoBot]:
    running = EchoBot(server, scene["bots"][0]["token"])
    yield running
    running.stop()


@pytest.fixture
def open_page(browser: Browser, server: str, bot: EchoBot) -> Iterator[OpenPage]:
    """Opens the page, 1440 × 900 and light unless told; afterwards nothing may have failed in it or come from elsewhere."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def abroad(request: Request) -> None:
        if not request.url.startswith((server, "blob:", "data:")):
            troubles.append(f"fetched from elsewhere: {request.url}")

    def opened(width: int = 1440, height: int = 900, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", abroad)
        page.goto(server)
        page.locator("body[data-following]").wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()
