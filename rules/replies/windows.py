"""Figures that depend on time: what stays as it was, what was added lately, what is still to do."""

import re

from rules.attainment import Direction
from rules.replies.claims import Claim, Kind
from rules.replies.handing_back import NUM, claimed, unsure
from rules.replies.measuring import Clause
from rules.replies.model import Increase, Item, Value, Why
from rules.replies.on_the_way import is_long_ago

_STAYS = re.compile(rf"[FWTRt:c]*{NUM}[u%]?[FWTt]*Y[FWTt]*")
_DONE_SO_MANY = re.compile(rf"[FWTt]*D{NUM}u?[FTt]*")
_LATELY = frozenset({"vua", "moi"})
_IN_A_WINDOW = re.compile(rf"[FWTRPtc:]*{NUM}(?P<u>u)[FWTPt]*")
_STILL_TO_DO = re.compile(rf"[FWTtc:+LR]*{NUM}u?M(?P<until>[FRT]*[DR]F*)")
_UNTIL = frozenset({"moi", "la", "thi", "du"})
_AS_BEFORE = re.compile(rf"[FWTRt:]*Y[FWRc:]*{NUM}[u%]?[FWTt]*")


def still(own: Clause, item: Item) -> Claim | None:
    """ "giữ nguyên 37,5%", where that was reported last."""
    match = _AS_BEFORE.fullmatch(own.codes) or _STAYS.fullmatch(own.codes)
    same = match is not None and own.lexemes[match.start("num")].amount == item.last
    return Claim(Kind.SAME, own.start, own.end) if same else None


def so_many_done(own: Clause, item: Item) -> Claim | None:
    """ "xong 9" of the only line shown, between the last value and the plan."""
    match = _DONE_SO_MANY.fullmatch(own.codes)
    if match is None or item.last is None or item.plan is None:
        return None
    amount = own.lexemes[match.start("num")].amount
    return claimed(Kind.VALUE, own, match, item) if amount is not None and item.last < amount <= item.plan else None


def within(own: Clause, item: Item) -> Claim | None:
    """ "hôm nay đạt 129 hộ": where so much more would go beyond the plan, it is the value; "hôm qua được 3 hộ", less than the
    last value, is what was added – once confirmed."""
    match = _IN_A_WINDOW.fullmatch(own.codes)
    if is_long_ago(own.lexemes):
        return None
    lately = set("Pt") & set(own.codes) or any(set(each.bare.split()) & _LATELY for each in own.lexemes)
    if (
        match is None
        or not lately
        or not match["u"]
        or item.last is None
        or item.plan is None
        or item.direction == Direction.DOWN
    ):
        return None
    amount = own.lexemes[match.start("num")].amount
    if amount is None or amount + item.last <= item.plan:
        small = amount is not None and amount < item.last / 2
        return unsure(own, Why.PERIOD, Increase(amount, item.unit)) if small and amount is not None else None
    return claimed(Kind.VALUE, own, match, item) if item.last < amount <= item.plan else None


def until(own: Clause, item: Item) -> Claim | None:
    """ "10 hộ nữa mới xong", "thêm 10 hộ nữa là đủ": what is left."""
    match = _STILL_TO_DO.fullmatch(own.codes)
    if match is None or not _UNTIL & {each.bare.split()[-1] for each in own.lexemes[match.start("until") :]}:
        return None
    amount = own.lexemes[match.start("num")].amount
    known = amount is not None and item.plan is not None and amount <= item.plan
    left = Value(item.plan - amount, item.unit) if known and item.plan is not None and amount is not None else None
    return unsure(own, Why.REMAINING, left)
