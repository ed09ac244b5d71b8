"""Read who sits where: once for many posts, set by set."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import or_
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from models import Post, Role, Tenure, Unit
from rules.seats import Seats
from rules.states import RoleKind


def seats(session: Session, posts: Iterable[int], day: date) -> Seats:
    """What is to know about these posts; three statements and one per level of supervision."""
    found = Seats(parents=_parents(session))
    wanted = set(posts)
    while missing := wanted - found.above.keys():
        found.above |= dict.fromkeys(missing)
        rows = session.execute(core_select(col(Post.id), col(Post.supervisor_id)).where(col(Post.id).in_(missing)))
        found.above |= {row[0]: row[1] for row in rows}
        wanted |= {above for above in found.above.values() if above is not None}
    _seat_holders(session, found, wanted, day)
    _seat_roles(session, found, wanted, day)
    return found


def _parents(session: Session) -> dict[int, int | None]:
    return {row[0]: row[1] for row in session.execute(core_select(col(Unit.id), col(Unit.parent_id)))}


def _seat_holders(session: Session, found: Seats, posts: set[int], day: date) -> None:
    statement = core_select(col(Tenure.post_id), col(Tenure.person_id)).where(col(Tenure.post_id).in_(posts))
    statement = statement.where(
        col(Tenure.starts_on) <= day, or_(col(Tenure.ends_on).is_(None), col(Tenure.ends_on) >= day)
    )
    # the same order as services.identity.holder_of: the accountable one, and of several the newest
    for post, person in session.execute(statement.order_by(col(Tenure.accountable).desc(), col(Tenure.id).desc())):
        _add(found.holders, post, person)


def _seat_roles(session: Session, found: Seats, posts: set[int], day: date) -> None:
    statement = core_select(col(Role.kind), col(Role.unit_id), col(Role.post_id), col(Role.person_id))
    statement = statement.where(
        col(Role.kind).in_([RoleKind.BOARD, RoleKind.ASSISTANT]),
        col(Role.starts_on) <= day,
        or_(col(Role.ends_on).is_(None), col(Role.ends_on) >= day),
    )
    for kind, unit, post, person in session.execute(statement.order_by(col(Role.id))):
        if kind is RoleKind.BOARD:
            _add(found.boards, unit, person)
        elif post in posts:
            _add(found.typists, post, person)


def _add(table: dict[int, list[int]], key: int, person: int) -> None:
    if person not in table.setdefault(key, []):
        table[key].append(person)
