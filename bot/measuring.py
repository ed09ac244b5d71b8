"""Figures that are read when somebody asks for them, not counted as things happen."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from bot import metrics
from models import Inbox, InboxState, Job, Outbox, OutboxState
from services import places, quota
from services.plans import plans

INBOX = select(func.count()).select_from(Inbox).where(col(Inbox.state).in_([InboxState.FETCH, InboxState.NEW]))
OUTBOX = (
    select(func.count()).select_from(Outbox).where(col(Outbox.state).in_([OutboxState.QUEUED, OutboxState.SENDING]))
)
JOBS = select(func.count()).select_from(Job).where(col(Job.state).in_(["queued", "running"]))


def measure(session: Session, now: datetime) -> None:
    """All of them, from the database: right after a restart as well."""
    measure_waiting(session, now)
    measure_plans(session, now)


def measure_waiting(session: Session, now: datetime) -> None:
    """What lies there: updates to be handled, messages that are due, jobs."""
    due = OUTBOX.where(col(Outbox.not_before) <= now)
    for box, waiting in (("inbox", INBOX), ("outbox", due), ("jobs", JOBS)):
        metrics.WAITING.labels(box).set(session.exec(waiting).one())


def measure_plans(session: Session, now: datetime) -> None:
    """How much of each bot's plan is used."""
    people = places.taken(session) if plans() else {}
    resting = quota.blocked(session, now)
    for bot, plan in plans().items():
        used = quota.used(session, bot, now)
        metrics.PLAN_MESSAGES.labels(bot, "in").set(used.received)
        metrics.PLAN_MESSAGES.labels(bot, "out").set(used.sent)
        metrics.PLAN_LIMIT.labels(bot).set(plan.messages or 0)
        metrics.PLAN_PEOPLE.labels(bot).set(people[bot])
        metrics.PLAN_REFUSED.labels(bot).set(bot in resting)
