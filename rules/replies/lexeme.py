"""A stretch of a message with the letter of its class (`lexicon.py`)."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Lexeme:
    """`code`: its class; `amount`, `whole`: the number, or both parts of a fraction; `parts`: the whole numbers of a list;
    `bare`: its words without diacritics; `start`, `end`: its place; `glued`: to the lexeme before; `names`, `hints`: the
    lines whose title it is part of (`titles.py`)."""

    code: str
    bare: str
    start: int
    end: int
    glued: bool
    amount: Decimal | None = None
    whole: Decimal | None = None
    parts: tuple[int, ...] = ()
    names: frozenset[int] = frozenset()
    hints: frozenset[int] = frozenset()
