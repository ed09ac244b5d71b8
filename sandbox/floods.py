"""Floods for benchmarks: many texts from many people at once or at an even rate, with the time each answer took."""

import asyncio
from collections import defaultdict, deque
from statistics import median, quantiles

from sandbox.clock import monotonic
from sandbox.things import Chat, Json


class Floods:
    """The i-th answer in a flood's chat is taken for the answer to its i-th text."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, deque[float]] = defaultdict(deque)
        self._seconds: list[float] = []
        self.tasks: set[asyncio.Task[None]] = set()

    def asked(self, chat: Chat) -> None:
        self._waiting[chat.key].append(monotonic())

    def answered(self, chat: Chat, moment: float) -> None:
        if waiting := self._waiting[chat.key]:
            self._seconds.append(moment - waiting.popleft())

    def summary(self) -> Json:
        """Milliseconds from a text's arrival in the queue to its answer."""
        if len(self._seconds) < 2:
            return {"answers": len(self._seconds)}
        p99 = quantiles(self._seconds, n=100)[98]
        return {"answers": len(self._seconds), "median_ms": median(self._seconds) * 1000, "p99_ms": p99 * 1000}

    def close(self) -> None:
        for task in self.tasks:
            task.cancel()
