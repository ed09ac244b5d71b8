"""Tasks as the court's rules see them (`rules.court.TaskFacts`): plain columns, read set by set, never a row at a time."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from models import Extension, SupportCase, Task
from rules.court import CaseFacts, ExtensionFacts, TaskFacts
from rules.localtime import today as day_of
from rules.recurring import next_due
from rules.seats import Seats, seated
from rules.states import CaseState, DueKind, ExtensionState
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
)


def facts(session: Session, which: ColumnElement[bool], day: date) -> tuple[list[TaskFacts], Seats]:
    """The tasks of a condition with their open items, and who sits where around them."""
    statement = core_select(*_COLUMNS)
    rows = session.execute(statement.where(which).order_by(col(Task.id))).all()
    ids = [row.id for row in rows]
    cases, extensions = open_cases(session, ids), open_extensions(session, ids)
    posts = {row.post_id for row in rows} | {row.supervisor_id for row in rows if row.supervisor_id}
    posts |= {case.supporter_id for case in cases if case.supporter_id}
    around = seats(session, posts, day)
    of_case, of_extension = _by_task(cases), _by_task(extensions)
    found = [_task(row, of_case.get(row.id, []), of_extension.get(row.id, []), around, day) for row in rows]
    return found, around


def _by_task(rows: Iterable[Row[Any]]) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.task_id, []).append(row)
    return found


def alone(task: Task, cases: Iterable[Row[Any]], extensions: Iterable[Row[Any]], day: date) -> TaskFacts:
    """A task without who sits where: enough to know when something could be said, if not to whom."""
    return TaskFacts(
        **{**_plain(task, day), "supervisor": ANYBODY},
        cases=tuple(_case(row) for row in cases),
        extensions=tuple(_extension(row) for row in extensions),
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


def _task(row: Row[Any], cases: list[Row[Any]], extensions: list[Row[Any]], around: Seats, day: date) -> TaskFacts:
    known = TaskFacts(
        **_plain(row, day),
        cases=tuple(_case(case) for case in cases),
        extensions=tuple(_extension(asked) for asked in extensions),
    )
    return seated(known, around)


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
