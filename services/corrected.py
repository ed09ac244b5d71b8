"""What was corrected in a week after its figures had been published. The kept figures are never overwritten: the corrected ones
are counted beside them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select as core_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models import Post, Report, Target, Task, Unit, Verification
from rules.errors import UserError
from rules.localtime import at, today
from services.digest import figures_for
from services.figures import first_day, moment_of, week_of
from services.identity import Actor
from services.looking import with_lines
from services.permissions import Action, require
from services.published import Digest, Reached
from services.reached import reached
from services.status import top_unit
from services.tallies import Moment, within

LISTED = 5


@dataclass(frozen=True)
class Correction:
    """A figure of the week that no longer stands, and what took its place (none: it was taken back)."""

    task: int
    unit: str
    target: Target | None
    was: Decimal
    now: Decimal | None
    at: datetime


@dataclass(frozen=True)
class PastWeek:
    """A kept week as it was published; `corrections` made since and (where they move a bucket) the `reached` that follows."""

    digest: Digest
    reached: Reached | None
    corrections: tuple[Correction, ...]


def past_week(session: Session, actor: Actor, number: int, year: int | None, now: datetime) -> PastWeek:
    """A week that is over, by its number: of `year`, or the last one so called. Raises `UserError` where nothing is kept."""
    unit_id = top_unit(session, actor)
    require(actor, Action.SEE_DIGEST, unit_id=unit_id)
    week = _named(number, year, now)
    digest = with_lines(session, unit_id, figures_for(session, unit_id, now, week))
    until = at(first_day(week) + timedelta(days=7), 0)
    moment = moment_of(session, unit_id, week, until)
    made = _corrections(session, moment)
    fresh = (
        _moved(digest.figures.reached, reached(session, moment), reached(session, moment, corrected=True))
        if made
        else None
    )
    return PastWeek(digest, fresh, tuple(made))


def _named(number: int, year: int | None, now: datetime) -> str:
    this = week_of(today(now))
    for each in (year,) if year else (int(this[:4]), int(this[:4]) - 1):
        week = f"{each}-W{number:02d}"
        try:
            first_day(week)
        except ValueError:
            continue
        if week < this:
            return week
    raise UserError("No figures are kept for week {week}.", week=str(number))


def _moved(kept: Reached, before: Reached, after: Reached) -> Reached | None:
    """The kept counts moved by what the corrections alone change; None where they change none."""
    if before == after:
        return None
    words = {*kept.counts, *after.counts}
    counts = {word: kept.counts.get(word, 0) + after.counts.get(word, 0) - before.counts.get(word, 0) for word in words}
    residual = kept.residual + after.residual - before.residual
    verified = kept.verified + after.verified - before.verified
    estimated = kept.estimated + after.estimated - before.estimated
    return replace(kept, counts=counts, residual=residual, verified=verified, estimated=estimated)


def _corrections(session: Session, moment: Moment) -> list[Correction]:
    found = [each for table in (Report, Verification) for each in _of(session, table, moment)]
    return sorted(found, key=lambda each: each.at)


def _of(session: Session, table: type[Report] | type[Verification], moment: Moment) -> list[Correction]:
    """Values that stood at the moment and were taken back or replaced after it; of a confidential task nothing."""
    instead = aliased(table)
    columns: tuple[Any, ...] = (
        col(table.task_id),
        col(table.value),
        col(table.undone_at),
        col(instead.value).label("now"),
        col(Unit.name),
    )
    statement = core_select(*columns, col(Target.measure), col(Target.plan))
    statement = statement.join(Task, col(Task.id) == col(table.task_id)).join(Post, col(Post.id) == col(Task.post_id))
    statement = statement.join(Unit, col(Unit.id) == col(Post.unit_id))
    statement = statement.outerjoin(Target, col(Target.task_id) == col(Task.id))
    statement = statement.outerjoin(instead, col(instead.replaces_id) == col(table.id))
    statement = statement.where(within(col(Task.unit_id), moment), ~col(Task.confidential))
    statement = statement.where(
        col(table.at) < moment.until, col(table.undone_at) >= moment.until, col(table.value).is_not(None)
    )
    return [
        Correction(task, unit, Target(task_id=task, measure=measure, plan=plan) if measure else None, was, now, then)
        for task, was, then, now, unit, measure, plan in session.execute(statement.order_by(col(table.id)))
    ]
