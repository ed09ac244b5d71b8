"""Who follows a cluster, a unit, a post, a field or a single task, by date (S0-13, S3-07): roles of persons, beside the posts
that follow other posts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from models import Role, Task
from rules.localtime import today
from rules.states import OPEN_STATES, RoleKind
from services.calendar import working_days
from services.history import record
from services.identity import Actor, roles_on
from services.status import worst_first
from services.tasks import Standing, standings


@dataclass(frozen=True)
class Followed:
    """What somebody follows: a unit's tree, narrowed to one post, one task or one field; a cluster is several units by a name."""

    unit_id: int
    post_id: int | None = None
    task_id: int | None = None
    field: str = ""
    cluster: str = ""


def appoint(session: Session, person_id: int, followed: Followed, now: datetime) -> bool:
    """From today on; False where it is so already."""
    if _role(session, person_id, followed, today(now)) is not None:
        return False
    session.add(Role(person_id=person_id, kind=RoleKind.SUPERVISOR, starts_on=today(now), **vars(followed)))
    _record(session, person_id, followed, "supervisor_appointed", now)
    return True


def release(session: Session, person_id: int, followed: Followed, now: datetime) -> bool:
    """Yesterday was the last day; False where nothing of it was followed."""
    role = _role(session, person_id, followed, today(now))
    if role is None:
        return False
    role.ends_on = today(now) - timedelta(days=1)
    session.add(role)
    _record(session, person_id, followed, "supervisor_released", now)
    return True


def _role(session: Session, person_id: int, followed: Followed, day: date) -> Role | None:
    wanted = (followed.unit_id, followed.post_id, followed.task_id, followed.field)
    held = [role for role in roles_on(session, person_id, day) if role.kind is RoleKind.SUPERVISOR]
    return next((role for role in held if (role.unit_id, role.post_id, role.task_id, role.field) == wanted), None)


def _record(session: Session, person_id: int, followed: Followed, event: str, now: datetime) -> None:
    session.flush()
    record(
        session,
        unit_id=followed.unit_id,
        task_id=followed.task_id,
        subject=f"person:{person_id}",
        event=event,
        actor=None,
        now=now,
        after=dict(vars(followed)),
    )


def followed_tasks(session: Session, actor: Actor, now: datetime) -> Sequence[Standing]:
    """The open tasks that a person follows, by a post or by a role, the worst first; their own are not among them."""
    watched = [
        and_(
            col(Task.unit_id).in_(list(watch.units)),
            *([col(Task.post_id) == watch.post_id] if watch.post_id is not None else []),
            *([col(Task.id) == watch.task_id] if watch.task_id is not None else []),
        )
        for watch in actor.watches
    ]
    statement = select(Task).where(
        col(Task.state).in_(sorted(OPEN_STATES)), col(Task.post_id).not_in(list(actor.leads))
    )
    statement = statement.where(or_(col(Task.supervisor_id).in_(list(actor.posts)), *watched))
    tasks = [task for task in session.exec(statement.order_by(col(Task.id))) if actor.follows(task)]
    return sorted(standings(session, tasks, today(now), working_days(session)), key=worst_first)
