"""Arithmetic of targets, exact (S0-05 … S0-12, S1-12 … S1-16). A value, a share of plan and a difference in points are
three types: a value may itself be a percentage ("39%"), and is then never mixed with its share of plan ("97,5%")."""

from rules.attainment.buckets import S0, S2, Band, Bucket, Scheme, Tally, bucket_of, tally
from rules.attainment.origin import Origins, Source, origins
from rules.attainment.series import Basis, Certainty, Count, Figure, Points, base_of, deltas, mean, per_head, rate
from rules.attainment.share import (
    Counter,
    Direction,
    PlanTarget,
    RangeTarget,
    Share,
    Target,
    Value,
    attain,
    share_of,
)

__all__ = [
    "S0",
    "S2",
    "Band",
    "Basis",
    "Bucket",
    "Certainty",
    "Count",
    "Counter",
    "Direction",
    "Figure",
    "Origins",
    "PlanTarget",
    "Points",
    "RangeTarget",
    "Scheme",
    "Share",
    "Source",
    "Tally",
    "Target",
    "Value",
    "attain",
    "base_of",
    "bucket_of",
    "deltas",
    "mean",
    "origins",
    "per_head",
    "rate",
    "share_of",
    "tally",
]
