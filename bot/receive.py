"""Handle what was stored: all that a handler does is one transaction, with the mark on the inbox row in it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Row, bindparam, exists, literal_column, select, update
from sqlmodel import Session

from bot import metrics
from bot.hearing import Company
from bot.post import Mail, Reply
from channels.base import Capabilities, Channel, ChatRef, Incoming
from handlers.menus import Later
from handlers.router import answer
from handlers.turn import Turn
from models import Inbox, InboxState
from models.base import table
from services.calendar import working_days
from services.identity import actor_of
from services.reach import chat_moved
from views import common

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
    rows = [(row, PARSED.validate_python(row.payload)) for row in session.execute(DUE, _due(channels, clock()))]
    if not rows:
        return []
    batch = Batch(session, [incoming for _, incoming in rows], clock())
    for row, incoming in rows:
        _handle_one(session, batch, row, incoming, channels[row.bot], clock())
    batch.mark(clock())
    return [incoming for _, incoming in rows]


def _due(channels: Mapping[str, Channel], now: datetime) -> dict[str, Any]:
    return {"now": now, "bots": list(channels)}


class Batch:
    """What the updates of one transaction need, read together, and what came of them, written together."""

    def __init__(self, session: Session, incomings: Sequence[Incoming], now: datetime) -> None:
        self._session = session
        self.company = Company(session, incomings, now)
        self.mail = Mail(session)
        self.done: list[int] = []

    def mark(self, now: datetime) -> None:
        self.company.keep()
        self.mail.write()
        if self.done:
            self._session.execute(DONE, {"ids": self.done, "at": now})
            metrics.HANDLED.inc(len(self.done))


def _handle_one(
    session: Session, batch: Batch, row: Waiting, incoming: Incoming, channel: Channel, now: datetime
) -> None:
    """One update behind a savepoint: a poison one fails alone, is kept, and the person gets one apology."""
    try:
        with session.begin_nested():
            replies = _answer(session, batch, incoming, channel, now)
    except Later:
        session.execute(PUT_OFF, {"row": row.id, "until": now + LATER})
        return
    except Exception as error:
        log.exception("handler_failed", inbox=row.id, attempt=row.attempts + 1)
        if _failed(session, row.id, now, error):
            apology = [common.apology()]
            batch.mail.post(batch.mail.reply(apology, *_back(incoming, channel), now, group=incoming.group))
        return
    batch.mail.post(replies)
    batch.done.append(row.id)


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


def _answer(session: Session, batch: Batch, incoming: Incoming, channel: Channel, now: datetime) -> list[Reply]:
    """Let the handler that is meant answer; gives back what it says, laid out."""
    if incoming.event == "migrated" and incoming.new_chat is not None:
        chat_moved(session, incoming.chat.bot, incoming.chat.id, incoming.new_chat)
        return []
    account, talk = batch.company.speaker(incoming, now), batch.company.talk(incoming, now)
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
    batch.company.heard(account, now)
    here = [m for m in messages if not (m.private and incoming.group)]
    privately = [m for m in messages if m.private and incoming.group]
    own_chat = ChatRef(account.bot, account.chat_id)
    return [
        *batch.mail.reply(here, *_back(incoming, channel), now, group=incoming.group),
        # what must not be read by a group goes to the asker's own chat
        *batch.mail.reply(privately, own_chat, account.user_id, channel.capabilities, now, group=False),
    ]


def _back(incoming: Incoming, channel: Channel) -> tuple[ChatRef, str, Capabilities]:
    return incoming.chat, incoming.sender, channel.capabilities
