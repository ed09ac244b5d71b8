"""What a place of a message is that names an item, and which figures an item can have."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rules.folding import fold
from rules.replies.lexeme import Lexeme
from rules.replies.model import Item

REST = 0  # the number that "còn lại" is kept under; items begin with 1
SEPARATORS = ",;!()?"
_TELLING = frozenset("DNGYXSsLnfe+")
_LINKS = frozenset({"thi", "van", "da", "chua", "dat", "duoc", "xin", "moi"})
_LOOK = 4  # lexemes behind a name within which something is told of it


@dataclass(frozen=True)
class Anchor:
    """A place where items are named (none: one that was not shown): `at` in the lexemes, `own`: where what is said of them
    begins; `vague`: the word is in the titles of several; `by_number`: not by words."""

    numbers: tuple[int, ...]
    at: int
    own: int
    vague: bool = False
    by_number: bool = False


def is_told_of(lexemes: Sequence[Lexeme], own: int) -> bool:
    """Whether something is told right behind a name: of "đường vào thôn xe tải không vào được" nothing is told of the road."""
    behind = lexemes[own : own + _LOOK]
    return any(each.code in _TELLING or each.bare in _LINKS for each in behind)


def with_units(lexemes: Sequence[Lexeme], items: Sequence[Item]) -> list[Lexeme]:
    """The lexemes with "132h" as 132 hộ, where one item's unit begins so and the figure can be its value."""
    found = list(lexemes)
    for at in range(1, len(found)):
        here, before = found[at], found[at - 1]
        if here.code != "." or len(here.bare) != 1 or not here.glued or before.code != "n":
            continue
        owners = [item for item in items if item.unit and fold(item.unit).startswith(here.bare)]
        if len(owners) == 1 and is_within(before.amount, owners[0]):
            found[at] = replace(here, bare=fold(owners[0].unit or ""))
    return found


def is_within(amount: Decimal | None, item: Item) -> bool:
    """Whether a figure lies between the value reported last and the plan."""
    known = amount is not None and item.plan is not None and item.last is not None
    return known and item.last < amount <= item.plan  # type: ignore[operator]
