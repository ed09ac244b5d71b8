"""A bot's webhook as small as can be: it notes what comes and answers what it is told."""

from __future__ import annotations

import asyncio
import json
from typing import Any

Json = dict[str, Any]


class Hook:
    """An ASGI application. `answers` are used up first, then it is 200; the last fits every further call."""

    def __init__(self) -> None:
        self.updates: list[Json] = []
        self.headers: list[dict[str, str]] = []
        self.answers: list[int] = []
        self.body = b""
        self.body_type = b"application/json"
        self.busy = 0
        self.most_busy = 0
        self.pause = 0.0

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.updates if "message" in update]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        message = await receive()
        self.busy += 1
        self.most_busy = max(self.most_busy, self.busy)
        self.updates.append(json.loads(message["body"]))
        self.headers.append({name.decode(): value.decode() for name, value in scope["headers"]})
        await asyncio.sleep(self.pause)
        self.busy -= 1
        status = self.answers.pop(0) if self.answers else 200
        headers = [(b"content-type", self.body_type), (b"content-length", str(len(self.body)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})
