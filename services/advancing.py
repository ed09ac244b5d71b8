"""A deadline brought forward: no extension, so it uses none up, but each date stays with author and source (S2-09)."""

from datetime import date, datetime

from sqlmodel import Session

from models import History, Task
from rules.errors import UserError
from rules.localtime import today
from rules.states import MessageClass
from services import history, nagging
from services.audience import people_of, tell
from services.deadline_checks import check_open, need_reason
from services.identity import Actor
from services.permissions import Action, require_task
from services.speaking import kept
from services.undo import reverses


def check_forward(task: Task, due_on: date, now: datetime) -> None:
    """Raise `UserError` for a date that is no earlier deadline of an open task."""
    check_open(task)
    assert task.due_on is not None
    if due_on < today(now):
        raise UserError("{day} is already over.", day=due_on)
    if due_on >= task.due_on:
        raise UserError("{day} is not before the present deadline ({due}).", day=due_on, due=task.due_on)


def bring_forward(session: Session, actor: Actor, task_id: int, due_on: date, source: str, now: datetime) -> Task:
    """Move the deadline to an earlier day; `source` is the reason or the document that says so. The original date stays."""
    task = require_task(session, actor, Action.EXTEND, task_id)
    check_forward(task, due_on, now)
    need_reason(source)
    before = task.due_on
    task.original_due_on, task.due_on = task.original_due_on or task.due_on, due_on
    session.add(task)
    row = history.record_of_task(
        session,
        task,
        event="deadline_advanced",
        actor=actor,
        now=now,
        before={"due_on": before},
        after={"due_on": due_on},
        text_id=history.free_text(session, kept(source)),
    )
    tell(
        session,
        people_of(session, task.post_id, now)[:1],
        kind="deadline_advanced",
        key=f"deadline_advanced:{row.id}",
        now=now,
        message_class=MessageClass.ORDER,
        task_id=task.id,
        history_id=row.id,
    )
    nagging.plan(session, task, now)
    return task


@reverses("deadline_advanced", Action.EXTEND)
def _take_back(session: Session, row: History, now: datetime) -> None:
    task = session.get_one(Task, row.task_id, with_for_update=True)
    task.due_on = date.fromisoformat(row.before["due_on"])
    session.add(task)
    nagging.plan(session, task, now)
