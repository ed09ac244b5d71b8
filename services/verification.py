"""Verify a claim or return it. What was found stands beside the claim, never over it."""

from datetime import datetime
from decimal import Decimal

from sqlmodel import Session, col, select

from models import History, Target, Task, Verification
from rules.errors import UserError
from rules.states import OPEN_STATES, MessageClass, TaskState
from services import nagging
from services.audience import people_of, tell
from services.history import free_text, record_of_task
from services.identity import Actor
from services.permissions import Action, require_task
from services.speaking import kept
from services.undo import moment, reverses

CLAIMED = (TaskState.CLAIMED, TaskState.PRODUCT_MISSING)


def target_of(session: Session, task_id: int) -> Target | None:
    return session.exec(select(Target).where(Target.task_id == task_id)).first()


def verifiable(session: Session, actor: Actor, task_id: int) -> Task:
    """The task, if this actor may verify it now."""
    task = require_task(session, actor, Action.VERIFY, task_id)
    if task.state not in OPEN_STATES:
        raise UserError("{code} is over already.", code=f"NV-{task.id}")
    return task


def check_value(session: Session, task: Task, value: Decimal | None) -> None:
    """Raise `UserError` for a value where nothing is counted, or none where something is."""
    target = target_of(session, task.id or 0)
    if target is None and value is not None:
        raise UserError("{code} is not counted, so it has no value; send “đạt” with a note.", code=f"NV-{task.id}")
    if target is not None and value is None:
        raise UserError(
            "{code} is counted in {unit}: please give the value found.", code=f"NV-{task.id}", unit=target.measure
        )


def verify(
    session: Session, actor: Actor, task_id: int, value: Decimal | None, note: str, now: datetime
) -> Verification:
    """Record what was found. The claim stays as it is; closing the task is a decision of its own."""
    task = verifiable(session, actor, task_id)
    check_value(session, task, value)
    return _found(session, task, actor, "verified", now, accepted=True, value=value, words=note)


def returnable(session: Session, actor: Actor, task_id: int) -> Task:
    task = require_task(session, actor, Action.RETURN, task_id)
    if task.state not in CLAIMED:
        raise UserError("{code} is not reported as done, so there is nothing to return.", code=f"NV-{task.id}")
    return task


def give_back(session: Session, actor: Actor, task_id: int, reason: str, now: datetime) -> Verification:
    """Return a claim with a reason: the task is in progress again, and lateness counts again."""
    task = returnable(session, actor, task_id)
    if not kept(reason):
        raise UserError("Please give the reason.")
    before = {"state": task.state, "state_at": task.state_at, "claimed_at": task.claimed_at}
    task.state, task.state_at, task.claimed_at = TaskState.IN_PROGRESS, now, None
    return _found(session, task, actor, "returned", now, accepted=False, value=None, words=reason, before=before)


def _found(
    session: Session,
    task: Task,
    actor: Actor,
    event: str,
    now: datetime,
    *,
    accepted: bool,
    value: Decimal | None,
    words: str,
    before: dict[str, object] | None = None,
) -> Verification:
    assert actor.person_id is not None  # permissions were asked: strangers have none
    found = Verification(task_id=task.id or 0, verifier_id=actor.person_id, accepted=accepted, value=value, at=now)
    found.text_id = free_text(session, kept(words))
    session.add_all([task, found])
    session.flush()
    record_of_task(
        session,
        task,
        event=event,
        actor=actor,
        now=now,
        before=before,
        after={"verification": found.id, "value": value, "state": task.state},
        text_id=found.text_id,
    )
    tell(
        session,
        people_of(session, task.post_id, now),
        kind=f"task_{event}",
        key=f"task_{event}:{found.id}",
        now=now,
        message_class=MessageClass.ANSWER,
        verification_id=found.id,
    )
    nagging.plan(session, task, now)
    return found


def claimed(session: Session, units: frozenset[int], limit: int = 8) -> list[Task]:
    """Claims that wait to be verified, oldest first."""
    statement = select(Task).where(col(Task.unit_id).in_(units), Task.state == TaskState.CLAIMED)
    return list(session.exec(statement.order_by(col(Task.claimed_at), col(Task.id)).limit(limit)))


@reverses("verified", Action.VERIFY)
def _take_back_verified(session: Session, row: History, now: datetime) -> None:
    _undo(session, row, now)


@reverses("returned", Action.RETURN)
def _take_back_returned(session: Session, row: History, now: datetime) -> None:
    task = _undo(session, row, now)
    task.state, task.state_at = TaskState(row.before["state"]), moment(row.before["state_at"]) or now
    task.claimed_at = moment(row.before["claimed_at"])
    session.add(task)
    nagging.plan(session, task, now)


def _undo(session: Session, row: History, now: datetime) -> Task:
    found = session.get_one(Verification, row.after["verification"], with_for_update=True)
    found.undone_at = now
    session.add(found)
    return session.get_one(Task, row.task_id, with_for_update=True)
