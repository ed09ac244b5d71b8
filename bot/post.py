"""Put messages into the outbox: lay out for the chat's channel, keep the choices as a menu, queue."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, literal_column
from sqlmodel import Session

from bot import gate
from bot.carry import carried
from channels.base import Capabilities, ChatRef
from models import Menu, Outbox, OutboxState
from models.base import table
from models.mail import AT_ONCE
from rules.states import MessageClass
from views.layout import Part, lay_out
from views.message import Message, with_keys
from views.words import short

# What every reply has in common stands in the statement: a value given for each row costs a conversion for each.
OUTBOX = table(Outbox)
COMMON = {
    OUTBOX.c.kind: "'message'",
    OUTBOX.c.message_class: f"'{MessageClass.REPLY}'",
    OUTBOX.c.args: "'{}'",
    OUTBOX.c.state: f"'{OutboxState.QUEUED}'",
    OUTBOX.c.done: "0",
    OUTBOX.c.attempts: "0",
}
QUEUE = insert(OUTBOX).values({column: literal_column(said) for column, said in COMMON.items()})
KEEP_MENUS = insert(table(Menu)).returning(table(Menu).c.id, table(Menu).c.token)
Columns = dict[str, Any]


def lane(chat: ChatRef) -> str:
    """The name under which the order of a chat's messages is kept."""
    return f"{chat.bot}:{chat.id}"


@dataclass
class Rendered:
    """A message laid out for its channel, with the menu that a digit will answer (live once the message has been sent).

    A menu without a code has no id before it is kept (`keep_menus`).
    """

    parts: list[Part]
    menu: Columns | None = None
    menu_id: int | None = None


Reply = tuple[Columns, Rendered]


class Mail:
    """The replies of one batch of updates: laid out one by one, written together."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._replies: list[Reply] = []

    def reply(
        self, messages: Sequence[Message], chat: ChatRef, user: str, can: Capabilities, now: datetime, *, group: bool
    ) -> list[Reply]:
        """A handler's messages for the chat they answer, ready for `post`."""
        replies = []
        for message in messages:
            rendered = render(self._session, message, chat, user, can, now, group=group)
            replies.append((_row(message, chat, now, group=group), rendered))
        return replies

    def post(self, replies: Sequence[Reply]) -> None:
        """These are to be said."""
        self._replies.extend(replies)

    def write(self) -> None:
        """Queue what was posted, in order."""
        keep_menus(self._session, [rendered for _, rendered in self._replies])
        rows = [row | {"body": rendered.parts, "menu_id": rendered.menu_id} for row, rendered in self._replies]
        if rows:
            self._session.execute(QUEUE, rows)


def _row(message: Message, chat: ChatRef, now: datetime, *, group: bool) -> Columns:
    return {
        "lane": lane(chat),
        "bot": chat.bot,
        "chat_id": chat.id,
        "group_chat": group,
        "subject": message.subject,
        "not_before": AT_ONCE,
        "created_at": now,
    }


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
        return Rendered(gate.outbound(lay_out(message, can)))
    keyed = (
        message
        if all(choice.key for choice in message.choices)
        else replace(message, choices=with_keys(message.choices))
    )
    menu = _menu(keyed, chat, user, now)
    rendered = Rendered([], menu)
    if message.coded:
        keep_menus(session, [rendered])
    code = f"G{rendered.menu_id}" if message.coded else None
    rendered.parts = gate.outbound(lay_out(keyed, can, token=menu["token"], code=code))
    return rendered


def _menu(message: Message, chat: ChatRef, user: str | None, now: datetime) -> Columns:
    return {
        "bot": chat.bot,
        "chat_id": chat.id,
        "user_id": user,
        "token": secrets.token_urlsafe(12),
        "title": message.title if message.title is not None else short(message.text.partition("\n")[0]),
        "writes": message.writes,
        "options": [{"key": c.key, "action": c.action, "args": c.args} for c in message.choices],
        "created_at": now,
    }


def keep_menus(session: Session, rendered: Sequence[Rendered]) -> None:
    """Keep the menus that are not kept yet, all in one statement; each then has its id."""
    new = {each.menu["token"]: each for each in rendered if each.menu is not None and each.menu_id is None}
    rows = [each.menu for each in new.values() if each.menu is not None]
    if rows:
        for menu_id, token in session.execute(KEEP_MENUS, rows):
            new[token].menu_id = menu_id
