"""Buckets of attainment: each report states its own boundaries, and what is in no bucket is published (S0-07, S2-01)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rules.attainment.share import Share


class Bucket(StrEnum):
    EXCEEDED = "exceeded"  # vượt
    MET = "met"  # đạt
    MET_OR_EXCEEDED = "met_or_exceeded"  # đạt và vượt
    OVER70 = "over70"  # trên 70%
    FROM70 = "from70"  # từ 70% trở lên
    FROM50TO70 = "from50to70"  # 50–70%
    UNDER50 = "under50"  # dưới 50%


@dataclass(frozen=True)
class Band:
    """A bucket and where it begins, in per cent of plan; `itself`: whether the boundary belongs to it."""

    bucket: Bucket
    above: int
    itself: bool

    def holds(self, share: Share) -> bool:
        boundary = Share.of(self.above, 100)
        return share > boundary or (self.itself and share == boundary)


@dataclass(frozen=True)
class Scheme:
    """Bands from the best down; the first that holds a share is its bucket. A share below all is in none."""

    name: str
    bands: tuple[Band, ...]

    @property
    def buckets(self) -> tuple[Bucket, ...]:
        return tuple(band.bucket for band in self.bands)


# "7 vượt, 4 đạt, 8 trên 70%, 3 từ 50–70%, 3 dưới 50%": exactly 70 % is not above 70 %.
S0 = Scheme(
    "S0",
    (
        Band(Bucket.EXCEEDED, 100, itself=False),
        Band(Bucket.MET, 100, itself=True),
        Band(Bucket.OVER70, 70, itself=False),
        Band(Bucket.FROM50TO70, 50, itself=True),
        Band(Bucket.UNDER50, 0, itself=True),
    ),
)

# "8 đạt và vượt, 16 từ 70% trở lên, 2 từ 50–70%": exactly 70 % is "từ 70%"; below 50 % the report names no bucket.
S2 = Scheme(
    "S2",
    (
        Band(Bucket.MET_OR_EXCEEDED, 100, itself=True),
        Band(Bucket.FROM70, 70, itself=True),
        Band(Bucket.FROM50TO70, 50, itself=True),
    ),
)


def bucket_of(share: Share | None, scheme: Scheme) -> Bucket | None:
    """The bucket of a share; None where there is no share yet or the scheme has no bucket for it."""
    if share is None:
        return None
    return next((band.bucket for band in scheme.bands if band.holds(share)), None)


@dataclass(frozen=True)
class Tally:
    """So many in each bucket out of a total that is counted apart, so that a gap shows instead of being divided away."""

    counts: Mapping[Bucket, int]
    total: int

    def __post_init__(self) -> None:
        if self.classified > self.total or min(self.counts.values(), default=0) < 0:
            raise ValueError(f"{self.classified} in buckets out of a total of {self.total}")

    @property
    def classified(self) -> int:
        return sum(self.counts.values())

    @property
    def residual(self) -> int:
        """How many of the total are in no bucket ("3 chỉ tiêu chưa phân loại")."""
        return self.total - self.classified

    def share(self, bucket: Bucket) -> Share | None:
        """The bucket's share of the *total*, never of the classified ones."""
        return Share.of(self.counts.get(bucket, 0), self.total) if self.total else None


def tally(shares: Iterable[Share | None], scheme: Scheme) -> Tally:
    """Count shares of plan into the scheme's buckets; a target without a share is in the residual."""
    counts = dict.fromkeys(scheme.buckets, 0)
    total = 0
    for share in shares:
        total += 1
        bucket = bucket_of(share, scheme)
        if bucket is not None:
            counts[bucket] += 1
    return Tally(counts, total)
