"""The steps of a task's way as they stand (S1-10): which are in force, which are reached, which comes next, and who has none.

A step is reached when its owner says so, or when the claimed value is at the step's amount.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import FreeText, Milestone, Post, Task
from rules.localtime import at, today
from rules.states import OPEN_STATES
from rules.steps import days_ago
from services.calendar import working_days
from services.identity import Actor
from services.permissions import Action, require
from services.units import below
from services.values import last_claim

WITHIN = 10  # working days in which a task should have its plan; S1-10 leaves the number open


@dataclass(frozen=True)
class Stage:
    """A step with its words, and whether it is reached."""

    step: Milestone
    words: str
    reached: bool


class Missing(NamedTuple):
    """An open task without a plan, past the days it has for one."""

    task: Task
    post: str
    days: int


def in_force(session: Session, task_id: int) -> Sequence[Milestone]:
    """The steps of the plan as it was last written, by their numbers."""
    statement = select(Milestone).where(Milestone.task_id == task_id, col(Milestone.dropped_at).is_(None))
    return session.exec(statement.order_by(col(Milestone.number))).all()


def stages(session: Session, task: Task) -> list[Stage]:
    """The whole way of a task; nothing where no plan was written."""
    steps = in_force(session, task.id or 0) if task.planned_at is not None else []
    if not steps:
        return []
    value = value_of(session, task)
    kept = select(FreeText.id, FreeText.body).where(col(FreeText.id).in_([step.text_id for step in steps]))
    texts = dict(session.exec(kept).all())
    return [Stage(step, texts.get(step.text_id) or "", is_reached(step, value)) for step in steps]


def next_step(session: Session, task: Task) -> Milestone | None:
    """The first step that is not reached yet."""
    if task.planned_at is None:
        return None
    value = value_of(session, task)
    return next((step for step in in_force(session, task.id or 0) if not is_reached(step, value)), None)


def is_reached(step: Milestone, value: Decimal | None) -> bool:
    return step.reached_on is not None or (step.amount is not None and value is not None and value >= step.amount)


def missing(session: Session, actor: Actor, unit_id: int, now: datetime, limit: int) -> tuple[int, list[Missing]]:
    """How many open tasks of a unit's tree should have a plan by now and have none, and the oldest of them."""
    require(actor, Action.SEE_STATUS, unit_id=unit_id)
    days = working_days(session)
    given = at(days_ago(WITHIN, today(now), days), 0)
    which = (
        col(Task.unit_id).in_(list(below(session, [unit_id]))),
        col(Task.state).in_(sorted(OPEN_STATES)),
        col(Task.planned_at).is_(None),
        col(Task.assigned_at) < given,
    )
    count = session.exec(select(func.count()).select_from(Task).where(*which)).one()
    oldest = select(Task, Post.name).join(Post, col(Post.id) == col(Task.post_id)).where(*which)
    rows = session.exec(oldest.order_by(col(Task.assigned_at), col(Task.id)).limit(limit))
    return count, [Missing(task, post, days.between(today(task.assigned_at), today(now))) for task, post in rows]


def value_of(session: Session, task: Task) -> Decimal | None:
    last = last_claim(session, task.id or 0)
    return last.value if last else None
