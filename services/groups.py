"""Bind a group chat to the board or the committee of a unit."""

from datetime import datetime

from sqlmodel import Session, select

from models import Group, Invitation
from rules.errors import UserError
from services.history import record
from services.identity import Actor
from services.invitations import IN_PRIVATE, UNKNOWN_CODE, usable


def bound(session: Session, bot: str, chat_id: str) -> Group | None:
    """What this group chat is bound to."""
    return session.exec(select(Group).where(Group.bot == bot, Group.chat_id == chat_id)).first()


def bind(session: Session, actor: Actor, *, code: str, bot: str, chat_id: str, now: datetime) -> Group:
    """Use a group's code in this chat: whoever holds the code was trusted with it. A chat has one purpose, the last one given.

    Raises `UserError` for a code that is wrong, used, or a person's.
    """
    invitation = usable(session, code, now)
    if invitation is None or (invitation.group and invitation.role is None):
        raise UserError(UNKNOWN_CODE)
    if not invitation.group:
        raise UserError(IN_PRIVATE)
    group = _bound_to(session, invitation, bot, chat_id, now)
    invitation.used_at = invitation.confirmed_at = now
    invitation.account_id = actor.account_id
    session.add(invitation)
    record(
        session,
        unit_id=group.unit_id,
        subject=f"group:{group.id}",
        event="group_bound",
        actor=actor,
        now=now,
        after={"purpose": group.purpose, "invitation_id": invitation.id},
    )
    return group


def _bound_to(session: Session, invitation: Invitation, bot: str, chat_id: str, now: datetime) -> Group:
    assert invitation.role is not None  # checked by the caller
    group = bound(session, bot, chat_id)
    if group is None:
        group = Group(bot=bot, chat_id=chat_id, unit_id=invitation.unit_id, purpose=invitation.role, bound_at=now)
    group.unit_id, group.purpose, group.bound_at = invitation.unit_id, invitation.role, now
    session.add(group)
    session.flush()
    return group
