"""How far the targets are: each figure's newest value against its plan, counted by bucket, as of a moment (S0-07).

The database counts what looks alike, and the exact arithmetic of `rules.attainment` judges each kind once.
"""

from collections import Counter
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, String, case, func, or_, type_coerce
from sqlalchemy import select as core_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models import Report, Target, Unit, Verification
from models.base import Exact
from rules.attainment import S0, Certainty, Direction, PlanTarget, RangeTarget, Share, Value, attain, bucket_of
from services.published import Reached
from services.tallies import Moment, in_force

VERIFIED = "verified"


def reached(session: Session, moment: Moment, *, corrected: bool = False) -> Reached:
    """The targets of the tasks in force. The newest value counts: what was reported, or what was verified since; never a
    forecast. How many rest on what is counted beside. `corrected`: as it is known now, with what was put right since."""
    counts: Counter[str] = Counter({bucket.value: 0 for bucket in S0.buckets})
    basis: Counter[str] = Counter()
    total = 0
    for row in session.execute(_alike(moment, corrected)):
        total += row.count_
        bucket = bucket_of(_share(row), S0)
        if bucket is not None:
            counts[bucket.value] += row.count_
            basis[row.basis] += row.count_
    left = total - sum(counts.values())
    return Reached(dict(counts), total, left, basis[VERIFIED], basis[Certainty.ESTIMATE])


def listed(session: Session, moment: Moment, limit: int) -> tuple[int, list[Any]]:
    """How many tasks are behind the figure, and the first few by their number: id, unit, the target's columns, value, basis, and
    the number and moment of the report or the verification it rests on (S0-22)."""
    tasks, said, found = in_force(moment), aliased(Report), aliased(Verification)
    verified, like = _like(said, found)
    rests = case((verified, found.id), else_=said.id).label("source")
    then = case((verified, found.at), else_=said.at).label("then")
    columns = (tasks.c.id, col(Unit.name).label("unit"), col(Target.measure), *like, rests, then)
    statement = core_select(*columns).join_from(Target, tasks, tasks.c.id == col(Target.task_id))
    statement = _valued(statement, said, found, moment).join(Unit, tasks.c.unit_id == col(Unit.id))
    statement = statement.where(
        tasks.c.counts_here, func.coalesce(said.id, found.id).is_not(None), tasks.c.title != ""
    )  # none is confidential
    count: int = session.execute(core_select(func.count()).select_from(statement.subquery())).scalar_one()
    return count, list(session.execute(statement.order_by(tasks.c.id).limit(limit)))


def _alike(moment: Moment, corrected: bool) -> Select[Any]:
    """Over the targets, each looking its task up: there are fewer of them than tasks, which no database knows beforehand."""
    tasks, said, found = in_force(moment), aliased(Report), aliased(Verification)
    _, like = _like(said, found)
    counted = core_select(*like, func.count().label("count_")).select_from(Target)
    counts = core_select(tasks.c.id).where(tasks.c.id == col(Target.task_id), tasks.c.counts_here).exists()
    return _valued(counted, said, found, moment, corrected).where(counts).group_by(*like)


def _like(said: Any, found: Any) -> tuple[ColumnElement[bool], tuple[Any, ...]]:
    """Was the newest value verified? And what two targets have alike: plan, value, and what that rests on."""
    verified = found.at >= func.coalesce(said.at, found.at)
    value = type_coerce(case((verified, found.value), else_=said.value), Exact())
    basis = case((verified, VERIFIED), else_=type_coerce(said.certainty, String()))
    plan = (col(Target.plan), col(Target.low), col(Target.high), col(Target.direction))
    return verified, (*plan, value.label("value"), basis.label("basis"))


def _valued(statement: Select[Any], said: Any, found: Any, moment: Moment, corrected: bool = False) -> Select[Any]:
    statement = statement.outerjoin(said, said.id == _newest(Report, moment, corrected))
    return statement.outerjoin(found, found.id == _newest(Verification, moment, corrected))


def _newest(kind: type[Report] | type[Verification], moment: Moment, corrected: bool) -> ScalarSelect[int | None]:
    """The target's last value of this kind that stood at the moment; looked up for each, by the task's own few rows."""
    stood = or_(col(kind.undone_at).is_(None), col(kind.undone_at) >= moment.until)
    then: Any = col(kind.at)
    if corrected:
        stood, then = col(kind.undone_at).is_(None), func.coalesce(kind.as_of, kind.at)
    which = (col(kind.task_id) == col(Target.task_id), col(kind.value).is_not(None), then < moment.until, stood)
    newest = core_select(func.max(col(kind.id))).where(*which)
    if kind is Report:
        newest = newest.where(col(Report.certainty) != Certainty.FORECAST)
    return newest.correlate(Target).scalar_subquery()


def _share(row: Any) -> Share | None:
    """The share of plan; None without a value, or without a plan to divide by."""
    value: Decimal | None = row.value
    if value is None:
        return None
    if row.plan is not None:
        return attain(PlanTarget(row.plan, direction=Direction(row.direction)), Value(value))
    if row.low is not None and row.high is not None:
        return attain(RangeTarget(row.low, row.high, direction=Direction(row.direction)), Value(value))
    return None
