"""Several people in one post, or one person in several posts, within a period: a score is shared by days in post."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True)
class Stay:
    """From when to when (inclusive) somebody held a post; `until` None: still."""

    key: int
    since: date
    until: date | None = None


def days_of(stay: Stay, first: date, last: date) -> int:
    """Calendar days of a stay within a period; 0 when it lies outside."""
    since, until = max(stay.since, first), min(stay.until or last, last)
    return max(0, (until - since).days + 1)


def share_by_days(stays: Sequence[Stay], first: date, last: date) -> dict[int, Fraction]:
    """Each one's part of a post's score, by days in post; the parts of all are 1. Empty when nobody held it."""
    days: dict[int, int] = {}
    for stay in stays:
        days[stay.key] = days.get(stay.key, 0) + days_of(stay, first, last)
    total = sum(days.values())
    return {key: Fraction(count, total) for key, count in days.items() if count} if total else {}


def weighted(scores: Sequence[tuple[Fraction, int]]) -> Fraction | None:
    """One person's points over several posts: the mean by days in each; None without a day."""
    days = sum(count for _, count in scores)
    return sum((points * count for points, count in scores), Fraction(0)) / days if days else None
