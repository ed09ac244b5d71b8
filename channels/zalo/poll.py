"""Polling a platform that takes no confirmation: what was handed over may come again for ever, or never (reference 5).

So whoever asks for the next event must have stored the one before; and what is known already is not asked for in a hurry.
"""

import asyncio
import random
from collections import OrderedDict
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from typing import Any, TypeVar

import structlog

from channels.zalo.client import ZaloClient
from channels.zalo.faults import QuotaExceeded, Refused, TokenRefused, TokenUnknown, WebhookActive, ZaloError

log = structlog.get_logger()

Result = TypeVar("Result")
# A server that says at once that nothing arrived must not be asked in a tight loop.
IDLE_PAUSE = 0.2
REPEAT_PAUSE = 1.0
REMEMBERED = 10_000


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


class Seen:
    """The latest keys. For the pace only: whether something is new is decided where it is stored."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._keys: OrderedDict[str, None] = OrderedDict()

    def add(self, key: str) -> bool:
        """Was it new?"""
        new = key not in self._keys
        self._keys[key] = None
        self._keys.move_to_end(key)
        if len(self._keys) > self._most:
            self._keys.popitem(last=False)
        return new


class Poller:
    """One bot's events, one call after the other. Two pollers of a token would share them out: the core starts one."""

    def __init__(self, client: ZaloClient, bot: str, *, wait: int, drop_webhook: bool) -> None:
        self._client = client
        self._bot = bot
        self._wait = wait
        self._drop_webhook = drop_webhook
        self._seen = Seen()
        self._repeated = False
        self.backoff = Backoff()
        # Asking may use the quota up as well; it may be the month's, and it may be a mistake of an hour.
        self.quota_backoff = Backoff(first=60.0, most=3600.0)
        self.repeat_pause = REPEAT_PAUSE

    def heard(self, keys: Sequence[str]) -> None:
        """What the latest answer was; without anything new in it the next call waits."""
        new = [self._seen.add(key) for key in keys]
        self._repeated = not any(new)

    async def updates(self) -> AsyncGenerator[Any, None]:
        """Answers as they came, None where nothing did, so that whoever must no longer ask can stop in between. Raises
        TokenRefused or WebhookActive; everything else is waited out."""
        await self.patiently(self._take_over)
        while True:
            found = await self._next()
            yield found
            if found is not None and self._repeated:
                await asyncio.sleep(self.repeat_pause)

    async def patiently(self, call: Callable[[], Awaitable[Result]]) -> Result:
        """The call's result, however long the network or the platform is down."""
        while True:
            try:
                result = await call()
            except ZaloError as error:
                pause = self._pause(error)
            else:
                self.backoff.reset()
                self.quota_backoff.reset()
                return result
            await asyncio.sleep(pause)

    async def _next(self) -> Any:
        asked = asyncio.get_running_loop().time()
        found = await self.patiently(self._ask)
        if found is None and asyncio.get_running_loop().time() - asked < IDLE_PAUSE:
            await asyncio.sleep(IDLE_PAUSE)
        return found

    async def _ask(self) -> Any:
        try:
            return await self._client.get_updates(self._wait)
        except Refused:
            # How the platform refuses while a webhook is set has not been measured; one may have been set meanwhile.
            await self._take_over()
            raise

    async def _take_over(self) -> None:
        if await self._client.get_webhook_info() is None:
            return
        if not self._drop_webhook:
            raise WebhookActive
        await self._client.delete_webhook()
        log.warning("zalo_webhook_dropped", bot=self._bot)

    def _pause(self, error: ZaloError) -> float:
        """Seconds to wait. Raises TokenRefused where waiting is no use."""
        if isinstance(error, TokenUnknown):
            raise TokenRefused from None
        spent = isinstance(error, QuotaExceeded)
        pause = (self.quota_backoff if spent else self.backoff).next()
        event = "zalo_quota_exceeded" if spent else "zalo_poll_failed"
        log.warning(event, bot=self._bot, reason=str(error), pause=round(pause, 1))
        return pause
