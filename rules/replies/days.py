"""Days in figures: past, to come, or not to be told."""

import datetime as dt
from collections.abc import Sequence

# "25/12" said in January was last year's; "30/1" said in November may be either.
_REMEMBERED = dt.timedelta(days=31)
_SEASON = dt.timedelta(days=92)


def when(day: dt.date, digits: Sequence[str], today: dt.date) -> str:
    """Past (`t`), to come (`U`), or either (`P`): "xong 30/1" said in November has no year to tell."""
    if day > today:
        return "U"
    return "P" if len(digits) < 3 and today - day > _SEASON else "t"


def resolve(digits: Sequence[str], today: dt.date) -> dt.date | None:
    """The day that `15/12` or `15/12/2026` is; without a year the one of this year, or of last year where that is only
    weeks ago."""
    if len(digits) > 3 or not all(part.isdigit() and len(part) <= 4 for part in digits):
        return None
    day, month, year = *map(int, digits), *(today.month, today.year)[len(digits) - 1 :]
    if len(digits) == 3:
        return _safe(year + 2000 if year < 100 else year, month, day)
    before = _safe(year - 1, month, day)
    return before if before is not None and today - before <= _REMEMBERED else _safe(year, month, day)


def _safe(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
