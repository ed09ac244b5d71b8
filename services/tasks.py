"""Read tasks: whose they are, where they stand. Changing them is one file per act."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, bindparam, func, literal_column
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from models import Report, Target, Task, Verification
from rules.attainment import Certainty
from rules.lights import Course, Light, late_by, light_of
from rules.localtime import today as day_of
from rules.states import OPEN_STATES
from rules.workdays import WorkingDays
from services.ahead import keep, kept
from services.identity import Actor, led_by_all

SHOWN_STATES = sorted(OPEN_STATES)
# Asked for every list, so they are built once: building one costs more than running it.
OPEN = (
    select(Task)
    .where(col(Task.post_id).in_(bindparam("posts", expanding=True)))
    .where(col(Task.state).in_([literal_column(f"'{state}'") for state in SHOWN_STATES]))
    .order_by(col(Task.post_id), col(Task.number))
)
LAST_CLAIM = (  # what was taken back does not count, nor what is only expected
    select(func.max(Report.id))
    .where(Report.task_id == Task.id, col(Report.value).is_not(None), col(Report.undone_at).is_(None))
    .where(col(Report.certainty) != Certainty.FORECAST)
    .correlate(Task)
    .scalar_subquery()
)
LAST_FINDING = (
    select(func.max(Verification.id))
    .where(Verification.task_id == Task.id, col(Verification.undone_at).is_(None))
    .correlate(Task)
    .scalar_subquery()
)


def _with_what_is_known(tasks: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Each with its target and the last claimed and verified values."""
    return (
        tasks.outerjoin(Target, col(Target.task_id) == Task.id)
        .outerjoin(Report, col(Report.id) == LAST_CLAIM)
        .outerjoin(Verification, col(Verification.id) == LAST_FINDING)
    )


KNOWN = _with_what_is_known(core_select(Task.id, Target, Report, Verification))  # type: ignore[call-overload]
KNOWN = KNOWN.where(col(Task.id).in_(bindparam("tasks", expanding=True)))
OPEN_KNOWN = "open tasks"  # of all who speak in a batch
Known = tuple[Task, Target | None, Report | None, Verification | None]
OPEN_AND_KNOWN = _with_what_is_known(OPEN.with_only_columns(Task, Target, Report, Verification))


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

    @property
    def certainty(self) -> Certainty:
        """Of the claimed value: what was verified is always a fact."""
        return self.claimed.certainty if self.claimed else Certainty.ACTUAL


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
    """Where each task stands; one statement however many there are."""
    rows = session.execute(KNOWN, {"tasks": [task.id for task in tasks]}) if tasks else ()
    known = {task_id: (target, claim, found) for task_id, target, claim, found in rows}
    return [_standing(task, *known[task.id], today, working_days) for task in tasks]


def open_standings(session: Session, posts: Iterable[int], today: date, working_days: WorkingDays) -> list[Standing]:
    """Where each open task of some posts stands, by the holder's own numbers: what every list asks, in one statement, and for all
    who speak in a batch together."""
    asked = sorted(posts)
    session.flush()  # so that what was changed a moment ago is forgotten
    known = _open_of(session, frozenset(asked))
    return [_standing(*row, today, working_days) for post in asked for row in known[post]]


def _open_of(session: Session, posts: frozenset[int]) -> dict[int, list[Known]]:
    """The open tasks of each of these posts, with what is known of them."""
    found: dict[int, list[Known]] = kept(session, OPEN_KNOWN) or {}
    if not posts <= found.keys():
        wanted = (posts | led_by_all(session)) - found.keys()
        found = found | {post: [] for post in wanted}
        for task, target, claim, finding in session.execute(OPEN_AND_KNOWN, {"posts": list(wanted)}):
            found[task.post_id].append((task, target, claim, finding))
        keep(session, OPEN_KNOWN, found, (Task, Target, Report, Verification))
    return found


def standing(session: Session, task: Task, today: date, working_days: WorkingDays) -> Standing:
    return standings(session, [task], today, working_days)[0]


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
        step=task.milestone_on,
    )


def forecasts(session: Session, task_id: int | None = None) -> dict[int, Report]:
    """The last forecast of each task that has one (there are few), or of one task."""
    said = select(Report).where(Report.certainty == Certainty.FORECAST, col(Report.undone_at).is_(None))
    said = said.where(Report.task_id == task_id) if task_id is not None else said
    return {report.task_id: report for report in session.exec(said.order_by(col(Report.id)))}


def by_ids(session: Session, ids: Sequence[int]) -> list[Task]:
    """These tasks, in this order, whatever their state."""
    found = {task.id: task for task in session.exec(select(Task).where(col(Task.id).in_(list(ids))))}
    return [found[each] for each in ids if each in found]
