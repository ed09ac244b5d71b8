"""The real stand-in on a free port, with two Zalo bots beside one of Telegram, spoken to over plain HTTP."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from sandbox.app import build
from sandbox.world import Options, World
from sandbox.zalo.people import ZaloPhone
from tests.sandbox_zalo.zalo_hook import ZaloHook
from tests.standin import Running

Json = dict[str, Any]

TELEGRAM = "1000:AAE-first"
ONE, TWO = "1001:abc-one", "1002:abc-two"
FIRST, SECOND = "bot.Mot", "bot.Hai"
NAME, SECOND_NAME = "Bot Giao Việc", "Bot Giao Việc 2"
LAN, MINH, HOA, STRANGER = 11, 12, 13, 14
GROUP, BOTH = -600, -700
QUICK = {"idle_hold": 0.15, "photo_again": 0.15, "webhook_pause": 0.02, "webhook_timeout": 8.0, "photo_patience": 8.0}
SCENE: Json = {
    "bots": [
        {"platform": "zalo", "token": ONE, "username": FIRST, "name": NAME, "settings": QUICK},
        {"platform": "zalo", "token": TWO, "username": SECOND, "name": SECOND_NAME, "settings": QUICK},
        {"token": TELEGRAM, "id": 1000, "username": "giaoviec_bot", "name": "Giao Việc"},
    ],
    "users": [
        {"id": LAN, "first_name": "Lan", "last_name": "Nguyễn", "started": [FIRST, SECOND, "giaoviec_bot"]},
        {"id": MINH, "first_name": "Minh", "started": [FIRST]},
        {"id": HOA, "first_name": "Hoa", "protected": True, "started": [FIRST]},
        {"id": STRANGER, "first_name": "Khách"},
    ],
    "groups": [
        {"id": GROUP, "title": "Ban Tổ chức", "members": [LAN, MINH], "bots": [ONE]},
        {"id": BOTH, "title": "Cả hai", "members": [LAN, MINH], "bots": [ONE, TWO]},
    ],
    "phones": [
        {"id": "lan", "title": "Lãnh đạo", "user": LAN, "chat": f"bot:{FIRST}", "platform": "zalo"},
        {"id": "board", "title": "Ban", "user": MINH, "chat": GROUP, "platform": "zalo"},
    ],
}


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    running = Running(build(World(Options(bot_url=""))))
    yield running.url
    running.stop()


class Control:
    """Everything that isn't a bot's business."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http
        self.url = str(http.base_url).rstrip("/")

    def post(self, path: str, given: Any = None) -> Any:
        answer = self.http.post(path, json=given)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def refused(self, path: str, given: Any) -> str:
        answer = self.http.post(path, json=given)
        assert answer.status_code == 400, answer.text
        return str(answer.json()["error"])

    def zalo(self, **given: Any) -> Any:
        """Changes switches of the first bot; its state."""
        return self.post("/control/zalo", {"bot": FIRST, **given})["bots"][FIRST]

    def log(self, *kinds: str) -> list[Any]:
        entries = self.http.get("/control/log").json()["entries"]
        return [entry for entry in entries if not kinds or entry["kind"] in kinds]

    def events(self, *kinds: str) -> list[Any]:
        return [each for each in self.http.get("/phones/api/events").json()["events"] if each["kind"] in kinds]

    def wire_id(self, member: int, bot: str = FIRST) -> str:
        return str(self.http.get("/control/zalo").json()["bots"][bot]["ids"][str(member)])


@pytest.fixture
def control(server: str) -> Iterator[Control]:
    """A fresh scene."""
    with httpx.Client(base_url=server, timeout=10, trust_env=False) as client:
        made = Control(client)
        made.post("/phones/api/clock", {"jump": datetime.now(UTC).isoformat()})
        made.post("/control/reset")
        made.post("/control/scene", SCENE)
        yield made


class Api:
    """One bot's calls, answers as they come."""

    def __init__(self, http: httpx.Client, token: str, base: str = "/zalo") -> None:
        self.http = http
        self.path = f"{base}/bot{token}"

    def raw(self, method: str, **params: Any) -> httpx.Response:
        return self.http.post(f"{self.path}/{method}", json=params)

    def __call__(self, method: str, **params: Any) -> tuple[int, Any]:
        answer = self.raw(method, **params)
        return answer.status_code, answer.json()

    def result(self, method: str, **params: Any) -> Any:
        status, body = self(method, **params)
        assert (status, body["ok"]) == (200, True), body
        return body["result"]

    def update(self) -> Any:
        """The next event, or None when there is none."""
        status, body = self("getUpdates", timeout=30)
        return body["result"] if status == 200 else None

    def texts(self, polls: int) -> list[str]:
        """What so many polls bring."""
        updates = [self.update() for _ in range(polls)]
        return [update["message"]["text"] for update in updates if update]


@pytest.fixture
def api(control: Control) -> Api:
    return Api(control.http, ONE)


@pytest.fixture
def second(control: Control) -> Api:
    return Api(control.http, TWO)


@pytest.fixture
def hook() -> Iterator[tuple[ZaloHook, str]]:
    """A bot's webhook and its address."""
    made = ZaloHook()
    running = Running(made)
    yield made, running.url + "/hook"
    running.stop()


@pytest.fixture
async def lan(control: Control, anyio_backend: str) -> AsyncIterator[ZaloPhone]:
    """Lan with the first bot."""
    async with ZaloPhone(control.url, LAN, f"bot:{FIRST}") as phone:
        yield phone


@pytest.fixture
async def minh(control: Control, anyio_backend: str) -> AsyncIterator[ZaloPhone]:
    """Minh in the board's group."""
    async with ZaloPhone(control.url, MINH, GROUP) as phone:
        yield phone


async def soon(condition: Callable[[], Any], seconds: float = 10.0) -> None:
    """Waits until the condition holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError("it never came true")
        await asyncio.sleep(0.02)
