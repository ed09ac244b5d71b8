"""A figure that is not sure: why it is handed back, and what it would mean."""

import re
from collections.abc import Sequence

from rules.attainment import Direction
from rules.replies.claims import Claim, Kind
from rules.replies.lexeme import Lexeme
from rules.replies.measuring import Clause
from rules.replies.model import Action, Increase, Item, Share, Value, Why
from rules.replies.units import oddity

NUM = r"(?P<num>[nw])"
SHARE = re.compile(rf"[FWTRDOc:]*{NUM}(?:%|[u%]K)[FWT]*(?:[:F]*DF*)?")


def unsure(own: Clause, why: Why, proposal: Action | None = None) -> Claim:
    return Claim(Kind.UNSURE, own.start, own.end, "." not in own.codes, why=why, proposal=proposal)


def claimed(kind: Kind, own: Clause, match: re.Match[str], item: Item) -> Claim:
    number = own.lexemes[match.start("num")].amount
    if number is None:
        return handed_back(own, item)
    return Claim(kind, own.start, own.end, amount=number)


def proposed(number: Lexeme, item: Item) -> Value | None:
    return None if number.amount is None else Value(number.amount, item.unit)


def _without(left: Lexeme | None, item: Item) -> Value | None:
    """What is done if so much is left."""
    if left is None or left.amount is None or item.plan is None or left.amount > item.plan:
        return None
    return Value(item.plan - left.amount, item.unit)


def _left(own: Clause, numbers: Sequence[Lexeme]) -> Lexeme | None:
    """ "còn 14 hộ chưa chịu giao": the only figure, right behind its word."""
    behind = own.lexemes[own.codes.index("L") + 1 :][:1]
    return behind[0] if len(numbers) == 1 and list(behind) == list(numbers) and numbers[0].code == "n" else None


def handed_back(own: Clause, item: Item) -> Claim:
    codes = own.codes
    numbers = [lexeme for lexeme in own.lexemes if lexeme.code in "nfw"]
    only = numbers[0] if len(numbers) == 1 and "N" not in codes and "-" not in codes else None
    proposal = proposed(only, item) if only and (only.code != "f" or only.whole == item.plan) else None
    if proposal is not None and "." in codes and (oddity(item, proposal.amount) or item.direction == Direction.DOWN):
        proposal = None
    at = own.lexemes.index(only) + 1 if only else len(codes)
    if only and only.amount == item.last and any("van" in each.bare.split() for each in own.lexemes[: at - 1]):
        return Claim(Kind.SAME, own.start, own.end, closed=False, note=True)  # "… nên trồng rừng vẫn 215 ha"
    if "U" in codes and not set("uf%") & set(codes) and "." in codes[at : at + 1]:
        return Claim(Kind.SAME, own.start, own.end, closed=False, note=True)  # "tuần sau kết nạp 2 quần chúng"
    if "U" in codes:
        return unsure(own, Why.FORECAST)
    if (
        "G" in codes
        and not set("R+") & set(codes)
        and only
        and item.last is not None
        and (only.amount or 0) < item.last
    ):
        return Claim(Kind.SAME, own.start, own.end, closed=False, note=True)  # "đang thẩm tra 2 đồng chí"
    if "L" in codes:
        return unsure(own, Why.REMAINING, _without(only or _left(own, numbers), item))
    if only and at < len(codes) and codes[at] == "%":
        return unsure(own, Why.SHARE, Share(only.amount) if only.amount is not None else None)
    if only and at < len(codes) and codes[at] == ".":
        return unsure(own, Why.UNIT)
    if "+" in codes and only and only.amount is not None:
        return unsure(own, Why.NOT_UNDERSTOOD, Increase(only.amount, item.unit))
    why = Why.ESTIMATE if set("AH") & set(codes) else Why.PERIOD if "P" in codes else Why.NOT_UNDERSTOOD
    return unsure(own, why, proposal)
