"""The plan's messages of a month, metered in both directions."""

from collections import Counter
from typing import Literal

from sandbox.clock import HANOI, Clock
from sandbox.things import Json

Direction = Literal["in", "out"]


class Quota:
    """Counts for each month of Hanoi's calendar, by the world's clock: a rehearsal may let the month turn."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._counts: Counter[tuple[str, str]] = Counter()

    def count(self, direction: Direction) -> None:
        self._counts[self._month, direction] += 1

    def set(self, used: int) -> None:
        """So many messages sent this month, and none received."""
        self._counts[self._month, "out"] = used
        self._counts[self._month, "in"] = 0

    def used(self, counts: Literal["both", "out"]) -> int:
        sent = self._counts[self._month, "out"]
        return sent + self._counts[self._month, "in"] if counts == "both" else sent

    def state(self) -> Json:
        month = self._month
        return {"month": month, "in": self._counts[month, "in"], "out": self._counts[month, "out"]}

    @property
    def _month(self) -> str:
        return self._clock.now().astimezone(HANOI).strftime("%Y-%m")
