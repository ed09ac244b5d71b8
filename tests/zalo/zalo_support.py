"""One Zalo bot with its people on the stand-in."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import httpx

from channels.base import ChatRef, Incoming
from channels.zalo import ZaloChannel

Json = dict[str, Any]
MakeChannel = Callable[..., ZaloChannel]
NAME = "Bot Giao Việc"
EVENT: Json = {
    "event_name": "message.text.received",
    "message": {
        "message_id": "2d758cb5e222177a4e35",
        "from": {"id": "6ede9afa66b88fe6d6a9", "display_name": "Ted", "is_bot": False},
        "chat": {"id": "6ede9afa66b88fe6d6a9", "chat_type": "PRIVATE"},
        "text": "Xin chào",
        "date": 1750316131602,
        "message_type": "CHAT_MESSAGE",
    },
}


@dataclass
class Place:
    """One bot, one person in a private chat, one group with a clerk; all new for every test."""

    url: str
    number: int
    http: httpx.AsyncClient

    @property
    def api(self) -> str:
        return f"{self.url}/zalo"

    @property
    def token(self) -> str:
        return f"{self.number}77:CANARY-{self.number}-x7Qp2LmZ9vRt4KdW8sNy6B"

    @property
    def person(self) -> int:
        return self.number * 10 + 1

    @property
    def clerk(self) -> int:
        return self.number * 10 + 2

    @property
    def group(self) -> int:
        return -self.number

    @property
    def username(self) -> str:
        return f"bot.place{self.number}"

    @property
    def person_id(self) -> str:
        return f"{self.person:020x}"

    @property
    def clerk_id(self) -> str:
        return f"{self.clerk:020x}"

    @property
    def group_id(self) -> str:
        return f"zgr-{self.number:020x}"

    @property
    def chat(self) -> ChatRef:
        return ChatRef("zalo1", self.person_id)

    @property
    def group_chat(self) -> ChatRef:
        return ChatRef("zalo1", self.group_id)

    def scene(self) -> Json:
        bot = {"platform": "zalo", "token": self.token, "username": self.username, "name": NAME}
        people = [
            {
                "id": number,
                "first_name": name,
                "started": [self.username],
                "zalo_ids": {self.username: wire},
            }
            for number, name, wire in (
                (self.person, "Bí thư xã", self.person_id),
                (self.clerk, "Cán bộ", self.clerk_id),
            )
        ]
        group = {
            "id": self.group,
            "title": "Ban Tổ chức",
            "members": [self.clerk],
            "bots": [self.token],
            "zalo_id": self.group_id,
        }
        return {"bots": [{**bot, "settings": {"idle_hold": 0.4}}], "users": people, "groups": [group]}

    async def switch(self, **given: Any) -> None:
        (await self.http.post("/control/zalo", json={"bot": self.username, **given})).raise_for_status()

    async def faults(self, *rules: Json) -> None:
        await self.switch(faults=list(rules))

    async def inject(self, update: Any) -> None:
        given = {"bot": self.username, "update": update}
        (await self.http.post("/control/zalo/inject", json=given)).raise_for_status()

    async def state(self) -> Json:
        return dict((await self.http.get("/control/zalo")).json()["bots"][self.username])

    async def until(self, field: str, value: object) -> None:
        """Waits for a part of the bot's state."""
        async with asyncio.timeout(5):
            while (await self.state())[field] != value:  # noqa: ASYNC110 - another process's state
                await asyncio.sleep(0.02)

    async def act(self, action: str, **given: Any) -> Json:
        """Something a person does on their phone."""
        body = {"user": self.person, "chat": self.person, "bot": self.username, **given}
        answer = await self.http.post(f"/phones/api/{action}", json=body)
        answer.raise_for_status()
        return dict(answer.json())

    async def tell(self, text: str) -> None:
        """Something that the clerk writes in the group."""
        await self.act("send", user=self.clerk, chat=self.group, text=text)

    async def upload(self, action: str, *files: tuple[str, bytes, str], **given: Any) -> Json:
        form = {"user": str(self.person), "chat": str(self.person), "bot": self.username, **given}
        answer = await self.http.post(f"/phones/api/{action}", data=form, files=[("file", each) for each in files])
        answer.raise_for_status()
        return dict(answer.json())

    async def shown(self) -> list[Json]:
        """What the phones show of the bot, oldest first."""
        events = (await self.http.get("/phones/api/events")).json()["events"]
        return [
            each["message"] for each in events if each["kind"] == "message" and each["message"]["from"].get("is_bot")
        ]

    async def log(self, kind: str) -> list[Json]:
        entries = (await self.http.get("/control/log")).json()["entries"]
        return [each for each in entries if each["kind"] == kind]

    async def calls(self, method: str) -> int:
        return len([each for each in await self.log("call") if each["method"] == method.lower()])

    async def until_logged(self, kind: str, count: int, **fields: str) -> None:
        """Waits for so many lines of the log."""
        async with asyncio.timeout(5):
            while len([each for each in await self.log(kind) if fields.items() <= each.items()]) < count:  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def ask(self, method: str, **given: Any) -> Json:
        """The Bot API itself, past the channel."""
        return dict((await self.http.post(f"/zalo/bot{self.token}/{method}", json=given)).json())


def polling(channel: ZaloChannel) -> aclosing[AsyncGenerator[Sequence[Incoming], None]]:
    batches: Any = channel.poll()
    return aclosing(batches)


def texts(batch: Sequence[Incoming]) -> list[str]:
    return [each.text for each in batch]


def event(name: str = "message.text.received", **message: Any) -> Json:
    """The documentation's sample with other fields; None leaves one out."""
    merged = {**EVENT["message"], **message}
    return {"event_name": name, "message": {key: value for key, value in merged.items() if value is not None}}


def answering(status: int, body: Any, heard: list[httpx.Request] | None = None) -> httpx.MockTransport:
    """A server with one answer to everything: JSON, or bytes as they are."""

    def answer(request: httpx.Request) -> httpx.Response:
        if heard is not None:
            heard.append(request)
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return httpx.Response(status, content=content)

    return httpx.MockTransport(answer)
