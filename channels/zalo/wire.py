"""The way to the Bot API: the only object that knows the token, which is part of every address.

It speaks to httpx's transport and not to its client, because that logs every address at INFO; what comes back, errors
included, has a stand-in in the token's place.
"""

import asyncio
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import httpx

from channels.zalo.faults import NetworkError, Unsent, Unsure

STAND_IN = "TOKEN"
CONNECT_SECONDS = 10.0
ANSWER_LIMIT = 1024 * 1024
POOL = httpx.Limits(max_connections=16, max_keepalive_connections=16, keepalive_expiry=30)
JSON_TYPE = {"Content-Type": "application/json"}
NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    httpx.InvalidURL,
)


class Wire:
    """Exchanges with one bot's methods. Raises ValueError (one sentence) for an address that can't be used."""

    def __init__(self, token: str, api: str, transport: httpx.AsyncBaseTransport) -> None:
        if not re.match(r"https?://[^/\s]+", api):
            raise ValueError("GIAOVIEC_ZALO_API phải là một địa chỉ http:// hoặc https://.")
        self._token = token
        self._base = api.rstrip("/")
        self._transport = transport
        self._traces = _traces_of(token)

    async def ask(self, method: str, arguments: Mapping[str, Any], seconds: float) -> tuple[int, bytes]:
        """HTTP status and body, within so many seconds. Raises NetworkError."""
        # Raised here and anew, so that neither a context nor a frame of the error leads to the real address.
        outcome = await self._attempt(method, arguments, seconds)
        if isinstance(outcome, asyncio.CancelledError):
            raise asyncio.CancelledError(*outcome.args)
        if isinstance(outcome, NetworkError):
            raise outcome
        status, body = outcome
        return status, self._scrubbed(body)

    async def _attempt(
        self, method: str, arguments: Mapping[str, Any], seconds: float
    ) -> tuple[int, bytes] | NetworkError | asyncio.CancelledError:
        """The only frame that knows the real address; nothing is raised from it."""
        try:
            async with asyncio.timeout(seconds):
                return await self._exchange(self._request(method, arguments, seconds))
        except NEVER_LEFT as error:
            return Unsent(self._named(error))
        except (httpx.HTTPError, httpx.StreamError, OSError) as error:
            return Unsure(self._named(error))
        except asyncio.CancelledError as error:
            return error

    def _request(self, method: str, arguments: Mapping[str, Any], seconds: float) -> httpx.Request:
        content = json.dumps(arguments, ensure_ascii=False).encode("utf-8", "replace")
        limits = httpx.Timeout(seconds, connect=min(CONNECT_SECONDS, seconds)).as_dict()
        address = f"{self._base}/bot{self._token}/{method}"
        return httpx.Request("POST", address, content=content, headers=JSON_TYPE, extensions={"timeout": limits})

    async def _exchange(self, request: httpx.Request) -> tuple[int, bytes]:
        response = await self._transport.handle_async_request(request)
        try:
            return response.status_code, await read(response, ANSWER_LIMIT)
        finally:
            await response.aclose()

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


async def read(response: httpx.Response, limit: int) -> bytes:
    """The body; reading stops soon after `limit` bytes, so a longer answer means that there was more."""
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > limit:
            break
    return bytes(body)
