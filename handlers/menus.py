"""What a digit, a button or a code like G7 answers (design/conversations.md, "What a digit answers")."""

import re
from datetime import timedelta
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, select

from handlers.turn import Turn
from models import Menu, Outbox, OutboxState
from rules.text import fold

WRITING_LIFE = timedelta(minutes=30)
READING_LIFE = timedelta(days=1)
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
    here = turn.incoming.chat
    statement = select(Outbox.id).where(Outbox.bot == here.bot, Outbox.chat_id == here.id)
    statement = statement.where(Outbox.state == OutboxState.SENDING, col(Outbox.menu_id).is_not(None))
    return session.exec(statement.limit(1)).first() is not None


def pressed(session: Session, turn: Turn) -> tuple[Menu, Option | None] | None:
    """The menu and choice behind a button's token; None for a token that is nobody's."""
    token, _, typed = (turn.incoming.token or "").rpartition(":")
    menu = session.exec(select(Menu).where(Menu.token == token)).first() if token else None
    if menu is None or not _own(menu, turn):
        return None
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
    if found is None or menu is None or not _own(menu, turn) or menu.shown_at is None:
        return None
    typed = found["first"] or found["last"] or "1"
    return menu, option(menu, "1" if typed == "ok" else typed)


def _own(menu: Menu, turn: Turn) -> bool:
    here = turn.incoming
    return (menu.bot, menu.chat_id) == (here.chat.bot, here.chat.id) and menu.user_id in (None, here.sender)


def expired(menu: Menu, turn: Turn) -> bool:
    """Too old to act on, whichever way it is answered; a button or a code outlives newer menus, not its own time."""
    return not _alive(menu, turn)


def option(menu: Menu, typed: str) -> Option | None:
    return next((option for option in menu.options if option["key"] == typed), None)
