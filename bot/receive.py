"""Handle what was stored: all that a handler does is one transaction, with the mark on the inbox row in it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

import structlog
from pydantic import TypeAdapter
from sqlalchemy import exists
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from bot import metrics
from bot.post import reply
from channels.base import Channel, ChatRef, Incoming
from handlers.menus import Later
from handlers.router import answer
from handlers.turn import Turn
from models import Account, Conversation, Inbox, InboxState
from services.calendar import working_days
from services.identity import account_of, actor_of
from services.reach import chat_moved
from views import common
from views.message import Message

log = structlog.get_logger(__name__)
PARSED: TypeAdapter[Incoming] = TypeAdapter(Incoming)
TRIES = 3
BATCH = 16  # updates of different chats handled in one transaction, each behind its own savepoint
LATER = timedelta(milliseconds=150)
Clock = Callable[[], datetime]


def handle_batch(session: Session, channels: Mapping[str, Channel], clock: Clock) -> list[Incoming]:
    """Handle what is oldest in each chat; gives back the handled ones (their buttons are acknowledged afterwards)."""
    handled = []
    for row in _claim(session, channels, clock()):
        incoming = PARSED.validate_python(row.payload)
        _handle_one(session, row, incoming, channels[row.bot], clock())
        handled.append(incoming)
    return handled


def _claim(session: Session, channels: Mapping[str, Channel], now: datetime) -> Sequence[Inbox]:
    """Rows that are due and the oldest waiting of their chat; PostgreSQL skips what a replica holds."""
    earlier = aliased(Inbox)
    waiting = [InboxState.FETCH, InboxState.NEW]
    in_front = exists().where(
        col(earlier.bot) == Inbox.bot,
        col(earlier.chat_id) == Inbox.chat_id,
        col(earlier.id) < Inbox.id,
        col(earlier.state).in_(waiting),
    )
    statement = select(Inbox).where(Inbox.state == InboxState.NEW, Inbox.not_before <= now, ~in_front)
    statement = statement.where(col(Inbox.bot).in_(list(channels))).order_by(col(Inbox.id)).limit(BATCH)
    return session.exec(statement.with_for_update(skip_locked=True)).all()


def _handle_one(session: Session, row: Inbox, incoming: Incoming, channel: Channel, now: datetime) -> None:
    """One update behind a savepoint: a poison one fails alone, is kept, and the person gets one apology."""
    try:
        with session.begin_nested():
            _answer(session, incoming, channel, now)
            _done(row, now)
    except Later:
        row.not_before = now + LATER
    except Exception as error:
        log.exception("handler_failed", inbox=row.id, attempt=row.attempts + 1)
        _failed(session, row, incoming, channel, now, error)
    session.add(row)
    session.flush()


def _done(row: Inbox, now: datetime) -> None:
    row.state, row.handled_at, row.error = InboxState.DONE, now, None
    row.payload = {}
    metrics.HANDLED.inc()


def _failed(
    session: Session, row: Inbox, incoming: Incoming, channel: Channel, now: datetime, error: Exception
) -> None:
    session.refresh(row)
    row.attempts += 1
    row.error = type(error).__name__  # never the text: it may hold what people wrote
    row.not_before = now + timedelta(seconds=row.attempts)
    if row.attempts >= TRIES:
        row.state, row.handled_at = InboxState.DEAD, now
        metrics.DEAD.labels("inbox").inc()
        reply(
            session, [common.apology()], incoming.chat, incoming.sender, channel.capabilities, now, group=incoming.group
        )


def _answer(session: Session, incoming: Incoming, channel: Channel, now: datetime) -> None:
    if incoming.event == "migrated" and incoming.new_chat is not None:
        chat_moved(session, incoming.chat.bot, incoming.chat.id, incoming.new_chat)
        return
    account = _heard(session, incoming, now)
    turn = Turn(
        incoming=incoming,
        actor=actor_of(session, account, now),
        now=now,
        can=channel.capabilities,
        memory=_memory(session, incoming, now),
        working_days=working_days(session),
    )
    messages = answer(session, turn)
    session.add(turn.memory)
    here = [m for m in messages if not (m.private and incoming.group)]
    reply(session, here, incoming.chat, incoming.sender, channel.capabilities, now, group=incoming.group)
    _privately(session, [m for m in messages if m.private and incoming.group], account, channel, now)


def _privately(
    session: Session, messages: Sequence[Message], account: Account, channel: Channel, now: datetime
) -> None:
    """What must not be read by a group goes to the asker's own chat."""
    if messages:
        chat = ChatRef(account.bot, account.chat_id)
        reply(session, messages, chat, account.user_id, channel.capabilities, now, group=False)


def _heard(session: Session, incoming: Incoming, now: datetime) -> Account:
    """The account that spoke, made on first sight; its private chat is where it can be reached."""
    account = account_of(session, incoming.chat.bot, incoming.sender)
    if account is None:
        account = Account(bot=incoming.chat.bot, user_id=incoming.sender, chat_id=incoming.sender)
    if not incoming.group:
        account.chat_id = incoming.chat.id
        account.reachable = incoming.event != "blocked"
    account.display_name, account.heard_at = incoming.sender_name, now
    session.add(account)
    session.flush()
    return account


def _memory(session: Session, incoming: Incoming, now: datetime) -> Conversation:
    statement = select(Conversation).where(
        Conversation.bot == incoming.chat.bot,
        Conversation.chat_id == incoming.chat.id,
        Conversation.user_id == incoming.sender,
    )
    return session.exec(statement).first() or Conversation(
        bot=incoming.chat.bot, chat_id=incoming.chat.id, user_id=incoming.sender, updated_at=now
    )
