"""Write down how sending went: sent, to be tried again, moved to another chat, or given up."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, update
from sqlmodel import Session

from bot import metrics
from bot.claim import TRIES, Claimed, at_most_once
from channels.base import DeliveryError, Sent
from models import Menu, Outbox, OutboxState
from models.base import table
from rules.localtime import today
from services import quota
from services.nagging import told
from services.reach import chat_moved, undelivered

WORST_PAUSE = 300.0
PICTURE_TRIES = 3
GIVEN_UP = timedelta(days=1)  # so long an outage may last before messages are given up
_OUTBOX, _MENU = table(Outbox), table(Menu)
SENT = (
    update(_OUTBOX)
    .where(_OUTBOX.c.id == bindparam("row"))
    .values(
        state=OutboxState.SENT,
        done=_OUTBOX.c.done + bindparam("parts"),
        sent_at=bindparam("at"),
        message_id=bindparam("message"),
        lease_until=None,
        error=None,
    )
)
SHOWN = update(_MENU).where(_MENU.c.id == bindparam("menu")).values(shown_at=bindparam("at"))


@dataclass(frozen=True)
class Outcome:
    """How one row went: the answers for the parts that were accepted, then perhaps an error, which may be an `outage`."""

    claimed: Claimed
    sent: tuple[Sent, ...]
    error: DeliveryError | None = None
    outage: bool = False


def mark(session: Session, outcomes: Sequence[Outcome], now: datetime) -> None:
    """What went well is written in two statements, whatever its number; what did not, one by one."""
    sent = [outcome for outcome in outcomes if outcome.error is None]
    if sent:
        session.execute(SENT, [_sent(outcome) for outcome in sent])
        for outcome in sent:
            metrics.SENT.labels(outcome.claimed.chat.bot).inc()
    shown = [{"menu": o.claimed.menu_id, "at": o.sent[-1].at} for o in sent if o.claimed.menu_id is not None]
    if shown:
        session.execute(SHOWN, shown)
    for outcome in sent:
        told(session, outcome.claimed.shown, today(now))
    _count(session, outcomes, now)
    for outcome in outcomes:
        if outcome.error is not None:
            row = session.get_one(Outbox, outcome.claimed.row_id)
            row.done += len(outcome.sent)
            if outcome.outage and now - row.created_at < GIVEN_UP:
                row.attempts = min(
                    row.attempts, TRIES - 1
                )  # whatever the platform does to all is not this message's fault
            _failed(session, row, outcome.error, now)
            session.add(row)


def _count(session: Session, outcomes: Sequence[Outcome], now: datetime) -> None:
    """What was taken, and what perhaps was: a plan is better left too early than overrun."""
    taken: Counter[str] = Counter()
    unsure: Counter[str] = Counter()
    for outcome in outcomes:
        taken[outcome.claimed.chat.bot] += len(outcome.sent)
        unsure[outcome.claimed.chat.bot] += outcome.error is not None and outcome.error.ambiguous
    quota.accepted(session, list(+taken), now)
    quota.count(session, now, received={}, sent=taken + unsure)


def _sent(outcome: Outcome) -> dict[str, object]:
    last = outcome.sent[-1]
    return {"row": outcome.claimed.row_id, "parts": len(outcome.sent), "at": last.at, "message": last.message_id}


def _failed(session: Session, row: Outbox, error: DeliveryError, now: datetime) -> None:
    row.error, row.lease_until = str(error)[:200], None
    metrics.REFUSED.labels(row.bot, _why(error)).inc()
    if error.migrated_to is not None:
        chat_moved(session, row.bot or "", row.chat_id or "", error.migrated_to)
        _again(row, now, 0)
    elif error.retry_after is not None:
        row.attempts -= 1  # being asked to wait is no failed try
        _again(row, now, error.retry_after)
        if error.quota:
            row.not_before = quota.refused(session, row.bot or "", now)
            _elsewhere(session, row, now)
    elif _without_picture(row, error):
        _again(row, now, 0)
    elif error.permanent:
        row.state = OutboxState.DEAD
        metrics.DEAD.labels("outbox").inc()
        undelivered(session, row, unreachable=error.unreachable, now=now)
        if error.unreachable:
            _elsewhere(session, row, now)
    elif error.ambiguous and at_most_once(row):
        row.state = OutboxState.SENT
    else:
        _again(row, now, min(2.0 ** (row.attempts - 1), WORST_PAUSE) * random.uniform(0.8, 1.2))


def _without_picture(row: Outbox, error: DeliveryError) -> bool:
    """Its picture was refused, or failed again and again: say the words alone, which are whole by themselves."""
    if error.unreachable or not (error.permanent or row.attempts >= PICTURE_TRIES):
        return False
    part = row.body[row.done] if row.done < len(row.body) else {}
    if "alone" not in part:
        return False
    row.body = [*row.body[: row.done], {"spans": part["alone"]}, *row.body[row.done + 1 :]]
    return True


def _elsewhere(session: Session, row: Outbox, now: datetime) -> None:
    """A notice goes to another channel of its person, where there is one."""
    if quota.redirected(session, row):
        row.attempts, row.error = 0, None
        _again(row, now, 0)


def _why(error: DeliveryError) -> str:
    if error.retry_after is not None:
        return "wait"
    return "permanent" if error.permanent else "migrated" if error.migrated_to else "transient"


def _again(row: Outbox, now: datetime, seconds: float) -> None:
    row.state, row.not_before = OutboxState.QUEUED, now + timedelta(seconds=seconds)
