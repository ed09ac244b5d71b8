"""Tasks as the tests of the court like them: a week in November without days off."""

from dataclasses import replace
from datetime import date

from rules.cadence import mentions
from rules.court import TaskFacts
from rules.reasons import Look
from rules.states import TaskState
from rules.workdays import WorkingDays

PLAIN = WorkingDays()
GIVEN = date(2026, 11, 2)  # a Monday
THURSDAY = date(2026, 11, 26)
LATER = date(2026, 12, 1)  # its last deed: what is only said of a task is the matter of tests of their own
TASK = TaskFacts(1, TaskState.IN_PROGRESS, post=10, assigned=GIVEN, since=GIVEN, supervisor=90, deed=LATER)


def task(**changes: object) -> TaskFacts:
    return replace(TASK, **changes)  # type: ignore[arg-type]


def day(number: int, month: int = 11) -> date:
    return date(2026, month, number)


def said(of: TaskFacts, on: date, *, since: date = date.min) -> list[tuple[str, str, int]]:
    """What is said on a morning: (why, party, days)."""
    return [(m.why.value, m.seat.party.value, m.days) for m in mentions(of, Look(on, PLAIN, since=since))]
