"""One-time codes: issuing them, recognising who may use one, and turning a deaf ear to guessing."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models import CodeAttempt, Invitation, Outbox
from rules.errors import UserError
from rules.states import MessageClass, RoleKind
from services.board import tell_board
from services.codes import hash_of, new_code
from services.history import record
from services.identity import Actor
from services.permissions import Action, require
from services.places import with_room
from services.plans import Plan, plans
from services.units import the_root

LIFE = timedelta(days=14)
TRIES = 5
DEAF = timedelta(hours=1)
OF_A_BOT, IN_ALL = 50, 100  # wrong codes within an hour, whoever sends them: many chats together guess no faster
UNKNOWN_CODE = "The code is wrong or was used already. Please check the slip, or ask the organisation board."
IN_PRIVATE = "This code is for a private talk with the assistant; please send it there."
TOO_MANY = (
    "Too many wrong codes came in, so no code is taken for the moment. Please try again in an hour, or ask the board."
)
IN_GROUP = "This code binds a group; please send it in the group, together with the assistant's name."


def issue(
    session: Session,
    actor: Actor | None,
    *,
    unit_id: int,
    post_id: int | None = None,
    role: RoleKind | None = None,
    group: bool = False,
    trusted: bool = False,
    now: datetime,
) -> str:
    """A fresh one-time code, good for 14 days; only its hash is kept. `actor` none: issued on the server's console.

    A new code for a post makes the unused ones before it void, so that only the last slip works. A place with the bot that has
    room is kept for it (`plan_for`).
    """
    if actor is not None:
        require(actor, Action.INVITE, unit_id=unit_id)
    if post_id is not None and role is None:
        _void_unused(session, post_id, now)
    code, room = new_code(), with_room(session, now)
    invitation = Invitation(
        code_hash=hash_of(code),
        unit_id=unit_id,
        post_id=post_id,
        role=role,
        group=group,
        trusted=trusted,
        bot=room.bot if room is not None and not group else None,
        created_by=actor.person_id if actor else None,
        created_at=now,
        expires_at=now + LIFE,
    )
    session.add(invitation)
    session.flush()
    record(
        session,
        unit_id=unit_id,
        subject=f"invitation:{invitation.id}",
        event="invited",
        actor=actor,
        now=now,
        after={"post_id": post_id, "role": role, "group": group, "trusted": trusted},
    )
    return code


def plan_for(session: Session, code: str) -> Plan | None:
    """The bot with a plan that a code's slip names."""
    named = session.exec(select(Invitation.bot).where(Invitation.code_hash == hash_of(code))).first()
    return plans().get(named) if named is not None else None


def _void_unused(session: Session, post_id: int, now: datetime) -> None:
    statement = select(Invitation).where(Invitation.post_id == post_id, col(Invitation.role).is_(None))
    statement = statement.where(col(Invitation.used_at).is_(None), col(Invitation.void_at).is_(None))
    for older in session.exec(statement.with_for_update()):
        older.void_at = now
        session.add(older)


def usable(session: Session, code: str, now: datetime) -> Invitation | None:
    """The invitation behind a code, locked, while it can still be used."""
    statement = select(Invitation).where(Invitation.code_hash == hash_of(code))
    return _still_good(session.exec(statement.with_for_update()).first(), now)


def reopened(session: Session, invitation_id: int, now: datetime) -> Invitation:
    """The same invitation a moment later, when its holder answers the greeting; raises `UserError` if it is used by now."""
    found = _still_good(session.get(Invitation, invitation_id, with_for_update=True), now)
    if found is None:
        raise UserError(UNKNOWN_CODE)
    return found


def _still_good(invitation: Invitation | None, now: datetime) -> Invitation | None:
    if invitation is None or invitation.used_at or invitation.void_at or invitation.expires_at <= now:
        return None
    return invitation


def own(session: Session, code: str, account_id: int | None) -> Invitation | None:
    """The invitation that this account has used itself: saying the code twice is no guessing."""
    if account_id is None:
        return None
    statement = select(Invitation).where(Invitation.code_hash == hash_of(code), Invitation.account_id == account_id)
    return session.exec(statement).first()


def deaf(session: Session, bot: str, chat_id: str, now: datetime) -> bool:
    """Five wrong codes within an hour: for an hour after the fifth this chat's codes are not even looked at."""
    statement = select(CodeAttempt.at).where(CodeAttempt.bot == bot, CodeAttempt.chat_id == chat_id)
    last = session.exec(statement.order_by(col(CodeAttempt.id).desc()).limit(TRIES)).all()
    return len(last) == TRIES and last[0] - last[-1] <= DEAF and now - last[0] < DEAF


def too_many(session: Session, bot: str, now: datetime) -> bool:
    """So many wrong codes came within an hour to this bot, or to all, that no code is looked at; it fades by itself."""
    statement = select(CodeAttempt.bot).where(CodeAttempt.at > now - DEAF)
    bots = session.exec(statement).all()
    return len(bots) >= IN_ALL or bots.count(bot) >= OF_A_BOT


def wrong(session: Session, bot: str, chat_id: str, now: datetime) -> bool:
    """Keep a wrong code's time; true when it was the one too many (the board is then told, at most once an hour)."""
    session.add(CodeAttempt(bot=bot, chat_id=chat_id, at=now))
    session.flush()
    alone = deaf(session, bot, chat_id, now)
    if not (alone or too_many(session, bot, now)):
        return False
    _tell_of_guessing(session, now)
    return alone


def _tell_of_guessing(session: Session, now: datetime) -> None:
    statement = select(Outbox.created_at).where(Outbox.kind == "code_guessing").order_by(col(Outbox.id).desc())
    last = session.exec(statement.limit(1)).first()
    if last is None or now - last >= DEAF:
        tell_board(
            session,
            unit_id=the_root(session).id or 0,
            kind="code_guessing",
            message_class=MessageClass.ANSWER,
            key=f"code_guessing:{now.isoformat()}",
            now=now,
            at=now.isoformat(),
        )
