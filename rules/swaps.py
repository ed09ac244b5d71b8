"""An official list of days off and of the days worked for them, as a ministry's notice or an office's table gives it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rules.errors import UserError
from rules.folding import fold
from rules.headings import Vocabulary
from rules.organisation.workbook import Problem, Row, Sheet, problem, rows_of

DAYS = Vocabulary(
    {
        "day": ("ngay nghi", "ngay duoc nghi", "ngay", "thoi gian nghi", "day off", "off", "date", "day"),
        "worked": ("ngay lam bu", "lam bu", "ngay di lam bu", "worked"),
        "kind": ("loai", "hinh thuc", "nghi hay lam bu", "kind"),
        "note": ("ghi chu", "dip nghi", "dip", "ten ngay nghi", "noi dung", "ly do", "note"),
    }
)
LONGEST = 31  # days of one stretch; more is a slip of the pen
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_SATURDAY = 5


@dataclass(frozen=True)
class Swap:
    """A day off, or one that is worked; `alone`: named by itself and not as part of a stretch."""

    day: date
    worked: bool
    note: str
    row: Row
    alone: bool


def read_swaps(sheets: Sequence[Sheet]) -> tuple[list[Swap], list[Problem]]:
    """The days of a list, in its order, and what can't be read; raises `UserError` when there is no such list.

    Day first, then month, always with the year. A stretch (`14/2/2026 - 22/2/2026`) is each of its weekdays.
    """
    rows = [row for sheet in sheets for row in rows_of(sheet, DAYS, {"day"})]
    if not rows:
        raise UserError("The file has no column “Ngày nghỉ” (and, for days worked in exchange, “Làm bù”).")
    swaps: list[Swap] = []
    problems: list[Problem] = []
    for row in rows:
        for meaning in ("day", "worked"):
            if row[meaning]:
                found = _days(row[meaning])
                worked = meaning == "worked" or fold(row["kind"]).startswith(("lam bu", "di lam", "worked"))
                swaps += [Swap(day, worked, row["note"], row, len(found) == 1) for day in found]
                problems += [] if found else [problem(row, meaning, "no_day", row[meaning])]
    return swaps, problems


def _days(text: str) -> list[date]:
    found = [_date(match) for match in _DAY.finditer(text)]
    if None in found or len(found) not in (1, 2):
        return []
    first, last = found[0], found[-1]
    if first is None or last is None or not 0 <= (last - first).days < LONGEST:
        return []
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return days if len(days) == 1 else [day for day in days if day.weekday() < _SATURDAY]


def _date(match: re.Match[str]) -> date | None:
    parts = [int(part) for part in match.groups() if part is not None]
    year, month, day = parts if match[1] else reversed(parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None
