"""Working days: Monday to Friday, without the days off, with the Saturdays and Sundays worked in exchange.

Every count of lateness, grace and silence is in working days (domain/states.md), so these run thousands of times a tick:
`between` costs two searches however far apart the days are; `add` steps day by day, `n` being small.
"""

from bisect import bisect_right
from collections.abc import Iterable, Set
from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)
_SATURDAY = 5
# 1 January of the year 1, whose ordinal is 1, was a Monday.
_WEEK = 7
_WORKED_IN_WEEK = 5


class WorkingDays:
    """A calendar that never changes. `off`: weekdays nobody works (days on a weekend may be in it too); `worked`: days
    that are worked although they are weekend, or although they are in `off` – an order to work is the later one."""

    def __init__(self, off: Set[date] = frozenset(), worked: Set[date] = frozenset()) -> None:
        self.off = frozenset(off)
        self.worked = frozenset(worked)
        # Only what differs from the plain five-day week enters the sums.
        self._lost = sorted(day.toordinal() for day in self.off - self.worked if day.weekday() < _SATURDAY)
        self._gained = sorted(day.toordinal() for day in self.worked if day.weekday() >= _SATURDAY)

    def is_working(self, day: date) -> bool:
        """Whether `day` is worked."""
        return day in self.worked or (day.weekday() < _SATURDAY and day not in self.off)

    def next(self, day: date) -> date:
        """`day` itself if it is worked, otherwise the first working day after it."""
        while not self.is_working(day):
            day += _DAY
        return day

    def add(self, day: date, n: int) -> date:
        """The `n`-th working day after `day` (before it, for a negative `n`), whether `day` itself is worked or not;
        `n == 0` is `next(day)`."""
        if n == 0:
            return self.next(day)
        step, left = (_DAY, n) if n > 0 else (-_DAY, -n)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is before `start`, so that
        `between(a, b) == -between(b, a)` and `between(a, add(a, n)) == n` for a positive `n`."""
        return self._count(end.toordinal()) - self._count(start.toordinal())

    def _count(self, ordinal: int) -> int:
        """Working days from the year 1 up to and including the day with this ordinal."""
        weeks, rest = divmod(ordinal, _WEEK)
        plain = weeks * _WORKED_IN_WEEK + min(rest, _WORKED_IN_WEEK)
        return plain - bisect_right(self._lost, ordinal) + bisect_right(self._gained, ordinal)


def vietnam_days(years: Iterable[int]) -> tuple[tuple[date, bool, str], ...]:
    """What the library knows of Vietnam's days off and of the Saturdays worked in exchange in these years, as (day,
    worked, note in Vietnamese), sorted. A seed only: the swap days of a year are decreed months before it and reach the
    library later, if at all; the clerk's list overrules it."""
    return _seed(tuple(sorted(set(years))))


def vietnam(years: Iterable[int]) -> WorkingDays:
    """The seed as a calendar; see `vietnam_days`."""
    return _calendar(tuple(sorted(set(years))))


@lru_cache(maxsize=32)
def _calendar(years: tuple[int, ...]) -> WorkingDays:
    days = _seed(years)
    return WorkingDays(
        off=frozenset(day for day, worked, _ in days if not worked),
        worked=frozenset(day for day, worked, _ in days if worked),
    )


@lru_cache(maxsize=32)
def _seed(years: tuple[int, ...]) -> tuple[tuple[date, bool, str], ...]:
    # Imported late: it costs 0.2 s, and a process that has its calendar in the database never needs it.
    from holidays import country_holidays

    kept = country_holidays("VN", years=years, language="vi")
    off = [(day, False, note) for day, note in kept.items()]
    # The library keeps every exchange it ever met here, whatever the years asked for.
    worked = [(day, True, "Làm bù") for day in kept.weekend_workdays if day.year in years]
    return tuple(sorted(off + worked))
