"""Where people of a scenario stand: the bare text channel in the process, or Telegram over real HTTP."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from itertools import count
from typing import Any, Protocol

import httpx

from channels.bare import BareChannel
from channels.base import Channel
from channels.telegram import TelegramChannel

TOKEN = "1000:AAE-stage"
BOT_NAME = "Bot Giao Việc"


class Street(Protocol):
    """What people do on a channel, and what they read there. A chat's id is the person's own, or a group's."""

    name: str
    channel: Channel

    async def arrive(self, user: str, name: str) -> None: ...

    async def gather(self, group: str, title: str, users: list[str]) -> None: ...

    async def say(self, user: str, chat: str, text: str, *, reply_to: str | None, forwarded: bool) -> None: ...

    async def press(self, user: str, chat: str, label: str) -> None: ...

    async def photo(self, user: str, chat: str, pictures: list[bytes], caption: str | None) -> None: ...

    async def voice(self, user: str, chat: str, data: bytes) -> None: ...

    async def heard(self, user: str, chat: str) -> list[dict[str, Any]]:
        """All messages of the bot in a chat, oldest first: {"id", "text", "buttons": [label], "picture": bool}."""

    async def arrived(self) -> bool:
        """Has everything said been stored by the bot?"""

    async def jump(self, moment: datetime) -> None: ...

    async def close(self) -> None: ...


class BareStreet:
    """Every capability off; people type."""

    name = "bare"

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.channel = BareChannel("bare", bot_name=BOT_NAME, now=now)
        self._groups: set[str] = set()
        self._names: dict[str, str] = {}

    async def arrive(self, user: str, name: str) -> None:
        """Nobody has to press start here."""
        self._names[user] = name

    async def gather(self, group: str, title: str, users: list[str]) -> None:
        self._groups.add(group)

    async def say(self, user: str, chat: str, text: str, *, reply_to: str | None, forwarded: bool) -> None:
        group = chat in self._groups
        addressed = f"@{BOT_NAME} {text}" if group else text
        self.channel.say(chat, user, addressed, name=self._names.get(user), group=group, forwarded=forwarded)

    async def press(self, user: str, chat: str, label: str) -> None:
        raise LookupError("this channel has no buttons")

    async def photo(self, user: str, chat: str, pictures: list[bytes], caption: str | None) -> None:
        raise LookupError("this channel has no pictures")

    async def voice(self, user: str, chat: str, data: bytes) -> None:
        raise LookupError("this channel has no voice")

    async def heard(self, user: str, chat: str) -> list[dict[str, Any]]:
        return [
            {"id": each.message_id, "text": each.text, "buttons": [], "picture": False}
            for each in self.channel.sent
            if each.chat == chat
        ]

    async def arrived(self) -> bool:
        return not self.channel._waiting

    async def jump(self, moment: datetime) -> None:
        """Its clock is the bot's own."""

    async def close(self) -> None:
        """Nothing was opened."""


class TelegramStreet:
    """People on phones of the stand-in, over its own HTTP."""

    name = "telegram"

    def __init__(self, url: str) -> None:
        self.channel = TelegramChannel("telegram", TOKEN, api=url, poll_timeout=5)
        self._http = httpx.AsyncClient(base_url=url, timeout=20)
        self._update = count(1)

    async def open(self) -> None:
        await self._post("/control/reset", {})
        bot = {"token": TOKEN, "id": 1000, "username": "giaoviec_bot", "name": BOT_NAME}
        await self._post("/control/scene", {"bots": [bot]})

    async def arrive(self, user: str, name: str) -> None:
        await self._post(
            "/control/scene", {"users": [{"id": int(user), "first_name": name, "started": ["giaoviec_bot"]}]}
        )

    async def gather(self, group: str, title: str, users: list[str]) -> None:
        made = {"id": int(group), "title": title, "members": [int(user) for user in users], "bots": [TOKEN]}
        await self._post("/control/scene", {"groups": [made]})

    async def say(self, user: str, chat: str, text: str, *, reply_to: str | None, forwarded: bool) -> None:
        given: dict[str, Any] = {**self._place(user, chat), "text": text}
        if reply_to is not None:
            given["reply_to"] = int(reply_to)
        if forwarded:
            given["forward_from"] = "Ai đó"
        await self._post("/phones/api/send", given)

    async def press(self, user: str, chat: str, label: str) -> None:
        holding = [m for m in await self._messages(user, chat) if label in _labels(m)]
        if not holding:
            raise LookupError(f"no button {label!r}")
        found = holding[-1]
        data = next(b["data"] for row in found["buttons"] for b in row if b["text"] == label)
        press = {**self._place(user, chat), "message_id": found["id"], "data": data}
        # the answer to the press comes only when the bot is pumped, so nobody waits for it here
        self._pressing = asyncio.ensure_future(self._http.post("/phones/api/press", json=press))
        await asyncio.sleep(0.05)

    async def photo(self, user: str, chat: str, pictures: list[bytes], caption: str | None) -> None:
        form = {key: str(value) for key, value in self._place(user, chat).items()} | (
            {"caption": caption} if caption else {}
        )
        files = [("file", ("anh.jpg", data, "image/jpeg")) for data in pictures]
        (await self._http.post("/phones/api/photo", data=form, files=files)).raise_for_status()

    async def voice(self, user: str, chat: str, data: bytes) -> None:
        form = {key: str(value) for key, value in self._place(user, chat).items()}
        files = [("file", ("loi.ogg", data, "audio/ogg"))]
        (await self._http.post("/phones/api/voice", data=form, files=files)).raise_for_status()

    async def heard(self, user: str, chat: str) -> list[dict[str, Any]]:
        return [
            {"id": str(m["id"]), "text": m["text"], "buttons": _labels(m), "picture": bool(m.get("photo_url"))}
            for m in await self._messages(user, chat)
            if m["from"]["is_bot"]
        ]

    async def arrived(self) -> bool:
        answer = await self._http.post(f"/bot{TOKEN}/getWebhookInfo")
        return bool(answer.json()["result"]["pending_update_count"] == 0)

    async def jump(self, moment: datetime) -> None:
        await self._post("/phones/api/clock", {"jump": moment.isoformat()})

    async def close(self) -> None:
        await self._http.aclose()
        await self.channel.stop()

    def _place(self, user: str, chat: str) -> dict[str, int]:
        return {"user": int(user), "chat": int(chat)}

    async def _messages(self, user: str, chat: str) -> list[dict[str, Any]]:
        answer = (await self._http.get("/phones/api/events", params={"after": 0, "wait": 0})).json()
        events = [e for e in answer["events"] if e["kind"] == "message" and str(e["chat"]) == chat]
        return [event["message"] for event in events]

    async def _post(self, path: str, body: dict[str, Any]) -> None:
        answer = await self._http.post(path, json=body)
        assert answer.status_code == 200, answer.text


def _labels(message: dict[str, Any]) -> list[str]:
    return [button["text"] for row in message["buttons"] for button in row]


Opening = Callable[[], Awaitable[Street]]
