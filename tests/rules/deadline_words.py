"""What a deadline in words is expected to be, in short."""

from datetime import date, time

from rules.deadlines import Deadline, Every, parse_deadline, reasons
from rules.workdays import WorkingDays

# The day and the calendar of the examples in domain/deadlines.md.
WEDNESDAY = date(2026, 11, 25)
FRIDAY = date(2026, 11, 27)
SATURDAY = date(2026, 11, 28)
SUNDAY = date(2026, 11, 29)
CALENDAR = WorkingDays(off={date(2026, 11, 24)})

ONGOING = Deadline("ongoing")


def read(text: str, today: date = WEDNESDAY) -> Deadline:
    return parse_deadline(text, today, CALENDAR)


def on(day: str, at: str | None = None) -> Deadline:
    return Deadline("date", date=date.fromisoformat(day), time=time.fromisoformat(at) if at else None)


def every(period: Every, day: int | None = None, at: str | None = None) -> Deadline:
    return Deadline("recurring", every=period, day=day, time=time.fromisoformat(at) if at else None)


def either(first: str, second: str, at: str | None = None) -> Deadline:
    hour = time.fromisoformat(at) if at else None
    return Deadline("ambiguous", readings=(date.fromisoformat(first), date.fromisoformat(second)), time=hour)


def refused(reason: str, **args: str) -> Deadline:
    return Deadline("refused", reason=reason, args=args)


def no_such_day(day: str) -> Deadline:
    return refused(reasons.NO_SUCH_DAY, day=day)


def day_over(day: str) -> Deadline:
    return refused(reasons.DAY_OVER, day=day)


def period_over(day: str) -> Deadline:
    return refused(reasons.PERIOD_OVER, day=day)


def about(reason: str, text: str) -> Deadline:
    return refused(reason, text=text)
