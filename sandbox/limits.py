"""Telegram's published sending limits, kept strictly: 30 messages a second for a bot, one a second to a person (three at
once are let through), twenty a minute to a group."""

import math
from collections import defaultdict, deque

from sandbox.clock import monotonic
from sandbox.things import Chat

Window = tuple[int, float]  # how many, in how many seconds
PER_BOT: Window = (30, 1.0)
PER_PERSON: Window = (3, 3.0)
PER_GROUP: Window = (20, 60.0)


class Limits:
    """Sliding windows; what is refused doesn't count."""

    def __init__(self, strict: bool) -> None:
        self.strict = strict
        self._sent: defaultdict[str, deque[float]] = defaultdict(deque)

    def refuse(self, bot: str, chat: Chat, count: int = 1) -> int | None:
        """Seconds to wait when one of the windows is full; otherwise counts the messages and returns None."""
        if not self.strict:
            return None
        now = monotonic()
        windows = [(bot, PER_BOT), (chat.key, PER_PERSON if chat.kind == "private" else PER_GROUP)]
        waits = [self._wait(key, window, now, count) for key, window in windows]
        if max(waits) > 0:
            return math.ceil(max(waits))
        for key, _ in windows:
            self._sent[key].extend([now] * count)
        return None

    def _wait(self, key: str, window: Window, now: float, count: int) -> float:
        allowed, seconds = window
        sent = self._sent[key]
        while sent and sent[0] <= now - seconds:
            sent.popleft()
        surplus = len(sent) + count - allowed
        return 0.0 if surplus <= 0 or not sent else sent[min(surplus, len(sent)) - 1] + seconds - now
