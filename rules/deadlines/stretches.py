"""Days and stretches of days. Nothing here raises: what lies beyond the calendar's ends stops there."""

import calendar
from collections.abc import Callable
from datetime import date

from rules.deadlines.values import Span, Unit

_MONTHS = 12


def real_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is no such."""
    if not (1 <= year <= 9999 and 1 <= month <= _MONTHS and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def plus_days(day: date, n: int) -> date:
    """`n` days later (earlier, when negative)."""
    ordinal = min(max(day.toordinal() + n, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def plus_months(day: date, n: int) -> date:
    """The same day `n` months later, or the last of a shorter month."""
    span = month_span(day.year, day.month + n)
    return min(plus_days(span.start, day.day - 1), span.end)


def month_span(year: int, month: int, months: int = 1, unit: Unit = "month", fixed: bool = False) -> Span:
    """`months` months from a month on; `month` may run over the year's end."""
    start = _first(year * _MONTHS + month - 1)
    end = plus_days(_first(year * _MONTHS + month - 1 + months), -1)
    return Span(start, end, unit, fixed)


def quarter_span(year: int, quarter: int, fixed: bool = False) -> Span:
    """A quarter; `quarter` may run over the year's end."""
    return month_span(year, quarter * 3 - 2, 3, "quarter", fixed)


def year_span(year: int, fixed: bool = True) -> Span:
    """A whole year."""
    return month_span(year, 1, _MONTHS, "year", fixed)


def day_span(day: date, fixed: bool = True, unit: Unit = "day") -> Span:
    """A single day."""
    return Span(day, day, unit, fixed)


def edge(day: date) -> Span:
    """A day that stands for the beginning, the middle or the end of something."""
    return day_span(day, unit="edge")


def upcoming(today: date, of_year: Callable[[int], Span]) -> Span:
    """This year's, if it has not ended, otherwise the next (rule 5)."""
    this = of_year(today.year)
    return this if this.end >= today else of_year(today.year + 1)


def monday(day: date) -> date:
    """Weeks begin on Monday (rule 4)."""
    return plus_days(day, -day.weekday())


def _first(month_index: int) -> date:
    index = min(max(month_index, _MONTHS), 9999 * _MONTHS + _MONTHS - 1)
    return date(index // _MONTHS, index % _MONTHS + 1, 1)
