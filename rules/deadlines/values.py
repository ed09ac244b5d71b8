"""What the productions of the grammar hand to each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from rules.deadlines.deadline import Every
from rules.workdays import WorkingDays

# `edge` is the beginning, middle or end of a period; `span` several periods.
Unit = Literal["day", "weekday", "week", "month", "quarter", "year", "span", "edge"]


@dataclass(frozen=True, slots=True)
class Context:
    """The day the words were said, and its calendar; `text` is what was said, for reasons."""

    today: date
    working_days: WorkingDays
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both ends in it. As a deadline it means `end`; `fixed` when its year was said."""

    start: date
    end: date
    unit: Unit
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour as said, with the part of the day (`chiều`) where it was."""

    hour: int
    minute: int = 0
    part: str = ""


@dataclass(frozen=True, slots=True)
class HalfDay:
    """A day with the part of it that was said: empty for its end, None where there was none."""

    day: Span
    part: str | None


@dataclass(frozen=True, slots=True)
class Moment:
    """A reading: by the end of `span`, or by `at` on that day."""

    span: Span
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day within a period that comes again: a weekday (1 to 7), or a day of the period's last month, None for its end."""

    every: Every
    day: int | None


@dataclass(frozen=True, slots=True)
class Repeat:
    """A recurring deadline."""

    every: Every
    day: int | None = None
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Ongoing:
    """Something without a due date."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Words that were understood and can't be a deadline. It spreads: whatever contains it is refused too. `what` fills the
    placeholder of the reason, the whole text when empty."""

    reason: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Either:
    """Several readings of the same words, the likelier first. What contains them is read once with each."""

    readings: Sequence[object]


def shown(day: date) -> str:
    """A day as it is written in Vietnam."""
    return f"{day.day}/{day.month}/{day.year}"
