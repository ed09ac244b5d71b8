"""From level to level: a child task under a parent's, and what of it the parent counts (S0-03, S1-10)."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models import Task
from rules.errors import UserError
from rules.states import Result, TaskState
from services.assignment import Order, assign
from services.identity import Actor


@dataclass(frozen=True)
class Children:
    """The tasks under a parent, by source, and how many of the assigned ones were met."""

    assigned: int
    own: int
    met: int


def assign_under(session: Session, actor: Actor, parent_id: int, order: Order, now: datetime) -> Task:
    """Assign a task that serves a task of the level above; it belongs to the same Decision."""
    parent = session.get_one(Task, parent_id)
    task = assign(session, actor, order, now)
    put_under(session, task, parent)
    return task


def put_under(session: Session, task: Task, parent: Task) -> None:
    """Hang a task under another; raises `UserError` where it would hang under itself."""
    above: Task | None = parent
    while above is not None:
        if above.id == task.id:
            raise UserError("A task can't be under itself.")
        above = session.get(Task, above.parent_id) if above.parent_id is not None else None
    task.parent_id = parent.id
    task.document_id = task.document_id or parent.document_id
    session.add(task)
    session.flush()


def children(session: Session, parent_id: int) -> list[Task]:
    """The tasks directly under a parent, in the order they were given."""
    return list(session.exec(select(Task).where(Task.parent_id == parent_id).order_by(col(Task.id))))


def roll_up(session: Session, parent_id: int) -> Children:
    """What a parent's level counts of what is under it, all the way down: its own assignments; own additions stand apart."""
    assigned = own = met = 0
    waiting = [parent_id]
    while waiting:
        for task in children(session, waiting.pop()):
            waiting.append(task.id or 0)
            if task.state is TaskState.WITHDRAWN:
                continue
            assigned += task.source == "assigned"
            own += task.source != "assigned"
            met += task.source == "assigned" and task.result in (Result.EXCELLENT, Result.MET)
    return Children(assigned, own, met)
