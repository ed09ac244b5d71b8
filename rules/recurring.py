"""Recurring deadlines: one item per period, due on its day or on the period's last (domain/states.md)."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Period:
    """A week, month, quarter or year: its first day, and the day something is due in it."""

    start: date
    due: date


def period_of(every: str, day: int | None, today: date) -> Period:
    """The period `today` lies in; `day` as `rules.deadlines` gives it: 1 (Monday) to 7 of a week, else the day of the
    period's last month, its last day in a month that is shorter."""
    if every == "week":
        monday = today - timedelta(days=today.weekday())
        return Period(monday, monday + timedelta(days=(day or 7) - 1))
    months = _MONTHS[every]
    start = date(today.year, (today.month - 1) // months * months + 1, 1)
    last = start.month + months - 1
    length = calendar.monthrange(today.year, last)[1]
    return Period(start, date(today.year, last, min(day or length, length)))


def next_due(every: str, day: int | None, word: date, today: date) -> date:
    """What is due next: this period's day, or the coming period's once a word was given in this one or its day is past."""
    period = period_of(every, day, today)
    if word < period.start and today <= period.due:
        return period.due
    return period_of(every, day, _after(every, period)).due


def _after(every: str, period: Period) -> date:
    return period.start + timedelta(days=7) if every == "week" else _plus_months(period.start, _MONTHS[every])


def _plus_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)
