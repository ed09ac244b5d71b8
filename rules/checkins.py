"""The calls for a word on quiet tasks: Thursdays, or the next working day; the first one of a month for the long tasks.

domain/cadence.md: "Long tasks (> 6 months, no milestone near): monthly instead."
"""

from datetime import date, timedelta

from rules.workdays import WorkingDays

CHECK_IN_WEEKDAY = 3  # Thursday
QUIET = 5  # working days without a word before a task is asked after
LONG = timedelta(days=183)  # a deadline further off than this makes a task a long one
NEAR = timedelta(days=31)  # a step that comes within these days is near
SILENT = 10  # working days without a word before the clerk is to call
SILENT_LONG = 30  # the same for a long task, which is asked after once a month


def is_long(due: date | None, day: date, step: date | None = None) -> bool:
    """Is the deadline more than half a year away, and no step of the plan near? A task without any date is asked after weekly:
    nothing else speaks of it."""
    return due is not None and due - day > LONG and (step is None or step - day > NEAR)


def silence(due: date | None, day: date) -> int:
    """Working days without a word from which a task counts as silent."""
    return SILENT_LONG if is_long(due, day) else SILENT


def check_in_day(day: date, working_days: WorkingDays, *, monthly: bool = False) -> date:
    """The latest day of the call up to `day`: a Thursday, or the next working day when that is off."""
    thursday = day - timedelta(days=(day.weekday() - CHECK_IN_WEEKDAY) % 7)
    while working_days.next(thursday) > day or (monthly and thursday.day > 7):
        thursday -= timedelta(days=7)
    return working_days.next(thursday)


def nth_call(count: int, after: date, working_days: WorkingDays, *, monthly: bool = False) -> date:
    """The `count`th day of the call that comes after a day."""
    found: list[date] = []
    thursday = after - timedelta(days=(after.weekday() - CHECK_IN_WEEKDAY) % 7)
    while len(found) < count:
        call = working_days.next(thursday)
        if call > after and call not in found and not (monthly and thursday.day > 7):
            found.append(call)
        thursday += timedelta(days=7)
    return found[-1]
