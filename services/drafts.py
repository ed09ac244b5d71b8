"""What the board is given to decide on: drafts of praise, and drafts of a reminder that only its own members read (S0-21).

Facts about posts, never about persons; nothing is said to anybody else before people have decided it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from models import Post, Task, Unit
from rules.escalation import only_words, to_remind
from rules.localtime import at
from rules.localtime import today as day_of
from rules.reasons import Look, Why
from rules.states import OPEN_STATES, Result, TaskState
from services import concerns
from services.calendar import working_days
from services.facts import facts
from services.identity import Actor
from services.permissions import Action, require

LOOK_BACK = timedelta(days=14)  # calendar days; an older result is praised by the digest and the year's report


@dataclass(frozen=True)
class Draft:
    """A task, its post and the group of the post's unit; `days`: working days ahead, late, or without a deed."""

    task: int
    post: str
    group: str
    days: int
    excellent: bool = False


@dataclass(frozen=True)
class Drafts:
    """Results to praise; posts that are late enough for the reminder meeting; words without deeds."""

    praise: tuple[Draft, ...] = ()
    late: tuple[Draft, ...] = ()
    words: tuple[Draft, ...] = ()


def news(session: Session, actor: Actor, look: Look) -> Drafts:
    """What is new since the board member's last morning. Who is late for the meeting stands in the morning's own list."""
    if not actor.board:
        return Drafts()
    return Drafts(praise=_praise(session, actor, look), words=_words(session, actor, look, since=look.since))


def standing(session: Session, actor: Actor, now: datetime) -> Drafts:
    """The prepared list for the reminder meeting (S4-11): all that stands as of now, of the board's units."""
    require(actor, Action.REMIND)
    look = Look(day_of(now), working_days(session))
    which = and_(*_of_board(actor), concerns.overdue(session, look.day))
    found = {task.id: days for task in facts(session, which, look.day)[0] if (days := to_remind(task, look))}
    return Drafts(late=_named(session, found), words=_words(session, actor, look))


def _praise(session: Session, actor: Actor, look: Look) -> tuple[Draft, ...]:
    """Closed since the last morning, before the deadline or with an excellent result; nobody drafts praise of themselves."""
    ended = (max(look.since, look.day - LOOK_BACK), look.day)
    columns = (col(Task.id), col(Task.due_on), col(Task.claimed_at), col(Task.closed_at), col(Task.result))
    statement = core_select(*columns).where(
        col(Task.unit_id).in_(list(actor.board)),
        col(Task.post_id).not_in(list(actor.leads)),
        col(Task.state) == TaskState.CLOSED,
        col(Task.result).in_([Result.MET, Result.EXCELLENT]),
        col(Task.state_at) >= at(ended[0], 0),
        col(Task.state_at) < at(ended[1], 0),
    )
    rows = list(session.execute(statement))
    ahead = {row.id: _ahead(row, look) for row in rows}
    excellent = {row.id for row in rows if row.result is Result.EXCELLENT}
    return _named(session, {task: days for task, days in ahead.items() if days or task in excellent}, excellent)


def _ahead(row: Row[Any], look: Look) -> int:
    """Working days between the claim (or the end) and the deadline."""
    ended = row.claimed_at or row.closed_at
    if row.due_on is None or ended is None:
        return 0
    return max(0, look.working_days.between(day_of(ended), row.due_on))


def _words(session: Session, actor: Actor, look: Look, since: date | None = None) -> tuple[Draft, ...]:
    """Accepted, but neither figure nor evidence over three check-ins; with `since` only what became so, or is due again."""
    found = {}
    for task in facts(session, and_(*_of_board(actor), concerns.idle(session, look.day)), look.day)[0]:
        spoken = only_words(task, look)
        if spoken and not task.vacant and (since is None or look.due(Why.IDLE, spoken[0], since)):
            found[task.id] = spoken[1]
    return _named(session, found)


def _of_board(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    """The open tasks of the board's units, without the member's own: nobody supervises himself."""
    mine = col(Task.post_id).not_in(list(actor.leads))
    return col(Task.unit_id).in_(list(actor.board)), mine, col(Task.state).in_(sorted(OPEN_STATES))


def _named(session: Session, days: dict[int, int], excellent: set[int] | None = None) -> tuple[Draft, ...]:
    """The most days first."""
    statement = select(Task.id, Post.name, Unit.group, Unit.level).join(Post, col(Task.post_id) == col(Post.id))
    statement = statement.join(Unit, col(Post.unit_id) == col(Unit.id)).where(col(Task.id).in_(list(days)))
    found = [
        Draft(task or 0, post, group or level, days[task or 0], task in (excellent or ()))
        for task, post, group, level in session.exec(statement)
    ]
    return tuple(sorted(found, key=lambda each: (-each.days, each.task)))
