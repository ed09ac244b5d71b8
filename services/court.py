"""What is in whose court, since when, and who is told (domain/states.md). The bundle, the escalation, the digest and
`/tiendo` ask here and nowhere else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from models import Task
from rules.court import Held, TaskFacts, items, late, resting
from rules.escalation import told
from rules.reasons import Look, Mention
from rules.states import OPEN_STATES
from rules.workdays import WorkingDays
from services.calendar import working_days
from services.facts import facts


@dataclass(frozen=True)
class Holding:
    """An open item: its task, whose turn it is (`people` sit there; nobody in a post that lost its last holder since),
    `days` working days since it came there, `overdue` past their turn's last day, and who else has been told why by now."""

    task: TaskFacts
    item: Held
    people: tuple[int, ...]
    days: int
    overdue: int
    told: tuple[Mention, ...]


def holdings(session: Session, which: ColumnElement[bool], day: date) -> list[Holding]:
    """Every open item of the open tasks of a condition, by task."""
    found, seats = facts(session, (col(Task.state).in_(sorted(OPEN_STATES))) & which, day)
    calendar = working_days(session)
    return [
        _holding(task, item, tuple(seats.people(item.holder, task)), day, calendar)
        for task in found
        for item in items(task, calendar)
    ]


def of_tasks(session: Session, task_ids: Iterable[int], day: date) -> list[Holding]:
    """The open items of some tasks."""
    return holdings(session, col(Task.id).in_(list(task_ids)), day)


def in_units(session: Session, units: Iterable[int], day: date) -> list[Holding]:
    """The open items of some units' tasks."""
    return holdings(session, col(Task.unit_id).in_(list(units)), day)


def _holding(task: TaskFacts, item: Held, people: tuple[int, ...], day: date, calendar: WorkingDays) -> Holding:
    over = max(0, calendar.between(item.until, day)) if item.until else 0
    heard = tuple(mention for mention in told(task, Look(day, calendar)) if mention.item == item.id)
    return Holding(task, item, people, calendar.between(item.since, day), over, heard)


def resting_now(session: Session, task_id: int, day: date) -> bool:
    """Do this task's reminders rest today, because a support case waits for its promised day?"""
    found, _ = facts(session, col(Task.id) == task_id, day)
    return any(resting(task, day, working_days(session)) for task in found)


def lateness(session: Session, task: TaskFacts, day: date) -> int:
    """Working days a task is past its deadline."""
    return late(task, day, working_days(session))
