"""Handle what was stored: all that a handler does is one transaction, with the mark on the inbox row in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Row, bindparam, exists, literal_column, select, update
from sqlmodel import Session

from bot import metrics
from bot.hearing import Talk, keep_heard, speaker
from bot.post import reply
from channels.base import Channel, ChatRef, Incoming
from handlers.menus import Later
from handlers.router import answer
from handlers.turn import Turn
from models import Account, Inbox, InboxState
from models.base import table
from services.calendar import working_days
from services.identity import actor_of
from services.reach import chat_moved
from views import common
from views.message import Message

log = structlog.get_logger(__name__)
PARSED: TypeAdapter[Incoming] = TypeAdapter(Incoming)
TRIES = 3
BATCH = 16  # updates of different chats handled in one transaction, each behind its own savepoint
LATER = timedelta(milliseconds=150)
Clock = Callable[[], datetime]
Waiting = Row[Any]

# Built once; the states stand in them literally, or SQLite would not use its partial indexes.
INBOX, EARLIER = table(Inbox), table(Inbox).alias("earlier")
WAITING: list[ColumnElement[str]] = [literal_column("'fetch'"), literal_column("'new'")]
IN_FRONT = exists().where(
    EARLIER.c.bot == INBOX.c.bot,
    EARLIER.c.chat_id == INBOX.c.chat_id,
    EARLIER.c.id < INBOX.c.id,
    EARLIER.c.state.in_(WAITING),
)
DUE = (
    select(INBOX.c.id, INBOX.c.bot, INBOX.c.payload, INBOX.c.attempts)
    .where(INBOX.c.state.in_(WAITING), INBOX.c.state == literal_column("'new'"), ~IN_FRONT)
    .where(INBOX.c.not_before <= bindparam("now"), INBOX.c.bot.in_(bindparam("bots", expanding=True)))
    .order_by(INBOX.c.id)
    .limit(BATCH)
    .with_for_update(skip_locked=True, of=INBOX)
)
DONE = (
    update(INBOX)
    .where(INBOX.c.id.in_(bindparam("ids", expanding=True)))
    .values(state=InboxState.DONE, handled_at=bindparam("at"), payload={}, error=None)
)
PUT_OFF = update(INBOX).where(INBOX.c.id == bindparam("row")).values(not_before=bindparam("until"))


def handle_batch(session: Session, channels: Mapping[str, Channel], clock: Clock) -> list[Incoming]:
    """Handle what is oldest in each chat; gives back the handled ones (their buttons are acknowledged afterwards).

    PostgreSQL skips what a replica holds.
    """
    batch = Batch()
    for row in session.execute(DUE, {"now": clock(), "bots": list(channels)}).all():
        incoming = PARSED.validate_python(row.payload)
        _handle_one(session, batch, row, incoming, channels[row.bot], clock())
    batch.mark(session, clock())
    return batch.handled


@dataclass
class Batch:
    """What came of the updates of one transaction, written together at its end."""

    handled: list[Incoming] = field(default_factory=list)
    done: list[int] = field(default_factory=list)
    heard: dict[int, datetime] = field(default_factory=dict)

    def mark(self, session: Session, now: datetime) -> None:
        keep_heard(session, self.heard)
        if self.done:
            session.execute(DONE, {"ids": self.done, "at": now})
            metrics.HANDLED.inc(len(self.done))


def _handle_one(
    session: Session, batch: Batch, row: Waiting, incoming: Incoming, channel: Channel, now: datetime
) -> None:
    """One update behind a savepoint: a poison one fails alone, is kept, and the person gets one apology."""
    batch.handled.append(incoming)
    try:
        with session.begin_nested():
            account = _answer(session, incoming, channel, now)
    except Later:
        session.execute(PUT_OFF, {"row": row.id, "until": now + LATER})
        return
    except Exception as error:
        log.exception("handler_failed", inbox=row.id, attempt=row.attempts + 1)
        _failed(session, session.get_one(Inbox, row.id), incoming, channel, now, error)
        return
    batch.done.append(row.id)
    if account is not None and account.id is not None:
        batch.heard[account.id] = now


def _failed(
    session: Session, row: Inbox, incoming: Incoming, channel: Channel, now: datetime, error: Exception
) -> None:
    row.attempts += 1
    row.error = type(error).__name__  # never the text: it may hold what people wrote
    row.not_before = now + timedelta(seconds=row.attempts)
    if row.attempts >= TRIES:
        row.state, row.handled_at = InboxState.DEAD, now
        metrics.DEAD.labels("inbox").inc()
        reply(
            session, [common.apology()], incoming.chat, incoming.sender, channel.capabilities, now, group=incoming.group
        )
    session.add(row)
    session.flush()


def _answer(session: Session, incoming: Incoming, channel: Channel, now: datetime) -> Account | None:
    """Let the handler that is meant answer, and queue what it says; gives back who spoke."""
    if incoming.event == "migrated" and incoming.new_chat is not None:
        chat_moved(session, incoming.chat.bot, incoming.chat.id, incoming.new_chat)
        return None
    account, talk = speaker(session, incoming, now), Talk(session, incoming, now)
    turn = Turn(
        incoming=incoming,
        actor=actor_of(session, account, now),
        now=now,
        can=channel.capabilities,
        memory=talk.memory,
        working_days=working_days(session),
    )
    messages = answer(session, turn)
    talk.keep(session)
    here = [m for m in messages if not (m.private and incoming.group)]
    reply(session, here, incoming.chat, incoming.sender, channel.capabilities, now, group=incoming.group)
    _privately(session, [m for m in messages if m.private and incoming.group], account, channel, now)
    return account


def _privately(
    session: Session, messages: Sequence[Message], account: Account, channel: Channel, now: datetime
) -> None:
    """What must not be read by a group goes to the asker's own chat."""
    if messages:
        chat = ChatRef(account.bot, account.chat_id)
        reply(session, messages, chat, account.user_id, channel.capabilities, now, group=False)
