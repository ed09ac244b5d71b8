"""When a task is next mentioned by a morning's message: the one column the clock looks at (`Task.next_nag_at`)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import select as core_select
from sqlalchemy import update
from sqlmodel import Session, col, select

from models import Outbox, OutboxState, Task
from rules.cadence import next_day
from rules.delivery import ROUTINE_HOUR, earliest
from rules.localtime import at, today
from rules.states import OPEN_STATES
from services.calendar import working_days
from services.facts import alone, each_alone
from services.milestones import next_step


def plan(session: Session, task: Task, now: datetime) -> None:
    """Set `task.next_nag_at`; call it after every change of a task or of something that hangs on it.

    It is the 08:00 of the first working day on which anything could be said of it to anybody, or None when it is over. Who it
    would be said to is found out when that morning has come.
    """
    session.add(task)
    if task.state not in OPEN_STATES:
        task.next_nag_at = task.milestone_on = None
        return
    session.flush()
    day = today(now)
    step = next_step(session, task)
    task.milestone_on = step.due_on if step else None
    known = alone(session, task, day)
    due = next_day(known, day if now >= at(day, ROUTINE_HOUR) else day - timedelta(days=1), working_days(session))
    task.next_nag_at = at(due, ROUTINE_HOUR) if due else None


def replan(session: Session, now: datetime) -> None:
    """Plan all open tasks anew, because the calendar has changed, and hold back orders queued for a day that is now off.

    A task whose morning has come already is left to that morning.
    """
    session.flush()
    day, days = today(now), working_days(session)
    after = day if now >= at(day, ROUTINE_HOUR) else day - timedelta(days=1)
    waiting = col(Task.state).in_(OPEN_STATES) & (col(Task.next_nag_at) > now)
    put(session, {known.id: next_day(known, after, days) for known in each_alone(session, waiting, day)})
    queued = select(Outbox).where(Outbox.state == OutboxState.QUEUED, Outbox.not_before > now)
    for row in session.exec(queued).all():
        row.not_before = earliest(row.message_class, row.not_before, days)
        session.add(row)


def told(session: Session, task_ids: Iterable[int], day: date) -> None:
    """A message that showed these tasks has reached their leader; when each comes up next is seen the next morning."""
    ids = list(task_ids)
    if ids:
        session.execute(update(Task).where(col(Task.id).in_(ids)).values(told_on=day))


def claim_due(session: Session, now: datetime, limit: int) -> dict[int, date]:
    """Take up to `limit` tasks whose morning has come: their ids, and the day each was planned for.

    They are put to the next working morning at once; another process, or a second look, finds them gone, and one whose
    computation fails does not stand in the way.
    """
    due = col(Task.next_nag_at) <= now
    planned = {
        row[0]: today(row[1])
        for row in session.execute(
            core_select(col(Task.id), col(Task.next_nag_at)).where(due).order_by(col(Task.next_nag_at)).limit(limit)
        )
    }
    if not planned:
        return {}
    later = at(working_days(session).add(today(now), 1), ROUTINE_HOUR)
    claim = update(Task).where(col(Task.id).in_(planned), due).values(next_nag_at=later).returning(col(Task.id))
    claimed = session.execute(claim.execution_options(synchronize_session=False)).scalars()
    return {task: planned[task] for task in claimed}


def put(session: Session, mornings: Mapping[int, date | None]) -> None:
    """Set when tasks come up next, a statement per morning."""
    by_day: dict[date | None, list[int]] = {}
    for task, day in mornings.items():
        by_day.setdefault(day, []).append(task)
    for day, tasks in by_day.items():
        due = at(day, ROUTINE_HOUR) if day else None
        change = update(Task).where(col(Task.id).in_(tasks)).values(next_nag_at=due)
        session.execute(change.execution_options(synchronize_session=False))
