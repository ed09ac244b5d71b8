"""The counts of a week in one pass over an index, in its order: nothing sorted, no row opened (decision 33).

What changed after the moment is counted apart by what it was then (`services.tallies.in_force`); when figures are kept at
midnight there is hardly any.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import BigInteger, Select, and_, case, cast, func, or_
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from models import Task, Unit
from rules.lights import Course, Light, light_of
from rules.states import TaskState
from services.tallies import RUNNING, STATE, Moment, in_force, is_behind, settled, within

SOON = timedelta(days=14)  # "the next two weeks"
COUNTED = [*RUNNING, TaskState.SUSPENDED, TaskState.PRODUCT_MISSING, TaskState.CLAIMED, TaskState.CLOSED]


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
    found = Sums()
    for statement in (_settled(moment), _changed(moment)):
        for row in session.execute(statement):
            _add(found, row, moment)
    return found


def _settled(moment: Moment) -> Select[Any]:
    """Tasks in force whose present state is the one they were in: first what lies together in the index, then by group."""
    word, slow = func.coalesce(Task.news_at, Task.assigned_at), is_behind(moment)
    like = (col(Task.unit_id), col(Task.state), col(Task.due_on), col(Task.ended_on))
    alike = core_select(
        *like,
        func.count().label("count_"),
        func.sum(case((or_(word < moment.quiet, slow), 1), else_=0)).label("slow"),
        func.sum(case((or_(word < moment.quiet_long, slow), 1), else_=0)).label("slow_long"),
    )
    which = (within(col(Task.unit_id), moment), *settled(moment), STATE.in_(COUNTED))
    tasks = alike.where(*which).group_by(*like).subquery()
    return _by_group(tasks, tasks.c.unit_id, tasks.c.count_, tasks.c.slow, tasks.c.slow_long)


def _changed(moment: Moment) -> Select[Any]:
    """What is in another state now, as it was then."""
    tasks = in_force(moment, col(Task.state_at) >= moment.until)
    return _by_group(tasks, tasks.c.task_unit, 1, tasks.c.slow, tasks.c.slow)


def _by_group(tasks: Any, unit: Any, count: Any, slow: Any, slow_long: Any) -> Select[Any]:
    """What the light of a task depends on, and how many have it alike. Ended before its day is ended before its day; only from
    that day on the calendar decides."""
    ended = tasks.c.state.not_in(RUNNING)
    early = and_(ended, tasks.c.ended_on < tasks.c.due_on)
    like = (
        col(Unit.group),
        tasks.c.state,
        case((early, 1), else_=0).label("early"),
        case((early, None), else_=tasks.c.due_on).label("due_on"),
        case((and_(ended, tasks.c.ended_on >= tasks.c.due_on), tasks.c.ended_on)).label("ended_on"),
    )
    numbers = [  # PostgreSQL adds counts up to a decimal
        cast(func.sum(each), BigInteger).label(name)
        for each, name in ((count, "count_"), (slow, "slow"), (slow_long, "slow_long"))
    ]
    return core_select(*like, *numbers).join(Unit, unit == col(Unit.id)).group_by(*like)


def _add(found: Sums, row: Any, moment: Moment) -> None:
    state = TaskState(row.state)
    if state in RUNNING:
        _add_running(found, row, moment)
        return
    if row.early:
        light = Light.BLUE if state is TaskState.CLOSED else Light.GREEN
    else:
        light = light_of(Course(state, row.due_on, claimed=row.ended_on), moment.day, moment.days)
    found.add(row.group, light, row.count_)
    found.unverified += row.count_ if state is TaskState.CLAIMED else 0


def _add_running(found: Sums, row: Any, moment: Moment) -> None:
    """Late is late; of the others some are behind a step of their plan or quiet, a long task after a longer time."""
    due, count = row.due_on, row.count_
    if due is None or due >= moment.late:
        slow = row.slow if due is None or due <= moment.far else row.slow_long
        found.add(row.group, Light.YELLOW, slow)
        found.add(row.group, Light.GREEN, count - slow)
        found.due_soon += count if due is not None and moment.day < due <= moment.day + SOON else 0
        return
    found.add(row.group, Light.RED, count)
    found.late += count
    found.newly_late += count if due >= moment.late_last_week else 0
    found.for_meeting += count if due < moment.for_meeting else 0
