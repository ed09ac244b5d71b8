"""What a digit, a button or a code like G7 answers (design/conversations.md, "What a digit answers")."""

import re
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, select

from handlers.turn import Turn
from models import Menu, Outbox, OutboxState
from rules.states import MessageClass
from rules.text import fold

WRITING_LIFE = timedelta(minutes=30)
READING_LIFE = timedelta(days=1)
ECHO = "answer"  # the subject of a message that only repeats what was said
AGAIN = timedelta(minutes=10)
CODED = re.compile(r"(?:ok\s+|(?P<first>\d{1,2})\s+)?g\s*-?\s*(?P<id>\d+)(?:\s+(?P<last>\d{1,2}|ok))?")


class Later(Exception):
    """What this refers to can't be known yet: its menu is being sent right now."""


Option = dict[str, Any]


def live_menu(session: Session, turn: Turn) -> Menu | None:
    """The menu this person was shown last before they spoke, if it still lives."""
    return next((m for m in shown_menus(session, turn, 1) if _alive(m, turn)), None)


def shown_menus(session: Session, turn: Turn, count: int) -> list[Menu]:
    """The last menus shown to this person in this chat before the platform's time of what they said."""
    here = turn.incoming
    statement = select(Menu).where(Menu.bot == here.chat.bot, Menu.chat_id == here.chat.id)
    statement = statement.where(or_(col(Menu.user_id).is_(None), col(Menu.user_id) == here.sender))
    statement = statement.where(col(Menu.shown_at) <= here.sent_at)
    return list(session.exec(statement.order_by(col(Menu.shown_at).desc(), col(Menu.id).desc()).limit(count)))


def _alive(menu: Menu, turn: Turn) -> bool:
    life = WRITING_LIFE if menu.writes else READING_LIFE
    # a press carries no time of its own on Telegram, only that of the pressed message
    when = turn.now if turn.incoming.event == "press" else turn.incoming.sent_at
    fresh = menu.shown_at is not None and when - menu.shown_at <= life
    return fresh and menu.used_at is None


def being_shown(session: Session, turn: Turn) -> bool:
    """Is a message with choices on its way to this chat at this moment?"""
    return under_way(session, turn, choices=True)


def under_way(session: Session, turn: Turn, *, choices: bool = False) -> bool:
    """Is anything on its way to this chat, so that nobody can say yet whether it was read before this was said?"""
    here = turn.incoming.chat
    statement = select(Outbox.id).where(Outbox.bot == here.bot, Outbox.chat_id == here.id)
    statement = statement.where(Outbox.state == OutboxState.SENDING)
    if choices:
        statement = statement.where(col(Outbox.menu_id).is_not(None))
    return session.exec(statement.limit(1)).first() is not None


def asked_at(session: Session, turn: Turn) -> datetime | None:
    """When the question of the running conversation was shown; None if there is none that this could answer: it had not
    been shown when this was said, it is older than a day, or a morning's bundle has been shown since."""
    if turn.memory.step is None:
        return None
    shown = _shown_at(session, turn, turn.memory.updated_at)
    if shown is None or turn.incoming.sent_at > shown + READING_LIFE:
        return None
    bundle = last_bundle(session, turn)
    return None if bundle is not None and bundle.sent_at and bundle.sent_at > shown else shown


def last_question(session: Session, turn: Turn) -> datetime | None:
    """When the last question in this chat was shown, whether it still waits or was dropped since."""
    asked = [datetime.fromisoformat(moment) for moment in turn.recall("asked") or []]
    shown = (_shown_at(session, turn, moment) for moment in reversed(asked))
    return next((moment for moment in shown if moment is not None), None)


def _shown_at(session: Session, turn: Turn, moment: datetime) -> datetime | None:
    """When the reply written at a moment was shown; None if that was after what is said now."""
    here = turn.incoming.chat
    statement = select(Outbox).where(Outbox.bot == here.bot, Outbox.chat_id == here.id)
    statement = statement.where(Outbox.created_at == moment, Outbox.kind == "message")
    reply = session.exec(statement.order_by(col(Outbox.id).desc()).limit(1)).first()
    if reply is None:
        return moment  # it was asked without a message of its own here
    if reply.state is OutboxState.SENDING:
        raise Later
    return reply.sent_at if reply.sent_at is not None and reply.sent_at <= turn.incoming.sent_at else None


