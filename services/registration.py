"""Tasks registered from practice (S1-08): a leader proposes, the board selects or declines with a reason.

What is registered is a task already, in a state of its own (domain/states.md): the board holds it, its deadline stands still.
Selected, it keeps its code's number, who proposed it and why; DK-3 becomes NV-3. The list of what waits is the backlog of
hard work to give down (S1-17).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models import Document, History, Post, Task, TaskReason
from rules.errors import UserError
from rules.kinds import selection_reasons, task_kind
from rules.localtime import today
from rules.states import MessageClass, TaskState
from services import history, nagging
from services.assignment import Due, add_target, check_words, next_number
from services.audience import people_of, tell
from services.board import tell_board
from services.identity import Actor
from services.permissions import NO_SUCH_TASK, Action, require, require_task
from services.speaking import kept, on_behalf
from services.undo import moment, reverses


@dataclass(frozen=True)
class Proposal:
    """What a leader proposes for the own post; `why` it is hard is asked for, because hard work is what the board looks for."""

    post_id: int
    title: str
    product: str
    due: Due
    why: str


def code(task: Task) -> str:
    return f"DK-{task.id}"


def propose(session: Session, actor: Actor, proposal: Proposal, now: datetime) -> Task:
    """Register a task; the board is told. Raises `UserError` before anything is kept."""
    post = session.get_one(Post, proposal.post_id, with_for_update=True)
    task = _task(session, actor, post, proposal, now)
    require(actor, Action.REGISTER, task=task)
    check_words(proposal.title, proposal.product)
    if not kept(proposal.why):
        raise UserError("Please say why it is hard, new or urgent.")
    if proposal.due.on is not None and proposal.due.on < today(now):
        raise UserError("{day} is already over.", day=proposal.due.on)
    session.add(task)
    session.flush()
    add_target(session, task, proposal.product)
    session.add_all(TaskReason(task_id=task.id or 0, reason=reason) for reason in selection_reasons(proposal.why))
    text_id = history.free_text(session, kept(proposal.why))
    _record(session, task, "registered", actor, now, None, text_id, on_behalf=on_behalf(actor, task))
    tell_board(
        session,
        unit_id=task.unit_id,
        kind="registered",
        message_class=MessageClass.ORDER,
        key=f"registered:{task.id}",
        now=now,
        besides=actor.person_id,
        task_id=task.id,
    )
    nagging.plan(session, task, now)
    return task


def _task(session: Session, actor: Actor, post: Post, proposal: Proposal, now: datetime) -> Task:
    kind = task_kind(proposal.why)
    return Task(
        unit_id=post.unit_id,
        post_id=proposal.post_id,
        number=next_number(session, proposal.post_id, today(now)),
        title=kept(proposal.title),
        product=kept(proposal.product),
        kind=kind.value if kind else "",
        due_kind=proposal.due.kind,
        due_on=proposal.due.on,
        original_due_on=proposal.due.on,
        every=proposal.due.every,
        due_day=proposal.due.day,
        state=TaskState.REGISTERED,
        supervisor_id=post.supervisor_id,
        proposed_by=actor.person_id,
        assigned_at=now,
        state_at=now,
    )


def reason_given(session: Session, task_id: int) -> str:
    """Why its proposer called it hard."""
    statement = select(History.text_id).where(History.task_id == task_id, History.event == "registered")
    return history.words(session, session.exec(statement.order_by(col(History.id)).limit(1)).first())


def waiting(session: Session, actor: Actor) -> Sequence[Task]:
    """What the board has still to answer, the oldest first; for a leader, the own ones."""
    mine = col(Task.unit_id).in_(list(actor.board)) if actor.board else col(Task.post_id).in_(list(actor.leads))
    statement = select(Task).where(mine, Task.state == TaskState.REGISTERED)
    return session.exec(statement.order_by(col(Task.state_at), col(Task.id))).all()


def registration(session: Session, actor: Actor, task_id: int) -> Task:
    """One that the actor may see; raises `UserError` for what is none (any more)."""
    task = require_task(session, actor, Action.SEE_TASK, task_id, lock=False)
    if (
        session.exec(select(History.id).where(History.task_id == task_id, History.event == "registered")).first()
        is None
    ):
        raise UserError(NO_SUCH_TASK)
    return task


def choose(session: Session, actor: Actor, task_id: int, now: datetime, document_id: int | None = None) -> Task:
    """It becomes a task of its proposer's post, perhaps under a Decision; the leader is told, and accepts or objects."""
    task = _to_answer(session, actor, task_id, now)
    if task.due_on is not None and task.due_on < today(now):
        raise UserError("The proposed deadline {day} is over; decline it, and assign the task anew.", day=task.due_on)
    before = _before(task)
    task.state, task.state_at = TaskState.ASSIGNED, now
    task.assigned_at, task.assigned_by = now, actor.person_id
    if document_id is not None:
        task.document_id = session.get_one(Document, document_id).id
    session.add(task)
    _record(session, task, "registration_selected", actor, now, before, None)
    _answer(session, task, now, selected=True)
    nagging.plan(session, task, now)
    return task


