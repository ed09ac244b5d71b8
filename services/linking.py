"""Who holds what, and through which account: a post or a role begins, ends, and takes the chat with it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from models import Account, Invitation, Person, Post, Role, Tenure
from rules.errors import UserError
from rules.localtime import today
from rules.states import RoleKind
from services.history import record
from services.identity import Actor, holder_of, posts_on, roles_on
from services.identity import assistants as typing_for
from services.permissions import Action, require

NOBODY = "Nobody is linked to this post."


def join(session: Session, invitation: Invitation, account: Account, now: datetime) -> None:
    """Give the account's person the post or the role; a post's former holder leaves it, and with it the chat."""
    if account.person_id is None:
        account.person_id = _expected(session, invitation, now) or _new_person(session, account)
        session.add(account)
    person_id, day = account.person_id, today(now)
    if invitation.role is None and invitation.post_id is not None:
        end_tenures(session, invitation.post_id, now, but=person_id)
        if holder_of(session, invitation.post_id, day) != person_id:
            session.add(Tenure(person_id=person_id, post_id=invitation.post_id, starts_on=day))
    elif invitation.role is not None:
        role = Role(person_id=person_id, kind=invitation.role, unit_id=invitation.unit_id, starts_on=day)
        role.post_id = invitation.post_id
        session.add(role)
    session.flush()


def _expected(session: Session, invitation: Invitation, now: datetime) -> int | None:
    """The holder that the organisation was loaded with, who has never had an account: that is who the slip was for."""
    if invitation.post_id is None or invitation.role is not None:
        return None
    holder = holder_of(session, invitation.post_id, today(now))
    return holder if holder is not None and not _has_account(session, holder) else None


def _new_person(session: Session, account: Account) -> int:
    person = Person(name=account.display_name)
    session.add(person)
    session.flush()
    return person.id or 0


def _has_account(session: Session, person_id: int) -> bool:
    return session.exec(select(Account.id).where(Account.person_id == person_id).limit(1)).first() is not None


def replaces(session: Session, invitation: Invitation, now: datetime) -> bool:
    """Would letting this person in put them in the place of somebody who is linked?"""
    if invitation.post_id is None or invitation.role is not None:
        return False
    holder = holder_of(session, invitation.post_id, today(now))
    own = session.get_one(Account, invitation.account_id).person_id
    return holder is not None and holder != own and _has_account(session, holder)


def holders_elsewhere(session: Session, invitation: Invitation, account: Account, now: datetime) -> list[int]:
    """Who holds what the code is for and is connected over other bots only: whoever sends the code here may be one of them."""
    if account.person_id is not None:
        return []
    found = []
    for person_id in holders(session, invitation, now):
        bots = set(session.exec(select(Account.bot).where(Account.person_id == person_id)))
        if bots and account.bot not in bots:
            found.append(person_id)
    return found


def holders(session: Session, invitation: Invitation, now: datetime) -> list[int]:
    """Who holds the code's post (one at most) or its role at present, longest first."""
    day = today(now)
    if invitation.role is None:
        holder = holder_of(session, invitation.post_id, day) if invitation.post_id is not None else None
        return [] if holder is None else [holder]
    statement = select(Role).where(Role.kind == invitation.role, Role.unit_id == invitation.unit_id)
    statement = statement.where(Role.post_id == invitation.post_id).order_by(col(Role.id))
    return list(dict.fromkeys(row.person_id for row in session.exec(statement) if _in_force(row, day)))


def linked(session: Session, post_id: int, now: datetime, *, assistants: bool = False) -> list[str]:
    """The names of who holds a post (or types for it) at present."""
    people = typing_for(session, post_id, today(now)) if assistants else _holders(session, post_id, now)
    return [session.get_one(Person, person).name or "…" for person in people]


def _holders(session: Session, post_id: int, now: datetime) -> list[int]:
    statement = select(Tenure).where(Tenure.post_id == post_id)
    return [row.person_id for row in session.exec(statement) if _in_force(row, today(now))]


def unlink(session: Session, actor: Actor, post_id: int, now: datetime, *, assistants: bool = False) -> Post:
    """End who holds a post (or its assistants), and unlink the chats of those who are nothing else."""
    post = session.get_one(Post, post_id)
    require(actor, Action.UNLINK, unit_id=post.unit_id)
    ended = end_assistants(session, post_id, now) if assistants else end_tenures(session, post_id, now)
    if not ended:
        raise UserError(NOBODY)
    record(
        session,
        unit_id=post.unit_id,
        subject=f"post:{post_id}",
        event="unlinked",
        actor=actor,
        now=now,
        before={"people": ended},
        after={"assistants": assistants},
    )
    return post


def end_tenures(
    session: Session, post_id: int, now: datetime, *, but: int | None = None, last: date | None = None
) -> list[int]:
    """End the tenures of a post, so that they give no right from this moment on; whose they were. `last`: when they ended."""
    statement = select(Tenure).where(Tenure.post_id == post_id, Tenure.person_id != (but or 0))
    return _end(session, session.exec(statement.with_for_update()).all(), now, last)


def end_assistants(session: Session, post_id: int, now: datetime) -> list[int]:
    statement = select(Role).where(Role.post_id == post_id, Role.kind == RoleKind.ASSISTANT)
    return _end(session, session.exec(statement.with_for_update()).all(), now)


def _end(session: Session, rows: Sequence[Tenure | Role], now: datetime, last: date | None = None) -> list[int]:
    """As of yesterday, unless it was earlier."""
    day = today(now)
    ended = [row for row in rows if _in_force(row, day)]
    for row in ended:
        row.ends_on = last or day - timedelta(days=1)
        session.add(row)
    session.flush()
    people = list(dict.fromkeys(row.person_id for row in ended))
    for person_id in people:
        unlink_if_nothing_left(session, person_id, now)
    return people


def _in_force(row: Tenure | Role, day: date) -> bool:
    return row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)


def unlink_if_nothing_left(session: Session, person_id: int, now: datetime) -> None:
    day = today(now)
    if posts_on(session, person_id, day) or roles_on(session, person_id, day):
        return
    for account in session.exec(select(Account).where(Account.person_id == person_id)):
        account.person_id = account.linked_at = None
        session.add(account)
    session.flush()
