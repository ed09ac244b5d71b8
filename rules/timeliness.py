"""Timeliness, apart from quality: early or late against the original and against the current deadline (S0-10, S2-09)."""

from dataclasses import dataclass
from datetime import date

from rules.workdays import WorkingDays


@dataclass(frozen=True)
class Timeliness:
    """Working days past each deadline: below 0 early, 0 on the day, above 0 late; None where there is no such deadline."""

    original: int | None
    current: int | None

    @property
    def late(self) -> bool:
        """Late is measured by the deadline that was in force; the original one is shown beside it."""
        return self.current is not None and self.current > 0

    @property
    def early(self) -> bool:
        """Early is judged against the original deadline (GC-17)."""
        return self.original is not None and self.original < 0


def timeliness(original: date | None, current: date | None, ended: date, working_days: WorkingDays) -> Timeliness:
    """`ended`: the day of the claim that stood, otherwise of the closing."""
    return Timeliness(_past(original or current, ended, working_days), _past(current, ended, working_days))


def _past(due: date | None, ended: date, working_days: WorkingDays) -> int | None:
    if due is None or due == ended:
        return None if due is None else 0
    # a weekend between them is no lateness, but the day before a deadline is early even where it is no working day
    if ended > due:
        return working_days.between(due, ended)
    return -max(1, working_days.between(ended, due))
