"""When a task is next mentioned by a morning's message: the one column the clock looks at (`Task.next_nag_at`)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col

from models import Task
from rules.cadence import next_day
from rules.delivery import ROUTINE_HOUR
from rules.localtime import at, today
from rules.states import OPEN_STATES
from services.calendar import working_days
from services.facts import alone, open_cases, open_extensions


def plan(session: Session, task: Task, now: datetime) -> None:
    """Set `task.next_nag_at`; call it after every change of a task or of something that hangs on it.

    It is the 08:00 of the first working day on which anything could be said of it to anybody, or None when it is over. Who it
    would be said to is found out when that morning has come.
    """
    session.add(task)
    if task.state not in OPEN_STATES:
        task.next_nag_at = None
        return
    session.flush()
    ids = [task.id or 0]
    day = today(now)
    known = alone(task, open_cases(session, ids), open_extensions(session, ids), day)
    due = next_day(known, day if now >= at(day, ROUTINE_HOUR) else day - timedelta(days=1), working_days(session))
    task.next_nag_at = at(due, ROUTINE_HOUR) if due else None


def told(session: Session, task_ids: Iterable[int], day: date) -> None:
    """A message that showed these tasks has reached their leader; when each comes up next is seen the next morning."""
    ids = list(task_ids)
    if ids:
        session.execute(update(Task).where(col(Task.id).in_(ids)).values(told_on=day))
