"""A bot's webhook as small as can be: it notes what comes and answers what it is told."""

from __future__ import annotations

import asyncio
import json
from typing import Any


class ZaloHook:
    """An ASGI application. `answers` are used up first, then it is 200."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        self.answers: list[int] = []
        self.pause = 0.0

    @property
    def received(self) -> list[Any]:
        """The bodies that aren't empty probes."""
        return [json.loads(body) for body in self.bodies if body]

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.received]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        self.bodies.append(body)
        self.headers.append({name.decode(): value.decode() for name, value in scope["headers"]})
        status = self.answers.pop(0) if self.answers else 200
        await asyncio.sleep(self.pause)
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})
