"""What people sent along: fetched from the platform's own hosts only, whatever address an event names (reference 4.8)."""

import asyncio
import ipaddress
import re
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import httpx

from channels.base import Attachment, FetchError
from channels.zalo.wire import read

SECONDS = 45.0
CONNECT_SECONDS = 10.0
# A fresh picture answers 202 until it is ready (s between tries); longer waits are the core's.
PAUSES = (0.5, 1.0, 2.0)
REDIRECTS = (301, 302, 303, 307, 308)
MOST_STEPS = 3
ACCEPTED = 202
LATER = (408, 425, 429)
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
PORTS = {"http": 80, "https": 443}

Resolve = Callable[[str], Awaitable[str]]


@dataclass(frozen=True)
class Page:
    """What an address answered: its body where that is what was asked for."""

    status: int
    location: str = ""
    data: bytes = b""


async def public_address(host: str) -> str:
    """An address of a host, every one of whose addresses is public. Raises FetchError."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise FetchError("gone") from None
    except OSError:
        raise FetchError("network", transient=True) from None
    addresses = [str(each[4][0]) for each in found]
    if not all(is_public(address) for address in addresses):
        raise FetchError("gone")
    return addresses[0]


def is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return ip.is_global and not ip.is_multicast


class Media:
    """`hosts` are domains, whose hosts are asked over https at public addresses only, and `host:port` as they stand."""

    def __init__(
        self, transport: httpx.AsyncBaseTransport, hosts: Sequence[str], resolve: Resolve = public_address
    ) -> None:
        self._transport = transport
        self._resolve = resolve
        self._exact = frozenset(each.lower() for each in hosts if re.search(r":\d+$", each))
        self._domains = tuple(each.lower().strip(".") for each in hosts if each.lower() not in self._exact)

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        """At most `limit` bytes, within 45 s. Raises FetchError."""
        try:
            async with asyncio.timeout(SECONDS):
                data = await self._ready(attachment.ref, limit)
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, OSError):
            raise FetchError("network", transient=True) from None
        if not data or len(data) > limit:
            raise FetchError("too_large" if data else "empty")
        return data

    async def _ready(self, address: str, limit: int) -> bytes:
        for pause in (*PAUSES, None):
            page = await self._followed(address, limit)
            if page.status != ACCEPTED or pause is None:
                break
            await asyncio.sleep(pause)
        if page.status in (ACCEPTED, *LATER) or page.status >= 500:
            raise FetchError("network", transient=True)
        if not 200 <= page.status < 300:
            raise FetchError("gone")
        return page.data

    async def _followed(self, address: str, limit: int) -> Page:
        url = self._allowed(address)
        for _ in range(MOST_STEPS):
            page = await self._get(url, limit)
            if page.status not in REDIRECTS:
                return page
            url = self._allowed(page.location, url)
        raise FetchError("gone")

    def _allowed(self, address: str, base: httpx.URL | None = None) -> httpx.URL:
        """Raises FetchError for an address that is none of the platform's."""
        try:
            url = base.join(address) if base else httpx.URL(address)
        except httpx.InvalidURL:
            raise FetchError("gone") from None
        if url.userinfo or not (self._is_exact(url) or self._is_platforms(url)):
            raise FetchError("gone")
        return url

    def _is_exact(self, url: httpx.URL) -> bool:
        host = url.raw_host.decode("ascii")
        named = f"[{host}]" if ":" in host else host
        return url.scheme in PORTS and f"{named}:{url.port or PORTS[url.scheme]}" in self._exact

    def _is_platforms(self, url: httpx.URL) -> bool:
        host = url.raw_host.decode("ascii")
        if url.scheme != "https" or url.port is not None or not HOST.fullmatch(host):
            return False
        return any(f".{host}".endswith(f".{domain}") for domain in self._domains)

    async def _get(self, url: httpx.URL, limit: int) -> Page:
        response = await self._transport.handle_async_request(await self._request(url))
        try:
            if response.status_code in REDIRECTS:
                return Page(response.status_code, location=response.headers.get("Location", ""))
            wanted = 200 <= response.status_code < 300 and response.status_code != ACCEPTED
            if wanted and _announced(response) > limit:
                raise FetchError("too_large")
            return Page(response.status_code, data=await read(response, limit) if wanted else b"")
        finally:
            await response.aclose()

    async def _request(self, url: httpx.URL) -> httpx.Request:
        """For a host of the platform it goes to the address that was looked at, so that no second look-up can change it."""
        limits = httpx.Timeout(SECONDS, connect=CONNECT_SECONDS).as_dict()
        headers = {"Host": url.netloc.decode("ascii"), "Accept-Encoding": "identity", "Connection": "close"}
        if self._is_exact(url):
            return httpx.Request("GET", url, headers=headers, extensions={"timeout": limits})
        host = url.raw_host.decode("ascii")
        pinned = url.copy_with(host=await self._resolve(host))
        return httpx.Request("GET", pinned, headers=headers, extensions={"timeout": limits, "sni_hostname": host})


def _announced(response: httpx.Response) -> int:
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isdecimal() else 0
