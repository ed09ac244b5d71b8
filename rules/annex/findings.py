"""What can be wrong with an annex: stable words, which tell a script what was found; people read the sentence of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    MISSING_TASK = "missing_task"
    MISSING_OWNER = "missing_owner"
    MISSING_PRODUCT = "missing_product"
    MISSING_DEADLINE = "missing_deadline"
    UNKNOWN_POST = "unknown_post"
    PAST_DEADLINE = "past_deadline"
    NO_SUCH_DATE = "no_such_date"
    DAY_OFF = "day_off"
    NOT_A_DEADLINE = "not_a_deadline"
    AMBIGUOUS_DEADLINE = "ambiguous_deadline"
    UNREADABLE_NUMBER = "unreadable_number"
    NO_UNIT = "no_unit"
    TOO_LONG = "too_long"
    DUPLICATE = "duplicate"
    NEAR_DUPLICATE = "near_duplicate"
    QUOTA = "quota"
    NOT_DIRECTLY_ABOVE = "not_directly_above"
    OWNER_SUPERVISES = "owner_supervises"
    PERSONAL_NUMBER = "personal_number"
    SECRET = "secret"
    TOTAL = "total"


# A row with one of these is not imported; the others are said, and the row may be.
BLOCKING = frozenset(
    {
        Kind.MISSING_TASK,
        Kind.MISSING_OWNER,
        Kind.MISSING_PRODUCT,
        Kind.MISSING_DEADLINE,
        Kind.UNKNOWN_POST,
        Kind.PAST_DEADLINE,
        Kind.NO_SUCH_DATE,
        Kind.NOT_A_DEADLINE,
        Kind.AMBIGUOUS_DEADLINE,
        Kind.UNREADABLE_NUMBER,
        Kind.NO_UNIT,
        Kind.TOO_LONG,
        Kind.DUPLICATE,
        Kind.NOT_DIRECTLY_ABOVE,
        Kind.PERSONAL_NUMBER,  # what belongs to a citizen is not kept (S0-17)
        Kind.SECRET,
    }
)


@dataclass(frozen=True)
class Finding:
    """One finding and its place; `column` is the letter, empty where the whole row is meant. `args` fill its sentence."""

    kind: Kind
    sheet: str
    row: int
    column: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)

    @property
    def blocking(self) -> bool:
        """Does the row stay out? An unknown supervisor or assigner is left empty, the task itself is sound."""
        return self.kind in BLOCKING and self.args.get("role") not in ("supervisor", "assigner")
