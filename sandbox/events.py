"""What the phones see, as one numbered stream that a page can follow by long polling."""

import asyncio
from collections import deque
from contextlib import suppress
from itertools import islice
from typing import Any

from sandbox.things import Json

KEPT = 20_000


class Stream:
    """Numbered events; `after` is the last number a reader has seen."""

    def __init__(self) -> None:
        self.last = 0
        self._events: deque[Json] = deque(maxlen=KEPT)
        self._bell = asyncio.Event()

    def close(self) -> None:
        """Lets whoever waits look again."""
        self._bell.set()

    def publish(self, kind: str, **fields: Any) -> None:
        self.last += 1
        self._events.append({"seq": self.last, "kind": kind, **fields})
        self._bell.set()
        self._bell = asyncio.Event()

    def since(self, after: int) -> list[Json]:
        fresh = min(max(self.last - after, 0), len(self._events))
        return list(islice(self._events, len(self._events) - fresh, None))

    async def wait(self, after: int, seconds: float) -> list[Json]:
        """The events after that number, as soon as there is one, or none when the seconds have passed."""
        if after >= self.last and seconds > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._bell.wait(), seconds)
        # looked at now: what is published in the moment that the time is up would be left out for ever
        return self.since(after)
