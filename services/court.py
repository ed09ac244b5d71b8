"""What is in whose court, since when, and who is told (domain/states.md): asked about any task by who has to know.

The morning's messages ask the same rules about many tasks at once (`services.morning`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col

from models import Task
from rules.court import Held, TaskFacts, items
from rules.escalation import told
from rules.reasons import OF_CASES, Look, Mention
from rules.states import ItemKind
from rules.workdays import WorkingDays
from services.calendar import working_days
from services.facts import facts


@dataclass(frozen=True)
class Holding:
    """An open item: its task, whose turn it is (`people` sit there), `days` working days since it came there, `overdue` past
    the turn's last day, and who else has been told by now, and why."""

    task: TaskFacts
    item: Held
    people: tuple[int, ...]
    days: int
    overdue: int
    told: tuple[Mention, ...]


def of_tasks(session: Session, task_ids: Iterable[int], day: date) -> list[Holding]:
    """Every open item of these tasks, by task; exactly one holder each, nobody for what is over."""
    found, seats = facts(session, col(Task.id).in_(list(task_ids)), day)
    calendar = working_days(session)
    return [
        _holding(task, item, tuple(seats.people(item.holder, task)), day, calendar)
        for task in found
        for item in items(task, calendar)
    ]


def _holding(task: TaskFacts, item: Held, people: tuple[int, ...], day: date, calendar: WorkingDays) -> Holding:
    over = max(0, calendar.between(item.until, day)) if item.until else 0
    heard = tuple(mention for mention in told(task, Look(day, calendar)) if _about(mention, item))
    return Holding(task, item, people, calendar.between(item.since, day), over, heard)


def _about(mention: Mention, item: Held) -> bool:
    """What others are told is of a case, or of the task itself; numbers of different kinds may be the same."""
    kinds = (ItemKind.CASE,) if mention.why in OF_CASES else (ItemKind.TASK, ItemKind.CLAIM)
    return mention.item == item.id and item.kind in kinds
