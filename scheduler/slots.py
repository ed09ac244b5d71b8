"""Weekly jobs: the latest slot runs once, by one process, and a slot missed long ago never runs after a later one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

import structlog
from apscheduler.triggers.cron import CronTrigger
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, func, select

from models import JobRun
from rules.localtime import local
from rules.workdays import WorkingDays
from services.calendar import working_days
from services.inserting import insert_new

log = structlog.get_logger(__name__)
BACK, AHEAD = timedelta(days=28), timedelta(days=7)  # a slot may be moved this far by days off


@dataclass(frozen=True)
class Weekly:
    """A job of every week: its slot (a weekday and a time), the moment it really runs at, given the days off, and what it
    does with a slot; what it gives back is noted."""

    name: str
    weekday: str
    hour: int
    moment: Callable[[datetime, WorkingDays], datetime]
    run: Callable[[Session, datetime, datetime], str | None]


def run_due(session: Session, job: Weekly, now: datetime) -> bool:
    """Run the job's latest slot unless it was run. A fresh installation takes the present slot as done."""
    slot = latest_slot(job, now, working_days(session))
    done = session.exec(select(func.max(JobRun.slot)).where(JobRun.job == job.name)).one()
    if slot is None or (done is not None and slot <= done):
        return False
    row = {"job": job.name, "slot": slot, "at": now, "note": "installed" if done is None else None}
    taken = insert_new(session, JobRun, [row], ["job", "slot"], JobRun.slot)
    if done is None or not taken:
        return False
    note = _run(session, job, slot, now)
    if note is not None:
        run = session.get_one(JobRun, (job.name, slot))
        run.note = note
        session.add(run)
    return True


def _run(session: Session, job: Weekly, slot: datetime, now: datetime) -> str | None:
    """A job that fails is noted and does not come back every few seconds; a database that is away does."""
    try:
        with session.begin_nested():
            return job.run(session, slot, now)
    except OperationalError:
        raise
    except Exception as error:
        log.exception("job_failed", job=job.name, slot=slot.isoformat())
        return f"failed: {type(error).__name__}"


def latest_slot(job: Weekly, now: datetime, calendar: WorkingDays) -> datetime | None:
    """The newest slot whose moment has come."""
    zone = str(local(now).tzinfo)
    slots = _slots(job.weekday, job.hour, zone, local(now).date())
    return max((slot for slot in slots if job.moment(slot, calendar) <= now), default=None)


@lru_cache(maxsize=64)
def _slots(weekday: str, hour: int, zone: str, day: date) -> tuple[datetime, ...]:
    """The slots around a day, as APScheduler's own trigger computes them."""
    trigger = CronTrigger(day_of_week=weekday, hour=hour, minute=0, timezone=zone)
    around = datetime(day.year, day.month, day.day, tzinfo=trigger.timezone)
    found, slot = [], trigger.get_next_fire_time(None, around - BACK)
    while slot is not None and slot <= around + AHEAD:
        found.append(slot)
        slot = trigger.get_next_fire_time(slot, slot)
    return tuple(found)
