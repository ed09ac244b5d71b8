"""Long polling that confirms only what was asked beyond: a killed process loses nothing that it had not stored."""

import asyncio
import random
from collections.abc import AsyncIterator
from typing import Any

import structlog
from telegram.error import TelegramError

from channels.telegram.faults import Refused, TokenRefused, WebhookActive, delivery_error, retry_after
from channels.telegram.parse import ALLOWED_UPDATES
from channels.telegram.wire import Wire

log = structlog.get_logger()

Update = dict[str, Any]
CONFLICT = 409
# A server that answers an empty poll at once must not be asked in a tight loop.
EMPTY_PAUSE = 0.2


class Backoff:
    """Growing pauses with jitter, in seconds, so that many bots don't return in step after an outage."""

    def __init__(self, first: float = 1.0, most: float = 30.0) -> None:
        self._first = first
        self._most = most
        self._failures = 0

    def reset(self) -> None:
        self._failures = 0

    def next(self) -> float:
        ceiling = min(self._most, self._first * 2**self._failures)
        self._failures = min(self._failures + 1, 16)
        return max(self._first, random.uniform(ceiling / 2, ceiling))


class Poller:
    """The platform's queue of one bot, read in batches."""

    def __init__(self, wire: Wire, bot: str, *, wait: int, drop_webhook: bool, backoff: Backoff | None = None) -> None:
        self._wire = wire
        self._bot = bot
        self._wait = wait
        self._drop_webhook = drop_webhook
        self.backoff = backoff or Backoff()

    async def updates(self) -> AsyncIterator[list[Update]]:
        """Raises TokenRefused or WebhookActive; everything else is waited out."""
        await self._take_over()
        offset: int | None = None
        while True:
            batch = await self._batch(offset)
            if batch:
                yield batch
                offset = max(update["update_id"] for update in batch) + 1

    async def _take_over(self) -> None:
        info = await self.patiently("getWebhookInfo", {}) or {}
        if not info.get("url"):
            return
        if not self._drop_webhook:
            raise WebhookActive
        await self.patiently("deleteWebhook", {"drop_pending_updates": False})
        log.warning("telegram_webhook_dropped", bot=self._bot)

    async def _batch(self, offset: int | None) -> list[Update]:
        asked = asyncio.get_running_loop().time()
        arguments: dict[str, Any] = {"timeout": self._wait, "allowed_updates": ALLOWED_UPDATES}
        if offset is not None:
            arguments["offset"] = offset
        found = await self.patiently("getUpdates", arguments, wait=self._wait)
        batch = [each for each in found or [] if isinstance(each, dict) and isinstance(each.get("update_id"), int)]
        if not batch and asyncio.get_running_loop().time() - asked < EMPTY_PAUSE:
            await asyncio.sleep(EMPTY_PAUSE)
        return batch

    async def patiently(self, method: str, arguments: dict[str, Any], *, wait: float = 0.0) -> Any:
        """The method's result, however long the network is down; None where the server doesn't know the method."""
        while True:
            try:
                result = await self._wire.call(method, arguments, wait=wait)
            except TelegramError as error:
                if isinstance(error, Refused) and error.readable and error.code == 404 and method != "getUpdates":
                    return None
                pause = self._pause(error)
            else:
                self.backoff.reset()
                return result
            await asyncio.sleep(pause)

    def _pause(self, error: TelegramError) -> float:
        """Seconds to wait. Raises TokenRefused where waiting is no use."""
        fault = delivery_error(error)
        if isinstance(fault, TokenRefused):
            raise fault from None
        pause = max(self.backoff.next(), retry_after(error) or 0.0)
        conflict = isinstance(error, Refused) and error.code == CONFLICT
        event = "telegram_poll_conflict" if conflict else "telegram_poll_failed"
        log.warning(event, bot=self._bot, reason=str(fault), pause=round(pause, 1))
        return pause
