"""How much one person may say before the rest of it waits: a broken phone loses nothing, holds up nobody, and uses up no plan.

Counted in this process since it was started; with several processes each counts what it handles.
"""

from collections import defaultdict, deque
from datetime import datetime, timedelta

from channels.base import Incoming

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
KEPT = 5000  # people remembered before those who were quiet for an hour are forgotten
Person = tuple[str, str]


class Limits:
    """So many messages a minute and an hour of one person; none of them is lost, the next one is handled when there is room."""

    def __init__(self, a_minute: int, an_hour: int) -> None:
        self._windows = ((MINUTE, a_minute), (HOUR, an_hour))
        self._handled: dict[Person, deque[datetime]] = defaultdict(deque)
        self._told: dict[Person, datetime] = {}

    def until(self, incoming: Incoming, now: datetime) -> datetime | None:
        """When this may be handled; None: now. What waits holds up its chat; so nothing does in a group, which is everybody's."""
        if incoming.group:
            return None
        moments = self._handled.get(_person(incoming), deque())
        waits = [
            moments[-allowed] + window
            for window, allowed in self._windows
            if len(moments) >= allowed and timedelta(0) <= now - moments[-allowed] < window  # a clock may be put back
        ]
        return max(waits, default=None)

    def handled(self, incoming: Incoming, now: datetime) -> None:
        if len(self._handled) > KEPT:
            self._forget(now)
        moments = self._handled[_person(incoming)]
        moments.append(now)
        while len(moments) > self._windows[-1][1]:
            moments.popleft()

    def first(self, incoming: Incoming, now: datetime) -> bool:
        """Is this person to be told that the rest waits? Once an hour."""
        person = _person(incoming)
        if person in self._told and now - self._told[person] < HOUR:
            return False
        self._told[person] = now
        return True

    def _forget(self, now: datetime) -> None:
        self._handled = defaultdict(
            deque, {person: moments for person, moments in self._handled.items() if now - moments[-1] < HOUR}
        )
        self._told = {person: told for person, told in self._told.items() if now - told < HOUR}


def _person(incoming: Incoming) -> Person:
    return incoming.chat.bot, incoming.sender
