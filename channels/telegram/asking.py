"""What is asked of the server, and the connections it goes over."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from channels.telegram.direct import Direct

POOL = 16
IDLE_SECONDS = 30
JSON_TYPE = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Ask:
    """A request whose address has the stand-in in it; `wait` is how long the server may hold its answer (s)."""

    method: str
    url: str
    content: Mapping[str, Any]
    wait: float = 0.0


def content_of(arguments: Mapping[str, Any], files: Mapping[str, Any]) -> dict[str, Any]:
    if not files:
        return {"content": _dumped(arguments).encode("utf-8", "replace"), "headers": JSON_TYPE}
    fields = {name: value if isinstance(value, str) else _dumped(value) for name, value in arguments.items()}
    return {"data": fields, "files": files}


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def transport_to(base: str, proxy: str | None) -> httpx.AsyncBaseTransport:
    """Raises ValueError (one sentence) for an address that can't be used."""
    if not re.match(r"https?://[^/\s]+", base):
        raise ValueError("GIAOVIEC_TELEGRAM_API phải là một địa chỉ http:// hoặc https://.")
    if proxy is None:
        return Direct(POOL, IDLE_SECONDS)
    limits = httpx.Limits(max_connections=POOL, max_keepalive_connections=POOL, keepalive_expiry=IDLE_SECONDS)
    try:
        return httpx.AsyncHTTPTransport(limits=limits, proxy=proxy)
    except (ValueError, ImportError, httpx.InvalidURL):
        # The library's sentence would print the proxy's address with its password.
        raise ValueError("GIAOVIEC_TELEGRAM_PROXY phải là một địa chỉ http:// hoặc https://.") from None
