"""What a deadline said in words turns out to be (domain/deadlines.md)."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["date", "ongoing", "recurring", "ambiguous", "refused"]
Every = Literal["week", "month", "quarter", "year"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """One reading that is sure, or the two that were possible, or the reason why there is none.

    - `date`: `date`, and `time` if one was said (wall clock); the day itself is still in time.
    - `ongoing`: nothing more.
    - `recurring`: `every`; `day` where one was said, otherwise the period's last day is meant. Weekly, `day` is 1 (Monday) to 7;
      else the day of the period's last month (of December, for a year), its last day in a month that is shorter. `time` if
      one was said.
    - `ambiguous`: `readings`, two dates, the likelier one first; `time` if one was said.
    - `refused`: `reason`, a message id, with its `args`.
    """

    kind: Kind
    date: dt.date | None = None
    time: dt.time | None = None
    every: Every | None = None
    day: int | None = None
    readings: tuple[dt.date, ...] = ()
    reason: str | None = None
    args: dict[str, str] = field(default_factory=dict, hash=False)
