"""The only place that reads the clock. A rehearsal clock starts at a chosen moment and runs at normal speed."""

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Real time, or real time shifted for a rehearsal; always aware UTC."""

    def __init__(self, start: datetime | None = None) -> None:
        self._shift = timedelta(0)
        self.rehearsal = start is not None
        if start is not None:
            self.jump(start)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift

    def jump(self, moment: datetime) -> None:
        """Make it `moment` (aware) now; only a rehearsal clock may be moved."""
        if not self.rehearsal or moment.tzinfo is None:
            raise ValueError("only a rehearsal clock can be moved, and to a moment with its time zone")
        self._shift = moment.astimezone(UTC) - datetime.now(UTC)


def monotonic() -> float:
    """Seconds for measuring spans; never goes back."""
    return time.monotonic()
