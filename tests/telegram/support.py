"""One bot with its people on the stand-in, and a crooked server for what a stand-in can't say."""

from __future__ import annotations

import asyncio
import json
import struct
import zlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from channels.base import ChatRef
from channels.telegram import TelegramChannel

Json = dict[str, Any]
MakeChannel = Callable[..., TelegramChannel]


@dataclass
class Place:
    """One bot, one person in a private chat, one group; `TOKEN` is new for every test, and so is the bot."""

    url: str
    number: int
    http: httpx.AsyncClient

    @property
    def token(self) -> str:
        return f"{self.bot_id}:CANARY-{self.number}-x7Qp2LmZ9vRt4KdW8sNy6B"

    @property
    def bot_id(self) -> int:
        return self.number * 10

    @property
    def person(self) -> int:
        return self.bot_id + 1

    @property
    def clerk(self) -> int:
        return self.bot_id + 2

    @property
    def group(self) -> int:
        return -self.bot_id

    @property
    def username(self) -> str:
        return f"giaoviec{self.number}_bot"

    @property
    def chat(self) -> ChatRef:
        return ChatRef("tg", str(self.person))

    def scene(self) -> Json:
        bot = {"token": self.token, "id": self.bot_id, "username": self.username, "name": "Giao Việc"}
        people = [
            {"id": self.person, "first_name": "Bí thư", "last_name": "xã", "started": [self.username]},
            {"id": self.clerk, "first_name": "Cán bộ", "username": "can_bo"},
        ]
        group = {"id": self.group, "title": "Ban Tổ chức", "members": [self.clerk], "bots": [self.token]}
        return {"bots": [bot], "users": people, "groups": [group]}

    async def faults(self, *rules: Json) -> None:
        (await self.http.post("/control/faults", json=list(rules))).raise_for_status()

    async def act(self, action: str, **given: Any) -> Json:
        """Something a person does on their phone."""
        body = {"user": self.person, "chat": self.person, "bot": self.username, **given}
        answer = await self.http.post(f"/phones/api/{action}", json=body)
        answer.raise_for_status()
        return dict(answer.json())

    async def upload(self, action: str, *files: tuple[str, bytes, str], caption: str = "") -> Json:
        form = {"user": str(self.person), "chat": str(self.person), "bot": self.username, "caption": caption}
        answer = await self.http.post(f"/phones/api/{action}", data=form, files=[("file", each) for each in files])
        answer.raise_for_status()
        return dict(answer.json())

    async def shown(self) -> list[Json]:
        """What the person's phone shows of the bot, oldest first."""
        events = (await self.http.get("/phones/api/events")).json()["events"]
        mine = [each for each in events if each["kind"] == "message" and each["bot"] == self.username]
        return [each["message"] for each in mine if each["message"]["from"]["is_bot"]]

    async def log(self, kind: str) -> list[Json]:
        entries = (await self.http.get("/control/log")).json()["entries"]
        return [each for each in entries if each["kind"] == kind]

    async def ask(self, method: str, **given: Any) -> Any:
        """The Bot API itself, past the channel."""
        return (await self.http.post(f"/bot{self.token}/{method}", json=given)).json()["result"]


@dataclass
class Crooked:
    """A server with a canned answer, one for every request or one for each method; an empty one closes the connection."""

    answers: dict[str, bytes] = field(default_factory=dict)
    heard: list[bytes] = field(default_factory=list)
    url: str = ""

    def says(self, status: str, body: bytes, *headers: str, to: str = "") -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
        self.answers[to] = "\r\n".join(lines).encode() + b"\r\n\r\n" + body

    def results(self, **by_method: Any) -> None:
        for method, result in by_method.items():
            self.says("200 OK", json.dumps({"ok": True, "result": result}).encode(), to=method)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, ConnectionError):
            # A cancelled call may have connected only.
            writer.close()
            return
        self.heard.append(head)
        method = head.split(b" ")[1].rpartition(b"/")[2].decode()
        writer.write(self.answers.get(method, self.answers.get("", b"")))
        writer.close()


async def first(batches: AsyncIterator[Any], *, seconds: float = 5.0, even_empty: bool = False) -> Any:
    """The next batch of a poll with something in it, or TimeoutError."""
    async with asyncio.timeout(seconds):
        while not (batch := await anext(batches)) and not even_empty:
            continue
        return batch


def png(width: int = 60, height: int = 40) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
