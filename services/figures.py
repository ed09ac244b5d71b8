"""The figures of the digest, as of a moment: the one place they are counted, set by set, on both engines.

"As of" rests on what rows say of themselves: what was assigned later does not count yet, what ended later had not ended.
"""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlmodel import Session

from models import Unit
from rules.checkins import LONG, SILENT, SILENT_LONG
from rules.localtime import at, today
from rules.reasons import STEPS, Why
from rules.steps import days_ago
from services import listings, tallies
from services.calendar import working_days
from services.published import Figures, Listed, Named
from services.reached import reached
from services.sums import Sums, sums
from services.tallies import Moment
from services.units import below

LISTED = 5  # items named in a list; the rest is a number


def count(session: Session, unit_id: int, week: str, until: datetime) -> Figures:
    """All figures of a unit's tree as of `until` (exclusive): Sunday 24:00 for an issue, now for a look in between."""
    moment = moment_of(session, unit_id, week, until)
    found = sums(session, moment)
    orders = tallies.instructions(session, moment)
    return replace(
        _of_screen(session, week, moment, found),
        newly_late=_listed(found.newly_late, listings.late(session, moment, LISTED, since=moment.late_last_week)),
        longest_late=_listed(found.late, listings.late(session, moment, LISTED)),
        second_extensions=_listed(*listings.second_extensions(session, moment, LISTED)),
        disputes=_listed(*listings.disputes(session, moment, LISTED)),
        vacant=_listed(*listings.vacant(session, moment, LISTED)),
        for_meeting=_listed(found.for_meeting, listings.late(session, moment, LISTED, before=moment.for_meeting)),
        early=_listed(*listings.early(session, moment, LISTED)),
        unplanned=tallies.unplanned(session, moment),
        reached=reached(session, moment),
        instructions=orders["instructions"],
        unheeded=orders["unheeded"],
    )


def brief(session: Session, unit_id: int, now: datetime) -> Figures:
    """What one screen shows of them (`/tiendo`), as of now: it is answered at once, so it counts no more than that."""
    week = week_of(today(now))
    moment = moment_of(session, unit_id, week, now)
    return _of_screen(session, week, moment, sums(session, moment))


def _of_screen(session: Session, week: str, moment: Moment, found: Sums) -> Figures:
    first = first_day(week)
    lights = sum(found.groups.values(), Counter[str]())
    people = tallies.leaders(session, moment)
    return Figures(
        week=week,
        first=first,
        last=first + timedelta(days=6),
        total=found.total,
        lights=dict(lights),
        residual=found.total - sum(lights.values()),
        groups={group: dict(counts) for group, counts in sorted(found.groups.items())},
        late_cases=_listed(*listings.late_cases(session, moment, LISTED)),
        due_soon=found.due_soon,
        unverified=found.unverified,
        silent=people["silent"],
        leaders=people["leaders"],
    )


def first_day(week: str) -> date:
    """The Monday of an ISO week."""
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def week_of(day: date) -> str:
    """The ISO week of a day: "2026-W47"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def moment_of(session: Session, unit_id: int, week: str, until: datetime) -> Moment:
    """What the counts of a week as of `until` go by."""
    first = first_day(week)
    days = working_days(session)
    day = today(until - timedelta(microseconds=1))
    return Moment(
        until=until,
        day=day,
        days=days,
        unit=unit_id,
        units=_units(session, unit_id),
        since=at(first, 0),
        year=at(date(first.year, 1, 1), 0),
        late=days_ago(1, day, days),
        late_last_week=days_ago(1, first - timedelta(days=1), days),
        for_meeting=days_ago(STEPS[Why.MEETING].at[0], day, days),
        quiet=at(days_ago(SILENT, day, days), 0),
        quiet_long=at(days_ago(SILENT_LONG, day, days), 0),
        far=day + LONG,
    )


def _units(session: Session, unit_id: int) -> frozenset[int] | None:
    units = below(session, [unit_id])
    return None if len(units) == tallies.counted(session, Unit) else units


def _listed(count: int, items: listings.Items) -> Listed:
    return Listed(count, tuple(Named(*item) for item in items))
