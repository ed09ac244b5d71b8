"""Why something is said of a task on a morning, and on which days: the table of domain/cadence.md as data."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.court import Seat
from rules.steps import Steps
from rules.workdays import WorkingDays


class Why(StrEnum):
    """Why something is mentioned. First what is asked of a holder, then (from `CALL_OVERDUE` on) what others are told."""

    URGED = "urged"
    OVERDUE = "overdue"
    INSTRUCTED = "instructed"
    DUE = "due"
    MILESTONE = "milestone"
    ANSWERED = "answered"
    PRODUCT = "product"
    UNACCEPTED = "unaccepted"
    CHECK_IN = "check_in"
    SECOND_CALL = "second_call"
    REGISTERED = "registered"
    OBJECTION = "objection"
    EXTENSION = "extension"
    CLAIM = "claim"
    CASE = "case"
    SUSPENDED = "suspended"
    CALL_OVERDUE = "call_overdue"
    CALL_UNACCEPTED = "call_unaccepted"
    CALL_SILENT = "call_silent"
    CALL_UNANSWERED = "call_unanswered"
    CALL_INSTRUCTED = "call_instructed"
    MEETING = "meeting"
    SUPERVISED = "supervised"
    UNHEEDED = "unheeded"
    IDLE = "idle"
    PROMISE = "promise"
    SUPERIOR = "superior"
    BALLOT = "ballot"  # a council member's own


OF_CASES = frozenset({Why.CASE, Why.ANSWERED, Why.PROMISE, Why.SUPERIOR})  # about a support case, not about its task
OF_INSTRUCTIONS = frozenset({Why.INSTRUCTED, Why.CALL_INSTRUCTED, Why.UNHEEDED})  # about an instruction

STEPS: dict[Why, Steps] = {
    Why.OVERDUE: Steps((1, 3), every=5),
    Why.INSTRUCTED: Steps((-3, -1, 0, 1, 3), every=5),
    Why.DUE: Steps((-7, -3, -1, 0)),
    Why.MILESTONE: Steps((-1, 0, 1), every=5),
    Why.ANSWERED: Steps((3, 5)),
    Why.PRODUCT: Steps((2,), every=5),
    Why.UNACCEPTED: Steps((1,)),
    Why.REGISTERED: Steps((5,), every=5),
    Why.OBJECTION: Steps((2, 3), every=5),
    Why.EXTENSION: Steps((2, 3), every=5),
    Why.CLAIM: Steps((5, 6), every=5),
    Why.CASE: Steps((0, 1), every=5),
    Why.SUSPENDED: Steps((10,), every=10),
    Why.CALL_OVERDUE: Steps((2,), every=5),
    Why.CALL_UNACCEPTED: Steps((3,), every=5),
    Why.CALL_SILENT: Steps((10,), every=5),
    Why.CALL_UNANSWERED: Steps((2,), every=5),
    Why.CALL_INSTRUCTED: Steps((2,), every=5),
    Why.MEETING: Steps((7,), every=5),
    Why.SUPERVISED: Steps((3,), every=5),
    Why.UNHEEDED: Steps((3,), every=5),
    Why.IDLE: Steps((0,), every=5),
    Why.PROMISE: Steps((1,), every=5),
    Why.SUPERIOR: Steps((3,), every=5),
    Why.BALLOT: Steps((-3, -1, 0)),
}


@dataclass(frozen=True)
class Mention:
    """Something to be said to a seat: of a task (`item` is the case or the request meant, or the task), and why.

    `days` is what the reason counts, in working days: late, left, waiting or silent. A `nag` goes to the item's holder.
    """

    task: int
    why: Why
    seat: Seat
    days: int
    item: int
    nag: bool = True


@dataclass(frozen=True)
class Look:
    """A morning: the day, and the last day whose reasons the others (not the leader, see `TaskFacts.told`) were told."""

    day: date
    working_days: WorkingDays
    since: date = date.min

    def days(self, base: date) -> int:
        return self.working_days.between(base, self.day)

    def due(self, why: Why, base: date, since: date) -> bool:
        """Has a day of this reason come after `since`?"""
        step = STEPS[why].last(base, self.day, self.working_days)
        return step is not None and step > since
