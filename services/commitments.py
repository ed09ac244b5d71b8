"""What a leader commits to when receiving tasks (S3-09): the words, kept with who and when.

A commitment accepts what still waits; said later, it stands with what was accepted. Assistants commit nobody.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from models import History, Task
from rules.errors import UserError
from rules.states import OPEN_STATES, TaskState
from services import history
from services.acceptance import accept
from services.identity import Actor
from services.permissions import Action, require_task
from services.speaking import kept
from services.undo import reverses


def commit(session: Session, actor: Actor, task_ids: Sequence[int], text: str, now: datetime) -> list[Task]:
    """Keep the words with each task, and accept those that were not yet; raises `UserError` before anything is kept."""
    if not kept(text):
        raise UserError("Please write what you commit to.")
    tasks = [require_task(session, actor, Action.ACCEPT, task_id) for task_id in task_ids]
    if not tasks or any(task.state not in OPEN_STATES for task in tasks):
        raise UserError("There is no task that this commitment could stand with.")
    accept(session, actor, task_ids, now)
    text_id = history.free_text(session, kept(text))
    for task in tasks:
        before = task.commitment_id
        task.commitment_id = text_id
        session.add(task)
        history.record_of_task(
            session,
            task,
            event="committed",
            actor=actor,
            now=now,
            before={"commitment_id": before},
            after={"commitment_id": text_id},
            text_id=text_id,
        )
    return tasks


def accepted_last(session: Session, actor: Actor) -> list[Task]:
    """The tasks that the speaker's posts accepted in one go, the last time; what is over is left out."""
    statement = select(Task).where(col(Task.post_id).in_(list(actor.posts)), col(Task.accepted_at).is_not(None))
    statement = statement.where(col(Task.state).in_(sorted(OPEN_STATES - {TaskState.OBJECTED})))
    tasks = session.exec(statement.order_by(col(Task.accepted_at).desc(), col(Task.number))).all()
    return [task for task in tasks if task.accepted_at == tasks[0].accepted_at]


@reverses("committed", Action.ACCEPT)
def _take_back(session: Session, row: History, now: datetime) -> None:
    task = session.get_one(Task, row.task_id, with_for_update=True)
    task.commitment_id = row.before["commitment_id"]
    session.add(task)
