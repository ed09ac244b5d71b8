"""The morning round: whose tasks have come up, and who is therefore to be sent the one message of the day."""

from datetime import date, datetime, timedelta
from typing import Any

import structlog
from sqlmodel import Session, col

from models import Task
from rules.cadence import mentions, next_day
from rules.court import TaskFacts
from rules.delivery import ANSWER_HOURS, ROUTINE_HOUR
from rules.localtime import at, today
from rules.reasons import Look
from rules.seats import Seats
from rules.states import MessageClass, Party
from services.calendar import working_days
from services.digest import Json
from services.facts import facts
from services.nagging import claim_due, put
from services.notices import notify

log = structlog.get_logger(__name__)
QUIET_FROM = ANSWER_HOURS[1]
PIECE = 25  # tasks at a time: a leader's answer never waits longer than this takes


def nag(session: Session, now: datetime) -> bool:
    """Take up some of the tasks that have come up; false when none has, or when it is no time for routine messages."""
    day = today(now)
    if not working_days(session).is_working(day) or not at(day, ROUTINE_HOUR) <= now < at(day, QUIET_FROM):
        return False
    planned = claim_due(session, now, PIECE)
    if not planned:
        return False
    found, seats = facts(session, col(Task.id).in_(planned), day)
    people: dict[int, None] = {}
    mornings: dict[int, date | None] = {}
    for task in found:
        spoken_to = _take_up(session, task, planned[task.id], seats, day, mornings)
        people |= dict.fromkeys(spoken_to)
    put(session, mornings)
    for person in people:
        bundle(session, person, day, now)
    return True


def bundle(session: Session, person: int, day: date, now: datetime, digest: Json | None = None) -> bool:
    """Queue a person's one routine message of a day; false when it is queued already."""
    more: dict[str, Any] = {"digest": digest} if digest else {}
    return notify(
        session,
        kind="bundle",
        message_class=MessageClass.ROUTINE,
        key=f"bundle:{person}:{day}",
        now=now,
        person_id=person,
        not_before=at(day, 0),
        day=day.isoformat(),
        **more,
    )


def _take_up(
    session: Session, task: TaskFacts, planned: date, seats: Seats, day: date, mornings: dict[int, date | None]
) -> list[int]:
    """Who is to be spoken to because of a task. Its next morning is noted; one that fails was put off to tomorrow already."""
    calendar = working_days(session)
    try:
        found = mentions(task, Look(day, calendar, since=planned - timedelta(days=1)))
        # a leader's task comes up again tomorrow: only then is it known whether the message reached them
        again = any(mention.seat.party is Party.LEADER for mention in found)
        mornings[task.id] = calendar.add(day, 1) if again else next_day(task, day, calendar)
        return [person for mention in found for person in seats.people(mention.seat, task)]
    except Exception:
        log.exception("nag_failed", task=task.id)
        return []
