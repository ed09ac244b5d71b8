"""The statements behind `services.figures`: each a count or a short list over a unit's tree, as of a moment."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, String, Subquery, and_, case, func, literal_column, or_, true, type_coerce
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from models import Instruction, Post, Target, Task, Tenure
from rules.localtime import local
from rules.states import TASK_RULES, Clock, TaskState
from rules.workdays import WorkingDays

RUNNING = [state for state, rule in TASK_RULES.items() if rule.clock is Clock.RUNS]
WAITING = [state for state, rule in TASK_RULES.items() if rule.clock is Clock.OTHERS_TURN]
_OVER = [state for state, rule in TASK_RULES.items() if rule.clock is Clock.OVER]
OWN = "own"  # what a unit set itself on top is counted in its own figures, not in those above it (GC-06)
NOT_IN_FORCE = [TaskState.REGISTERED, TaskState.WITHDRAWN, TaskState.CARRIED_OVER]


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
    quiet_long: datetime  # and before this one old for a long task, which is asked after once a month
    far: date  # due after this day, a task is a long one


def in_force(session: Session, moment: Moment, *which: ColumnElement[bool]) -> Subquery:
    """The tasks in force at the moment, with the state they were in: what ended or was claimed later still ran then. `which`
    says of their present state what lets the database open fewer of them."""
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
        col(Task.unit_id).label("task_unit"),
        col(Task.post_id),
        col(Task.due_on),
        col(Task.result),
        case((col(Task.confidential), ""), else_=col(Task.title)).label("title"),
        or_(col(Task.source) != OWN, col(Task.unit_id) == moment.unit).label("counts_here"),
        state,
        col(Task.state_at),
        col(Task.closed_at),
        word.label("word"),
        case((col(Task.due_on) < moment.late, 1), else_=0).label("late"),
        case((is_quiet(moment), 1), else_=0).label("quiet"),
        local_day(session, col(Task.claimed_at), moment).label("claimed_on"),
        local_day(session, col(Task.closed_at), moment).label("closed_on"),
    ).join(Post, col(Task.post_id) == col(Post.id))
    statement = statement.where(
        *which,
        within(col(Task.unit_id), moment),
        col(Task.assigned_at) < moment.until,
        func.coalesce(Task.closed_at, moment.until) >= moment.year,  # no index on it is of use
    )
    known = statement.subquery()
    return core_select(known).where(known.c.state.not_in([state.value for state in NOT_IN_FORCE])).subquery()


def is_quiet(moment: Moment) -> ColumnElement[bool]:
    """Has nothing been said of a task for so long that its light turns yellow (`rules.checkins.silence`)?"""
    word = func.coalesce(Task.news_at, Task.assigned_at)
    near = or_(col(Task.due_on).is_(None), col(Task.due_on) <= moment.far)
    return or_(word < moment.quiet_long, and_(word < moment.quiet, near))


def within(unit: Any, moment: Moment) -> ColumnElement[bool]:
    """Is this unit one of those that are counted?"""
    return true() if moment.units is None else unit.in_(moment.units)


def local_day(session: Session, column: Any, moment: Moment) -> Any:
    """The people's calendar day of a moment, as each engine says it."""
    offset = local(moment.until).utcoffset() or timedelta()
    if session.get_bind().dialect.name == "sqlite":
        return func.date(column, f"{offset.total_seconds():+.0f} seconds", type_=Date())
    return func.date(func.timezone("UTC", column) + offset, type_=Date())


def counted(session: Session, table: Any, *which: ColumnElement[bool]) -> int:
    """How many rows of a table (or a subquery) meet these conditions."""
    number: int = session.execute(core_select(func.count()).select_from(table).where(*which)).scalar_one()
    return number


def unplanned(session: Session, moment: Moment) -> int:
    """Running tasks with neither a product nor a figure: nobody could say when they are done."""
    tasks = in_force(session, moment, col(Task.product) == literal_column("''"))
    measured = core_select(col(Target.task_id)).where(col(Target.task_id) == tasks.c.id).exists()
    return counted(session, tasks, tasks.c.state.in_(RUNNING), ~measured)


def leaders(session: Session, moment: Moment) -> dict[str, int]:
    """How many people have running tasks, and how many of them have been silent on all of these (a long one may be, longer)."""
    tasks = in_force(session, moment)
    held = core_select(col(Tenure.person_id), func.min(tasks.c.quiet).label("quiet"))
    held = held.join(tasks, tasks.c.post_id == col(Tenure.post_id)).where(
        tasks.c.state.in_([TaskState.ASSIGNED, TaskState.IN_PROGRESS, TaskState.PRODUCT_MISSING]),
        col(Tenure.accountable),
        col(Tenure.starts_on) <= moment.day,
        or_(col(Tenure.ends_on).is_(None), col(Tenure.ends_on) >= moment.day),
    )
    people = held.group_by(col(Tenure.person_id)).subquery()
    quiet = func.coalesce(func.sum(people.c.quiet), 0)
    row = session.execute(core_select(func.count(), quiet).select_from(people)).one()
    return {"leaders": row[0], "silent": row[1]}


def instructions(session: Session, moment: Moment) -> dict[str, int]:
    """Instructions that were unanswered at the moment, and how many of these were past their day (S0-16)."""
    late = func.coalesce(func.sum(case((col(Instruction.due_on) < moment.late, 1), else_=0)), 0)
    statement = core_select(func.count(), late).where(
        within(col(Instruction.unit_id), moment),
        col(Instruction.given_at) < moment.until,
        func.coalesce(Instruction.answered_at, Instruction.closed_at, moment.until) >= moment.until,
    )
    row = session.execute(statement).one()
    return {"instructions": row[0], "unheeded": row[1]}