def last_bundle(session: Session, turn: Turn) -> Outbox | None:
    """The bundle this person was shown last before they spoke, whichever chat it came to."""
    statement = select(Outbox).where(Outbox.kind == "bundle", Outbox.person_id == turn.actor.person_id)
    statement = statement.where(Outbox.message_class == MessageClass.ROUTINE)
    newest = session.exec(statement.order_by(col(Outbox.id).desc()).limit(2)).all()
    under_way = [row for row in newest if row.lease_until is not None and not row.sent_at]
    if any(row.lease_until and row.lease_until > turn.now for row in under_way):
        raise Later
    return next((row for row in newest if row.sent_at and row.sent_at <= turn.incoming.sent_at), None)


def shown_since(session: Session, turn: Turn, bundle: Outbox, menu: Menu | None) -> bool:
    """Have the choices that live, or a question, been shown after this bundle?"""
    since = [menu.shown_at if menu is not None else None, last_question(session, turn)]
    return bundle.sent_at is None or any(moment is not None and moment >= bundle.sent_at for moment in since)


def bundle_meant(session: Session, turn: Turn) -> Outbox | None:
    """The bundle that was replied to, otherwise the last one shown."""
    replied_to = quoted(session, turn)
    return replied_to if replied_to is not None and replied_to.kind == "bundle" else last_bundle(session, turn)


def replied(turn: Turn, message: Outbox) -> bool:
    """Is this said in reply to that message?"""
    return message.message_id is not None and turn.incoming.reply_to == message.message_id


def last_word(session: Session, turn: Turn, bundle: Outbox) -> bool:
    """Is this bundle the last thing the person was shown in this chat (echoes of their answers aside), or replied to?

    Only then may an answer leave out which task it means.
    """
    if replied(turn, bundle):
        return True
    if under_way(session, turn):
        raise Later
    here = turn.incoming.chat
    since = select(Outbox.id).where(Outbox.bot == here.bot, Outbox.chat_id == here.id, Outbox.id != bundle.id)
    since = since.where(col(Outbox.sent_at) >= bundle.sent_at, col(Outbox.sent_at) <= turn.incoming.sent_at)
    since = since.where(or_(col(Outbox.subject).is_(None), col(Outbox.subject) != ECHO))
    return session.exec(since.limit(1)).first() is None


def pressed(session: Session, turn: Turn) -> tuple[Menu, Option | None] | None:
    """The menu and choice behind a button's token; None for a token that is nobody's."""
    token, _, typed = (turn.incoming.token or "").rpartition(":")
    menu = session.exec(select(Menu).where(Menu.token == token)).first() if token else None
    if menu is None or not own(menu, turn):
        return None
    menu.shown_at = menu.shown_at or turn.incoming.sent_at  # pressed before its sending was written down
    return menu, option(menu, typed)


def quoted(session: Session, turn: Turn) -> Outbox | None:
    """The message of ours that was replied to."""
    here = turn.incoming
    if here.reply_to is None:
        return None
    statement = select(Outbox).where(Outbox.bot == here.chat.bot, Outbox.chat_id == here.chat.id)
    return session.exec(statement.where(Outbox.message_id == here.reply_to)).first()


def coded(session: Session, turn: Turn) -> tuple[Menu, Option | None] | None:
    """`G7`, `ok G7`, `G7 2`, `2 G7`: the confirmation with that code, bound to this chat."""
    found = CODED.fullmatch(fold(turn.text))
    menu = session.get(Menu, int(found["id"])) if found and len(found["id"]) < 10 else None
    if found is None or menu is None or not own(menu, turn):
        return None
    if menu.shown_at is None and being_shown(session, turn):
        raise Later
    if menu.shown_at is None or menu.shown_at > turn.incoming.sent_at:
        return None
    typed = found["first"] or found["last"] or "1"
    return menu, option(menu, "1" if typed == "ok" else typed)


def own(menu: Menu, turn: Turn) -> bool:
    """Were these choices shown to this person, in this chat?"""
    here = turn.incoming
    return (menu.bot, menu.chat_id) == (here.chat.bot, here.chat.id) and menu.user_id in (None, here.sender)


def expired(menu: Menu, turn: Turn) -> bool:
    """Too old to act on, whichever way it is answered; a button or a code outlives newer menus, not its own time."""
    return not _alive(menu, turn)


def used_lately(menu: Menu, turn: Turn) -> bool:
    """Was it answered in the last ten minutes? The same digit again is then a second tap (rule 6)."""
    return menu.used_at is not None and turn.now - menu.used_at <= AGAIN


def option(menu: Menu, typed: str) -> Option | None:
    return next((option for option in menu.options if option["key"] == typed), None)
