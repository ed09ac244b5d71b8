"""Claim what is to be sent: the oldest due row of each chat, leased, rendered, in one transaction that commits first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy import bindparam, literal_column, update
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select

from bot.due import OUTBOX, Due, due
from bot.post import keep_menus, lane, render
from channels.base import Capabilities, ChatRef, File, Outgoing
from models import Account, Blob, Conversation, Group, Menu, Outbox, OutboxState
from models.mail import AT_ONCE
from rules.delivery import earliest
from rules.states import MessageClass
from services import quota
from services.calendar import working_days
from services.identity import account_to_reach
from views import notices
from views.layout import Part, from_part

log = structlog.get_logger(__name__)
LEASE = timedelta(seconds=45)
CONFIRMATION_HOLD = timedelta(minutes=10)
TRIES = 8
AT_MOST_ONCE = frozenset({"bundle"})  # kinds of notice that a kill may lose, because the next day's contains them
_LEASED = {"lease_until": bindparam("until"), "not_before": bindparam("until"), "attempts": OUTBOX.c.attempts + 1}
TAKE = (
    update(OUTBOX).where(OUTBOX.c.id.in_(bindparam("ids", expanding=True))).values(state=OutboxState.SENDING, **_LEASED)
)
GIVE_BACK = (
    update(OUTBOX)
    .where(OUTBOX.c.state == literal_column("'sending'"), OUTBOX.c.bot.in_(bindparam("bots", expanding=True)))
    .values(state=OutboxState.QUEUED, lease_until=None, not_before=AT_ONCE)
)

FORGET = (
    update(OUTBOX)
    .where(OUTBOX.c.state == literal_column("'sent'"), OUTBOX.c.bot.in_(bindparam("bots", expanding=True)))
    .where(OUTBOX.c.lease_until.is_not(None), OUTBOX.c.sent_at.is_(None))
    .values(lease_until=None)
)


@dataclass(frozen=True)
class Claimed:
    """A row with its lease, as messages ready for the channel (only the parts not sent yet)."""

    row_id: int
    lane: str
    chat: ChatRef
    group: bool
    messages: tuple[Outgoing, ...]
    menu_id: int | None = None
    shown: tuple[int, ...] = ()  # the tasks it tells of


@dataclass(frozen=True)
class Readiness:
    """What can be sent now: the bots of this process, and those of them that may not speak at the moment."""

    bots: Mapping[str, Capabilities]
    held: frozenset[str]
    now: datetime


def claim(
    session: Session,
    bots: Mapping[str, Capabilities],
    now: datetime,
    limit: int,
    busy: Sequence[str] = (),
    held: Sequence[str] = (),
    trying: Sequence[str] = (),
) -> list[Claimed]:
    """Lease up to `limit` rows whose lane is not `busy` and whose bot is not `held`; of a bot that is `trying`, one.

    What must not go out now is put off, what no longer holds is skipped.
    """
    held = (*held, *quota.blocked(session, now))
    rows = _one_of_those_trying(session, due(session, now, limit, list(busy), held), now, trying)
    plain = [row.id for row in rows if _is_plain(row, bots)]
    if plain:
        session.execute(TAKE, {"ids": plain, "until": now + LEASE})
    ready = Readiness(bots, frozenset(held), now)
    claimed = (_as_messages(session, row) if row.id in plain else _guarded(session, row.id, ready) for row in rows)
    return [each for each in claimed if each is not None]


def _one_of_those_trying(session: Session, rows: list[Due], now: datetime, trying: Sequence[str]) -> list[Due]:
    """A bot whose plan is said to be used up, or whose platform does not answer, tries with one message, not with as many as may
    be in flight."""
    bots = {row.lane.partition(":")[0] for row in rows}
    alone = {*quota.probe(session, bots, now), *bots.intersection(trying)}
    first = {bot: next(row.id for row in rows if row.lane.startswith(f"{bot}:")) for bot in alone}
    return [row for row in rows if first.get(row.lane.partition(":")[0], row.id) == row.id]


def _is_plain(row: Due, bots: Mapping[str, Capabilities]) -> bool:
    """A handler's reply that is not failing again and again: rendered, allowed at any hour, nothing to decide."""
    return row.kind == "message" and row.attempts < TRIES and row.bot in bots


def _guarded(session: Session, row_id: int, ready: Readiness) -> Claimed | None:
    """A notice that can't be rendered fails alone: tried again later, dead after eight tries; all others go out."""
    try:
        with session.begin_nested():
            return _prepare(session, row_id, ready)
    except OperationalError:
        raise
    except Exception as error:
        log.exception("render_failed", outbox=row_id)
        row = session.get_one(Outbox, row_id, populate_existing=True)
        row.attempts += 1
        row.not_before, row.error = ready.now + timedelta(minutes=row.attempts), type(error).__name__
        session.add(row)
        return None


