"""Handle what was stored: all that a handler does is one transaction, with the mark on the inbox row in it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import ColumnElement, Row, bindparam, exists, literal_column, select, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot import metrics
from bot.batch import Batch
from bot.limits import Limits
from channels.base import Channel, Incoming
from handlers.menus import Later
from models import Inbox, InboxState
from models.base import table
from views import common

log = structlog.get_logger(__name__)
PARSED: TypeAdapter[Incoming] = TypeAdapter(Incoming)
TRIES = 3
BATCH = 32  # updates of different chats handled in one transaction
LATER = timedelta(milliseconds=150)
Clock = Callable[[], datetime]
Due = tuple[Row[Any], Incoming]

# Built once; the states stand in them literally, or SQLite would not use its partial indexes. The bot is hidden behind a
# concatenation: by that column SQLite would read and sort all that waits, for every batch.
INBOX, EARLIER = table(Inbox), table(Inbox).alias("earlier")
WAITING: list[ColumnElement[str]] = [literal_column("'fetch'"), literal_column("'new'")]


def in_front(*states: InboxState) -> ColumnElement[bool]:
    """Is something older of the same chat in one of these states?"""
    same = (EARLIER.c.bot == INBOX.c.bot, EARLIER.c.chat_id == INBOX.c.chat_id, EARLIER.c.id < INBOX.c.id)
    return exists().where(*same, EARLIER.c.state.in_([literal_column(f"'{state.value}'") for state in states]))


DUE = (
    select(INBOX.c.id, INBOX.c.bot, INBOX.c.payload, INBOX.c.attempts, INBOX.c.received_at)
    .where(
        INBOX.c.state.in_(WAITING),
        INBOX.c.state == literal_column("'new'"),
        ~in_front(InboxState.FETCH, InboxState.NEW),
    )
    .where(INBOX.c.not_before <= bindparam("now"), INBOX.c.bot.concat("").in_(bindparam("bots", expanding=True)))
    .order_by(INBOX.c.id)
    .limit(BATCH)
    .with_for_update(skip_locked=True, of=INBOX)
)
DONE = (
    update(INBOX)
    .where(INBOX.c.id.in_(bindparam("ids", expanding=True)))
    .values(state=InboxState.DONE, handled_at=bindparam("at"), payload={}, error=None)
)
UNREADABLE = (
    update(INBOX)
    .where(INBOX.c.id == bindparam("row"))
    .values(state=InboxState.DEAD, handled_at=bindparam("at"), error=bindparam("why"))
)
PUT_OFF = update(INBOX).where(INBOX.c.id == bindparam("row")).values(not_before=bindparam("until"))


def handle_batch(
    session: Session, channels: Mapping[str, Channel], clock: Clock, limits: Limits | None = None
) -> list[Incoming]:
    """Handle what is oldest in each chat; gives back what was looked at (its buttons are acknowledged afterwards). What is more
    than a person's `limits` is put off.

    PostgreSQL skips what a replica holds.
    """
    due = session.execute(DUE, {"now": clock(), "bots": list(channels)})
    rows = [(row, incoming) for row in due if (incoming := readable(session, row.id, row.payload, clock())) is not None]
    rows = _within(session, rows, channels, clock(), limits) if limits is not None else rows
    if rows:
        done = _together(session, rows, channels, clock) or _one_by_one(session, rows, channels, clock)
        session.execute(DONE, {"ids": done, "at": clock()})
        metrics.HANDLED.inc(len(done))
        for row, incoming in rows:
            if row.id in done:
                if limits is not None:
                    limits.handled(incoming, clock())
                metrics.REPLY_SECONDS.observe((clock() - row.received_at).total_seconds())
    return [incoming for _, incoming in rows]


def _within(
    session: Session, rows: Sequence[Due], channels: Mapping[str, Channel], now: datetime, limits: Limits
) -> list[Due]:
    """Those of people who have room; the others' wait for theirs, which they are told once an hour."""
    waits = [(row, incoming, limits.until(incoming, now)) for row, incoming in rows]
    late = [(row, incoming, until) for row, incoming, until in waits if until is not None]
    ready = [(row, incoming) for row, incoming, until in waits if until is None]
    if late:
        batch = Batch(session, [], now)
        for row, incoming, until in late:
            session.execute(PUT_OFF, {"row": row.id, "until": until})
            if limits.first(incoming, now):
                batch.say(common.too_many(), incoming, channels[row.bot], now)
        batch.write()
    return ready


def readable(session: Session, row_id: int, payload: Any, now: datetime) -> Incoming | None:
    """What was stored, or None for what nobody can read (any more): it is a dead letter at once, and holds up nobody."""
    try:
        return PARSED.validate_python(payload)
    except ValidationError as error:
        log.error("inbox_unreadable", inbox=row_id)
        session.execute(UNREADABLE, {"row": row_id, "at": now, "why": type(error).__name__})
        metrics.DEAD.labels("inbox").inc()
        return None


def _together(session: Session, rows: Sequence[Due], channels: Mapping[str, Channel], clock: Clock) -> list[int] | None:
    """Handle all of them; None, and nothing done, when one of them fails or has to wait: one by one will tell which."""
    try:
        with session.begin_nested():
            batch = Batch(session, [incoming for _, incoming in rows], clock())
            for row, incoming in rows:
                batch.handle(incoming, channels[row.bot], clock())
            batch.write()
    except Exception as error:  # it is met again, and said, one by one
        if _gone(error):
            raise
        return None
    return [row.id for row, _ in rows]


def _one_by_one(session: Session, rows: Sequence[Due], channels: Mapping[str, Channel], clock: Clock) -> list[int]:
    """The same, each behind its own savepoint; gives back the ids of those that were handled."""
    batch = Batch(session, [incoming for _, incoming in rows], clock())
    done = [row.id for row, incoming in rows if _alone(session, batch, row, incoming, channels[row.bot], clock())]
    batch.write()
    return done


def _alone(session: Session, batch: Batch, row: Row[Any], incoming: Incoming, channel: Channel, now: datetime) -> bool:
    """A poison update fails alone, is kept, and the person gets one apology."""
    try:
        with session.begin_nested():
            batch.handle(incoming, channel, now)
    except Later:
        session.execute(PUT_OFF, {"row": row.id, "until": now + LATER})
        return False
    except Exception as error:
        if _gone(error):
            raise
        log.exception("handler_failed", inbox=row.id, attempt=row.attempts + 1)
        if _failed(session, row.id, now, error):
            batch.say(common.apology(), incoming, channel, now)
        return False
    return True


def _gone(error: Exception) -> bool:
    """The database went away beneath the handler: nothing can be written with this connection, and nobody is to blame."""
    return isinstance(error, DBAPIError) and error.connection_invalidated


def _failed(session: Session, row_id: int, now: datetime, error: Exception) -> bool:
    """Try again a little later; true when this was the last try."""
    row = session.get_one(Inbox, row_id)
    row.attempts += 1
    row.error = type(error).__name__  # never the text: it may hold what people wrote
    row.not_before = now + timedelta(seconds=row.attempts)
    last = row.attempts >= TRIES
    if last:
        row.state, row.handled_at = InboxState.DEAD, now
        metrics.DEAD.labels("inbox").inc()
    session.add(row)
    session.flush()
    return last
