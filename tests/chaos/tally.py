"""Recounting: what people said, what came of it, what they heard, and how fast the platform was called."""

import os
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, col, select

from bot.db import Database
from models import Inbox, InboxState, Outbox, OutboxState, Report

LONG = os.environ.get("CHAOS") == "long"


def scaled(short: int, long: int) -> int:
    return long if LONG else short


class Books:
    """The database of a running bot, read beside it."""

    def __init__(self, url: str) -> None:
        self._url = url

    def read(self, fn: Any) -> Any:
        db = Database(self._url)
        try:
            return db.read_now(fn)
        finally:
            db.close()

    def effects(self, first: int) -> Counter[tuple[int, str]]:
        """How often each value of a test (its first ones, up to the next ten) was recorded: (person, value)."""
        return Counter(each for each in self.read(_values) if first <= int(each[1]) < first + 10)

    def settled(self) -> bool:
        """Is nothing left to be handled or sent?"""
        return bool(self.read(_settled))

    def notices(self, kind: str) -> list[str]:
        """The states of the notices of a kind."""
        return list(self.read(lambda s: [row.state.value for row in s.exec(select(Outbox).where(Outbox.kind == kind))]))


def _values(session: Session) -> list[tuple[int, str]]:
    rows = session.exec(select(Report).where(col(Report.value).is_not(None)).order_by(col(Report.id)))
    return [(row.author_id, str(row.value)) for row in rows]


def _settled(session: Session) -> bool:
    waiting_in = col(Inbox.state).in_([InboxState.NEW, InboxState.FETCH])
    waiting_out = col(Outbox.state).in_([OutboxState.QUEUED, OutboxState.SENDING])
    left = (
        session.exec(select(Inbox.id).where(waiting_in)).first(),
        session.exec(select(Outbox.id).where(waiting_out)).first(),
    )
    return left == (None, None)


def busiest(seconds: float, entries: Iterable[dict[str, Any]], useful: Iterable[dict[str, Any]] = ()) -> int:
    """The most entries that any so many seconds of the log hold, beyond the `useful` ones there: a call that brings something
    new may be followed by the next at once."""
    weights = [(entry["mono"], 1) for entry in entries] + [(entry["mono"], -1) for entry in useful]
    moments = sorted(weights)
    best, start, held = 0, 0, 0
    for moment, weight in moments:
        held += weight
        while moment - moments[start][0] >= seconds:
            held -= moments[start][1]
            start += 1
        best = max(best, held)
    return best
