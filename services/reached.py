"""How far the targets are: each figure's newest value against its plan, counted by bucket, as of a moment (S0-07).

The database counts what looks alike, and the exact arithmetic of `rules.attainment` judges each kind once.
"""

from collections import Counter
from decimal import Decimal
from typing import Any

from sqlalchemy import ScalarSelect, Select, String, case, func, or_, type_coerce
from sqlalchemy import select as core_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models import Report, Target, Verification
from models.base import Exact
from rules.attainment import S0, Certainty, Direction, PlanTarget, RangeTarget, Share, Value, attain, bucket_of
from services.published import Reached
from services.tallies import Moment, in_force

VERIFIED = "verified"


def reached(session: Session, moment: Moment) -> Reached:
    """The targets of the tasks in force. The newest value counts: what was reported, or what was verified since; never a
    forecast. How many rest on what is counted beside."""
    counts: Counter[str] = Counter({bucket.value: 0 for bucket in S0.buckets})
    basis: Counter[str] = Counter()
    total = 0
    for row in session.execute(_alike(session, moment)):
        total += row.count_
        bucket = bucket_of(_share(row), S0)
        if bucket is not None:
            counts[bucket.value] += row.count_
            basis[row.basis] += row.count_
    left = total - sum(counts.values())
    return Reached(dict(counts), total, left, basis[VERIFIED], basis[Certainty.ESTIMATE])


def _alike(session: Session, moment: Moment) -> Select[Any]:
    tasks = in_force(session, moment)
    said, found = aliased(Report), aliased(Verification)
    verified = col(found.at) >= func.coalesce(col(said.at), col(found.at))
    value = type_coerce(case((verified, found.value), else_=said.value), Exact())
    like: tuple[Any, ...] = (col(Target.plan), col(Target.low), col(Target.high), col(Target.direction))
    basis = case((verified, VERIFIED), else_=type_coerce(said.certainty, String()))
    like = (*like, value.label("value"), basis.label("basis"))
    statement: Select[Any] = core_select(*like, func.count().label("count_"))
    statement = statement.join(tasks, tasks.c.id == col(Target.task_id))
    statement = statement.outerjoin(said, col(said.id) == _newest(Report, moment))
    statement = statement.outerjoin(found, col(found.id) == _newest(Verification, moment))
    return statement.where(tasks.c.counts_here).group_by(*like)


def _newest(kind: type[Report] | type[Verification], moment: Moment) -> ScalarSelect[int | None]:
    """The target's last value of this kind that stood at the moment; looked up for each, by the task's own few rows."""
    stood = or_(col(kind.undone_at).is_(None), col(kind.undone_at) >= moment.until)
    which = (col(kind.task_id) == col(Target.task_id), col(kind.value).is_not(None), col(kind.at) < moment.until, stood)
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
