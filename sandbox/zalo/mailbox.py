"""What waits for a polling bot: no offset, no acknowledgement, several pollers share what comes."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.clock import monotonic
from sandbox.things import Json
from sandbox.zalo.settings import Settings


@dataclass(frozen=True, slots=True)
class Event:
    """One event as the platform words it; media addresses are still relative. `lane` is the phone's chat."""

    name: str
    message_id: str | None
    lane: str
    body: Json


class Mailbox:
    """Fresh events in order; in replay mode the latest that were handed over come again."""

    def __init__(self, settings: Callable[[], Settings]) -> None:
        self._settings = settings
        self.fresh: deque[Event] = deque()
        self._handed: deque[Event] = deque()
        self._waiting: deque[asyncio.Future[Event | None]] = deque()
        self._last_poll = -1e9

    @property
    def pollers(self) -> int:
        return len(self._waiting)

    def put(self, event: Event) -> bool:
        """False when the event is lost because nobody polls."""
        while self._waiting:
            poller = self._waiting.popleft()
            if not poller.done():
                poller.set_result(event)
                return True
        settings = self._settings()
        if settings.lose_unpolled and monotonic() > self._last_poll + settings.unpolled_after:
            return False
        self.fresh.append(event)
        return True

    async def take(self, seconds: float) -> tuple[Event, bool] | None:
        """An event and whether it was handed over before, as soon as there is one; None when the seconds have passed."""
        settings = self._settings()
        if not self.fresh and settings.delivery == "replay" and self._handed:
            return self._again(), True
        event = self.fresh.popleft() if self.fresh else await self._wait(seconds)
        self._last_poll = monotonic()
        if event is None:
            return None
        self._keep(event)
        return event, False

    def _keep(self, event: Event) -> None:
        # Only replay keeps: switched on later, it begins with the next event that is handed over.
        settings = self._settings()
        if settings.delivery == "replay":
            self._handed.append(event)
        while len(self._handed) > max(settings.replayed, 1):
            self._handed.popleft()

    def _again(self) -> Event:
        event = self._handed[0]
        self._handed.rotate(-1)
        self._last_poll = monotonic()
        return event

    async def _wait(self, seconds: float) -> Event | None:
        mine = asyncio.get_running_loop().create_future()
        self._waiting.append(mine)
        try:
            return await asyncio.wait_for(asyncio.shield(mine), seconds)
        except TimeoutError:
            return mine.result() if mine.done() else None
        except asyncio.CancelledError:
            # The client hung up in the very moment that something came: it wasn't handed over.
            if mine.done() and not mine.cancelled() and (event := mine.result()):
                self.fresh.appendleft(event)
            raise
        finally:
            mine.cancel()
            if mine in self._waiting:
                self._waiting.remove(mine)

    def forget(self) -> None:
        """Drops what was handed over: the end of a replay."""
        self._handed.clear()

    def wake(self) -> None:
        """Lets every poller answer with nothing."""
        while self._waiting:
            poller = self._waiting.popleft()
            if not poller.done():
                poller.set_result(None)
