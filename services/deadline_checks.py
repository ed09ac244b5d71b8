"""What stands against moving a deadline: each check raises `UserError` with the sentence that is said."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from models import Extension, Task
from rules.errors import UserError
from rules.localtime import today
from rules.states import OPEN_STATES, DueKind, ExtensionState
from services.speaking import kept


def code(extension: Extension) -> str:
    return f"GH-{extension.id}"


def check(task: Task, due_on: date, now: datetime) -> None:
    """Raise `UserError` for a deadline that can't be: the task is over or has none, or the date is no later one."""
    check_open(task)
    assert task.due_on is not None
    if due_on <= today(now):
        raise UserError("{day} is not after today, so it can't be a new deadline.", day=due_on)
    if due_on <= task.due_on:
        raise UserError("{day} is not after the present deadline ({due}).", day=due_on, due=task.due_on)


def none_waits(session: Session, task_id: int) -> None:
    """Raise `UserError` when a request for this task waits for its answer already."""
    waiting = _asked(session, task_id)
    if waiting is not None:
        raise UserError(
            "{code} asks for {day} already and waits for an answer.", code=code(waiting), day=waiting.due_on
        )


def check_open(task: Task) -> None:
    """Raise `UserError` for a task whose deadline can't be moved at all."""
    if task.state not in OPEN_STATES:
        raise UserError("Task {code} is over, so its deadline can't be moved.", code=f"NV-{task.id}")
    if task.due_kind is not DueKind.DATE or task.due_on is None:
        raise UserError("Task {code} has no deadline that could be moved.", code=f"NV-{task.id}")


def granted_before(session: Session, task_id: int) -> Extension | None:
    """The last extension the task has been given, if any."""
    statement = select(Extension).where(Extension.task_id == task_id, Extension.state == ExtensionState.GRANTED)
    return session.exec(statement.order_by(col(Extension.id).desc())).first()


def _asked(session: Session, task_id: int) -> Extension | None:
    statement = select(Extension).where(Extension.task_id == task_id, Extension.state == ExtensionState.ASKED)
    return session.exec(statement).first()


def need_reason(reason: str) -> None:
    if not kept(reason):
        raise UserError("A decision on a deadline needs its reason.")


def once(session: Session, task: Task, override: bool) -> None:
    before = granted_before(session, task.id or 0)
    if before is not None and not override:
        raise UserError(
            "Task {code} was extended once already ({extension}, to {day}); a second time must be overruled with a reason.",
            code=f"NV-{task.id}",
            extension=code(before),
            day=before.due_on,
        )
