"""How a person or a group gets in: accounts on a platform, bound groups, one-time codes, signed links."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import Json, json_field, ref, word
from rules.states import RoleKind


class Account(SQLModel, table=True):
    """A person's identity on a platform. A user's id holds for one bot only."""

    __table_args__ = (UniqueConstraint("bot", "user_id"),)

    id: int | None = Field(default=None, primary_key=True)
    bot: str
    user_id: str
    chat_id: str
    person_id: int | None = ref(fk="person.id", null=True)
    display_name: str = ""
    reachable: bool = True
    heard_at: datetime | None = None
    linked_at: datetime | None = None


class Group(SQLModel, table=True):
    """A group chat bound to the board or the committee of a unit."""

    __tablename__ = "chat_group"
    __table_args__ = (UniqueConstraint("bot", "chat_id"),)

    id: int | None = Field(default=None, primary_key=True)
    bot: str
    chat_id: str
    unit_id: int = ref(fk="unit.id")
    purpose: RoleKind = word(RoleKind)
    bound_at: datetime


class Invitation(SQLModel, table=True):
    """A one-time code, kept as a hash: for a post, an assistant of a post, a role, or a group.

    `bot` is the one that the slip names, which keeps a place there until the code is used. `person_id`: who the sender says
    that they are, connected already on another channel (only a holder of what the code is for can be named).
    """

    id: int | None = Field(default=None, primary_key=True)
    code_hash: str = Field(unique=True)
    unit_id: int = ref(fk="unit.id")
    post_id: int | None = ref(fk="post.id", null=True)
    role: RoleKind | None = word(RoleKind, null=True)
    group: bool = False
    bot: str | None = None
    person_id: int | None = ref(fk="person.id", index=False, null=True)
    trusted: bool = False  # issued on the server's console: needs no confirmation by the board
    created_by: int | None = ref(fk="person.id", null=True)
    created_at: datetime
    expires_at: datetime
    account_id: int | None = ref(fk="account.id", null=True)
    used_at: datetime | None = None
    confirmed_at: datetime | None = None
    void_at: datetime | None = None


class CodeAttempt(SQLModel, table=True):
    """A wrong code: five in an hour make the chat deaf to codes for an hour."""

    id: int | None = Field(default=None, primary_key=True)
    bot: str = Field(index=True)
    chat_id: str = Field(index=True)
    at: datetime


class SignedLink(SQLModel, table=True):
    """An expiring address for one person; the token itself is never kept, only its hash."""

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    purpose: str
    args: Json = json_field()
    person_id: int | None = ref(fk="person.id", null=True)
    expires_at: datetime
    used_at: datetime | None = None
