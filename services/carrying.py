"""The end of a period: open tasks are closed, carried over with identity and history, or dropped with a reason (S1-03, S3-04).

A task that is carried over ends as such and goes on as a new one with `carried_from_id`: the old period keeps its own count,
the original deadline and the last claimed value go along.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, or_, select

from models import Report, ReportKind, Target, Task
from rules.errors import UserError
from rules.localtime import today
from rules.spans import span_of
from rules.states import NEXT, OPEN_STATES, DueKind, MessageClass, TaskState
from services import nagging
from services.assignment import next_number
from services.audience import people_of, tell
from services.calendar import working_days
from services.ending import end_what_waits
from services.history import free_text, record_of_task
from services.identity import Actor
from services.permissions import Action, require, require_task
from services.speaking import kept
from services.tasks import Standing, standings
from services.values import last_claim

ANEW = {  # what the task of the next period does not take along
    *("id", "number", "due_on", "state", "result", "carried_from_id", "news_at", "state_at", "claimed_at", "closed_at"),
    *("rested_at", "told_on", "next_nag_at", "planned_at", "due_kind", "every", "due_day"),
}


def to_decide(session: Session, actor: Actor, period: str, now: datetime) -> list[Standing]:
    """What is open at the end of a period: due by its last day, ongoing or recurring; by post and number."""
    require(actor, Action.CARRY_OVER)
    last = span_of(period)[1]
    ends = or_(col(Task.due_on) <= last, col(Task.due_kind) != DueKind.DATE)
    statement = select(Task).where(col(Task.unit_id).in_(list(actor.board)), col(Task.state).in_(OPEN_STATES), ends)
    tasks = session.exec(statement.order_by(col(Task.post_id), col(Task.number))).all()
    return standings(session, tasks, today(now), working_days(session))


def carriable(session: Session, actor: Actor, task_id: int) -> Task:
    task = require_task(session, actor, Action.CARRY_OVER, task_id)
    if task.state not in OPEN_STATES:
        raise UserError("{code} is over already.", code=f"NV-{task.id}")
    if TaskState.CARRIED_OVER not in NEXT[task.state]:
        raise UserError("{code} waits for an answer or to be verified; that comes first.", code=f"NV-{task.id}")
    return task


def carry(session: Session, actor: Actor, task_id: int, due_on: date, reason: str, now: datetime) -> Task:
    """Go on with a task in the next period; the new one, which needs no second acceptance."""
    task = carriable(session, actor, task_id)
    if due_on <= today(now) or (task.due_on is not None and due_on <= task.due_on):
        raise UserError("{day} is not after the present deadline ({due}).", day=due_on, due=task.due_on or today(now))
    end_what_waits(session, task_id, now)
    task.state, task.state_at = TaskState.CARRIED_OVER, now
    session.add(task)
    session.flush()
    fresh = _continued(session, task, due_on, now)
    text_id = free_text(session, kept(reason))
    _note(session, actor, task, "carried_over", now, text_id, to=fresh.id, due_on=due_on)
    row = _note(session, actor, fresh, "carried_from", now, text_id, origin=task.id, due_on=due_on)
    tell(
        session,
        people_of(session, fresh.post_id, now),
        kind="task_carried",
        key=f"task_carried:{row}",
        now=now,
        message_class=MessageClass.ORDER,
        task_id=fresh.id,
        text_id=text_id,
    )
    for each in (task, fresh):
        nagging.plan(session, each, now)
    return fresh


def _continued(session: Session, task: Task, due_on: date, now: datetime) -> Task:
    fresh = Task(
        **task.model_dump(exclude=ANEW),
        number=next_number(session, task.post_id, today(now)),
        due_on=due_on,
        state=TaskState.IN_PROGRESS,
        carried_from_id=task.id,
        news_at=now,
        state_at=now,
    )
    session.add(fresh)
    session.flush()
    _measured_alike(session, task, fresh, now)
    return fresh


def _measured_alike(session: Session, task: Task, fresh: Task, now: datetime) -> None:
    """The same target, and the last claim, so that a counter goes on over the years (S1-14)."""
    target = session.exec(select(Target).where(Target.task_id == task.id)).first()
    if target is None:
        return
    kept_columns = target.model_dump(exclude={"id", "task_id"})
    session.add(Target(task_id=fresh.id or 0, **kept_columns))
    last = last_claim(session, task.id or 0)
    if last is not None:
        session.add(
            Report(
                task_id=fresh.id or 0,
                kind=ReportKind.VALUE,
                value=last.value,
                certainty=last.certainty,
                author_id=last.author_id,
                on_behalf=last.on_behalf,
                at=now,
            )
        )
        session.flush()


def drop(session: Session, actor: Actor, task_id: int, reason: str, now: datetime) -> Task:
    """Withdraw a task, with a reason."""
    task = require_task(session, actor, Action.CARRY_OVER, task_id)
    if task.state not in OPEN_STATES:
        raise UserError("{code} is over already.", code=f"NV-{task.id}")
    if not kept(reason):
        raise UserError("Please give the reason.")
    end_what_waits(session, task_id, now)
    before = task.state
    task.state, task.state_at, task.closed_at = TaskState.WITHDRAWN, now, now
    session.add(task)
    text_id = free_text(session, kept(reason))
    row = _note(session, actor, task, "withdrawn", now, text_id, state=before)
    tell(
        session,
        people_of(session, task.post_id, now),
        kind="task_dropped",
        key=f"task_dropped:{row}",
        now=now,
        message_class=MessageClass.ANSWER,
        task_id=task.id,
        text_id=text_id,
    )
    nagging.plan(session, task, now)
    return task


def _note(
    session: Session, actor: Actor, task: Task, event: str, now: datetime, text_id: int | None, **after: object
) -> int | None:
    return record_of_task(
        session,
        task,
        event=event,
        actor=actor,
        now=now,
        after=after,
        text_id=text_id,
    ).id


def chain_of(session: Session, task: Task) -> Sequence[Task]:
    """A task and those it was carried over from, newest first."""
    found = [task]
    while found[-1].carried_from_id is not None:
        found.append(session.get_one(Task, found[-1].carried_from_id))
    return found
