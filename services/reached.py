"""How far the targets are: each figure's newest value against its plan, counted by bucket, as of a moment (S0-07).

The database counts what looks alike, and the exact arithmetic of `rules.attainment` judges each kind once.
"""

from collections import Counter
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, Subquery, case, func, or_, type_coerce
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from models import Report, Target, Verification
from models.base import Exact
from rules.attainment import S0, Direction, PlanTarget, RangeTarget, Share, Value, attain, bucket_of
from services.published import Reached
from services.tallies import Moment, in_force


def reached(session: Session, moment: Moment) -> Reached:
    """The targets of the tasks in force. The newest value counts: what was reported, or what was verified since."""
    counts: Counter[str] = Counter({bucket.value: 0 for bucket in S0.buckets})
    total = 0
    for row in session.execute(_alike(session, moment)):
        total += row.count_
        bucket = bucket_of(_share(row), S0)
        if bucket is not None:
            counts[bucket.value] += row.count_
    return Reached(dict(counts), total, total - sum(counts.values()))


def _alike(session: Session, moment: Moment) -> Select[Any]:
    tasks = in_force(session, moment)
    said, found = _newest(Report, moment), _newest(Verification, moment)
    value = type_coerce(
        case((found.c.at >= func.coalesce(said.c.at, found.c.at), found.c.value), else_=said.c.value), Exact()
    )
    like: tuple[Any, ...] = (col(Target.plan), col(Target.low), col(Target.high), col(Target.direction))
    like = (*like, value.label("value"))
    statement: Select[Any] = core_select(*like, func.count().label("count_")).join(
        tasks, tasks.c.id == col(Target.task_id)
    )
    statement = statement.outerjoin(said, said.c.task_id == col(Target.task_id))
    statement = statement.outerjoin(found, found.c.task_id == col(Target.task_id))
    return statement.where(tasks.c.counts_here).group_by(*like)


def _newest(kind: type[Report] | type[Verification], moment: Moment) -> Subquery:
    """Each task's last value of this kind that stood at the moment."""
    stood = or_(col(kind.undone_at).is_(None), col(kind.undone_at) >= moment.until)
    which = (col(kind.value).is_not(None), col(kind.at) < moment.until, stood)
    last = core_select(func.max(col(kind.id)).label("id")).where(*which).group_by(col(kind.task_id)).subquery()
    columns = (col(kind.task_id), col(kind.at), col(kind.value))
    return core_select(*columns).join(last, last.c.id == col(kind.id)).subquery()


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
