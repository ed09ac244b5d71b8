"""The forms in which a value, an increase, a share or a remainder is said."""

import re

from rules.replies.claims import Claim, Kind
from rules.replies.handing_back import NUM, SHARE, claimed, proposed, unsure
from rules.replies.lexeme import Lexeme
from rules.replies.measuring import Clause
from rules.replies.model import Increase, Item, Why

_VALUE = re.compile(r"(?P<pre>[FWTRDOGc:]*)(?P<num>[nfw])(?P<u>u?)(?P<post>[FWTt]*)(?P<done>DF*)?")
_GAINS = (
    re.compile(rf"[FWTDPtc:]*\+[FWR]*{NUM}u?[FWTtPM]*(?:DF*)?"),
    re.compile(rf"[FWTRDPtc:]*{NUM}u?[FWPt]*M[FWPt]*"),
)
_LEFT = re.compile(rf"[FT:]*L[FWRc:]*{NUM}u?[FWNeRcTMK]*")
_FROM_TO = re.compile(rf"[FWT:+]*o?(?P<first>n)u?R+{NUM}u?[FWTt]*")
_GAIN_TO = re.compile(rf"[FWTPtc:]*\+[FWR]*(?P<first>[nw])u?M?[FR]*R{NUM}u?[FWTt]*")
_AND_SHARE = re.compile(r"(?P<value>.*[nfu])[FR(:]*(?P<share>n(?:%|[u%]K))[FWT]*")


def share_of_plan(own: Clause, item: Item) -> Claim | None:
    match = SHARE.fullmatch(own.codes)
    if match and (own.lexemes[match.start("num")].amount or 0) >= 100 and "D" in own.codes:
        return Claim(Kind.DONE, own.start, own.end)
    return claimed(Kind.SHARE, own, match, item) if match else None


def what_is_left(own: Clause, item: Item) -> Claim | None:
    match = _LEFT.fullmatch(own.codes)
    return claimed(Kind.LEFT, own, match, item) if match else None


def what_is_added(own: Clause, item: Item) -> Claim | None:
    match = next((found for shape in _GAINS if (found := shape.fullmatch(own.codes))), None)
    if match is None:
        return None
    number = own.lexemes[match.start("num")].amount
    if match.re is _GAINS[1] and number is not None and not set("RD") & set(own.codes):
        return unsure(own, Why.NOT_UNDERSTOOD, Increase(number, item.unit))  # "5 km nữa": more, or still to do?
    nothing = own.lexemes[match.start("num")].amount == 0
    return Claim(Kind.SAME, own.start, own.end) if nothing else claimed(Kind.GAIN, own, match, item)


def from_to(own: Clause, item: Item) -> Claim | None:
    """ "từ 120 lên 130": sure where 120 is what the bot has."""
    match = _FROM_TO.fullmatch(own.codes)
    if match is None:
        return None
    first = own.lexemes[match.start("first")].amount
    if first is not None and first == item.last == own.lexemes[match.start("num")].amount:
        return Claim(Kind.SAME, own.start, own.end)
    if first is not None and first == item.last:
        return claimed(Kind.VALUE, own, match, item)
    return unsure(own, Why.CONTRADICTION, proposed(own.lexemes[match.start("num")], item))


def gain_to(own: Clause, item: Item) -> Claim | None:
    """ "thêm 6 hộ nữa là 126": sure where it adds up."""
    match = _GAIN_TO.fullmatch(own.codes)
    if match is None:
        return None
    gained, total = own.lexemes[match.start("first")].amount, own.lexemes[match.start("num")]
    if gained is not None and item.last is not None and item.last + gained == total.amount:
        return claimed(Kind.VALUE, own, match, item)
    return unsure(own, Why.CONTRADICTION, proposed(total, item))


def value_and_share(own: Clause, item: Item) -> list[Claim] | None:
    """ "130/144 hộ đạt 90,3%", "39% đạt 97,5% kế hoạch"."""
    match = _AND_SHARE.fullmatch(own.codes)
    if match is None:
        return None
    value, share = own.part(0, match.end("value")), own.part(match.start("share"))
    claims = [value_reached(value, item), share_of_plan(share, item)]
    return [claim for claim in claims if claim] if all(claims) else None


def value_reached(own: Clause, item: Item) -> Claim | None:
    match = _VALUE.fullmatch(own.codes)
    if match is None:
        return None
    number = own.lexemes[match.start("num")]
    if not _sure(own, match, number, item):
        return None
    # "144/144 hộ xong": both, if the plan is reached.
    if match["done"]:
        reached = number.amount is not None and item.plan is not None and number.amount >= item.plan
        return claimed(Kind.VALUE_DONE, own, match, item) if reached else None
    # "vẫn 8 nhà", with 8 reported last: nothing new.
    if number.amount == item.last and any("van" in lexeme.bare.split() for lexeme in own.lexemes):
        return Claim(Kind.SAME, own.start, own.end)
    return claimed(Kind.VALUE, own, match, item)


def _sure(own: Clause, match: re.Match[str], number: Lexeme, item: Item) -> bool:
    pre, post, unit = match["pre"], match["post"], bool(match["u"])
    told = {word for each in own.lexemes[: match.start("num")] for word in each.bare.split()}
    if number.code == "n" and number.amount == item.plan and "tong" in told and not told & {"dat", "duoc", "du"}:
        return False  # "tổng 10 nhà" of 10 planned
    if number.code == "f" and not _of_plan(number, item, said=unit or "R" in pre):
        return False
    if number.code == "w" and not (unit or pre.endswith("R")):
        return False
    if number.code == "n" and not unit and (post.startswith("W") or "D" in pre):
        return False
    if "G" in pre.replace("GR", "").replace("Gc", ""):
        return False
    # "có 130 hộ" may have any trouble; "đã có 130 hộ bàn giao" and "có 130/144 hộ" are results.
    had = any(lexeme.bare == "da" for lexeme in own.lexemes[: match.start("num")])
    return "c" not in pre or number.code == "f" or had or "W" in post


def _of_plan(number: Lexeme, item: Item, *, said: bool) -> bool:
    """Whether a fraction is one of the plan, and not a day of the year (`10/12`)."""
    if number.whole is None or number.whole != item.plan:
        return False
    return said or number.whole > 12 or number.amount is None or number.amount > 31
