"""Files that people sent: asked for by their handle, read no further than the limit."""

import asyncio
from collections.abc import Mapping

from telegram.error import TelegramError

from channels.base import Attachment, FetchError
from channels.telegram.faults import Refused, fetch_error
from channels.telegram.wire import Wire

SECONDS = 60.0


async def fetch(wire: Wire, attachment: Attachment, limit: int) -> bytes:
    """At most `limit` bytes, within a minute. Raises FetchError."""
    if attachment.size is not None and attachment.size > limit:
        raise FetchError("too_large")
    try:
        async with asyncio.timeout(SECONDS):
            data = await _download(wire, attachment.ref, limit)
    except TelegramError as error:
        raise fetch_error(error) from None
    except TimeoutError:
        raise FetchError("network", transient=True) from None
    if not data or len(data) > limit:
        raise FetchError("too_large" if data else "empty")
    return data


async def _download(wire: Wire, ref: str, limit: int) -> bytes:
    """An address holds for an hour, so it is asked for each time."""
    found = await wire.call("getFile", {"file_id": ref})
    path = found.get("file_path") if isinstance(found, Mapping) else None
    if not isinstance(path, str):
        raise Refused(404, "no file_path", {})
    return await wire.download(path, limit)
