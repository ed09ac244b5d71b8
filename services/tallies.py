"""The statements behind `services.figures`: each a count or a short list over a unit's tree, as of a moment."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, Subquery, and_, case, func, literal_column, or_, true, type_coerce
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from models import Instruction, Post, Target, Task, Tenure
from models.base import table
from rules.states import TASK_RULES, Clock, TaskState
from rules.workdays import WorkingDays

RUNNING = [state for state, rule in TASK_RULES.items() if rule.clock is Clock.RUNS]
WAITING = [state for state, rule in TASK_RULES.items() if rule.clock is Clock.OTHERS_TURN]
_OVER = [state for state, rule in TASK_RULES.items() if rule.clock is Clock.OVER]
OWN = "own"  # what a unit set itself on top is counted in its own figures, not in those above it (GC-06)
HELD = [TaskState.ASSIGNED, TaskState.IN_PROGRESS, TaskState.PRODUCT_MISSING]  # it is the leader's turn
NOT_IN_FORCE = [TaskState.REGISTERED, TaskState.WITHDRAWN, TaskState.CARRIED_OVER]
# Said so that no other index is of use: without statistics a database takes the one on the state and opens every row.
STATE = type_coerce(func.coalesce(Task.state, ""), table(Task).c.state.type)


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


def in_force(moment: Moment, *which: ColumnElement[bool]) -> Subquery:
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
        case((or_(is_quiet(moment), is_behind(moment)), 1), else_=0).label("slow"),
        case((is_behind(moment), col(Task.milestone_on))).label("step"),
        col(Task.ended_on),
    ).join(Post, col(Task.post_id) == col(Post.id))
    statement = statement.where(
        *which,
        within(col(Task.unit_id), moment),
        col(Task.assigned_at) < moment.until,
        func.coalesce(Task.closed_at, moment.until) >= moment.year,  # no index on it is of use
    )
    known = statement.subquery()
    return core_select(known).where(known.c.state.not_in([state.value for state in NOT_IN_FORCE])).subquery()


def settled(moment: Moment) -> tuple[ColumnElement[bool], ...]:
    """Given, and not over since an earlier year; and the present state is the one of the moment."""
    return (
        col(Task.state_at) < moment.until,
        col(Task.assigned_at) < moment.until,
        func.coalesce(Task.closed_at, moment.until) >= moment.year,
    )


def is_quiet(moment: Moment) -> ColumnElement[bool]:
    """Has nothing been said of a task for so long that its light turns yellow (`rules.checkins.silence`)?"""
    word = func.coalesce(Task.news_at, Task.assigned_at)
    near = or_(col(Task.due_on).is_(None), col(Task.due_on) <= moment.far)
    return or_(word < moment.quiet_long, and_(word < moment.quiet, near))


def is_behind(moment: Moment) -> ColumnElement[bool]:
    """Is the first step of a task's plan that is not reached past its day (S1-10)?"""
    return func.coalesce(Task.milestone_on, moment.late) < moment.late


def within(unit: Any, moment: Moment) -> ColumnElement[bool]:
    """Is this unit one of those that are counted?"""
    return true() if moment.units is None else unit.in_(moment.units)


def counted(session: Session, table: Any, *which: ColumnElement[bool]) -> int:
    """How many rows of a table (or a subquery) meet these conditions."""
    number: int = session.execute(core_select(func.count()).select_from(table).where(*which)).scalar_one()
    return number


def unplanned(session: Session, moment: Moment) -> int:
    """Running tasks with neither a product nor a figure: nobody could say when they are done."""
    tasks = in_force(moment, col(Task.product) == literal_column("''"))
    measured = core_select(col(Target.task_id)).where(col(Target.task_id) == tasks.c.id).exists()
    return counted(session, tasks, tasks.c.state.in_(RUNNING), ~measured)


def leaders(session: Session, moment: Moment) -> dict[str, int]:
    """How many people have running tasks, and how many of them have been silent on all of these (a long one may be, longer)."""
    held = core_select(col(Tenure.person_id), case((_holds(moment, ~is_quiet(moment)), 1), else_=0).label("heard"))
    held = held.where(
        col(Tenure.accountable),
        col(Tenure.starts_on) <= moment.day,
        or_(col(Tenure.ends_on).is_(None), col(Tenure.ends_on) >= moment.day),
        _holds(moment),
    )
    each = held.subquery()
    people = core_select(func.max(each.c.heard).label("heard")).group_by(each.c.person_id).subquery()
    heard = func.coalesce(func.sum(people.c.heard), 0)
    row = session.execute(core_select(func.count(), heard).select_from(people)).one()
    return {"leaders": row[0], "silent": row[0] - row[1]}


def _holds(moment: Moment, *which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Has the tenure's post such a running task? The index on posts says so of what has not changed since the moment."""
    mine = (col(Task.post_id) == col(Tenure.post_id), within(col(Task.unit_id), moment), STATE.in_(HELD))
    now = core_select(col(Task.id)).where(*mine, *settled(moment), *which).correlate(Tenure)
    then = in_force(moment, col(Task.state_at) >= moment.until, *which)
    changed = core_select(then.c.post_id).where(then.c.state.in_(HELD))
    return or_(now.exists(), col(Tenure.post_id).in_(changed))


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
