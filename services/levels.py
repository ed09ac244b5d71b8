"""The levels of units that are kept, and whether the level directly above assigns (S4-03)."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from models import Post, Unit, UnitLevel
from rules.localtime import today
from rules.organisation.levels import LEVELS, Level, directly_above
from rules.states import RoleKind
from services.identity import Actor, roles_on


def levels(session: Session) -> tuple[Level, ...]:
    """Those of the organisation's own list; the usual ones while it has none."""
    kept = session.exec(select(UnitLevel).order_by(col(UnitLevel.rank))).all()
    return tuple(Level(each.name, each.rank, each.starts_on, each.ended_on) for each in kept) or LEVELS


def passed_over(session: Session, actor: Actor, post: Post, now: datetime) -> tuple[str, str] | None:
    """The same for a clerk who assigns: the nearest board up from the post on which the clerk sits is the assigner."""
    boards = {r.unit_id for r in roles_on(session, actor.person_id or 0, today(now)) if r.kind is RoleKind.BOARD}
    at: int | None = post.unit_id
    while at is not None and at not in boards:
        at = session.get_one(Unit, at).parent_id
    return not_directly_above(session, at, post.id or 0, today(now)) if at is not None else None


def not_directly_above(session: Session, assigner_unit: int, post_id: int, day: date) -> tuple[str, str] | None:
    """The two levels, the assigner's and the post's, where S4-03 is broken; None where it is kept or can't be told.

    It is asked by the import and by `/giao`, which warn: a superior may have its reasons.
    """
    above = session.get_one(Unit, assigner_unit).level
    below = session.get_one(Unit, session.get_one(Post, post_id).unit_id).level
    return None if directly_above(levels(session), above, below, day) else (above, below)
