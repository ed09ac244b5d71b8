"""Connections to a server, kept open: HTTP/1.1 written and read by h11 over asyncio's streams.

In place of httpx's own transport, with its errors and timeouts: that one takes 1.3 ms of processor time for a call, this one
0.35, and the call is most of what sending a message costs. A proxy is left to httpx.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Mapping
from typing import TypeVar

import h11
import httpx

T = TypeVar("T")
CHUNK = 64 * 1024
FIRST_ADDRESS = 0.25  # seconds before a name's next address is tried beside the first
Origin = tuple[str, str, int]
Seconds = Mapping[str, float | None]
Headers = list[tuple[bytes, bytes]]


class Direct(httpx.AsyncBaseTransport):
    """At most `most` connections at a time; one that was unused for `idle` seconds is opened anew."""

    def __init__(self, most: int, idle: float) -> None:
        self._room = asyncio.Semaphore(most)
        self._idle = idle
        self._unused: list[Connection] = []
        self._tls: ssl.SSLContext | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        seconds: Seconds = request.extensions.get("timeout", {})
        await _within(self._room.acquire(), seconds.get("pool"), httpx.PoolTimeout, httpx.ConnectError)
        connection = None
        try:
            connection = self._kept(_origin(request.url)) or await self._opened(request.url, seconds)
            status, headers = await connection.ask(request, seconds)
        except BaseException:
            self.give_back(connection)
            raise
        return httpx.Response(status, headers=headers, stream=Body(self, connection, seconds))

    async def aclose(self) -> None:
        while self._unused:
            self._unused.pop().close()

    def give_back(self, connection: "Connection | None") -> None:
        """For every request once, whatever came of it."""
        self._room.release()
        if connection is None:
            return
        if connection.is_ready():
            self._unused.append(connection)
        else:
            connection.close()

    def _kept(self, origin: Origin) -> "Connection | None":
        """The one used last: the others grow old and go."""
        while self._unused:
            connection = self._unused.pop()
            if connection.origin == origin and connection.is_fresh(self._idle):
                return connection
            connection.close()
        return None

    async def _opened(self, url: httpx.URL, seconds: Seconds) -> "Connection":
        origin, loop = _origin(url), asyncio.get_running_loop()
        reader = Reader(CHUNK, loop)
        protocol = asyncio.StreamReaderProtocol(reader, loop=loop)
        opening = loop.create_connection(
            lambda: protocol, origin[1], origin[2], ssl=self._secure(url), happy_eyeballs_delay=FIRST_ADDRESS
        )
        transport, _ = await _within(opening, seconds.get("connect"), httpx.ConnectTimeout, httpx.ConnectError)
        return Connection(origin, reader, asyncio.StreamWriter(transport, protocol, reader, loop))

    def _secure(self, url: httpx.URL) -> ssl.SSLContext | None:
        if url.scheme == "https" and self._tls is None:
            self._tls = httpx.create_ssl_context()
            self._tls.set_alpn_protocols(["http/1.1"])
        return self._tls if url.scheme == "https" else None


class Reader(asyncio.StreamReader):
    """Knows whether something came that nobody asked for."""

    def is_silent(self) -> bool:
        return not self._buffer and not self.at_eof()  # type: ignore[attr-defined]


class Connection:
    """One connection; after an answer was read to its end it may be asked again."""

    def __init__(self, origin: Origin, reader: Reader, writer: asyncio.StreamWriter) -> None:
        self.origin = origin
        self._reader, self._writer = reader, writer
        self._http = h11.Connection(h11.CLIENT)
        self._since = 0.0

    async def ask(self, request: httpx.Request, seconds: Seconds) -> tuple[int, Headers]:
        """Send the request, and give back how the answer begins."""
        self._writer.write(self._written(request, await request.aread()))
        await _within(self._writer.drain(), seconds.get("write"), httpx.WriteTimeout, httpx.WriteError)
        event = await self._event(seconds)
        if not isinstance(event, h11.Response):
            raise httpx.RemoteProtocolError("no answer")
        return event.status_code, list(event.headers)

    def _written(self, request: httpx.Request, body: bytes) -> bytes:
        try:
            head = h11.Request(method=request.method, target=request.url.raw_path, headers=request.headers.raw)
            parts = [self._http.send(event) for event in (head, h11.Data(data=body), h11.EndOfMessage())]
        except h11.LocalProtocolError as error:
            raise httpx.LocalProtocolError(str(error)) from None
        return b"".join(part for part in parts if part)

    async def piece(self, seconds: Seconds) -> bytes | None:
        """The next bytes of the answer; None at its end."""
        event = await self._event(seconds)
        return bytes(event.data) if isinstance(event, h11.Data) else None

    async def _event(self, seconds: Seconds) -> h11.Event:
        while True:
            try:
                event = self._http.next_event()
            except h11.RemoteProtocolError as error:
                raise httpx.RemoteProtocolError(str(error)) from None
            if isinstance(event, h11.Event) and not isinstance(event, h11.InformationalResponse):
                return event
            if event is h11.NEED_DATA:
                reading = self._reader.read(CHUNK)
                data = await _within(reading, seconds.get("read"), httpx.ReadTimeout, httpx.ReadError)
                self._http.receive_data(data)

    def is_ready(self) -> bool:
        """Was the last answer read to its end, and does neither side want to close?"""
        if self._http.our_state is not h11.DONE or self._http.their_state is not h11.DONE:
            return False
        self._http.start_next_cycle()
        self._since = asyncio.get_running_loop().time()
        return True

    def is_fresh(self, idle: float) -> bool:
        """Still open, nothing came of itself, and not unused for long."""
        young = asyncio.get_running_loop().time() - self._since < idle
        return young and self._reader.is_silent() and not self._writer.is_closing()

    def close(self) -> None:
        self._writer.transport.abort()


class Body(httpx.AsyncByteStream):
    """The bytes of an answer as they come; closing it gives the connection back."""

    def __init__(self, transport: Direct, connection: Connection, seconds: Seconds) -> None:
        self._transport, self._connection, self._seconds = transport, connection, seconds
        self._open = True

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while (piece := await self._connection.piece(self._seconds)) is not None:
            yield piece

    async def aclose(self) -> None:
        if self._open:
            self._open = False
            self._transport.give_back(self._connection)


def _origin(url: httpx.URL) -> Origin:
    return url.scheme, url.raw_host.decode(), url.port or (443 if url.scheme == "https" else 80)


async def _within(
    waiting: Awaitable[T], seconds: float | None, late: type[httpx.TimeoutException], broken: type[httpx.NetworkError]
) -> T:
    try:
        async with asyncio.timeout(seconds):
            return await waiting
    except TimeoutError:
        raise late("too late") from None
    except OSError as error:
        raise broken(str(error)) from None
