"""What an answer to the morning bundle can mean (domain/replies.md)."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rules.attainment import Certainty, Direction


@dataclass(frozen=True)
class Item:
    """A line the person was shown. `number` is their own stable number for the task, `unit`, `plan` and `last` (the value
    reported last) are None for a task without a number; the words of `title` are known to say nothing new."""

    number: int
    code: str
    unit: str | None = None
    plan: Decimal | None = None
    last: Decimal | None = None
    direction: Direction = Direction.UP
    title: str = ""


@dataclass(frozen=True)
class Done:
    """Claimed as finished."""


@dataclass(frozen=True)
class Value:
    """The value reached so far, in the item's own unit; `certainty`: an estimate and a forecast are no results
    (rules/estimates.py)."""

    amount: Decimal
    unit: str | None
    certainty: Certainty = Certainty.ACTUAL


@dataclass(frozen=True)
class Increase:
    """So much more than the last value, in the item's own unit."""

    amount: Decimal
    unit: str | None


@dataclass(frozen=True)
class Share:
    """So many per cent of the plan: only ever a proposal, since it is confirmed before it counts (rule 3)."""

    percent: Decimal


@dataclass(frozen=True)
class Stuck:
    """An obstacle or a request; `text` is empty where no more was said than that."""

    text: str


@dataclass(frozen=True)
class Extend:
    """More time asked for; `reason` is empty where none was given."""

    deadline: date
    reason: str


@dataclass(frozen=True)
class NoChange:
    """Nothing to report, or nearly done, which is not done. What was said beside it is carried along and is no part of
    what is meant: two of them are equal whatever their notes."""

    note: str | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Acknowledged:
    """Read and understood; writes no number and buys no silence."""


@dataclass(frozen=True)
class Note:
    """A remark that is none of the others."""

    text: str


Action = Done | Value | Increase | Share | Stuck | Extend | NoChange | Acknowledged | Note


class Why(StrEnum):
    """Why a piece is handed back instead of being written."""

    NOT_UNDERSTOOD = "not_understood"
    WHICH_ITEM = "which_item"  # said of one of several, without its number
    UNKNOWN_ITEM = "unknown_item"  # a number or code that was not shown
    QUESTION = "question"  # the board is offered it
    SHARE = "share"  # per cent of plan, or a value?
    WORSE = "worse"  # than the last value, in the target's direction
    FAR_ABOVE = "far_above"  # the plan
    REMAINING = "remaining"  # what is still to do was said; the proposal is what that makes done
    UNIT = "unit"  # another unit than the target's
    NO_TARGET = "no_target"  # a number for a task that has none
    ESTIMATE = "estimate"  # khoảng, gần, hơn, ước
    FORECAST = "forecast"  # sẽ, phấn đấu, cuối tháng
    PERIOD = "period"  # "tuần này 10 hộ": in all, or more?
    PARTLY = "partly"  # something is finished, but is it the task?
    CONTRADICTION = "contradiction"
    DEADLINE = "deadline"  # the date asked for is missing, unclear or over
    MANY = "many"  # "tất cả xong" on more than three


@dataclass(frozen=True)
class Unclear:
    """A piece that was not written: of which item (None: not known), its words, why, and what to confirm, if anything."""

    item: int | None
    text: str
    why: Why
    proposal: Action | None = None


@dataclass(frozen=True)
class Reading:
    """What was understood, in the order it was said, and what was not."""

    actions: list[tuple[int, Action]] = field(default_factory=list)
    unclear: list[Unclear] = field(default_factory=list)
