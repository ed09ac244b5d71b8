"""Uvicorn's HTTP protocol with one addition: a connection can be cut off without an answer, as broken networks do."""

import asyncio
import socket
import struct
from typing import Any

from starlette.types import Scope
from uvicorn.protocols.http.h11_impl import H11Protocol

# With a zero linger time, closing sends a reset instead of a proper end.
RESET_ON_CLOSE = struct.pack("ii", 1, 0)
_open: dict[tuple[str, int], asyncio.Transport] = {}


class Protocol(H11Protocol):
    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        if self.client:
            _open[self.client] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        if self.client:
            _open.pop(self.client, None)
        super().connection_lost(exc)


def abort(scope: Scope) -> None:
    """Resets the connection that this request came on."""
    transport = _open.get(tuple(scope["client"]))
    if transport:
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        transport.abort()
