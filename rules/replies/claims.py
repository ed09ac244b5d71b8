"""What one clause says of its item, before it is weighed against the rest of the message."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto

from rules.replies.context import Context
from rules.replies.measuring import Clause
from rules.replies.model import Action, Item, Why


class Kind(Enum):
    DONE = auto()
    SAME = auto()  # no change; `text` is its note
    VALUE = auto()
    VALUE_DONE = auto()  # and done with it
    GAIN = auto()
    SHARE = auto()  # per cent of plan
    LEFT = auto()  # what is still to do
    STUCK = auto()
    EXTEND = auto()
    ACK = auto()
    NOTE = auto()
    UNSURE = auto()  # handed back: `why`, `proposal`


@dataclass(frozen=True)
class Claim:
    """`start`, `end`: the clause's place in the message; `text_start`: where its free text begins, for what may go on after
    a comma; `closed`: every word of it is accounted for."""

    kind: Kind
    start: int
    end: int
    closed: bool = True
    amount: Decimal = Decimal(0)
    text_start: int | None = None
    note: bool = False
    deadline: date | None = None
    reason: str = ""
    said_from: int | None = None  # where the piece begins, its item's number included
    why: Why = Why.NOT_UNDERSTOOD
    proposal: Action | None = None
    shared: bool = False  # said of several lines at once

    @property
    def is_plain(self) -> bool:
        """Every word is accounted for, and there is no note beside it."""
        return self.closed and not self.note

    @property
    def is_unsure(self) -> bool:
        return self.kind is Kind.UNSURE


@dataclass(frozen=True)
class About:
    """What a clause is about: its items, and the numbers a bare number in it could mean instead (none where the item's own
    number stands well apart)."""

    items: Sequence[Item]
    others: Collection[int]
    ctx: Context


def remark(clause: Clause) -> Claim:
    """A remark; as the reason of an extension it begins behind its "vì"."""
    because = clause.codes.startswith("C") and len(clause.lexemes) > 1
    text_start = clause.lexemes[1].start if because else clause.start
    return Claim(Kind.NOTE, clause.start, clause.end, closed=False, text_start=text_start)
