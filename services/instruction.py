"""An instruction and its task, locked together; who may read it or say more of it: what giving and answering share."""

from datetime import datetime

from sqlmodel import Session, col, select

from models import History, Instruction, Task
from rules.errors import UserError
from rules.localtime import today
from rules.states import InstructionState
from services import history
from services.identity import Actor, actor_for, board_for
from services.permissions import Action, may


def code(instruction: Instruction) -> str:
    return f"CD-{instruction.id}"


def both(session: Session, instruction_id: int) -> tuple[Instruction, Task]:
    given = session.get(Instruction, instruction_id, with_for_update=True)
    if given is None:
        raise unknown(instruction_id)
    return given, session.get_one(Task, given.task_id, with_for_update=True)


def may_end(actor: Actor, given: Instruction, task: Task) -> bool:
    """Is it the actor's to close or to ask again: who gave it (and might still give it), or the board, but for the own task?"""
    gave = given.given_by == actor.person_id and may(actor, Action.INSTRUCT, task=task)
    return gave or (task.unit_id in actor.board and task.post_id not in actor.leads)


def mine(session: Session, actor: Actor, instruction_id: int) -> tuple[Instruction, Task]:
    """An instruction that this actor may close or ask again."""
    given, task = both(session, instruction_id)
    if not may_end(actor, given, task):
        raise unknown(instruction_id)
    return given, task


def seen(session: Session, actor: Actor, instruction_id: int) -> tuple[Instruction, Task]:
    """An instruction this actor may read; who gave it and has left the role since may not."""
    given, task = both(session, instruction_id)
    if not may(actor, Action.SEE_TASK, task=task):
        raise unknown(instruction_id)
    return given, task


def reader(session: Session, given: Instruction, task: Task, now: datetime) -> list[int]:
    """Who gave it, while the task is theirs to see; otherwise the board that looks after it."""
    giver = actor_for(session, given.given_by, today(now))
    return [given.given_by] if may(giver, Action.SEE_TASK, task=task) else board_for(session, task.unit_id, today(now))


def open_ones(session: Session, task_id: int) -> list[Instruction]:
    """Those of a task that wait for an answer, oldest first."""
    which = select(Instruction).where(Instruction.task_id == task_id, Instruction.state == InstructionState.OPEN)
    return list(session.exec(which.order_by(col(Instruction.id))))


def unknown(instruction_id: int) -> UserError:
    return UserError("There is no instruction {code} among those you may see.", code=f"CD-{instruction_id}")


def record(
    session: Session,
    given: Instruction,
    event: str,
    actor: Actor,
    now: datetime,
    *,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
    text_id: int | None = None,
    on_behalf: bool = False,
) -> None:
    history.record(
        session,
        unit_id=given.unit_id,
        task_id=given.task_id,
        subject=f"instruction:{given.id}",
        event=event,
        actor=actor,
        now=now,
        on_behalf=on_behalf,
        before=before,
        after={"state": given.state, **(after or {})},
        text_id=text_id,
    )


def of_row(session: Session, row: History) -> tuple[Instruction, Task]:
    return both(session, int(row.subject.removeprefix("instruction:")))
