"""Tasks as the court's rules see them (`rules.court.TaskFacts`): plain columns, read set by set, never a row at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from models import Extension, Instruction, SupportCase, Task
from rules.court import CaseFacts, ExtensionFacts, InstructionFacts, TaskFacts
from rules.localtime import today as day_of
from rules.recurring import next_due
from rules.seats import Seats, seated
from rules.states import CaseState, DueKind, ExtensionState, InstructionState
from services.seats import seats

ANYBODY = 0  # stands for a post that was not looked up
OPEN_CASES = (CaseState.OPEN, CaseState.ANSWERED)
_COLUMNS = (
    col(Task.id),
    col(Task.state),
    col(Task.post_id),
    col(Task.unit_id),
    col(Task.assigned_at),
    col(Task.state_at),
    col(Task.due_kind),
    col(Task.due_on),
    col(Task.every),
    col(Task.due_day),
    col(Task.news_at),
    col(Task.claimed_at),
    col(Task.told_on),
    col(Task.rested_at),
    col(Task.supervisor_id),
    col(Task.accepted_at),
    col(Task.deed_at),
    col(Task.pledged_on),
    col(Task.milestone_on),
)


@dataclass(frozen=True)
class Open:
    """What is open around some tasks, by task: rows of cases, of requests for time, of instructions."""

    cases: dict[int, list[Row[Any]]]
    extensions: dict[int, list[Row[Any]]]
    instructions: dict[int, list[Row[Any]]]

    def of(self, task: int) -> dict[str, Any]:
        """As the rules see it."""
        return {
            "cases": tuple(_case(row) for row in self.cases.get(task, ())),
            "extensions": tuple(_extension(row) for row in self.extensions.get(task, ())),
            "instructions": tuple(_instruction(row) for row in self.instructions.get(task, ())),
        }


def facts(session: Session, which: ColumnElement[bool], day: date) -> tuple[list[TaskFacts], Seats]:
    """The tasks of a condition with their open items, and who sits where around them."""
    statement = core_select(*_COLUMNS)
    rows = session.execute(statement.where(which).order_by(col(Task.id))).all()
    ids = [row.id for row in rows]
    hanging = open_around(session, ids)
    posts = {row.post_id for row in rows} | {row.supervisor_id for row in rows if row.supervisor_id}
    posts |= {case.supporter_id for asked in hanging.cases.values() for case in asked if case.supporter_id}
    around = seats(session, posts, day)
    found = [seated(TaskFacts(**_plain(row, day), **hanging.of(row.id)), around) for row in rows]
    return found, around


def _by_task(rows: Iterable[Row[Any]]) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.task_id, []).append(row)
    return found


def alone(session: Session, task: Task, day: date) -> TaskFacts:
    """A task without who sits where: enough to know when something could be said, if not to whom."""
    hanging = open_around(session, [task.id or 0])
    return TaskFacts(**{**_plain(task, day), "supervisor": ANYBODY}, **hanging.of(task.id or 0))


def each_alone(session: Session, which: ColumnElement[bool], day: date) -> list[TaskFacts]:
    """The same of all tasks of a condition, in four statements."""
    rows = session.execute(core_select(*_COLUMNS).where(which)).all()
    hanging = open_around(session, [row.id for row in rows])
    return [TaskFacts(**{**_plain(row, day), "supervisor": ANYBODY}, **hanging.of(row.id)) for row in rows]


def open_around(session: Session, task_ids: Iterable[int]) -> Open:
    """Three statements however many tasks there are."""
    ids = list(task_ids)
    return Open(
        _by_task(open_cases(session, ids)),
        _by_task(open_extensions(session, ids)),
        _by_task(_instructions(session, ids)),
    )


def open_cases(session: Session, task_ids: Iterable[int]) -> list[Row[Any]]:
    columns = (
        col(SupportCase.id),
        col(SupportCase.task_id),
        col(SupportCase.state),
        col(SupportCase.asked_at),
        col(SupportCase.promised_on),
        col(SupportCase.answered_at),
        col(SupportCase.supporter_id),
    )
    statement = core_select(*columns).where(
        col(SupportCase.task_id).in_(list(task_ids)), col(SupportCase.state).in_(OPEN_CASES)
    )
    return list(session.execute(statement.order_by(col(SupportCase.id))))


def open_extensions(session: Session, task_ids: Iterable[int]) -> list[Row[Any]]:
    statement = core_select(
        col(Extension.id), col(Extension.task_id), col(Extension.state), col(Extension.asked_at)
    ).where(col(Extension.task_id).in_(list(task_ids)), col(Extension.state) == ExtensionState.ASKED)
    return list(session.execute(statement.order_by(col(Extension.id))))


def _instructions(session: Session, task_ids: Iterable[int]) -> list[Row[Any]]:
    statement = core_select(
        col(Instruction.id),
        col(Instruction.task_id),
        col(Instruction.state),
        col(Instruction.given_at),
        col(Instruction.due_on),
    ).where(col(Instruction.task_id).in_(list(task_ids)), col(Instruction.state) == InstructionState.OPEN)
    return list(session.execute(statement.order_by(col(Instruction.id))))


def _plain(row: Any, day: date) -> dict[str, Any]:
    """What a task's own columns say, as calendar days."""
    news, due = _day(row.news_at), row.due_on
    if row.due_kind is DueKind.RECURRING and row.every is not None:
        due = next_due(row.every, row.due_day, news or date.min, day)
    return {
        "id": row.id,
        "state": row.state,
        "post": row.post_id,
        "unit": row.unit_id,
        "assigned": day_of(row.assigned_at),
        "since": day_of(row.state_at),
        "due": due,
        "news": news,
        "claimed": _day(row.claimed_at),
        "told": row.told_on,
        "rested": _day(row.rested_at),
        "supervisor": row.supervisor_id,
        "accepted": _day(row.accepted_at),
        "deed": _day(row.deed_at),
        "pledged": row.pledged_on,
        "step": row.milestone_on,
    }


def _day(moment: datetime | None) -> date | None:
    return day_of(moment) if moment else None


def _case(row: Row[Any]) -> CaseFacts:
    return CaseFacts(
        id=row.id,
        state=row.state,
        asked=day_of(row.asked_at),
        promised=row.promised_on,
        answered=_day(row.answered_at),
        supporter=row.supporter_id,
        superior=ANYBODY if row.supporter_id else None,
    )


def _extension(row: Row[Any]) -> ExtensionFacts:
    return ExtensionFacts(row.id, row.state, day_of(row.asked_at))


def _instruction(row: Row[Any]) -> InstructionFacts:
    return InstructionFacts(row.id, row.state, day_of(row.given_at), row.due_on)
