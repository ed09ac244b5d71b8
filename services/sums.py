"""The counts of a week in one pass over an index: by unit and state, with a sum for each figure, nothing sorted, no row opened.

What changed after the moment is counted apart by what it was then (`services.tallies.in_force`); when figures are kept at
midnight there is hardly any.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, type_coerce
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from models import Task, Unit
from models.base import table
from rules.lights import Course, Light, light_of
from rules.states import TaskState
from services.tallies import RUNNING, WAITING, Moment, in_force, is_quiet, local_day, within

SOON = 14  # days ahead that count as "the next two weeks"
ENDED = [*WAITING, TaskState.CLOSED]
# Said so that no other index is of use: without statistics a database takes the one on the state and opens every row.
STATE = type_coerce(func.coalesce(Task.state, ""), table(Task).c.state.type)


@dataclass
class Sums:
    """Tasks in force, by group of units and light, and of the running ones what the digest counts besides."""

    total: int = 0
    groups: dict[str, Counter[str]] = field(default_factory=dict)
    late: int = 0
    newly_late: int = 0
    for_meeting: int = 0
    due_soon: int = 0
    unverified: int = 0

    def add(self, group: str, light: Light, number: int) -> None:
        """A light of none of the known kinds is counted in the total alone: the residual."""
        self.total += number
        if number and light is not Light.NONE:
            self.groups.setdefault(group, Counter())[light.value] += number


def sums(session: Session, moment: Moment) -> Sums:
    """All of it, as of the moment."""
    groups = {row[0]: row[1] for row in session.execute(core_select(col(Unit.id), col(Unit.group)))}
    found = Sums()
    for row in session.execute(_running(moment)):
        _add_running(found, groups[row.unit_id], row)
    for row in session.execute(_ahead(session, moment)):
        light = Light.GREEN if row.state in WAITING else Light.BLUE if row.early else Light.DONE
        found.add(groups[row.unit_id], light, row.count_)
        found.unverified += row.count_ if row.state is TaskState.CLAIMED else 0
    for row in session.execute(_after(session, moment)):
        course = Course(row.state, row.due_on, claimed=row.ended)
        found.add(groups[row.unit_id], light_of(course, moment.day, moment.days), row.count_)
        found.unverified += row.count_ if row.state is TaskState.CLAIMED else 0
    for row in session.execute(_changed(session, moment)):
        _add_changed(found, groups[row.task_unit], row, moment)
    return found


def _settled(moment: Moment) -> tuple[ColumnElement[bool], ...]:
    """Tasks in force whose present state is the one they were in."""
    return (
        within(col(Task.unit_id), moment),
        col(Task.state_at) < moment.until,
        col(Task.assigned_at) < moment.until,
        func.coalesce(Task.closed_at, moment.until) >= moment.year,
    )


def _sum(condition: ColumnElement[bool], name: str) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0).label(name)


def _running(moment: Moment) -> Select[Any]:
    """Running and suspended tasks; of the former how many are late, silent, and the rest of what is counted."""
    due, late = col(Task.due_on), col(Task.due_on) < moment.late
    quiet = and_(or_(due.is_(None), due >= moment.late), is_quiet(moment))
    statement: Select[Any] = core_select(
        col(Task.unit_id),
        col(Task.state),
        func.count().label("count_"),
        _sum(late, "late"),
        _sum(quiet, "quiet"),
        _sum(and_(late, due >= moment.late_last_week), "newly"),
        _sum(due < moment.for_meeting, "meeting"),
        _sum(and_(due > moment.day, due <= moment.day + timedelta(days=SOON)), "soon"),
    )
    which = (*_settled(moment), STATE.in_([*RUNNING, TaskState.SUSPENDED]))
    return statement.where(*which).group_by(col(Task.unit_id), col(Task.state))


def _add_running(found: Sums, group: str, row: Any) -> None:
    if row.state is TaskState.SUSPENDED:
        found.add(group, Light.WHITE, row.count_)
        return
    found.add(group, Light.RED, row.late)
    found.add(group, Light.YELLOW, row.quiet)
    found.add(group, Light.GREEN, row.count_ - row.late - row.quiet)
    found.late += row.late
    found.newly_late += row.newly
    found.for_meeting += row.meeting
    found.due_soon += row.soon


def _ended(session: Session, moment: Moment) -> Any:
    """The day to which lateness counts: the claim's, else the end's, else today."""
    claimed = local_day(session, func.coalesce(Task.claimed_at, Task.closed_at), moment)
    return func.coalesce(claimed, moment.day)


def _ahead(session: Session, moment: Moment) -> Select[Any]:
    """Claimed and closed tasks that were so before their day, or have none: not late, whatever the calendar."""
    ended, due = _ended(session, moment), col(Task.due_on)
    early = case((ended < due, 1), else_=0).label("early")
    like = (col(Task.unit_id), col(Task.state), early)
    statement: Select[Any] = core_select(*like, func.count().label("count_"))
    which = (*_settled(moment), STATE.in_(ENDED), or_(due.is_(None), ended < due))
    return statement.where(*which).group_by(*like)


def _after(session: Session, moment: Moment) -> Select[Any]:
    """Those on or after their day: the calendar decides, once for all of a day."""
    ended = _ended(session, moment).label("ended")
    like = (col(Task.unit_id), col(Task.state), col(Task.due_on), ended)
    statement: Select[Any] = core_select(*like, func.count().label("count_"))
    which = (*_settled(moment), STATE.in_(ENDED), ended >= col(Task.due_on))
    return statement.where(*which).group_by(*like)


def _changed(session: Session, moment: Moment) -> Select[Any]:
    """What is in another state now, as it was then."""
    tasks = in_force(session, moment, col(Task.state_at) >= moment.until)
    like = (
        tasks.c.task_unit,
        tasks.c.state,
        tasks.c.due_on,
        tasks.c.quiet,
        tasks.c.claimed_on,
        tasks.c.closed_on,
    )
    statement: Select[Any] = core_select(*like, func.count().label("count_"))
    return statement.group_by(*like)


def _add_changed(found: Sums, group: str, row: Any, moment: Moment) -> None:
    state = TaskState(row.state)
    if state not in RUNNING:
        course = Course(state, row.due_on, row.claimed_on, row.closed_on)
        found.add(group, light_of(course, moment.day, moment.days), row.count_)
        found.unverified += row.count_ if state is TaskState.CLAIMED else 0
        return
    late = row.due_on is not None and row.due_on < moment.late
    found.add(group, Light.RED if late else Light.YELLOW if row.quiet else Light.GREEN, row.count_)
    if row.due_on is None:
        return
    found.late += late * row.count_
    found.newly_late += (late and row.due_on >= moment.late_last_week) * row.count_
    found.for_meeting += (row.due_on < moment.for_meeting) * row.count_
    found.due_soon += (moment.day < row.due_on <= moment.day + timedelta(days=SOON)) * row.count_
