"""Periods that are judged, by their names: a year "2026", a quarter "2026-Q4" (S4-07: four rounds a year and ad hoc)."""

import re
from datetime import date, timedelta

from rules.errors import UserError

_PERIOD = re.compile(r"(20\d\d)(?:-Q([1-4]))?")


def span_of(period: str) -> tuple[date, date]:
    """First and last day. Raises `UserError` for what is no period."""
    found = _PERIOD.fullmatch(period)
    if found is None:
        raise UserError("“{period}” is no period; for example 2026 or 2026-Q4.", period=period)
    year, quarter = int(found[1]), found[2]
    if quarter is None:
        return date(year, 1, 1), date(year, 12, 31)
    first = date(year, 3 * int(quarter) - 2, 1)
    after = date(year + 1, 1, 1) if quarter == "4" else date(year, 3 * int(quarter) + 1, 1)
    return first, after - timedelta(days=1)


def year_of(period: str) -> int:
    return span_of(period)[0].year


def quarter_of(day: date) -> str:
    """ "2026-Q4"."""
    return f"{day.year}-Q{(day.month + 2) // 3}"
