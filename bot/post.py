"""Put messages into the outbox: lay out for the chat's channel, keep the choices as a menu, queue."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot import gate
from channels.base import Capabilities, ChatRef
from models import Menu, Outbox
from rules.states import MessageClass
from views.layout import Part, lay_out
from views.message import Message, with_keys
from views.words import short


def lane(chat: ChatRef) -> str:
    """The name under which the order of a chat's messages is kept."""
    return f"{chat.bot}:{chat.id}"


def reply(
    session: Session,
    messages: Sequence[Message],
    chat: ChatRef,
    user: str,
    can: Capabilities,
    now: datetime,
    *,
    group: bool,
) -> None:
    """Queue a handler's messages for the chat they answer."""
    for message in messages:
        parts, menu = render(session, message, chat, user, can, now)
        session.add(
            Outbox(
                lane=lane(chat),
                bot=chat.bot,
                chat_id=chat.id,
                group_chat=group,
                message_class=MessageClass.REPLY,
                body=parts,
                subject=message.subject,
                menu_id=menu.id if menu else None,
                not_before=now,
                created_at=now,
            )
        )


def render(
    session: Session, message: Message, chat: ChatRef, user: str | None, can: Capabilities, now: datetime
) -> tuple[list[Part], Menu | None]:
    """The parts for the channel, and the menu that a digit will answer (live once the message has been sent)."""
    menu = _menu(session, message, chat, user, now) if message.choices else None
    code = f"G{menu.id}" if menu and message.coded else None
    keyed = Message(**{**vars(message), "choices": with_keys(message.choices)})
    return gate.outbound(lay_out(keyed, can, token=menu.token if menu else None, code=code)), menu


def _menu(session: Session, message: Message, chat: ChatRef, user: str | None, now: datetime) -> Menu:
    menu = Menu(
        bot=chat.bot,
        chat_id=chat.id,
        user_id=user,
        token=secrets.token_urlsafe(12),
        title=message.title if message.title is not None else short(message.text.partition("\n")[0]),
        writes=message.writes,
        options=[{"key": c.key, "action": c.action, "args": c.args} for c in with_keys(message.choices)],
        created_at=now,
    )
    session.add(menu)
    session.flush()
    return menu