def decline(session: Session, actor: Actor, task_id: int, reason: str, now: datetime) -> Task:
    """It is withdrawn, with the reason that the leader reads."""
    task = _to_answer(session, actor, task_id, now)
    if not kept(reason):
        raise UserError("Please give the reason.")
    before, text_id = _before(task), history.free_text(session, kept(reason))
    task.state, task.state_at = TaskState.WITHDRAWN, now
    session.add(task)
    _record(session, task, "registration_declined", actor, now, before, text_id)
    _answer(session, task, now, selected=False, text_id=text_id)
    nagging.plan(session, task, now)
    return task


def _to_answer(session: Session, actor: Actor, task_id: int, now: datetime) -> Task:
    task = require_task(session, actor, Action.ANSWER_REGISTRATION, task_id)
    if task.state is not TaskState.REGISTERED:
        raise UserError("{code} waits for no answer (any more).", code=code(task))
    return task


def _before(task: Task) -> dict[str, object]:
    return {
        "state": task.state,
        "state_at": task.state_at,
        "assigned_at": task.assigned_at,
        "document_id": task.document_id,
    }


def _answer(session: Session, task: Task, now: datetime, *, selected: bool, text_id: int | None = None) -> None:
    tell(
        session,
        people_of(session, task.post_id, now),
        kind="registration_answered",
        key=f"registration_answered:{task.id}:{now.isoformat()}",
        now=now,
        message_class=MessageClass.ANSWER,
        task_id=task.id,
        selected=selected,
        text_id=text_id,
    )


def _record(
    session: Session,
    task: Task,
    event: str,
    actor: Actor,
    now: datetime,
    before: dict[str, object] | None,
    text_id: int | None,
    *,
    on_behalf: bool = False,
) -> None:
    history.record_of_task(
        session,
        task,
        event=event,
        actor=actor,
        now=now,
        on_behalf=on_behalf,
        before=before,
        after={"state": task.state, "post_id": task.post_id, "due_on": task.due_on, "document_id": task.document_id},
        text_id=text_id,
    )


@reverses("registered", Action.REGISTER)
def _take_back(session: Session, row: History, now: datetime) -> None:
    """The proposal is withdrawn; its number is not given again."""
    _set(session, row, TaskState.WITHDRAWN, now)


@reverses("registration_selected", Action.ANSWER_REGISTRATION)
@reverses("registration_declined", Action.ANSWER_REGISTRATION)
def _take_back_answer(session: Session, row: History, now: datetime) -> None:
    task = _set(session, row, TaskState(row.before["state"]), moment(row.before["state_at"]) or now)
    task.assigned_at = moment(row.before["assigned_at"]) or task.assigned_at
    task.document_id, task.assigned_by = row.before["document_id"], None
    session.add(task)
    nagging.plan(session, task, now)


def _set(session: Session, row: History, state: TaskState, at: datetime) -> Task:
    task = session.get_one(Task, row.task_id, with_for_update=True)
    task.state, task.state_at = state, at
    session.add(task)
    nagging.plan(session, task, at)
    return task
