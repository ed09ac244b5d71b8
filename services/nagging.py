"""When a task could next be mentioned by the morning's message: the one column the clock looks at (`Task.next_nag_at`)."""

from datetime import datetime, timedelta

from sqlmodel import Session

from models import Task
from rules.delivery import ROUTINE_HOUR
from rules.localtime import at, today
from rules.states import OPEN_STATES
from services.calendar import working_days


def plan(session: Session, task: Task, now: datetime) -> None:
    """Set `task.next_nag_at`; call it after every change of a task or of something that hangs on it.

    It is the 08:00 of a working day after `now`, or None when nobody needs reminding.
    """
    task.next_nag_at = _next_morning(session, now) if task.state in OPEN_STATES else None
    session.add(task)


def _next_morning(session: Session, now: datetime) -> datetime:
    day = today(now)
    if now >= at(day, ROUTINE_HOUR):
        day += timedelta(days=1)
    return at(working_days(session).next(day), ROUTINE_HOUR)
