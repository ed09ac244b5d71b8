"""Figures over years and over people: points, means, rates, heads."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from rules.attainment.share import Share, to_decimal


class Certainty(StrEnum):
    """Whether a figure was reached, is an estimate for a year not over ("ước"), or a forecast ("dự báo", S0-09)."""

    ACTUAL = "actual"
    ESTIMATE = "estimate"
    FORECAST = "forecast"


@dataclass(frozen=True)
class Points:
    """A difference of two percentages: +5.11 points are not +5.11 % (S0-11)."""

    amount: Decimal


@dataclass(frozen=True)
class Figure:
    """A value of one year."""

    year: int
    amount: Decimal
    certainty: Certainty = Certainty.ACTUAL


def deltas(series: Sequence[Figure]) -> list[Points]:
    """From each figure to the next, in points (S1-15)."""
    return [Points(later.amount - earlier.amount) for earlier, later in pairwise(series)]


def base_of(figure: Figure, change: Points, year: int) -> Figure:
    """The figure of the base year that `change` is counted against."""
    return Figure(year, figure.amount - change.amount)


def mean(figures: Sequence[Figure], places: int) -> Decimal:
    """The plain mean over the years (S0-12), to so many decimals. ValueError where an estimate or a forecast would pass
    for a result, or there is nothing to average."""
    if not figures or any(figure.certainty is not Certainty.ACTUAL for figure in figures):
        raise ValueError("a mean of results needs results")
    return to_decimal(sum((Fraction(figure.amount) for figure in figures), Fraction(0)) / len(figures), places)


class Basis(StrEnum):
    """What was counted. A rate divides by what was judged in the same period, never by what was assigned (S1-12)."""

    ASSIGNED = "assigned"
    JUDGED = "judged"
    FORECAST = "forecast"
    COMPLETED = "completed"
    EXCEEDED = "exceeded"
    EXCELLENT = "excellent"


_DENOMINATORS = {
    Basis.EXCELLENT: Basis.JUDGED,
    Basis.EXCEEDED: Basis.COMPLETED,
    Basis.COMPLETED: Basis.ASSIGNED,
    Basis.FORECAST: Basis.ASSIGNED,
}


@dataclass(frozen=True)
class Count:
    """So many tasks or targets of one kind in one period ("2021")."""

    number: int
    basis: Basis
    period: str


def rate(part: Count, whole: Count) -> Share:
    """`part` of `whole`. ValueError where the two are of different periods, `whole` is no denominator for it, or the
    part is larger: 81 of 266 is no rate of 2021, because 266 were assigned and 244 judged."""
    if part.period != whole.period or _DENOMINATORS.get(part.basis) is not whole.basis:
        raise ValueError(f"{part.basis} of {part.period} is no share of {whole.basis} of {whole.period}")
    if not 0 <= part.number <= whole.number or whole.number == 0:
        raise ValueError(f"{part.number} of {whole.number}")
    return Share.of(part.number, whole.number)


def per_head(tasks: int, people: int) -> Decimal:
    """Tasks per person, to two decimals; ValueError without people."""
    if people <= 0:
        raise ValueError("no people to share tasks among")
    return to_decimal(Fraction(tasks, people), 2)
