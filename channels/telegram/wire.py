"""The way to the Bot API: one connection pool, and the only object that knows the token.

Everything above, python-telegram-bot included, works with addresses in which a stand-in takes the token's place; it is
put in at the last moment, and taken out of what comes back. So no library can log it, print it, or carry it in an error.
"""

import asyncio
import logging
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import httpx
from telegram import Bot
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from channels.telegram.answers import accepted, answer_in
from channels.telegram.asking import Ask, content_of, transport_to
from channels.telegram.faults import Unsent, Unsure

STAND_IN = "TOKEN"
SECONDS = 10.0
UPLOAD_SECONDS = 30.0
ADDRESSES = 64  # methods that are called again and again
ANSWER_LIMIT = 32 * 1024 * 1024
NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    httpx.InvalidURL,
)


class Wire(BaseRequest):
    """HTTP for `telegram.Bot`, straight on httpx's transport: its client logs every address and costs a fifth more."""

    def __init__(self, token: str, api: str, proxy: str | None) -> None:
        # At DEBUG the library logs whole messages, which may be what nobody should read.
        logging.getLogger("telegram").setLevel(logging.WARNING)
        self._token = token
        self._base = api.rstrip("/")
        self._traces = _traces_of(token)
        self._transport = transport_to(self._base, proxy)
        self._address = lru_cache(ADDRESSES)(self._real)  # reading an address takes an eighth of a call

    def bot(self) -> Bot:
        """The Bot API's methods over this wire."""
        base, files = f"{self._base}/bot", f"{self._base}/file/bot"
        return Bot(STAND_IN, base_url=base, base_file_url=files, request=self, get_updates_request=self)

    @property
    def read_timeout(self) -> float:
        return SECONDS

    async def initialize(self) -> None:
        """Nothing: a connection is opened when one is needed."""

    async def shutdown(self) -> None:
        await self._transport.aclose()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: object, **named: object
    ) -> tuple[int, bytes]:
        """What `telegram.Bot` asks for. Its timeouts are not used: they are the same for all methods."""
        given, files = (request_data.parameters, request_data.multipart_data) if request_data else ({}, {})
        code, body = await self._exchange(Ask(method, url, content_of(given, files)))
        return code, accepted(code, body)

    async def call(
        self, method: str, arguments: Mapping[str, Any], *, upload: Mapping[str, Any] | None = None, wait: float = 0.0
    ) -> Any:
        """A method's result as it came. `upload` is {field: (name, bytes, media type)}; the server may take `wait` s.

        For updates and messages: making objects of them in the library takes as long as all the rest, and one update
        that it can't read would hold up all the others.
        """
        url = f"{self._base}/bot{STAND_IN}/{method}"
        code, body = await self._exchange(Ask("POST", url, content_of(arguments, upload or {}), wait))
        return self.parse_json_payload(accepted(code, body))["result"]

    async def download(self, path: str, limit: int) -> bytes:
        """A file's bytes; reading stops soon after `limit`, so a longer answer means that the file is too large."""
        url = f"{self._base}/file/bot{STAND_IN}/{path}"
        return accepted(*await self._exchange(Ask("GET", url, {}), limit, scrub=False))

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The library logs what it can't read, with its content; this one doesn't."""
        return answer_in(payload)

    async def _exchange(self, ask: Ask, limit: int = ANSWER_LIMIT, *, scrub: bool = True) -> tuple[int, bytes]:
        # Raised here and anew, so that neither a context nor a frame of the error leads to the real address.
        outcome = await self._attempt(ask, limit)
        if isinstance(outcome, asyncio.CancelledError):
            raise asyncio.CancelledError(*outcome.args)
        if isinstance(outcome, NetworkError):
            raise outcome
        code, body = outcome
        return code, self._scrubbed(body) if scrub else body

    async def _attempt(self, ask: Ask, limit: int) -> tuple[int, bytes] | NetworkError | asyncio.CancelledError:
        """The only frame that knows the real address; nothing is raised from it."""
        try:
            response = await self._transport.handle_async_request(self._request(ask))
            try:
                return response.status_code, await _read(response, limit)
            finally:
                await response.aclose()
        except NEVER_LEFT as error:
            return Unsent(self._named(error))
        except (httpx.HTTPError, httpx.StreamError, OSError) as error:
            return Unsure(self._named(error))
        except asyncio.CancelledError as error:
            return error

    def _request(self, ask: Ask) -> httpx.Request:
        limits = httpx.Timeout(SECONDS, read=SECONDS + ask.wait, write=UPLOAD_SECONDS).as_dict()
        return httpx.Request(ask.method, self._address(ask.url), extensions={"timeout": limits}, **ask.content)

    def _real(self, url: str) -> httpx.URL:
        return httpx.URL(url.replace(f"/bot{STAND_IN}/", f"/bot{self._token}/", 1))

    def _scrubbed(self, body: bytes) -> bytes:
        for trace in self._traces:
            body = body.replace(trace, STAND_IN.encode())
        return body

    def _named(self, error: Exception) -> str:
        return self._scrubbed(f"{type(error).__name__}: {error}".encode("utf-8", "replace")).decode("utf-8", "replace")


def _traces_of(token: str) -> tuple[bytes, ...]:
    """How a server could echo the token: whole, quoted, or only its secret half."""
    secret = token.partition(":")[2]
    forms = {token, quote(token, safe="")} | ({secret} if len(secret) >= 20 else set())
    return tuple(form.encode() for form in sorted(forms, key=len, reverse=True))


async def _read(response: httpx.Response, limit: int) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > limit:
            break
    return bytes(body)
