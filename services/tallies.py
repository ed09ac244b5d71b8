"""The statements behind `services.figures`: each a count or a short list over a unit's tree, as of a moment."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Row, String, Subquery, and_, case, func, or_, true, type_coerce
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from models import Post, Target, Task, Tenure, Unit
from rules.lights import Course, light_of
from rules.localtime import local
from rules.states import TASK_RULES, Clock, TaskState
from rules.workdays import WorkingDays

RUNNING = [state for state, rule in TASK_RULES.items() if rule.clock is Clock.RUNS]
WAITING = [state for state, rule in TASK_RULES.items() if rule.clock is Clock.OTHERS_TURN]
_OVER = [state for state, rule in TASK_RULES.items() if rule.clock is Clock.OVER]
OWN = "own"  # what a unit set itself on top is counted in its own figures, not in those above it (GC-06)
_NOT_IN_FORCE = [TaskState.REGISTERED, TaskState.WITHDRAWN, TaskState.CARRIED_OVER]


@dataclass(frozen=True)
class Moment:
    """As of when, for which units; and the days that separate late from not late, quiet from not quiet."""

    until: datetime
    day: date
    days: WorkingDays
    unit: int  # the one whose tree is counted
    units: frozenset[int] | None  # none: all there are, which spares the database a long list
    since: datetime  # the week's beginning
    year: datetime  # the year's beginning: what ended before it is out of the picture
    late: date  # a deadline before this day is missed
    late_last_week: date
    for_meeting: date
    quiet: datetime  # a word before this moment is ten working days old


def in_force(session: Session, moment: Moment) -> Subquery:
    """The tasks in force at the moment, with the state they were in: what ended or was claimed later still ran then."""
    later = col(Task.state_at) >= moment.until
    claimed = and_(col(Task.claimed_at) < moment.until, col(Task.state).in_(_OVER))
    state = case(
        (and_(later, claimed), TaskState.CLAIMED.value),
        (and_(later, col(Task.state).in_([*_OVER, *WAITING])), TaskState.IN_PROGRESS.value),
        else_=type_coerce(col(Task.state), String()),
    ).label("state")
    word = func.coalesce(Task.news_at, Task.assigned_at)
    statement = core_select(
        col(Task.id),
        col(Post.unit_id).label("unit_id"),
        col(Task.post_id),
        col(Task.due_on),
        col(Task.result),
        col(Task.product),
        case((col(Task.confidential), ""), else_=col(Task.title)).label("title"),
        or_(col(Task.source) != OWN, col(Task.unit_id) == moment.unit).label("counts_here"),
        state,
        col(Task.state_at),
        col(Task.closed_at),
        word.label("word"),
        case((col(Task.due_on) < moment.late, 1), else_=0).label("late"),
        case((word < moment.quiet, 1), else_=0).label("quiet"),
        _local_day(session, col(Task.claimed_at), moment).label("claimed_on"),
        _local_day(session, col(Task.closed_at), moment).label("closed_on"),
    ).join(Post, col(Task.post_id) == col(Post.id))
    statement = statement.where(
        within(col(Task.unit_id), moment),
        col(Task.assigned_at) < moment.until,
        or_(col(Task.closed_at).is_(None), col(Task.closed_at) >= moment.year),
    )
    known = statement.subquery()
    return core_select(known).where(known.c.state.not_in([state.value for state in _NOT_IN_FORCE])).subquery()


def within(unit: Any, moment: Moment) -> ColumnElement[bool]:
    """Is this unit one of those that are counted?"""
    return true() if moment.units is None else unit.in_(moment.units)


def _local_day(session: Session, column: Any, moment: Moment) -> Any:
    """The people's calendar day of a moment, as each engine says it."""
    offset = local(moment.until).utcoffset() or timedelta()
    if session.get_bind().dialect.name == "sqlite":
        return func.date(column, f"{offset.total_seconds():+.0f} seconds", type_=Date())
    return func.date(func.timezone("UTC", column) + offset, type_=Date())


def total(session: Session, moment: Moment) -> int:
    tasks = in_force(session, moment)
    return counted(session, tasks)


