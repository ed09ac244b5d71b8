"""The week of the digest: figures kept at Sunday 24:00, issued on Monday 07:00, previewed on Friday 15:00."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from rules.delivery import ROUTINE_HOUR
from rules.localtime import at, local, today
from rules.states import MessageClass
from rules.workdays import WorkingDays
from scheduler.slots import Weekly
from services import digest, picturing, retention
from services.ballots_due import people_due
from services.calendar import working_days
from services.figures import week_of
from services.issues import row_of
from services.notices import notify
from services.published import Json

DIGEST_HOUR, PREVIEW_HOUR, PURGE_HOUR = 7, 15, 2


def _at_once(slot: datetime, calendar: WorkingDays) -> datetime:
    return slot


def _next_working_day(slot: datetime, calendar: WorkingDays) -> datetime:
    return at(calendar.next(local(slot).date()), DIGEST_HOUR)


def _last_working_day(slot: datetime, calendar: WorkingDays) -> datetime:
    """Friday, or the working day before it when that is off; a week without any is passed over on its Friday."""
    friday = local(slot).date()
    days = [friday - timedelta(days=back) for back in range(5)]
    return at(next((day for day in days if calendar.is_working(day)), friday), PREVIEW_HOUR)


def keep_figures(session: Session, slot: datetime, now: datetime) -> str | None:
    """Freeze the figures of the week that is over: they are as of the slot, and counted by the child process at once."""
    for unit in digest.units(session, today(now)):
        digest.have_kept(session, unit, slot, now)
    return None


def issue_digest(session: Session, slot: datetime, now: datetime) -> str | None:
    """Put the kept week out; a member's message of the day brings it, with whatever else they are to hear."""
    over = at(local(slot).date(), 0)
    week = week_of(local(slot).date() - timedelta(days=1))
    told: set[int] = set()
    for unit in digest.units(session, today(now)):
        if not row_of(session, unit, week, now).figures:
            digest.keep(session, unit, over, now)
        people, row = digest.issue(session, unit, week, now), row_of(session, unit, week, now)
        for person in people:
            if person not in told:
                _bring(session, person, digest.frozen(session, row), now, picturing.wait_until(session, row, now))
                told.add(person)
    return None


def _bring(session: Session, person: int, issued: Json, now: datetime, earliest: datetime) -> None:
    """Inside the day's message; the next working day's, should today's be out already (a slot that was missed)."""
    day = today(now)
    while not _queued(session, person, day, now, max(at(day, 0), earliest), digest=issued):
        day = working_days(session).add(day, 1)


def _queued(session: Session, person: int, day: date, now: datetime, not_before: datetime, **brought: Any) -> bool:
    """The person's message of the day; false where it was queued before."""
    return notify(
        session,
        kind="bundle",
        message_class=MessageClass.ROUTINE,
        key=f"bundle:{person}:{day}",
        now=now,
        person_id=person,
        not_before=not_before,
        day=day.isoformat(),
        **brought,
    )


def show_preview(session: Session, slot: datetime, now: datetime) -> str | None:
    """Ask the board for its lines; too late once the week is over."""
    week = week_of(local(slot).date())
    if week_of(today(now)) != week:
        return "skipped: the week is over"
    if not working_days(session).is_working(today(now)):
        return "skipped: a week without a working day"
    for unit in digest.units(session, today(now)):
        digest.preview(session, unit, week, now)
    return None


def remind_of_ballots(session: Session, slot: datetime, now: datetime) -> str | None:
    """A ballot's reminding day: its members' message of the day says so. What was missed the next one catches up on."""
    day, calendar = today(now), working_days(session)
    if not calendar.is_working(day):
        return "skipped: a day off"
    for person in people_due(session, day, calendar):
        _queued(session, person, day, now, max(at(day, ROUTINE_HOUR), now))
    return None


def purge_old(session: Session, slot: datetime, now: datetime) -> str | None:
    """Every night: delete what need not be kept."""
    found = retention.purge(session, now)
    return ", ".join(f"{name} {count}" for name, count in found.items()) or None


JOBS = (
    Weekly("figures", "mon", 0, _at_once, keep_figures),
    Weekly("preview", "fri", PREVIEW_HOUR, _last_working_day, show_preview),
    Weekly("digest", "mon", DIGEST_HOUR, _next_working_day, issue_digest),
    Weekly("ballots", "*", ROUTINE_HOUR, _at_once, remind_of_ballots),
    Weekly("purge", "*", PURGE_HOUR, _at_once, purge_old),
)
