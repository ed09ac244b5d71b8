"""Which figures of a clause are the item's own."""

import re
from collections.abc import Collection

from rules.replies.measuring import Clause
from rules.replies.model import Item

# "2 mô hình": what a number before it counts.
_NOUNS = frozenset({"mo hinh", "hang muc", "san pham", "phan viec"})


def without_excess(own: Clause, item: Item) -> Clause:
    """ "đạt 40,25% vượt 0,25% kế hoạch": the second says nothing new where it adds up."""
    at = next((at for at, lexeme in enumerate(own.lexemes) if lexeme.bare == "vuot"), 0)
    amounts = [lexeme.amount or 0 for lexeme in own.lexemes if lexeme.code == "n"]
    adds_up = len(amounts) == 2 and item.plan is not None and amounts[0] - amounts[1] == item.plan
    return own.part(0, at) if at and adds_up and set(own.codes[at + 1 :]) <= set("nu%KFW") else own


def without_origin(own: Clause) -> Clause:
    """Without "… từ đấu giá đất" and "… không phải 123 hộ" behind an amount: where it is from, and what it is not."""
    codes = own.codes
    for at in range(2, len(codes)):
        behind = codes[at - 1] in "uf%" or (codes[at - 1] == "n" and codes[at - 2] in "R:")
        origin = codes[at] == "o" and not set("nfwDSsX%") & set(codes[at:])
        denied = own.lexemes[at].bare.startswith("chu ") or own.lexemes[min(at + 1, len(codes) - 1)].bare == "phai"
        other = codes[at] == "N" and denied
        if behind and (origin or (other and re.fullmatch(r"N.?nu?[F]*", codes[at:]))):
            return own.part(0, at)
    return own


def could_be_item(own: Clause, others: Collection[int]) -> bool:
    """`1 3`: is 3 the value of item 1, or is item 3 meant too? A unit, or a word that a value follows, tells."""
    following = [*own.codes[1:], ""]
    next_words = [*(lexeme.bare for lexeme in own.lexemes[1:]), ""]
    before = ["", *own.codes[:-1]]
    # "1+2 xong" is two items, "1 +2" an increase.
    before = ["" if code == "+" and own.lexemes[at - 1].glued else code for at, code in enumerate(before)]
    following = [f"{code}!" if bare in _NOUNS else code for code, bare in zip(following, next_words, strict=True)]
    bare = [
        lexeme
        for lexeme, last, after in zip(own.lexemes, before, following, strict=True)
        if last not in ("R", "+") and after not in ("u", "%", "W!")
    ]
    return any(lexeme.code == "n" and lexeme.amount == other for lexeme in bare for other in others)
