"""What really happened, in order: every accepted send, every update queued, delivered and confirmed. Checkers recount
from it, benchmarks read its summary."""

from collections import Counter, deque
from itertools import islice
from typing import Any

from sandbox.clock import Clock, monotonic
from sandbox.things import Json


class Log:
    """Entries carry `seq`, `kind`, `mono` (monotonic seconds), `at` (world seconds since 1970) and what belongs to the kind."""

    def __init__(self, clock: Clock, kept: int = 200_000) -> None:
        self._clock = clock
        self._entries: deque[Json] = deque(maxlen=kept)
        self._seq = 0
        self.counts: Counter[str] = Counter()
        self._first: dict[str, float] = {}
        self._last: dict[str, float] = {}

    def count(self, kind: str) -> float:
        """Counts without keeping an entry: a flood would fill the memory. Returns the monotonic moment."""
        now = monotonic()
        self.counts[kind] += 1
        self._first.setdefault(kind, now)
        self._last[kind] = now
        return now

    def add(self, kind: str, **fields: Any) -> None:
        self._seq += 1
        moment = self.count(kind)
        self._entries.append({"seq": self._seq, "kind": kind, "mono": moment, "at": self._clock.seconds(), **fields})

    def entries(self, after: int = 0) -> list[Json]:
        fresh = min(max(self._seq - after, 0), len(self._entries))
        return list(islice(self._entries, len(self._entries) - fresh, None))

    def summary(self) -> Json:
        """For each kind: how many, first and last monotonic second."""
        return {
            kind: {"count": count, "first": self._first[kind], "last": self._last[kind]}
            for kind, count in sorted(self.counts.items())
        }
