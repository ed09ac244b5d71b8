"""Receiving a Decision: its tasks are announced in one message, accepted or objected to (domain/states.md).

A Decision binds without a click: the deadline runs whether or not anybody accepted.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from models import History, Task
from rules.errors import UserError
from rules.states import MessageClass, TaskState
from services import history, nagging
from services.announcing import announce, announced, pending
from services.audience import people_of, tell
from services.board import tell_board
from services.ending import end_what_waits
from services.identity import Actor
from services.permissions import Action, may, require_task
from services.speaking import kept
from services.undo import moment, reverses

__all__ = ["accept", "announce", "announced", "answer_objection", "may_accept", "objected", "pending"]


def may_accept(actor: Actor, tasks: Sequence[Task]) -> bool:
    """Assistants read along; they commit nobody."""
    return bool(tasks) and all(may(actor, Action.ACCEPT, task=task) for task in tasks)


def accept(session: Session, actor: Actor, task_ids: Sequence[int], now: datetime) -> list[Task]:
    """Accept tasks: the commitment and its time are kept. What was accepted before is passed over."""
    tasks = [require_task(session, actor, Action.ACCEPT, task_id) for task_id in task_ids]
    accepted = [task for task in tasks if task.state is TaskState.ASSIGNED]
    for task in accepted:
        _change(session, actor, task, TaskState.IN_PROGRESS, "accepted", now, accepted_at=now)
    return accepted


def objected(session: Session, actor: Actor, task_ids: Sequence[int], text: str, now: datetime) -> list[Task]:
    """Object to tasks with a reason; the board answers within two working days, the deadline runs on."""
    if not kept(text):
        raise UserError("Please write what your opinion on the task is.")
    tasks = [require_task(session, actor, Action.OBJECT, task_id) for task_id in task_ids]
    waiting = [task for task in tasks if task.state is TaskState.ASSIGNED]
    if not waiting:
        raise UserError("These tasks were accepted already; for difficulties please send “hỗ trợ”.")
    text_id = history.free_text(session, kept(text))
    for task in waiting:
        _change(session, actor, task, TaskState.OBJECTED, "objected", now, text_id=text_id)
    for unit in dict.fromkeys(task.unit_id for task in waiting):
        tell_board(
            session,
            unit_id=unit,
            kind="objected",
            message_class=MessageClass.ORDER,
            key=f"objected:{actor.person_id}:{unit}:{now.isoformat()}",
            now=now,
            besides=actor.person_id,
            task_ids=[task.id for task in waiting if task.unit_id == unit],
            text_id=text_id,
        )
    return waiting


def answer_objection(session: Session, actor: Actor, task_id: int, keep: bool, reason: str, now: datetime) -> Task:
    """The board keeps an objected task as it is, or withdraws it; either way with a reason."""
    task = require_task(session, actor, Action.ANSWER_OBJECTION, task_id)
    if task.state is not TaskState.OBJECTED:
        raise UserError("Nobody waits for an answer about {code} any more.", code=f"NV-{task.id}")
    if not kept(reason):
        raise UserError("Please give the reason.")
    text_id = history.free_text(session, kept(reason))
    state = TaskState.ASSIGNED if keep else TaskState.WITHDRAWN
    if not keep:
        end_what_waits(session, task_id, now)
    _change(session, actor, task, state, "objection_rejected" if keep else "withdrawn", now, text_id=text_id)
    tell(
        session,
        people_of(session, task.post_id, now),
        kind="objection_answered",
        key=f"objection_answered:{task.id}:{now.isoformat()}",
        now=now,
        message_class=MessageClass.ANSWER,
        task_id=task.id,
        kept=keep,
        text_id=text_id,
    )
    return task


def _change(
    session: Session,
    actor: Actor,
    task: Task,
    state: TaskState,
    event: str,
    now: datetime,
    *,
    accepted_at: datetime | None = None,
    text_id: int | None = None,
) -> None:
    before: dict[str, object] = {"state": task.state, "state_at": task.state_at, "accepted_at": task.accepted_at}
    task.state, task.state_at = state, now
    task.accepted_at = accepted_at or task.accepted_at
    session.add(task)
    history.record_of_task(
        session,
        task,
        event=event,
        actor=actor,
        now=now,
        before=before,
        after={"state": state},
        text_id=text_id,
    )
    nagging.plan(session, task, now)


@reverses("accepted", Action.ACCEPT)
@reverses("objected", Action.OBJECT)
@reverses("objection_rejected", Action.ANSWER_OBJECTION)
def _take_back(session: Session, row: History, now: datetime) -> None:
    task = session.get_one(Task, row.task_id, with_for_update=True)
    task.state = TaskState(row.before["state"])
    task.state_at = moment(row.before["state_at"]) or now
    task.accepted_at = moment(row.before["accepted_at"])
    session.add(task)
    nagging.plan(session, task, now)
