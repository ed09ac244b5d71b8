"""A stand-in that is not ours, and stricter about parameters: the same channel, unchanged."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import pytest

from channels.base import Button, ChatRef, CommandHelp, File, Outgoing, Span
from tests.telegram.support import Json, MakeChannel, first

pytestmark = pytest.mark.anyio

TOKEN = "123456:another-servers-token"
CHAT = ChatRef("tg", "5")
PERSON = {"id": 5, "is_bot": False, "first_name": "A"}


class Other:
    """lo-bot-api-emulator, running; `verdicts` are (method, status) in order."""

    def __init__(self, emulator: Any, url: str) -> None:
        self._emulator = emulator
        self.url = url

    async def put(self, update: Json) -> None:
        await self._emulator.enqueue_update(update, token=TOKEN)

    @property
    def verdicts(self) -> list[tuple[str, int]]:
        return [(each["method"], each["status"]) for each in self._emulator.requests]


@pytest.fixture
async def other() -> AsyncIterator[Other]:
    from aiohttp import web
    from lo_bot_api_emulator import LoBotApiEmulator

    emulator = LoBotApiEmulator()
    runner = web.AppRunner(emulator.app(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield Other(emulator, f"http://127.0.0.1:{runner.addresses[0][1]}")
    await runner.cleanup()


async def test_a_conversation_from_start_to_files(other: Other, make: MakeChannel) -> None:
    channel = make(TOKEN, other.url)
    await channel.start([CommandHelp("viec", "Danh sách"), CommandHelp("giao", "Giao việc", scope="board")])
    said = {"message_id": 7, "date": 1, "chat": {"id": 5, "type": "private", "first_name": "A"}, "from": PERSON}
    await other.put({"message": {**said, "text": "việc"}})
    batches: Any = channel.poll()
    async with aclosing(batches):
        assert [each.text for each in await first(batches)] == ["việc"]
    await channel.typing(CHAT)
    keys = ((Button("1 Đúng", "t1"),),)
    await channel.send(Outgoing(CHAT, (Span("Đúng không?", "bold"),), buttons=keys, reply_to="7"))
    await channel.send(Outgoing(CHAT, (Span("Tuần 48"),), file=File("a.png", "image/png", b"x", picture=True)))
    await channel.send(Outgoing(CHAT, (Span("Phụ lục"),), file=File("a.xlsx", "application/x", b"x")))
    sends = [each for each in other.verdicts if each[0].startswith("send")]
    expected = [("sendChatAction", 200), ("sendMessage", 200), ("sendPhoto", 200), ("sendDocument", 200)]
    assert sends == expected
