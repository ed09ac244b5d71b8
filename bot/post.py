"""Put messages into the outbox: lay out for the chat's channel, keep the choices as a menu, queue."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import insert
from sqlmodel import Session

from bot import gate
from bot.carry import carried
from channels.base import Capabilities, ChatRef
from models import Menu, Outbox, OutboxState
from models.base import table
from rules.states import MessageClass
from views.layout import Part, lay_out
from views.message import Message, with_keys
from views.words import short

QUEUE = insert(table(Outbox))
KEEP_MENU = insert(table(Menu)).returning(table(Menu).c.id)


def lane(chat: ChatRef) -> str:
    """The name under which the order of a chat's messages is kept."""
    return f"{chat.bot}:{chat.id}"


@dataclass(frozen=True)
class Rendered:
    """A message laid out for its channel, with the menu that a digit will answer (live once the message has been sent)."""

    parts: list[Part]
    menu_id: int | None


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
        rendered = render(session, message, chat, user, can, now, group=group)
        row = {
            "lane": lane(chat),
            "bot": chat.bot,
            "chat_id": chat.id,
            "group_chat": group,
            "kind": "message",
            "message_class": MessageClass.REPLY,
            "args": {},
            "body": rendered.parts,
            "subject": message.subject,
            "menu_id": rendered.menu_id,
            "state": OutboxState.QUEUED,
            "done": 0,
            "attempts": 0,
            "not_before": now,
            "created_at": now,
        }
        session.execute(QUEUE, row)


def render(
    session: Session,
    message: Message,
    chat: ChatRef,
    user: str | None,
    can: Capabilities,
    now: datetime,
    *,
    group: bool = False,
) -> Rendered:
    """The message as the parts its channel takes; its choices become a menu."""
    message = carried(session, message, chat, user, can, now, group=group)
    if not message.choices:
        return Rendered(gate.outbound(lay_out(message, can)), None)
    keyed = replace(message, choices=with_keys(message.choices))
    token = secrets.token_urlsafe(12)
    menu = _keep_menu(session, keyed, token, chat, user, now)
    return Rendered(gate.outbound(lay_out(keyed, can, token=token, code=f"G{menu}" if message.coded else None)), menu)


def _keep_menu(session: Session, message: Message, token: str, chat: ChatRef, user: str | None, now: datetime) -> int:
    row = {
        "bot": chat.bot,
        "chat_id": chat.id,
        "user_id": user,
        "token": token,
        "title": message.title if message.title is not None else short(message.text.partition("\n")[0]),
        "writes": message.writes,
        "options": [{"key": c.key, "action": c.action, "args": c.args} for c in message.choices],
        "created_at": now,
    }
    return int(session.execute(KEEP_MENU, row).scalar_one())
