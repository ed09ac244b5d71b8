"""Which tasks could concern a person this morning, as one condition: never more is read than what may have to be said."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, or_
from sqlmodel import Session, col, select

from models import Extension, Instruction, Post, SupportCase, Task, Tenure
from rules.localtime import at
from rules.reasons import STEPS, Why
from rules.states import OPEN_STATES, CaseState, ExtensionState, InstructionState, TaskState
from rules.steps import days_ago
from services.calendar import working_days
from services.facts import OPEN_CASES
from services.identity import Actor

THREE_CALLS = timedelta(days=13)  # from the eve of a first Thursday to the third
WAITING = (TaskState.REGISTERED, TaskState.OBJECTED, TaskState.CLAIMED, TaskState.SUSPENDED)


def about(session: Session, actor: Actor, day: date) -> ColumnElement[bool]:
    """The open tasks of the person's own posts, of the posts they follow or support, and what a board has to know."""
    concerns: list[ColumnElement[bool]] = [col(Task.post_id).in_(list(actor.leads))]
    if actor.posts:
        concerns += _above_them(session, actor.posts, day)
    if actor.board:
        concerns.append(and_(col(Task.unit_id).in_(list(actor.board)), _boards(session, day)))
    return and_(col(Task.state).in_(sorted(OPEN_STATES)), or_(*concerns))


def _above_them(session: Session, posts: frozenset[int], day: date) -> list[ColumnElement[bool]]:
    """Late tasks that these posts follow (or the posts under them: who supervises himself is followed one level up), cases
    they support, and what they verify."""
    direct = select(Post.id).where(col(Post.supervisor_id).in_(posts))
    followed = or_(
        col(Task.supervisor_id).in_(posts),
        col(Task.supervisor_id).in_(direct),
        col(Task.post_id).in_(direct),
        col(Task.post_id).in_(select(Post.id).where(col(Post.supervisor_id).in_(direct))),
    )
    supporters = or_(col(SupportCase.supporter_id).in_(posts), col(SupportCase.supporter_id).in_(direct))
    pressing = or_(
        overdue(session, day), col(Task.state) == TaskState.CLAIMED, _unheeded(session, day), idle(session, day)
    )
    asked = exists().where(
        col(SupportCase.task_id) == col(Task.id), col(SupportCase.state) == CaseState.OPEN, supporters
    )
    return [and_(followed, pressing), asked]


def _boards(session: Session, day: date) -> ColumnElement[bool]:
    """What a board holds, or may be told of."""
    days = working_days(session)
    quiet = at(days_ago(STEPS[Why.CALL_SILENT].at[0], day, days), 0)
    unaccepted = at(days_ago(STEPS[Why.CALL_UNACCEPTED].at[0], day, days), 0)
    return or_(
        col(Task.state).in_(WAITING),
        overdue(session, day),
        func.coalesce(Task.news_at, Task.assigned_at) < quiet,
        and_(col(Task.state) == TaskState.ASSIGNED, col(Task.state_at) < unaccepted),
        exists().where(col(SupportCase.task_id) == col(Task.id), col(SupportCase.state).in_(OPEN_CASES)),
        col(Task.told_on) < days_ago(1, day, days),
        _unheeded(session, day),
        exists().where(col(Extension.task_id) == col(Task.id), col(Extension.state) == ExtensionState.ASKED),
        ~exists().where(
            col(Tenure.post_id) == col(Task.post_id),
            col(Tenure.starts_on) <= day,
            or_(col(Tenure.ends_on).is_(None), col(Tenure.ends_on) >= day),
        ),
    )


def overdue(session: Session, day: date) -> ColumnElement[bool]:
    """As `rules.lights.late_by` counts: at least one working day is over since the deadline."""
    return col(Task.due_on) < days_ago(1, day, working_days(session))


def _unheeded(session: Session, day: date) -> ColumnElement[bool]:
    """There is an instruction past its day."""
    return exists().where(
        col(Instruction.task_id) == col(Task.id),
        col(Instruction.state) == InstructionState.OPEN,
        col(Instruction.due_on) < days_ago(1, day, working_days(session)),
    )


def idle(session: Session, day: date) -> ColumnElement[bool]:
    """Accepted, and nothing but words for as long as three weekly calls take at least."""
    before = at(day - THREE_CALLS, 0)
    return and_(
        col(Task.state) == TaskState.IN_PROGRESS,
        func.coalesce(Task.accepted_at, Task.state_at) < before,
        or_(col(Task.deed_at).is_(None), col(Task.deed_at) < before),
    )