def lights(session: Session, moment: Moment) -> dict[str, dict[str, int]]:
    """Tasks by group of units and light. Rows that look alike are counted by the database and judged once, by the rule."""
    groups = {row[0]: row[1] for row in session.execute(core_select(col(Unit.id), col(Unit.group)))}
    found: dict[str, Counter[str]] = {}
    for row in (*_running(session, moment), *_ended(session, moment)):
        light = light_of(_course(row), moment.day, moment.days)
        found.setdefault(groups[row.unit_id], Counter())[light.value] += row.count_
    return {group: dict(counted) for group, counted in sorted(found.items())}


def _running(session: Session, moment: Moment) -> list[Row[Any]]:
    tasks = in_force(session, moment)
    like = (tasks.c.unit_id, tasks.c.state, tasks.c.late, tasks.c.quiet)
    statement = core_select(*like, func.count().label("count_")).where(
        tasks.c.state.in_([*RUNNING, TaskState.SUSPENDED])
    )
    return list(session.execute(statement.group_by(*like)))


def _ended(session: Session, moment: Moment) -> list[Row[Any]]:
    tasks = in_force(session, moment)
    like = (tasks.c.unit_id, tasks.c.state, tasks.c.due_on, tasks.c.claimed_on, tasks.c.closed_on)
    statement = core_select(*like, func.count().label("count_")).where(tasks.c.state.in_([*WAITING, TaskState.CLOSED]))
    return list(session.execute(statement.group_by(*like)))


def _course(row: Row[Any]) -> Course:
    """A row as the light's rule sees it; of a running task only late and quiet are known, and that is all it asks."""
    state = TaskState(row.state)
    if state in RUNNING or state is TaskState.SUSPENDED:
        return Course(state, date.min if row.late else None, news=date.min if row.quiet else None)
    return Course(state, row.due_on, row.claimed_on, row.closed_on)


def counted(session: Session, table: Any, *which: ColumnElement[bool]) -> int:
    """How many rows of a table (or a subquery) meet these conditions."""
    number: int = session.execute(core_select(func.count()).select_from(table).where(*which)).scalar_one()
    return number


def due_between(session: Session, moment: Moment, last: date) -> int:
    """Running tasks that fall due after the moment's day, up to `last`."""
    tasks = in_force(session, moment)
    which = (tasks.c.state.in_(RUNNING), tasks.c.due_on > moment.day, tasks.c.due_on <= last)
    return counted(session, tasks, *which)


def unverified(session: Session, moment: Moment) -> int:
    tasks = in_force(session, moment)
    return counted(session, tasks, tasks.c.state == TaskState.CLAIMED)


def unplanned(session: Session, moment: Moment) -> int:
    """Running tasks with neither a product nor a figure: nobody could say when they are done."""
    tasks = in_force(session, moment)
    measured = core_select(col(Target.task_id)).where(col(Target.task_id) == tasks.c.id).exists()
    return counted(session, tasks, tasks.c.state.in_(RUNNING), func.trim(tasks.c.product) == "", ~measured)


def leaders(session: Session, moment: Moment) -> dict[str, int]:
    """How many people have running tasks, and how many of them gave no word on any for ten working days."""
    tasks = in_force(session, moment)
    held = core_select(col(Tenure.person_id), func.max(tasks.c.word).label("word"))
    held = held.join(tasks, tasks.c.post_id == col(Tenure.post_id)).where(
        tasks.c.state.in_([TaskState.ASSIGNED, TaskState.IN_PROGRESS, TaskState.PRODUCT_MISSING]),
        col(Tenure.accountable),
        col(Tenure.starts_on) <= moment.day,
        or_(col(Tenure.ends_on).is_(None), col(Tenure.ends_on) >= moment.day),
    )
    people = held.group_by(col(Tenure.person_id)).subquery()
    quiet = func.coalesce(func.sum(case((people.c.word < moment.quiet, 1), else_=0)), 0)
    row = session.execute(core_select(func.count(), quiet).select_from(people)).one()
    return {"leaders": row[0], "silent": row[1]}
