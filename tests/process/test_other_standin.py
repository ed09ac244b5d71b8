"""The same bot, unchanged, holds the conversation against a stand-in for Telegram that is not ours."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from bot.db import Database
from models import Outbox
from tests.process.organisation import prepare
from tests.process.rig import TOKEN, Rig, wait_until

pytestmark = pytest.mark.process
USER = 501


class Emulator:
    """lo-bot-api-emulator in a thread of its own."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self.url = ""
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        wait_until(lambda: self.url)

    def _serve(self) -> None:
        self._loop.run_until_complete(self._open())
        self._loop.run_forever()

    async def _open(self) -> None:
        from aiohttp import web
        from lo_bot_api_emulator import LoBotApiEmulator

        self._emulator = LoBotApiEmulator()
        self._runner = web.AppRunner(self._emulator.app(), access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    def put(self, update: dict[str, Any]) -> None:
        asyncio.run_coroutine_threadsafe(self._emulator.enqueue_update(update, token=TOKEN), self._loop).result(5)

    @property
    def accepted(self) -> int:
        """How many messages it took; it keeps no texts."""
        return sum(each["method"] == "sendMessage" and each["status"] == 200 for each in list(self._emulator.requests))

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    made = Emulator()
    yield made
    made.close()


def said(text: str, number: int) -> dict[str, Any]:
    person = {"id": USER, "is_bot": False, "first_name": "A"}
    chat = {"id": USER, "type": "private", "first_name": "A"}
    # on this server it is always one second past 1970: what is said must agree with what it answers to a send
    return {"message": {"message_id": number, "date": 1, "chat": chat, "from": person, "text": text}}


def texts(url: str) -> list[str]:
    """What the bot handed over, from its own outbox."""
    db = Database(url)
    rows = db.read_now(lambda session: session.exec(select(Outbox.body).order_by(col(Outbox.id))).all())
    db.close()
    return ["".join(text for text, _ in body[0]["spans"]) for body in rows]


def test_a_conversation_is_held(tmp_path: Path, emulator: Emulator) -> None:
    rig = Rig(tmp_path, settings={"TELEGRAM_API": emulator.url})
    url = f"sqlite:///{tmp_path / 'giaoviec.db'}"
    prepare(url, [USER], datetime.now(UTC))
    try:
        rig.start_bot()
        for number, text in enumerate(("việc", "1", "trợ giúp"), 1):
            emulator.put(said(text, number))
            wait_until(lambda number=number: emulator.accepted == number, process=rig.bot)  # type: ignore[misc]
    finally:
        rig.close()
    assert [text.split("\n")[0] for text in texts(url)[:2]] == [
        "Đồng chí đang có 1 nhiệm vụ: 🟢 1 đúng tiến độ",
        "1 · NV-1 · Bàn giao mặt bằng tuyến số 1",
    ]
