"""How much of its plan a value is."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Direction(StrEnum):
    """Whether more is better ("đạt 40%") or less ("không quá 14,5%")."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class Value:
    """What was reached, in the target's own unit; 39 of unit "%" is 39 %, not 39 % of the plan."""

    amount: Decimal
    unit: str | None = None


@dataclass(frozen=True, order=True)
class Share:
    """A share of plan (or of a total), exact: 130 of 144 stays 130/144 until it is shown."""

    ratio: Fraction

    @classmethod
    def of(cls, part: Decimal | int, whole: Decimal | int) -> "Share":
        """`part` of `whole`, which is not 0."""
        return cls(Fraction(part) / Fraction(whole))

    @property
    def percent(self) -> Decimal:
        """In per cent, to one decimal, halves up – what is shown: 97.5, 90.3."""
        return self.rounded(1)

    def rounded(self, places: int) -> Decimal:
        return to_decimal(self.ratio * 100, places)


def to_decimal(exact: Fraction, places: int) -> Decimal:
    """The nearest decimal with so many places, halves away from zero. Never through a float."""
    scaled = exact * 10**places
    doubled = abs(scaled) * 2
    # floor(x + 1/2) in whole numbers; Decimal division would already have rounded once.
    nearest = (doubled.numerator + doubled.denominator) // (2 * doubled.denominator)
    return Decimal(-nearest if scaled < 0 else nearest).scaleb(-places)


@dataclass(frozen=True)
class PlanTarget:
    """One figure to reach (a floor), or not to pass (a ceiling, `Direction.DOWN`)."""

    plan: Decimal
    unit: str | None = None
    direction: Direction = Direction.UP


@dataclass(frozen=True)
class RangeTarget:
    """A range to land in: met from its nearer bound on, exceeded beyond the farther one (S1-16)."""

    low: Decimal
    high: Decimal
    unit: str | None = None
    direction: Direction = Direction.UP

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"a range from {self.low} to {self.high} is empty")


Target = PlanTarget | RangeTarget


@dataclass(frozen=True)
class Counter:
    """So many done of so many, summed over the years of a span; a total that is not known gives no share (S0-17)."""

    done: Decimal
    total: Decimal | None = None

    def __add__(self, other: "Counter") -> "Counter":
        """One more year of the same span: what is done adds up, the total does not."""
        if self.total != other.total:
            raise ValueError("counters of different totals do not add up")
        return Counter(self.done + other.done, self.total)

    @property
    def share(self) -> Share | None:
        return Share.of(self.done, self.total) if self.total else None


def share_of(value: Decimal, plan: Decimal, direction: Direction | str = Direction.UP) -> Share | None:
    """The share of plan: actual / plan (S0-05); under a ceiling plan / actual, so that 100 % is "met" and more is better
    on both sides. None where there is nothing to divide by."""
    part, whole = (value, plan) if direction == Direction.UP else (plan, value)
    return Share.of(part, whole) if whole else None


def attain(target: Target, value: Value) -> Share | None:
    """The share of plan of a value in the target's unit; ValueError if the units differ."""
    if value.unit != target.unit:
        raise ValueError(f"a value in {value.unit} against a target in {target.unit}")
    if isinstance(target, PlanTarget):
        return share_of(value.amount, target.plan, target.direction)
    return _share_of_range(target, value.amount)


def _share_of_range(target: RangeTarget, amount: Decimal) -> Share | None:
    if target.low <= amount <= target.high:
        return Share(Fraction(1))
    # Below the range its lower bound is what is missing, above it the upper one is what was passed.
    bound = target.low if amount < target.low else target.high
    return share_of(amount, bound, target.direction)
