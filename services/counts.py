"""Counts per period (S1-02): how many tasks were given to how many people, over a unit's tree, without anybody's details.

A merger moves tasks to other posts; a count is of whom a task was given to, so it is the same before and after.
"""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import ColumnElement, Row
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from models import History, Period, Task, TaskPeriod, Tenure
from rules.localtime import today
from rules.periods import Count
from rules.states import TaskState
from services.moving import MOVED
from services.units import below

_GIVEN = (col(Task.id), col(Task.post_id), col(Task.assigned_at), col(Task.source))
# What was registered and not selected, or taken back, was given to nobody.
_NOT_GIVEN = (TaskState.REGISTERED, TaskState.WITHDRAWN)


def count(session: Session, period_id: int, unit_id: int) -> Count:
    """The tasks of a period under a unit, and the people who were given them (S1-07)."""
    in_period = col(Task.id).in_(select(TaskPeriod.task_id).where(TaskPeriod.period_id == period_id))
    return _count(session, in_period, unit_id)


def by_period(session: Session, unit_id: int) -> list[tuple[Period, Count]]:
    """All periods side by side, the earlier first, a year before the span that begins with it (S0-24)."""
    periods = session.exec(select(Period).order_by(col(Period.starts_on), col(Period.ends_on))).all()
    return [(each, count(session, each.id or 0, unit_id)) for each in periods]


def of_document(session: Session, document_id: int) -> dict[str, Count]:
    """What a document gives: `assigned` by the level above and `own` besides (28 + 9 = 37, GC-06)."""
    rows = _rows(session, col(Task.document_id) == document_id)
    return {source: _counted(session, [row for row in rows if row.source == source]) for source in ("assigned", "own")}


def rolled_up(session: Session, document_id: int) -> Count:
    """What the level above counts of a document: what it assigned, nothing of a unit's own targets (S0-03)."""
    return of_document(session, document_id)["assigned"]


def _count(session: Session, which: ColumnElement[bool], unit_id: int) -> Count:
    return _counted(session, _rows(session, which & col(Task.unit_id).in_(below(session, [unit_id]))))


def _rows(session: Session, which: ColumnElement[bool]) -> list[Row[tuple[int, int, datetime, str]]]:
    statement = core_select(*_GIVEN).where(which, col(Task.state).not_in(_NOT_GIVEN))
    return list(session.execute(statement.order_by(col(Task.id))))


def _counted(session: Session, rows: Iterable[Row[tuple[int, int, datetime, str]]]) -> Count:
    given = list(rows)
    first = _first_posts(session, [row.id for row in given])
    posts = {(first.get(row.id, row.post_id), today(row.assigned_at)) for row in given}
    return Count(len(given), len(_people(session, posts)))


def _first_posts(session: Session, task_ids: list[int]) -> dict[int, int]:
    """The post that a moved task was given to first."""
    statement = select(History).where(History.event == MOVED, col(History.task_id).in_(task_ids))
    rows = session.exec(statement.order_by(col(History.id).desc()))
    return {row.task_id or 0: row.before["post_id"] for row in rows}


def _people(session: Session, given: set[tuple[int, date]]) -> set[tuple[str, int]]:
    """Who held these posts on these days: several posts may be one person's (S4-01). A vacant post counts for itself."""
    tenures = select(Tenure).where(col(Tenure.post_id).in_([post for post, _ in given]), Tenure.accountable)
    held: dict[int, list[Tenure]] = {}
    for tenure in session.exec(tenures.order_by(col(Tenure.id))):
        held.setdefault(tenure.post_id, []).append(tenure)
    found: set[tuple[str, int]] = set()
    for post, day in given:
        on = [t for t in held.get(post, []) if t.starts_on <= day and (t.ends_on is None or t.ends_on >= day)]
        found.add(("person", on[-1].person_id) if on else ("post", post))
    return found
