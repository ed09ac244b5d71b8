"""Days on which something is said, counted in working days from a base day: 7, 3, 1 and 0 before, +1 and +3, then weekly."""

from dataclasses import dataclass
from datetime import date, timedelta

from rules.workdays import WorkingDays


@dataclass(frozen=True)
class Steps:
    """`at`: working days from the base, ascending, negative before it; `every`: and again each so many working days."""

    at: tuple[int, ...]
    every: int | None = None

    def last(self, base: date, day: date, working_days: WorkingDays) -> date | None:
        """The latest step up to and including `day`."""
        base = worked(base, working_days)
        passed = self._latest(working_days.between(base, day))
        return None if passed is None else working_days.add(base, passed)

    def _latest(self, count: int) -> int | None:
        if self.every and count > self.at[-1]:
            return count - (count - self.at[-1]) % self.every
        return max((step for step in self.at if step <= count), default=None)


def worked(day: date, working_days: WorkingDays) -> date:
    """The last working day up to and including `day`: a deadline on a Sunday is met, or missed, from Friday's end on."""
    while not working_days.is_working(day):
        day -= timedelta(days=1)
    return day


def days_ago(count: int, today: date, working_days: WorkingDays) -> date:
    """The first day that is less than `count` working days ago: `between(d, today) >= count` exactly for `d` before it."""
    return working_days.add(today + timedelta(days=1), -count)
