"""The short lists of the digest: how many there are, and the worst few by code, unit and working days."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, or_
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from models import Extension, Post, SupportCase, Task, Tenure, Unit
from rules.localtime import at, local
from rules.states import CaseState, ExtensionState, Result, TaskState
from rules.steps import days_ago
from rules.text import fold
from services.board import board_name
from services.tallies import RUNNING, STATE, Moment, counted, in_force, settled, within

CASE_LATE = 3  # working days past the promise from which the digest names the supporter
DISPUTE_LATE = 2  # working days after which an objection is the committee's business
Items = list[tuple[str, str, int, str]]  # (code, whose, working days, title) of the worst
Found = tuple[int, Items]  # how many there are, and the worst


def late(
    session: Session, moment: Moment, limit: int, *, since: date | None = None, before: date | None = None
) -> Items:
    """The overdue tasks, the longest first; only those due from `since` on, or before `before`."""
    tasks = in_force(moment, col(Task.due_on) < moment.late)
    which: list[ColumnElement[bool]] = [tasks.c.state.in_(RUNNING)]
    which += [tasks.c.due_on >= since] if since else []
    which += [tasks.c.due_on < before] if before else []
    statement = core_select(tasks.c.id, col(Unit.name), tasks.c.due_on, tasks.c.title)
    statement = statement.join(Unit, tasks.c.unit_id == col(Unit.id)).where(*which)
    rows = session.execute(statement.order_by(tasks.c.due_on, tasks.c.id).limit(limit))
    return [(f"NV-{task}", unit, moment.days.between(due, moment.day), title) for task, unit, due, title in rows]


def early(session: Session, moment: Moment, limit: int) -> Found:
    """Closed this week before the deadline, or with an excellent result; what was closed as not met is no praise, however
    early (S0-21)."""
    result = col(Task.result)
    which = (
        STATE == TaskState.CLOSED,
        col(Task.closed_at) >= moment.since,
        or_(result.is_(None), result != Result.FAILED),
        or_(col(Task.ended_on) < col(Task.due_on), result == Result.EXCELLENT),
    )
    count = counted(session, Task, within(col(Task.unit_id), moment), *settled(moment), *which)
    tasks = in_force(moment, *which)
    statement = core_select(tasks.c.id, col(Unit.name), tasks.c.title).join(Unit, tasks.c.unit_id == col(Unit.id))
    statement = statement.where(tasks.c.state == TaskState.CLOSED).order_by(tasks.c.closed_at, tasks.c.id)
    return count, [(f"NV-{task}", unit, 0, title) for task, unit, title in session.execute(statement.limit(limit))]


def disputes(session: Session, moment: Moment, limit: int) -> Found:
    """Objections that the board has left unanswered past its two working days."""
    tasks = in_force(moment, col(Task.state) == TaskState.OBJECTED)
    asked = tasks.c.state_at
    old = at(days_ago(DISPUTE_LATE + 1, moment.day, moment.days), 0)
    which = (tasks.c.state == TaskState.OBJECTED, asked < old)
    count = counted(session, tasks, *which)
    statement = core_select(tasks.c.id, col(Unit.name), asked, tasks.c.title).join(
        Unit, tasks.c.unit_id == col(Unit.id)
    )
    rows = session.execute(statement.where(*which).order_by(asked, tasks.c.id).limit(limit))
    return count, [(f"NV-{task}", unit, _since(moment, then), title) for task, unit, then, title in rows]


def vacant(session: Session, moment: Moment, limit: int) -> Found:
    """Running tasks of posts that nobody holds: the board holds them, and somebody has to decide to whom they go."""
    held = core_select(col(Tenure.id)).where(
        col(Tenure.post_id) == col(Post.id),
        col(Tenure.starts_on) <= moment.day,
        or_(col(Tenure.ends_on).is_(None), col(Tenure.ends_on) >= moment.day),
    )
    empty = core_select(col(Post.id)).where(~held.exists())
    tasks = in_force(moment, col(Task.post_id).in_(empty))
    which = (tasks.c.state.in_(RUNNING),)
    statement = core_select(tasks.c.id, col(Unit.name), tasks.c.title).join(Unit, tasks.c.unit_id == col(Unit.id))
    rows = session.execute(statement.where(*which).order_by(tasks.c.id).limit(limit))
    return counted(session, tasks, *which), [(f"NV-{task}", unit, 0, title) for task, unit, title in rows]


def late_cases(session: Session, moment: Moment, limit: int) -> Found:
    """Support cases unanswered three working days past their promise, by the post that owes the answer, or the board."""
    which = (
        within(col(SupportCase.unit_id), moment),
        col(SupportCase.asked_at) < moment.until,
        or_(col(SupportCase.state) == CaseState.OPEN, col(SupportCase.answered_at) >= moment.until),
        col(SupportCase.state) != CaseState.WITHDRAWN,
        col(SupportCase.promised_on) < days_ago(CASE_LATE, moment.day, moment.days),
    )
    count = counted(session, SupportCase, *which)
    statement = core_select(
        col(SupportCase.id), col(SupportCase.promised_on), col(SupportCase.unit_id), col(Post.name), col(Unit.name)
    )
    statement = statement.outerjoin(Post, col(SupportCase.supporter_id) == col(Post.id))
    statement = statement.outerjoin(Unit, col(Post.unit_id) == col(Unit.id)).where(*which)
    rows = session.execute(statement.order_by(col(SupportCase.promised_on), col(SupportCase.id)).limit(limit))
    return count, [
        (
            f"HT-{case_id}",
            _post(post, unit) if post else board_name(session, board, moment.until),
            moment.days.between(promised, moment.day),
            "",
        )
        for case_id, promised, board, post, unit in rows
    ]


def _post(post: str, unit: str) -> str:
    """ "Giám đốc Sở Tài chính"; with the unit behind it where the post's name does not say it."""
    return post if fold(unit) in fold(post) else f"{post}, {unit}"


def second_extensions(session: Session, moment: Moment, limit: int) -> Found:
    """Requests for more time on tasks that had their one extension already: the committee decides."""
    granted = core_select(col(Extension.task_id)).where(
        col(Extension.state) == ExtensionState.GRANTED, col(Extension.decided_at) < moment.until
    )
    which = (
        within(col(Extension.unit_id), moment),
        col(Extension.asked_at) < moment.until,
        col(Extension.asked_by).is_not(None),
        or_(col(Extension.state) == ExtensionState.ASKED, col(Extension.decided_at) >= moment.until),
        col(Extension.task_id).in_(granted),
    )
    count = counted(session, Extension, *which)
    statement = core_select(col(Extension.id), col(Unit.name), col(Extension.asked_at))
    statement = statement.join(Task, col(Extension.task_id) == col(Task.id)).join(
        Post, col(Task.post_id) == col(Post.id)
    )
    statement = statement.join(Unit, col(Post.unit_id) == col(Unit.id)).where(*which)
    rows = session.execute(statement.order_by(col(Extension.asked_at), col(Extension.id)).limit(limit))
    return count, [(f"GH-{asked}", unit, _since(moment, then), "") for asked, unit, then in rows]


def _since(moment: Moment, then: datetime) -> int:
    return moment.days.between(local(then).date(), moment.day)
