"""A council's points for one task, aggregated: the mean of those who scored, while two thirds of the entitled did (S4-09)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

QUORUM = Fraction(2, 3)
LOWEST, HIGHEST = Decimal(0), Decimal(100)
WIDE = Decimal(20)  # points between the lowest and the highest that the chair is told of
LEAST = 3  # members that a council has


@dataclass(frozen=True)
class Scores:
    """What a task was given; `mean` is exact."""

    mean: Fraction
    low: Decimal
    high: Decimal
    count: int
    entitled: int

    @property
    def spread(self) -> Decimal:
        return self.high - self.low

    @property
    def wide(self) -> bool:
        return self.spread >= WIDE


def valid(points: Decimal) -> bool:
    """0 to 100, at most two decimals."""
    exponent = points.as_tuple().exponent
    return points.is_finite() and LOWEST <= points <= HIGHEST and isinstance(exponent, int) and exponent >= -2


def aggregate(points: Sequence[Decimal], entitled: int) -> Scores | None:
    """None below the quorum: a few can't speak for the council. Whoever is absent counts neither way."""
    if not points or Fraction(len(points), entitled) < QUORUM:
        return None
    mean = sum((Fraction(each) for each in points), Fraction(0)) / len(points)
    return Scores(mean, min(points), max(points), len(points), entitled)
