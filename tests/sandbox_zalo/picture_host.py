"""A place for a bot's pictures that can be made to disappear, to lie about their kind, or to be slow."""

from __future__ import annotations

import asyncio
import struct
import zlib
from typing import Any


def png(width: int = 40, height: int = 30) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x20\x60\xa0" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


class PictureHost:
    """An ASGI application. `status` is what it answers, `asked` how often it was."""

    def __init__(self) -> None:
        self.status = 200
        self.body = png()
        self.asked = 0
        self.lives: int | None = None  # then 404
        self.pause = 0.0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        self.asked += 1
        await asyncio.sleep(self.pause)
        gone = self.lives is not None and self.asked > self.lives
        status = 404 if gone else self.status
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"image/png")]})
        await send({"type": "http.response.body", "body": self.body})
