"""Figures that are read when somebody asks for them, not counted as things happen."""

from datetime import datetime

from sqlmodel import Session

from bot import metrics
from services import places, quota
from services.plans import plans


def measure_plans(session: Session, now: datetime) -> None:
    """How much of each bot's plan is used, from the database: right after a restart as well."""
    people = places.taken(session) if plans() else {}
    resting = quota.blocked(session, now)
    for bot, plan in plans().items():
        used = quota.used(session, bot, now)
        metrics.PLAN_MESSAGES.labels(bot, "in").set(used.received)
        metrics.PLAN_MESSAGES.labels(bot, "out").set(used.sent)
        metrics.PLAN_LIMIT.labels(bot).set(plan.messages or 0)
        metrics.PLAN_PEOPLE.labels(bot).set(people[bot])
        metrics.PLAN_REFUSED.labels(bot).set(bot in resting)
