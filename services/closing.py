"""Close a task with a result, and reopen it with a reason. What hangs on a closed task ends with it."""

from datetime import datetime

from sqlmodel import Session, col, or_, select

from models import Evidence, History, Task
from rules.errors import UserError
from rules.states import (
    NEXT,
    OPEN_STATES,
    MessageClass,
    Result,
    TaskState,
)
from services import nagging
from services.audience import people_of, tell
from services.ending import end_what_waits, restore
from services.history import free_text, record_of_task
from services.identity import Actor
from services.permissions import Action, require_task
from services.speaking import kept
from services.undo import moment, reverses


def closable(session: Session, actor: Actor, task_id: int) -> Task:
    """The task, if this actor may close it now; raises `UserError` that says why not."""
    task = require_task(session, actor, Action.CLOSE, task_id)
    if task.state not in OPEN_STATES:
        raise UserError("{code} is over already.", code=f"NV-{task.id}")
    if TaskState.CLOSED not in NEXT[task.state]:
        raise UserError(
            "{code} is suspended or waits for an answer to an objection; answer that first.", code=f"NV-{task.id}"
        )
    return task


def evidence_of(session: Session, task_id: int) -> int:
    """How many files were offered for a task."""
    return len(session.exec(select(Evidence.id).where(Evidence.task_id == task_id)).all())


def close(session: Session, actor: Actor, task_id: int, result: Result, note: str, now: datetime) -> Task:
    """Close with a result; open cases, requests for time and instructions end with the task, and its people are told."""
    task = closable(session, actor, task_id)
    ended = end_what_waits(session, task_id, now)
    before = {"state": task.state, "state_at": task.state_at, **ended}
    task.state, task.result = TaskState.CLOSED, result
    task.state_at = task.closed_at = now
    _change(session, task, actor, "closed", note, now, before=before, after={"result": result})
    return task


def span_of(session: Session, task: Task) -> list[Task]:
    """The task of the span and the other years of it that are still open. Raises `UserError` where there is no span."""
    if task.parent_id is None:
        raise UserError("{code} belongs to no span of years.", code=f"NV-{task.id}")
    same = or_(Task.parent_id == task.parent_id, Task.id == task.parent_id)
    others = select(Task).where(same, Task.post_id == task.post_id, Task.id != task.id)
    still = others.where(col(Task.state).in_(OPEN_STATES)).order_by(col(Task.due_on), col(Task.id))
    return list(session.exec(still))


def close_span(session: Session, actor: Actor, task_id: int, result: Result, note: str, now: datetime) -> list[Task]:
    """Done for the whole span: this year's task, the task of the span and the years to come are closed (S1-13)."""
    others = span_of(session, closable(session, actor, task_id))
    return [close(session, actor, each, result, note, now) for each in [task_id, *(task.id or 0 for task in others)]]


def reopenable(session: Session, actor: Actor, task_id: int) -> Task:
    task = require_task(session, actor, Action.REOPEN, task_id)
    if task.state is not TaskState.CLOSED:
        raise UserError("{code} is not closed, so there is nothing to reopen.", code=f"NV-{task.id}")
    return task


def reopen(session: Session, actor: Actor, task_id: int, reason: str, now: datetime) -> Task:
    """Back to work, with a reason; the lateness counts again, because the claim no longer stands."""
    task = reopenable(session, actor, task_id)
    if not kept(reason):
        raise UserError("Please give the reason.")
    names = ("state", "state_at", "result", "closed_at", "claimed_at")
    before = {name: getattr(task, name) for name in names}
    task.state, task.state_at = TaskState.IN_PROGRESS, now
    task.result = task.closed_at = task.claimed_at = None
    _change(session, task, actor, "reopened", reason, now, before=before, after={})
    return task


def _change(
    session: Session,
    task: Task,
    actor: Actor,
    event: str,
    words: str,
    now: datetime,
    *,
    before: dict[str, object],
    after: dict[str, object],
) -> None:
    """The history row, the notice to the people of the post, and when they are next reminded."""
    session.add(task)
    text_id = free_text(session, kept(words))
    row = record_of_task(
        session,
        task,
        event=event,
        actor=actor,
        now=now,
        before=before,
        after={"state": task.state, **after},
        text_id=text_id,
    )
    tell(
        session,
        people_of(session, task.post_id, now),
        kind=f"task_{event}",
        key=f"task_{event}:{row.id}",
        now=now,
        message_class=MessageClass.ANSWER,
        task_id=task.id,
        text_id=text_id,
    )
    nagging.plan(session, task, now)


@reverses("closed", Action.CLOSE)
def _take_back_closing(session: Session, row: History, now: datetime) -> None:
    task = session.get_one(Task, row.task_id, with_for_update=True)
    task.state, task.state_at = TaskState(row.before["state"]), moment(row.before["state_at"]) or now
    task.result = task.closed_at = None
    restore(session, row.before)
    session.add(task)
    nagging.plan(session, task, now)


@reverses("reopened", Action.REOPEN)
def _take_back_reopening(session: Session, row: History, now: datetime) -> None:
    task = session.get_one(Task, row.task_id, with_for_update=True)
    task.state, task.state_at = TaskState(row.before["state"]), moment(row.before["state_at"]) or now
    task.result = Result(row.before["result"]) if row.before["result"] else None
    task.closed_at, task.claimed_at = moment(row.before["closed_at"]), moment(row.before["claimed_at"])
    session.add(task)
    nagging.plan(session, task, now)
