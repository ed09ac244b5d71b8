"""What a rating is made of."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Rating(StrEnum):
    """Xuất sắc, tốt, hoàn thành, không hoàn thành."""

    EXCELLENT = "excellent"
    GOOD = "good"
    COMPLETED = "completed"
    FAILED = "failed"

    @property
    def rank(self) -> int:
        """0 for the best."""
        return list(Rating).index(self)

    def better_than(self, other: "Rating") -> bool:
        return self.rank < other.rank


class Source(StrEnum):
    """Where the points come from: computed from the products (NĐ 335), or the council's mean (S4-09)."""

    PRODUCTS = "products"
    COUNCIL = "council"


@dataclass(frozen=True)
class LevelRule:
    """What one level asks. Shares are of the products assigned for the period; None: not asked."""

    rating: Rating
    at_least: int
    done: Fraction | None = None
    on_time: Fraction | None = None  # done on time *and* with quality
    exceeded: Fraction | None = None
    late: Fraction | None = None  # at most
    no_discipline: bool = False


@dataclass(frozen=True)
class RuleSet:
    """The rules of some years. `levels` from the best down; `quota`: excellent ones per good one in a group of similar
    duties; `deduction`: of a product's quality or progress points, for each failure or delay. `illustrative`: the sources
    give the mechanism and not these numbers."""

    key: str
    first: int
    last: int | None
    source: Source
    levels: tuple[LevelRule, ...]
    deduction: Fraction = Fraction(0)
    quota: Fraction | None = None
    common: int = 0
    illustrative: bool = False


@dataclass(frozen=True)
class Product:
    """One product assigned for the period. `share` of plan as verified (None: nothing is counted); failures and delays
    without those whose objective cause was confirmed."""

    code: str
    done: bool
    share: Fraction | None = None
    excellent: bool = False
    failures: int = 0
    delays: int = 0

    @property
    def exceeded(self) -> bool:
        return self.done and (self.excellent or (self.share is not None and self.share > 1))

    @property
    def on_time(self) -> bool:
        return self.done and not self.delays and not self.failures

    @property
    def late(self) -> bool:
        return self.delays > 0


@dataclass(frozen=True)
class Facts:
    """What is known of one unit or leader for a period: the products, the common points (0 to what the rules give), the
    council's mean (0–100), and how many members or attached units were disciplined."""

    products: tuple[Product, ...]
    common: Decimal | None = None
    council: Fraction | None = None
    disciplined: int = 0

    def part(self, what: str) -> Fraction:
        """The share of products that are `done`, `on_time`, `exceeded` or `late`; 0 where there are none."""
        found = sum(1 for product in self.products if getattr(product, what))
        return Fraction(found, len(self.products)) if self.products else Fraction(0)


@dataclass(frozen=True)
class Reason:
    """One sentence with its numbers: a message id and what fills it (a nested `Rating` is said as its word)."""

    message_id: str
    args: dict[str, object]


@dataclass(frozen=True)
class Proposal:
    """What the rules come to: exact points, the level, and why it is not higher."""

    points: Fraction
    rating: Rating
    reasons: tuple[Reason, ...] = ()