def _prepare(session: Session, row_id: int, ready: Readiness) -> Claimed | None:
    row, now = session.get_one(Outbox, row_id), ready.now
    session.add(row)
    if row.attempts >= TRIES:
        row.state, row.error = OutboxState.DEAD, row.error or "gave up"
        return None
    if row.state is OutboxState.QUEUED and _put_off(session, row, now):
        return None
    if not row.body and not _render(session, row, ready):
        return None
    if row.bot not in ready.bots:
        row.not_before = now + timedelta(minutes=1)
        return None
    row.attempts += 1
    # a routine bundle is sent at most once: a kill from here on loses it, and the next day's contains it
    row.state = OutboxState.SENT if at_most_once(row) else OutboxState.SENDING
    row.lease_until = row.not_before = now + LEASE
    session.flush()
    return replace(_as_messages(session, row), shown=(*row.args.get("shown", ()), *row.args.get("told", ())))


def at_most_once(row: Outbox) -> bool:
    """May a kill lose it? A bundle, unless it brings a digest along, which is promised at least once."""
    return row.kind in AT_MOST_ONCE and "digest" not in row.args


def _put_off(session: Session, row: Outbox, now: datetime) -> bool:
    """Not now: outside the hours of its class, or a confirmation that writes for good is open (rule 3), or a question is:
    a bundle that came in between would take its answer away."""
    due = earliest(row.message_class, now, working_days(session))
    if row.message_class is MessageClass.ROUTINE and _confirming(session, row, now):
        due = max(due, now + CONFIRMATION_HOLD)
    if due <= now:
        return False
    row.not_before = due
    return True


def _confirming(session: Session, row: Outbox, now: datetime) -> bool:
    bot, _, chat = row.lane.partition(":")
    statement = select(Menu.id).where(
        Menu.bot == bot, Menu.chat_id == chat, col(Menu.writes), col(Menu.used_at).is_(None)
    )
    if session.exec(statement.where(col(Menu.shown_at) > now - CONFIRMATION_HOLD).limit(1)).first() is not None:
        return True
    asked = select(Conversation.id).where(Conversation.bot == bot, Conversation.chat_id == chat)
    asked = asked.where(col(Conversation.step).is_not(None), col(Conversation.updated_at) > now - CONFIRMATION_HOLD)
    return session.exec(asked.limit(1)).first() is not None


def _render(session: Session, row: Outbox, ready: Readiness) -> bool:
    """Render a notice for where its recipient is now; false when there is nothing (or nobody) left to say it to, or when
    that bot is not ours to speak for: whoever is takes it up at once, and renders it."""
    place = _place(session, row)
    if place is None:
        row.state, row.error = OutboxState.SKIPPED, "unlinked"
        return False
    chat, user = place
    row.bot, row.chat_id, row.lane = chat.bot, chat.id, lane(chat)
    if chat.bot in ready.held:
        return False
    if quota.withheld(session, row, ready.now):
        row.state, row.error = OutboxState.SKIPPED, quota.WITHHELD
        return False
    message = notices.render(session, row.kind, row.args, row.person_id, ready.now)
    if message is None:
        row.state, row.error = OutboxState.SKIPPED, "no longer true"
        return False
    row.subject = message.subject
    if message.shown:
        row.args = {**row.args, "shown": list(message.shown)}
    if message.reasons:
        row.args = {**row.args, "reasons": [list(reason) for reason in message.reasons]}
    if message.told:
        row.args = {**row.args, "told": list(message.told)}
    if chat.bot not in ready.bots:
        return True
    rendered = render(session, message, chat, user, ready.bots[chat.bot], ready.now)
    keep_menus(session, [rendered])
    row.body, row.menu_id = rendered.parts, rendered.menu_id
    return True


def _place(session: Session, row: Outbox) -> tuple[ChatRef, str | None] | None:
    if row.group_id is not None:
        group = session.get_one(Group, row.group_id)
        return ChatRef(group.bot, group.chat_id), None
    account: Account | None = account_to_reach(session, row.person_id) if row.person_id else None
    return (ChatRef(account.bot, account.chat_id), account.user_id) if account else None


def _as_messages(session: Session, row: Outbox | Due) -> Claimed:
    chat = ChatRef(row.bot or "", row.chat_id or "")
    messages = tuple(_message(session, chat, part, row.reply_to) for part in row.body[row.done :])
    return Claimed(row.id or 0, row.lane, chat, row.group_chat, messages, row.menu_id)


def _message(session: Session, chat: ChatRef, part: Part, reply_to: str | None) -> Outgoing:
    spans, buttons = from_part(part)
    file = None
    if part.get("blob") is not None:
        blob = session.get_one(Blob, part["blob"])
        file = File(part.get("name") or "tep", blob.mime, blob.data, picture=blob.mime.startswith("image/"))
    return Outgoing(chat, spans, buttons, file, reply_to)


def recover(session: Session, bots: Collection[str]) -> None:
    """Whoever spoke for these bots before is gone: what was being sent may or may not have arrived, and is sent again; but not a
    bundle, and nobody's words wait any longer to know whether it was shown."""
    session.execute(GIVE_BACK, {"bots": list(bots)})
    session.execute(FORGET, {"bots": list(bots)})
