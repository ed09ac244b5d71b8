"""Read tasks: whose they are, where they stand. Changing them is one file per act."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import BindParameter, bindparam
from sqlmodel import Session, col, select

from models import Report, Target, Task, Verification
from rules.lights import Course, Light, late_by, light_of
from rules.localtime import today as day_of
from rules.states import OPEN_STATES
from rules.workdays import WorkingDays
from services.identity import Actor

SHOWN_STATES = sorted(OPEN_STATES)
# Asked for every list, so they are built once: building one costs more than running it.
_TASKS: BindParameter[int] = bindparam("tasks", expanding=True)
OPEN = (
    select(Task)
    .where(col(Task.post_id).in_(bindparam("posts", expanding=True)), col(Task.state).in_(SHOWN_STATES))
    .order_by(col(Task.post_id), col(Task.number))
)
TARGETS = select(Target).where(col(Target.task_id).in_(_TASKS))
CLAIMS = (
    select(Report)
    .where(col(Report.task_id).in_(_TASKS), col(Report.value).is_not(None), col(Report.undone_at).is_(None))
    .order_by(col(Report.id))
)
FOUND = (
    select(Verification)
    .where(col(Verification.task_id).in_(_TASKS), col(Verification.undone_at).is_(None))
    .order_by(col(Verification.id))
)


@dataclass(frozen=True)
class Standing:
    """A task with what is known of it today: the last claimed and the last verified value, lateness in working days."""

    task: Task
    target: Target | None
    claimed: Report | None
    verified: Verification | None
    light: Light
    late: int

    @property
    def value(self) -> Decimal | None:
        return self.claimed.value if self.claimed else None


def open_tasks(session: Session, posts: Iterable[int]) -> Sequence[Task]:
    """The open tasks of some posts, by the holder's own numbers."""
    return session.exec(OPEN, params={"posts": list(posts)}).all()


def by_number(session: Session, actor: Actor, number: int) -> Task | None:
    """The speaker's own task with this number, open or closed; the held posts come before the assisted ones."""
    for posts in (actor.posts, actor.assisted):
        statement = select(Task).where(col(Task.post_id).in_(list(posts)), Task.number == number)
        task = session.exec(statement.order_by(col(Task.id).desc())).first()
        if task is not None:
            return task
    return None


def standings(session: Session, tasks: Sequence[Task], today: date, working_days: WorkingDays) -> list[Standing]:
    """Where each task stands; four statements however many there are."""
    ids = [task.id or 0 for task in tasks]
    targets = {t.task_id: t for t in session.exec(TARGETS, params={"tasks": ids})}
    claims = _latest(session, ids)
    found = _verified(session, ids)
    return [
        _standing(
            task, targets.get(task.id or 0), claims.get(task.id or 0), found.get(task.id or 0), today, working_days
        )
        for task in tasks
    ]


def standing(session: Session, task: Task, today: date, working_days: WorkingDays) -> Standing:
    return standings(session, [task], today, working_days)[0]


def _latest(session: Session, ids: Sequence[int]) -> dict[int, Report]:
    """The last claimed value of each task; what was taken back does not count."""
    return {report.task_id: report for report in session.exec(CLAIMS, params={"tasks": ids})}


def _verified(session: Session, ids: Sequence[int]) -> dict[int, Verification]:
    return {found.task_id: found for found in session.exec(FOUND, params={"tasks": ids})}


def _standing(
    task: Task,
    target: Target | None,
    claimed: Report | None,
    verified: Verification | None,
    today: date,
    working_days: WorkingDays,
) -> Standing:
    course = course_of(task)
    light, late = light_of(course, today, working_days), late_by(course, today, working_days)
    return Standing(task, target, claimed, verified, light, late)


def course_of(task: Task) -> Course:
    """The task as the light's rule sees it."""
    return Course(
        state=task.state,
        due=task.due_on,
        claimed=day_of(task.claimed_at) if task.claimed_at else None,
        closed=day_of(task.closed_at) if task.closed_at else None,
        news=day_of(task.news_at or task.assigned_at),
    )


def by_ids(session: Session, ids: Sequence[int]) -> list[Task]:
    """These tasks, in this order, whatever their state."""
    found = {task.id: task for task in session.exec(select(Task).where(col(Task.id).in_(list(ids))))}
    return [found[each] for each in ids if each in found]
