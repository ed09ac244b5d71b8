"""Periods that are planned and judged: a year, half a term, a term, a span of years. Counts are always per period (S1-02)."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class PeriodKind(StrEnum):
    YEAR = "year"
    HALF_TERM = "half_term"
    TERM = "term"
    SPAN = "span"


@dataclass(frozen=True)
class Stretch:
    """A period by its days, both of which belong to it."""

    kind: PeriodKind
    name: str
    starts_on: date
    ends_on: date


def year(number: int) -> Stretch:
    """2023 → 1/1–31/12/2023."""
    return Stretch(PeriodKind.YEAR, str(number), date(number, 1, 1), date(number, 12, 31))


def years(first: int, last: int, kind: PeriodKind = PeriodKind.SPAN) -> Stretch:
    """2021, 2025 → the span 2021–2025; `kind` for a term or half of one."""
    return Stretch(kind, f"{first}–{last}", date(first, 1, 1), date(last, 12, 31))


@dataclass(frozen=True)
class Count:
    """Tasks of a period and the people they were given to; a rate is always of one period (266 never is 2021's base)."""

    tasks: int
    people: int

    @property
    def each(self) -> Decimal | None:
        """Tasks per person, to two places (GC-09); none without people."""
        return (Decimal(self.tasks) / self.people).quantize(Decimal("0.01"), ROUND_HALF_UP) if self.people else None
