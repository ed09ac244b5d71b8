"""`1.131ho 2.38,5%`: a list whose dots stand behind the items' numbers, not between thousands.

One such number alone may be either and is asked about; two of different items, each with its item's own unit and too great to
be a value with its dot, are a list."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from rules.numbers import parse_number
from rules.replies.lexeme import Lexeme
from rules.replies.measuring import unit_length
from rules.replies.model import Item
from rules.replies.units import oddity

_DOTTED = re.compile(r"(?P<item>\d{1,2})\.(?P<amount>\d+(?:,\d+)?)")


def undotted(lexemes: list[Lexeme], items: Sequence[Item]) -> list[Lexeme]:
    """The lexemes with each such number taken apart, where there are two."""
    shown = {item.number: item for item in items}
    found = {at: parts for at in range(len(lexemes)) if (parts := _parts(lexemes, at, shown))}
    if len({parts[0].parts for parts in found.values()}) < 2:
        return lexemes
    return [each for at, lexeme in enumerate(lexemes) for each in found.get(at, [lexeme])]


def _parts(lexemes: Sequence[Lexeme], at: int, shown: dict[int, Item]) -> list[Lexeme] | None:
    lexeme = lexemes[at]
    match = _DOTTED.fullmatch(lexeme.bare)
    item = shown.get(int(match["item"])) if match else None
    amount = parse_number(match["amount"]) if match else None
    if match is None or item is None or amount is None or not _is_measured(lexemes[at + 1 : at + 5], item):
        return None
    if oddity(item, amount) or (lexeme.amount is not None and not oddity(item, lexeme.amount)):
        return None
    dot = lexeme.start + len(match["item"])
    first = replace(lexeme, code="n", bare=match["item"], end=dot, amount=Decimal(item.number), parts=(item.number,))
    mark = Lexeme("!", ".", dot, dot + 1, True)
    return [first, mark, Lexeme("n", match["amount"], dot + 1, lexeme.end, True, amount)]


def _is_measured(following: Sequence[Lexeme], item: Item) -> bool:
    return bool(following) and unit_length(following, item) > 0
