"""Write down how sending went: sent, to be tried again, moved to another chat, or given up."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from bot import metrics
from bot.claim import Claimed, at_most_once
from channels.base import DeliveryError, Sent
from models import Menu, Outbox, OutboxState
from rules.localtime import today
from services.nagging import told
from services.reach import chat_moved, undelivered

WORST_PAUSE = 300.0


@dataclass(frozen=True)
class Outcome:
    """How one row went: the answers for the parts that were accepted, then perhaps an error."""

    claimed: Claimed
    sent: tuple[Sent, ...]
    error: DeliveryError | None = None


def mark(session: Session, outcomes: Sequence[Outcome], now: datetime) -> None:
    for outcome in outcomes:
        row = session.get_one(Outbox, outcome.claimed.row_id)
        row.done += len(outcome.sent)
        if outcome.error is None:
            _sent(session, row, outcome.sent[-1], now)
        else:
            _failed(session, row, outcome.error, now)
        session.add(row)


def _sent(session: Session, row: Outbox, last: Sent, now: datetime) -> None:
    row.state, row.sent_at, row.message_id, row.error = OutboxState.SENT, last.at, last.message_id, None
    row.lease_until = None
    metrics.SENT.labels(row.bot).inc()
    told(session, row.args.get("shown", []), today(now))
    if row.menu_id is not None:
        menu = session.get_one(Menu, row.menu_id)
        menu.shown_at = last.at
        session.add(menu)


def _failed(session: Session, row: Outbox, error: DeliveryError, now: datetime) -> None:
    row.error, row.lease_until = str(error)[:200], None
    metrics.REFUSED.labels(row.bot, _why(error)).inc()
    if error.migrated_to is not None:
        chat_moved(session, row.bot or "", row.chat_id or "", error.migrated_to)
        row.state = OutboxState.QUEUED
    elif error.retry_after is not None:
        row.attempts -= 1  # being asked to wait is no failed try
        _again(row, now, error.retry_after)
    elif error.permanent:
        row.state = OutboxState.DEAD
        metrics.DEAD.labels("outbox").inc()
        undelivered(session, row, unreachable=error.unreachable, now=now)
    elif error.ambiguous and at_most_once(row):
        row.state = OutboxState.SENT
    else:
        _again(row, now, min(2.0 ** (row.attempts - 1), WORST_PAUSE) * random.uniform(0.8, 1.2))


def _why(error: DeliveryError) -> str:
    if error.retry_after is not None:
        return "wait"
    return "permanent" if error.permanent else "migrated" if error.migrated_to else "transient"


def _again(row: Outbox, now: datetime, seconds: float) -> None:
    row.state, row.not_before = OutboxState.QUEUED, now + timedelta(seconds=seconds)
