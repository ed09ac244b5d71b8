"""The smallest HTTP client that a webhook needs: POST over a connection that stays open. Much faster than a general one,
so that a benchmark measures the bot and not the stand-in."""

import asyncio
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class DeliveryFailure(Exception):
    """The other side closed the connection, or what came back is no HTTP answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    reason: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Target:
    """A webhook's address, taken apart once."""

    url: str
    secret: str

    @property
    def head(self) -> bytes:
        parts = urlsplit(self.url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        secret = f"{SECRET_HEADER}: {self.secret}\r\n" if self.secret else ""
        return (
            f"POST {path} HTTP/1.1\r\nHost: {parts.netloc.rpartition('@')[2]}\r\n{secret}"
            "Content-Type: application/json\r\nConnection: keep-alive\r\nContent-Length: "
        ).encode()


class Connection:
    """One connection, opened when it is needed."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._head = target.head
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, body: bytes) -> Answer:
        """Raises DeliveryFailure or OSError."""
        if self._streams and self._streams[0].at_eof():
            self.close()
        reader, writer = self._streams or await self._open()
        writer.write(self._head + str(len(body)).encode() + b"\r\n\r\n" + body)
        try:
            answer = await _read(reader)
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError, IndexError) as broken:
            raise DeliveryFailure("Webhook connection closed") from broken
        if answer.headers.get("connection", "").lower() == "close":
            self.close()
        return answer

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        parts = urlsplit(self._target.url)
        secure = ssl.create_default_context() if parts.scheme == "https" else None
        port = parts.port or (443 if secure else 80)
        self._streams = await asyncio.open_connection(parts.hostname, port, ssl=secure)
        return self._streams

    def close(self) -> None:
        if self._streams:
            self._streams[1].close()
            self._streams = None


async def _read(reader: asyncio.StreamReader) -> Answer:
    start, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    _, status, reason = (start + "  ").split(" ", 2)
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)
    }
    return Answer(int(status), reason.strip(), headers, await _read_body(reader, headers, int(status)))


async def _read_body(reader: asyncio.StreamReader, headers: dict[str, str], status: int) -> bytes:
    if headers.get("transfer-encoding", "").lower() == "chunked":
        return await _read_chunks(reader)
    if "content-length" in headers:
        return await reader.readexactly(int(headers["content-length"]))
    return b"" if status in (204, 304) else await reader.read()


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        body += (await reader.readexactly(size + 2))[:-2]
    await reader.readuntil(b"\r\n")
    return body
