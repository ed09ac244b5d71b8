"""What came in and what goes out."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.base import Json, json_field, ref, word
from rules.states import MessageClass

# Whatever the clock says, and whatever it is set back to: due already.
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)


class InboxState(StrEnum):
    FETCH = "fetch"  # attachments are being fetched
    NEW = "new"
    DONE = "done"
    DEAD = "dead"


class OutboxState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"  # no longer true when its turn came, or nobody to send to
    DEAD = "dead"


_WAITING_IN = text("state IN ('fetch', 'new')")
_WAITING_OUT = text("state IN ('queued', 'sending')")
_ASKED_FOR = text("state IN ('queued', 'sending') AND message_class = 'reply'")


class Inbox(SQLModel, table=True):
    """One update, stored before it is confirmed; unique per bot, so a redelivered one is nothing new."""

    __table_args__ = (
        UniqueConstraint("bot", "key"),
        Index("ix_inbox_waiting", "bot", "chat_id", "id", sqlite_where=_WAITING_IN, postgresql_where=_WAITING_IN),
        Index("ix_inbox_due", "id", sqlite_where=_WAITING_IN, postgresql_where=_WAITING_IN),
    )

    id: int | None = Field(default=None, primary_key=True)
    bot: str
    key: str
    chat_id: str
    user_id: str
    state: InboxState = word(InboxState)
    payload: Json = json_field()
    attempts: int = 0
    not_before: datetime
    received_at: datetime
    handled_at: datetime | None = None
    error: str | None = None


class Outbox(SQLModel, table=True):
    """One thing to say: a rendered message for a chat, or a notice for a person or a group, rendered when claimed.

    `lane` keeps the order: only the oldest waiting row of a lane is claimed. `key` (what, whom, which day) makes repeats
    harmless. `body` is the rendered parts, `done` how many of them were sent. `not_before` is when it may be claimed next:
    while it is being sent, when the lease runs out.
    """

    __table_args__ = (
        Index("ix_outbox_waiting", "lane", "id", sqlite_where=_WAITING_OUT, postgresql_where=_WAITING_OUT),
        Index("ix_outbox_due", "not_before", "id", sqlite_where=_WAITING_OUT, postgresql_where=_WAITING_OUT),
        Index("ix_outbox_asked_for", "not_before", "id", sqlite_where=_ASKED_FOR, postgresql_where=_ASKED_FOR),
        Index("ix_outbox_message", "bot", "chat_id", "message_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    lane: str
    key: str | None = Field(default=None, unique=True)
    bot: str | None = None
    chat_id: str | None = None
    group_chat: bool = False
    person_id: int | None = ref(fk="person.id", null=True)
    group_id: int | None = ref(fk="chat_group.id", index=False, null=True)
    kind: str = "message"
    message_class: MessageClass = word(MessageClass)
    args: Json = json_field()
    body: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    subject: str | None = None
    reply_to: str | None = None
    menu_id: int | None = ref(fk="menu.id", null=True)
    state: OutboxState = word(OutboxState, default=OutboxState.QUEUED)
    done: int = 0
    attempts: int = 0
    not_before: datetime
    lease_until: datetime | None = None
    created_at: datetime
    sent_at: datetime | None = None
    message_id: str | None = None
    error: str | None = None


class Menu(SQLModel, table=True):
    """The numbered choices of one message, for one person in one chat (anybody entitled, when `user_id` is empty).

    Live from the moment its message was *sent*; `writes` marks a confirmation that writes for good.
    """

    __table_args__ = (Index("ix_menu_shown", "bot", "chat_id", "user_id", "shown_at"),)

    id: int | None = Field(default=None, primary_key=True)
    bot: str
    chat_id: str
    user_id: str | None = None
    token: str = Field(unique=True)
    title: str = ""
    writes: bool = False
    options: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    created_at: datetime
    shown_at: datetime | None = None
    used_at: datetime | None = None


class Conversation(SQLModel, table=True):
    """Where a talk with one person in one chat stands: the running flow, its step, what was gathered, what was shown."""

    __table_args__ = (UniqueConstraint("bot", "chat_id", "user_id"),)

    id: int | None = Field(default=None, primary_key=True)
    bot: str
    chat_id: str
    user_id: str
    step: str | None = None
    data: Json = json_field()
    updated_at: datetime
