"""`/tiendo`: where a unit's tree or a post stands, the worst first; the totals are the digest's own figures."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models import Post, Task, Unit
from rules.errors import UserError
from rules.lights import Light
from rules.localtime import today
from rules.states import OPEN_STATES, TASK_RULES, Clock
from services.calendar import working_days
from services.figures import brief
from services.finding import Found, find_post, find_unit
from services.identity import Actor
from services.permissions import Action, require
from services.published import Figures
from services.tasks import Standing, open_standings, standings
from services.units import below

SHOWN = 8  # lines of a screen
SEVERITY = (Light.RED, Light.YELLOW, Light.WHITE, Light.GREEN)
RUNNING = sorted(state for state in OPEN_STATES if TASK_RULES[state].clock is Clock.RUNS)


@dataclass(frozen=True)
class OfUnit:
    """A unit's figures as of now, and its most overdue open tasks with the post each belongs to."""

    unit: Unit
    figures: Figures
    worst: tuple[tuple[Standing, str], ...]


@dataclass(frozen=True)
class OfPost:
    """A post's open tasks, the worst first."""

    post: Post
    standings: tuple[Standing, ...]


def top_unit(session: Session, actor: Actor) -> int:
    """The highest unit the actor may see the state of."""
    units = actor.board | actor.committee
    require(actor, Action.SEE_STATUS)
    statement = select(Unit).where(col(Unit.id).in_(list(units))).order_by(col(Unit.id))
    return next(unit.id or 0 for unit in session.exec(statement) if unit.parent_id not in units)


def of_unit(session: Session, actor: Actor, unit_id: int, now: datetime) -> OfUnit:
    require(actor, Action.SEE_STATUS, unit_id=unit_id)
    figures = brief(session, unit_id, now)
    return OfUnit(session.get_one(Unit, unit_id), figures, tuple(_most_overdue(session, unit_id, now)))


def _most_overdue(session: Session, unit_id: int, now: datetime) -> list[tuple[Standing, str]]:
    """The tasks whose deadlines are the oldest, as far as they are over."""
    day = today(now)
    statement = select(Task, Post.name).join(Post, col(Post.id) == col(Task.post_id))
    statement = statement.where(col(Task.unit_id).in_(list(below(session, [unit_id]))), col(Task.state).in_(RUNNING))
    statement = statement.where(col(Task.due_on) < day).order_by(col(Task.due_on), col(Task.id)).limit(SHOWN)
    rows = session.exec(statement).all()
    found = standings(session, [task for task, _ in rows], day, working_days(session))
    late = [(standing, name) for standing, (_, name) in zip(found, rows, strict=True) if standing.late]
    return sorted(late, key=lambda each: -each[0].late)


def of_post(session: Session, actor: Actor, post_id: int, now: datetime) -> OfPost:
    post = session.get_one(Post, post_id)
    require(actor, Action.SEE_STATUS, unit_id=post.unit_id)
    found = open_standings(session, [post_id], today(now), working_days(session))
    return OfPost(post, tuple(sorted(found, key=worst_first)))


def worst_first(standing: Standing) -> tuple[int, int, int]:
    place = SEVERITY.index(standing.light) if standing.light in SEVERITY else len(SEVERITY)
    return place, -standing.late, standing.task.number


def meant(session: Session, actor: Actor, text: str) -> Found[Unit] | Found[Post]:
    """The unit or the post that is named; a unit comes first, because its posts are in it."""
    units = actor.board | actor.committee
    unit, post = find_unit(session, text, units), find_post(session, text, units)
    if unit.one is not None:
        return unit
    if post.one is not None:
        return post
    return unit if unit.candidates and not post.candidates else post


def need_something(found: Found[Unit] | Found[Post], text: str) -> None:
    """Raise `UserError` when nothing is named that could be meant."""
    if found.one is None and not found.candidates:
        raise UserError("No unit or post was found for “{text}”.", text=text[:60])
