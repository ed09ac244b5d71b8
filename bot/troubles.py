"""Bots whose platform gives no usable answer: they try with one message, ever more rarely, until one is answered again.

No platform offers a key to repeat by, so each try of a message that was accepted unheard is a copy. Eight may be in flight when
a platform falls silent; from then on there is one copy for each try of the bot, and not one for each try of each chat.
"""

import random
from collections.abc import Callable

from channels.base import DeliveryError

TOGETHER = 2  # failures without an answer between them: one alone may be the message's own
LASTING = 3  # from here on it is the platform's fault, and counts against no message
WORST = 30.0  # seconds between two tries


class Troubles:
    """`clock` gives monotonic seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failures: dict[str, int] = {}
        self._until: dict[str, float] = {}

    def answered(self, bot: str) -> None:
        """The platform took a message, or refused it in its own words."""
        self._failures.pop(bot, None)
        self._until.pop(bot, None)

    def failed(self, bot: str, error: DeliveryError) -> bool:
        """Note a failure; is it an outage by now, and not the message's own fault?"""
        if error.permanent or error.retry_after is not None or error.migrated_to is not None:
            self.answered(bot)
            return False
        count = self._failures[bot] = self._failures.get(bot, 0) + 1
        if count >= TOGETHER:
            pause = min(WORST, 2.0 ** min(count - TOGETHER, 10)) * random.uniform(0.8, 1.2)
            self._until[bot] = self._clock() + pause
        return count >= LASTING

    def trying(self) -> list[str]:
        """The bots that try with one message at a time."""
        return list(self._until)

    def resting(self) -> list[str]:
        """Those of them whose next try is not due yet."""
        now = self._clock()
        return [bot for bot, until in self._until.items() if until > now]
