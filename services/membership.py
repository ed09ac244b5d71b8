"""Becoming a member: a code is answered "Đúng", the board confirms, and the account belongs to a person with a post or a role."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from models import Account, Invitation, Task
from rules.errors import UserError
from rules.localtime import today
from rules.states import MessageClass, TaskState
from services.board import tell_board
from services.history import record
from services.identity import Actor
from services.invitations import reopened
from services.linking import holders, holders_elsewhere, join, replaces
from services.notices import notify
from services.permissions import Action, require
from services.takeover import hand_over, open_tasks

ALREADY_DECIDED = "This request was already decided."


def waiting_of(session: Session, account_id: int | None) -> Invitation | None:
    """The request of this account that the board has not decided yet."""
    statement = _waiting().where(Invitation.account_id == account_id)
    return session.exec(statement.order_by(col(Invitation.id).desc())).first() if account_id else None


def waiting(session: Session, actor: Actor) -> Sequence[Invitation]:
    """All requests that this member of the board may decide, oldest first."""
    require(actor, Action.CONFIRM_MEMBER)
    statement = _waiting().where(col(Invitation.unit_id).in_(list(actor.board)))
    return session.exec(statement.order_by(col(Invitation.used_at), col(Invitation.id))).all()


def _waiting() -> SelectOfScalar[Invitation]:
    used = select(Invitation).where(col(Invitation.used_at).is_not(None), col(Invitation.group).is_(False))
    return used.where(col(Invitation.confirmed_at).is_(None), col(Invitation.void_at).is_(None))


def accept(
    session: Session, actor: Actor, invitation_id: int, now: datetime, *, person_id: int | None = None
) -> Invitation:
    """ "Đúng": the code is used up; a trusted one links at once, any other waits for the board. `person_id`: a holder of what
    the code is for says so from one more channel, and keeps the first. To be one of several is only a claim: a trusted code
    says what somebody may be, not who, so that waits for the board too."""
    invitation = reopened(session, invitation_id, now)
    invitation.account_id, invitation.used_at = actor.account_id, now
    account = session.get_one(Account, actor.account_id)
    possible = holders_elsewhere(session, invitation, account, now)
    invitation.person_id = person_id if person_id in possible else None
    session.add(invitation)
    session.flush()
    _record(session, invitation, "code_used", actor, now, person_id=invitation.person_id)
    if invitation.trusted and (invitation.person_id is None or len(possible) == 1):
        _admit(session, invitation, None, now, same_person=invitation.person_id is not None)
    else:
        tell_board(
            session,
            unit_id=invitation.unit_id,
            kind="join_request",
            message_class=MessageClass.ANSWER,
            key=f"join:{invitation.id}",
            now=now,
            invitation_id=invitation.id,
        )
    return invitation


def decline(session: Session, actor: Actor, invitation_id: int, now: datetime) -> Invitation:
    """ "Không đúng": the code stays usable, and the board hears of it."""
    invitation = reopened(session, invitation_id, now)
    _record(session, invitation, "code_declined", actor, now, account_id=actor.account_id)
    tell_board(
        session,
        unit_id=invitation.unit_id,
        kind="wrong_person",
        message_class=MessageClass.ANSWER,
        key=f"wrong_person:{invitation.id}:{actor.account_id}:{today(now)}",
        now=now,
        invitation_id=invitation.id,
        account_id=actor.account_id,
    )
    return invitation


def confirm(
    session: Session, actor: Actor, invitation_id: int, now: datetime, *, same_person: bool = False
) -> Invitation:
    """The board lets somebody in. `same_person`: a present holder has come with a second account."""
    invitation = _to_decide(session, actor, invitation_id)
    _admit(session, invitation, actor, now, same_person=same_person)
    return invitation


def confirm_all(session: Session, actor: Actor, invitation_ids: Sequence[int], now: datetime) -> int:
    """A whole conference at once; how many there were. What was decided meanwhile is passed over."""
    still = {invitation.id: invitation.person_id is not None for invitation in waiting(session, actor)}
    wanted = [each for each in invitation_ids if each in still]
    for each in wanted:
        confirm(session, actor, each, now, same_person=still[each])
    return len(wanted)


def refuse(session: Session, actor: Actor, invitation_id: int, now: datetime) -> Invitation:
    """The board does not know this person: the code is void."""
    invitation = _to_decide(session, actor, invitation_id)
    invitation.void_at = now
    session.add(invitation)
    _record(session, invitation, "member_refused", actor, now)
    return invitation


def _to_decide(session: Session, actor: Actor, invitation_id: int) -> Invitation:
    invitation = session.get(Invitation, invitation_id, with_for_update=True)
    if invitation is None:
        raise UserError(ALREADY_DECIDED)
    require(actor, Action.CONFIRM_MEMBER, unit_id=invitation.unit_id)
    if invitation.used_at is None or invitation.confirmed_at or invitation.void_at:
        raise UserError(ALREADY_DECIDED)
    return invitation


def _admit(
    session: Session, invitation: Invitation, actor: Actor | None, now: datetime, *, same_person: bool = False
) -> None:
    account = session.get_one(Account, invitation.account_id, with_for_update=True)
    holder = _meant(session, invitation, now)
    replaced = replaces(session, invitation, now)
    if same_person and holder is not None:
        account.person_id = holder
    else:
        join(session, invitation, account, now)
    account.linked_at = now
    invitation.confirmed_at = now
    session.add_all([account, invitation])
    session.flush()
    _record(session, invitation, "member_confirmed", actor, now, person_id=account.person_id)
    said = MessageClass.REPLY if actor is None else MessageClass.ANSWER
    _welcome(session, invitation, account.person_id or 0, now, said)
    if replaced and not same_person and invitation.post_id is not None:
        under_way = [t.id or 0 for t in open_tasks(session, invitation.post_id) if t.state is not TaskState.ASSIGNED]
        hand_over(session, invitation.post_id, under_way, now, event=f"joined:{invitation.id}")


def _meant(session: Session, invitation: Invitation, now: datetime) -> int | None:
    """The holder who comes with one more account: the one named, or the only one whom a post has."""
    held = holders(session, invitation, now)
    if invitation.person_id in held:
        return invitation.person_id
    return held[0] if held and invitation.role is None else None


def _welcome(
    session: Session, invitation: Invitation, person_id: int, now: datetime, message_class: MessageClass
) -> None:
    """Say so, and hand over what was assigned. After a trusted code this is the reply to "Đúng", in this order."""
    notify(
        session,
        kind="joined",
        message_class=message_class,
        key=f"joined:{invitation.id}",
        now=now,
        person_id=person_id,
        invitation_id=invitation.id,
    )
    if invitation.post_id is None or invitation.role is not None:
        return
    for document_id, since in _orders(session, invitation.post_id).items():
        notify(
            session,
            kind="decision",
            message_class=message_class,
            key=f"decision:{document_id or 0}:joined:{invitation.id}",
            now=now,
            person_id=person_id,
            document_id=document_id,
            since=since.isoformat(),
        )


def _orders(session: Session, post_id: int) -> dict[int | None, datetime]:
    """The Decisions (or none) whose tasks nobody has accepted yet, and since when."""
    statement = select(Task.document_id, func.min(Task.assigned_at)).where(Task.post_id == post_id)
    statement = statement.where(Task.state == TaskState.ASSIGNED).group_by(col(Task.document_id))
    return dict(session.exec(statement.order_by(func.min(Task.assigned_at))).all())


def _record(
    session: Session, invitation: Invitation, event: str, actor: Actor | None, now: datetime, **after: object
) -> None:
    record(
        session,
        unit_id=invitation.unit_id,
        subject=f"invitation:{invitation.id}",
        event=event,
        actor=actor,
        now=now,
        after={"post_id": invitation.post_id, "role": invitation.role, **after},
    )
