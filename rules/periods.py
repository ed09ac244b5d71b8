"""Periods that are planned and judged: a year, half a term, a term, a span of years. Counts are always per period (S1-02)."""

from enum import StrEnum


class PeriodKind(StrEnum):
    YEAR = "year"
    HALF_TERM = "half_term"
    TERM = "term"
    SPAN = "span"
