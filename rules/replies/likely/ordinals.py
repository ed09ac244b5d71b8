"""Counting by the ordinal: "Nhà thứ 9 xong" says that nine are done."""

import re
from collections.abc import Iterator
from decimal import Decimal

from rules.replies.likely.places import is_within
from rules.replies.measuring import Clause
from rules.replies.model import Item, Value
from rules.replies.units import is_counted

_SEPARATOR = re.compile(r"[,;!?()]")
_UNFINISHED = frozenset("NGHUe")


def ordinal(own: Clause, item: Item) -> tuple[int, Value] | None:
    """The place of the ordinal of what is finished, and the value that makes; None where none is."""
    if not is_counted(item.unit):
        return None
    for at, lexeme in enumerate(own.lexemes[:-1]):
        figure = own.lexemes[at + 1].bare
        if lexeme.bare != "thu" or not figure.isdigit() or not is_within(Decimal(figure), item):
            continue
        codes = set(next((part for part in _parts(own) if part.start <= lexeme.start < part.end), own).codes)
        if "D" in codes and not _UNFINISHED & codes:
            return at + 1, Value(Decimal(figure), item.unit)
    return None


def _parts(own: Clause) -> Iterator[Clause]:
    start = 0
    for at, code in enumerate([*own.codes, ";"]):
        if _SEPARATOR.fullmatch(code):
            if at > start:
                yield own.part(start, at)
            start = at + 1
