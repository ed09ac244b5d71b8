"""What a rating rests on: the products of a period, verified and not claimed, each with its origin."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlmodel import Session, and_, col, or_, select

from models import Ballot, Target, Task, Verification
from rules.attainment import Direction, RangeTarget, Share, Value, attain, share_of
from rules.errors import UserError
from rules.localtime import at, today
from rules.rating import Facts, Product
from rules.spans import span_of
from rules.states import OPEN_STATES, DueKind, Result, TaskState
from services.calendar import working_days
from services.card import timely
from services.causes import confirmed
from services.council import results


def tasks_of(session: Session, posts: Iterable[int], period: str) -> list[Task]:
    """What these posts are judged on: closed in the period, or carried over although it was due in it. Raises `UserError`
    while something that is due in it is still open."""
    first, last = span_of(period)
    mine = select(Task).where(col(Task.post_id).in_(list(posts)))
    due = and_(col(Task.due_kind) == DueKind.DATE, col(Task.due_on) <= last)
    still = session.exec(mine.where(col(Task.state).in_(OPEN_STATES), due).order_by(col(Task.id))).all()
    if still:
        codes = ", ".join(f"NV-{task.id}" for task in still[:10])
        raise UserError(
            "{count} tasks of the period are still open ({codes}); please close, carry over or withdraw them first.",
            count=len(still),
            codes=codes,
        )
    closed = and_(
        col(Task.state) == TaskState.CLOSED, col(Task.closed_at) >= at(first, 0), col(Task.closed_at) < _after(last)
    )
    undone = and_(col(Task.state) == TaskState.CARRIED_OVER, col(Task.due_on) >= first, col(Task.due_on) <= last)
    return list(session.exec(mine.where(or_(closed, undone)).order_by(col(Task.post_id), col(Task.number))))


def _after(last: date) -> datetime:
    return at(date.fromordinal(last.toordinal() + 1), 0)


def facts(
    session: Session,
    posts: Iterable[int],
    period: str,
    *,
    common: Decimal | None,
    council: dict[int, Fraction],
    disciplined: int = 0,
) -> Facts:
    """The facts of a leader (their posts) or of a unit (all posts in it), with how many were disciplined there."""
    tasks = tasks_of(session, posts, period)
    scored = [council[task.id or 0] for task in tasks if task.id in council]
    mean = sum(scored, Fraction(0)) / len(scored) if scored and len(scored) == _closed(tasks) else None
    return Facts(tuple(product(session, task) for task in tasks), common=common, council=mean, disciplined=disciplined)


def _closed(tasks: list[Task]) -> int:
    return sum(1 for task in tasks if task.state is TaskState.CLOSED)


def product(session: Session, task: Task) -> Product:
    """One task as the rules see it. A value nobody verified is no share of plan."""
    done = task.state is TaskState.CLOSED and task.result in (Result.EXCELLENT, Result.MET)
    findings = session.exec(
        select(Verification).where(Verification.task_id == task.id).order_by(col(Verification.id))
    ).all()
    standing = [found for found in findings if found.undone_at is None]
    failures = sum(1 for found in standing if not found.accepted) + (task.result is Result.FAILED)
    closed = today(task.closed_at) if task.closed_at else today(task.state_at)
    delays = int(timely(task, working_days(session), closed).late)
    return Product(
        code=f"NV-{task.id}",
        done=done,
        share=_share(session, task, standing),
        excellent=task.result is Result.EXCELLENT,
        failures=max(0, failures - confirmed(session, task.id or 0, "failure")),
        delays=max(0, delays - confirmed(session, task.id or 0, "delay")),
    )


def _share(session: Session, task: Task, standing: list[Verification]) -> Fraction | None:
    target = session.exec(select(Target).where(Target.task_id == task.id)).first()
    values = [found.value for found in standing if found.accepted and found.value is not None]
    if target is None or not values:
        return None
    found = attained(values[-1], target)
    return found.ratio if found else None


def attained(value: Decimal, target: Target) -> Share | None:
    """The share of plan, or of the nearer bound of a range."""
    if target.plan is not None:
        return share_of(value, target.plan, target.direction)
    if target.low is None or target.high is None:
        return None
    bounds = RangeTarget(target.low, target.high, target.measure, Direction(target.direction))
    return attain(bounds, Value(value, target.measure))


def council_means(session: Session, period: str, now: datetime) -> dict[int, Fraction]:
    """The exact means of all ballots of a period that may be seen, by task; empty where no council scored."""
    found: dict[int, Fraction] = {}
    for ballot in session.exec(select(Ballot).where(Ballot.period == period).order_by(col(Ballot.id))):
        for each in results(session, ballot, now):
            if each.scores is not None:
                found[each.task.id or 0] = each.scores.mean
    return found


def as_json(known: Facts) -> dict[str, Any]:
    """Facts as a row keeps them, exact."""
    return {
        "products": [
            [p.code, p.done, str(p.share) if p.share is not None else None, p.excellent, p.failures, p.delays]
            for p in known.products
        ],
        "common": str(known.common) if known.common is not None else None,
        "council": str(known.council) if known.council is not None else None,
        "disciplined": known.disciplined,
    }


def from_json(kept: dict[str, Any]) -> Facts:
    """The same facts again, so that an old year can be recomputed."""
    products = tuple(
        Product(code, done, Fraction(share) if share else None, excellent, failures, delays)
        for code, done, share, excellent, failures, delays in kept["products"]
    )
    return Facts(
        products,
        common=Decimal(kept["common"]) if kept["common"] is not None else None,
        council=Fraction(kept["council"]) if kept["council"] is not None else None,
        disciplined=kept["disciplined"],
    )
