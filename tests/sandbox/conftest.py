"""The real stand-in on a free port, for tests that speak to it with real clients."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
import telegram
from telegram.request import HTTPXRequest

from sandbox.app import build
from sandbox.people import Phone
from sandbox.world import Options, World
from tests.standin import Running

TOKEN, OTHER_TOKEN = "1000:AAE-first", "2000:AAF-second"
LAN, MINH, STRANGER = 11, 12, 13
GROUP = -500
ARRIVED = 0.6  # seconds after which a call has surely arrived, on a busy machine as well
FAST = Options(bot_url="", webhook_pause=0.05, webhook_pause_max=0.2, webhook_timeout=2.0, answer_wait=1.0)
SCENE = {
    "bots": [{"token": TOKEN, "id": 1000, "username": "giaoviec_bot", "name": "Giao Việc"}],
    "users": [
        {"id": LAN, "first_name": "Lan", "started": ["giaoviec_bot"]},
        {"id": MINH, "first_name": "Minh", "last_name": "Trần", "username": "minh_tran"},
        {"id": STRANGER, "first_name": "Khách"},
    ],
    "groups": [{"id": GROUP, "title": "Ban Tổ chức", "members": [LAN, MINH], "bots": [TOKEN]}],
    "phones": [
        {"id": "lan", "title": "Lãnh đạo", "subtitle": "xã", "user": LAN, "chat": "bot:giaoviec_bot"},
        {"id": "board", "title": "Ban", "user": MINH, "chat": GROUP},
    ],
}


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def world() -> World:
    return World(FAST)


@pytest.fixture(scope="session")
def server(world: World) -> Iterator[str]:
    running = Running(build(world))
    yield running.url
    running.stop()


class Control:
    """Everything that isn't a bot's business; it raises for what the stand-in refuses."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http
        self.url = str(http.base_url).rstrip("/")

    def post(self, path: str, given: Any = None) -> Any:
        return self.http.post(path, json=given).raise_for_status().json()

    def get(self, path: str) -> Any:
        return self.http.get(path).raise_for_status().json()

    def refused(self, path: str, given: Any) -> str:
        answer = self.http.post(path, json=given)
        assert answer.status_code == 400, answer
        return str(answer.json()["error"])

    def log(self, *kinds: str) -> list[Any]:
        return [entry for entry in self.get("/control/log")["entries"] if not kinds or entry["kind"] in kinds]

    def events(self, *kinds: str) -> list[Any]:
        return [each for each in self.get("/phones/api/events")["events"] if not kinds or each["kind"] in kinds]


@pytest.fixture
def control(server: str, world: World) -> Iterator[Control]:
    """A fresh scene."""
    with httpx.Client(base_url=server, timeout=10) as client:
        world.options = replace(FAST)
        made = Control(client)
        made.post("/control/reset")
        made.post("/control/scene", SCENE)
        yield made


class Api:
    """The wire itself: calls by name, answers as they come."""

    def __init__(self, http: httpx.Client, token: str) -> None:
        self.http = http
        self.token = token

    def __call__(self, method: str, **params: Any) -> Any:
        return self.http.post(f"/bot{self.token}/{method}", json=params).json()

    def result(self, method: str, **params: Any) -> Any:
        answer = self(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    def refusal(self, method: str, **params: Any) -> tuple[int, str]:
        answer = self(method, **params)
        assert not answer["ok"], answer
        return answer["error_code"], answer["description"]

    def updates(self, offset: int = 0, timeout: int = 0) -> list[Any]:
        return list(self.result("getUpdates", offset=offset, timeout=timeout))


@pytest.fixture
def api(control: Control) -> Api:
    return Api(control.http, TOKEN)


@pytest.fixture
async def bot(control: Control, anyio_backend: str) -> AsyncIterator[telegram.Bot]:
    """python-telegram-bot's client; the second one, aiogram, has a file of its own because it takes seconds to import."""
    # Two pools as the library's own application has: a long poll must not stand in the way.
    made = telegram.Bot(
        TOKEN,
        f"{control.url}/bot",
        f"{control.url}/file/bot",
        request=HTTPXRequest(16),
        get_updates_request=HTTPXRequest(4),
    )
    async with made:
        yield made


@pytest.fixture
async def lan(control: Control, anyio_backend: str) -> AsyncIterator[Phone]:
    async with Phone(control.url, LAN) as phone:
        yield phone


@pytest.fixture
async def minh(control: Control, anyio_backend: str) -> AsyncIterator[Phone]:
    """Minh in the board's group."""
    async with Phone(control.url, MINH, GROUP) as phone:
        yield phone


async def soon(condition: Any, seconds: float = 3.0) -> None:
    """Waits until the condition holds."""
    for _ in range(int(seconds / 0.02)):
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never came true")
