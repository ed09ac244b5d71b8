"""The morning round: whose tasks have come up, and who is therefore to be sent the one message of the day."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import structlog
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, func, select

from models import Account, Task
from rules.cadence import mentions, next_day
from rules.court import TaskFacts
from rules.delivery import ANSWER_HOURS, ROUTINE_HOUR
from rules.localtime import at, today
from rules.reasons import Look, Mention
from rules.states import MessageClass, Party
from rules.workdays import WorkingDays
from services.calendar import working_days
from services.facts import facts
from services.nagging import claim_due, put
from services.notices import notify_each

log = structlog.get_logger(__name__)
QUIET_FROM = ANSWER_HOURS[1]
A_SECOND, MANY, LONGEST = 2, 200, 1800  # bundles a second; people from whom on they are spread; seconds at most
SCATTER = 7919  # a prime: neighbours in the register are not neighbours in time
PIECE = 25  # tasks at a time: a leader's answer never waits longer than this takes


def nag(session: Session, now: datetime) -> bool:
    """Take up some of the tasks that have come up; false when none has, or when it is no time for routine messages."""
    day = today(now)
    if not working_days(session).is_working(day) or not at(day, ROUTINE_HOUR) <= now < at(day, QUIET_FROM):
        return False
    planned = claim_due(session, now, PIECE)
    if planned and not _tried(session, planned, day, now):
        for task, morning in planned.items():
            _tried(session, {task: morning}, day, now)
    return bool(planned)


def _tried(session: Session, planned: dict[int, date], day: date, now: datetime) -> bool:
    """Take these tasks up, all or none. One that fails was put off to tomorrow when it was claimed, and stands in nobody's
    way; a database that is away is another matter."""
    try:
        with session.begin_nested():
            _take_up(session, planned, day, now)
    except OperationalError:
        raise
    except Exception:
        log.exception("nag_failed", tasks=list(planned))
        return False
    return True


def _take_up(session: Session, planned: dict[int, date], day: date, now: datetime) -> None:
    found, seats = facts(session, col(Task.id).in_(planned), day)
    calendar = working_days(session)
    people: list[int] = []
    mornings: dict[int, date | None] = {}
    for task in found:
        said = mentions(task, Look(day, calendar, since=planned[task.id] - timedelta(days=1)))
        people += [person for mention in said for person in seats.people(mention.seat, task)]
        mornings[task.id] = _next(task, said, day, calendar)
    put(session, mornings)
    notify_each(
        session,
        people,
        kind="bundle",
        message_class=MessageClass.ROUTINE,
        key=lambda person: f"bundle:{person}:{day}",
        now=now,
        after=spread(session),
        day=day.isoformat(),
    )


def spread(session: Session) -> Callable[[int], timedelta]:
    """How much later each person's message goes out: a province's bundles are spread evenly, two a second, always the same for
    the same person, so that the platform's rate is kept and replies find room between them. Few people are not spread."""
    linked = (
        select(func.count()).select_from(Account).where(col(Account.person_id).is_not(None), col(Account.reachable))
    )
    people = session.exec(linked).one()
    window = min(people // A_SECOND, LONGEST) if people >= MANY else 1
    return lambda person: timedelta(seconds=person * SCATTER % window)


def _next(task: TaskFacts, said: list[Mention], day: date, calendar: WorkingDays) -> date | None:
    """A leader's task comes up again tomorrow: only then is it known whether the message has reached them."""
    if any(mention.seat.party is Party.LEADER for mention in said):
        return calendar.add(day, 1)
    return next_day(task, day, calendar)
