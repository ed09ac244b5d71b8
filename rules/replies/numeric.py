"""Clauses with a number: a value, an increase, a share, what is left – or handed back."""

import re
from collections.abc import Callable, Collection

from rules.attainment import Direction
from rules.replies.claims import Claim, Kind, remark
from rules.replies.measuring import Clause, measured
from rules.replies.model import Action, Increase, Item, Share, Value, Why
from rules.replies.tagging import Lexeme
from rules.replies.units import oddity

_NUM = r"(?P<num>[nw])"
_VALUE = re.compile(r"(?P<pre>[FWTRDOGc:]*)(?P<num>[nfw])(?P<u>u?)(?P<post>[FWTt]*)(?P<done>DF*)?")
_GAINS = (
    re.compile(rf"[FWTDPtc:]*\+[FWR]*{_NUM}u?[FWTtPM]*(?:DF*)?"),
    re.compile(rf"[FWTRDPtc:]*{_NUM}u?[FWPt]*M[FWPt]*"),
)
_SHARE = re.compile(rf"[FWTRDOc:]*{_NUM}(?:%|[u%]K)[FWT]*(?:[:F]*DF*)?")
_LEFT = re.compile(rf"[FT:]*L[FWRc:]*{_NUM}u?[FWNeRcTMK]*")
_STAYS = re.compile(rf"[FWTRt:c]*{_NUM}[u%]?[FWTt]*Y[FWTt]*")
_DONE_SO_MANY = re.compile(rf"[FWTt]*D{_NUM}u?[FTt]*")
_LATELY = frozenset({"vua", "moi"})
_IN_A_WINDOW = re.compile(rf"[FWTRPtc:]*{_NUM}(?P<u>u)[FWTPt]*")
_STILL_TO_DO = re.compile(rf"[FWTtc:+LR]*{_NUM}u?M(?P<until>[FRT]*[DR]F*)")
_UNTIL = frozenset({"moi", "la", "thi", "du"})
_EVERY = frozenset({"ca", "du", "toan bo", "tat ca", "het", "ca het"})
# "2 mô hình": what a number before it counts.
_NOUNS = frozenset({"mo hinh", "hang muc", "san pham", "phan viec"})
_AS_BEFORE = re.compile(rf"[FWTRt:]*Y[FWRc:]*{_NUM}[u%]?[FWTt]*")
_FROM_TO = re.compile(rf"[FWT:+]*o?(?P<first>n)u?R+{_NUM}u?[FWTt]*")
_GAIN_TO = re.compile(rf"[FWTPtc:]*\+[FWR]*(?P<first>[nw])u?M?[FR]*R{_NUM}u?[FWTt]*")
_AND_SHARE = re.compile(r"(?P<value>.*[nfu])[FR(:]*(?P<share>n(?:%|[u%]K))[FWT]*")


def numeric(clause: Clause, item: Item, others: Collection[int]) -> list[Claim] | None:
    """What a clause with a number says of `item`; None where its bare number could be another item's (`others`)."""
    own = _without_origin(_without_excess(measured(clause, item), item))
    codes = own.codes
    if codes == "n" and own.lexemes[0].amount == 0:
        return [Claim(Kind.SAME, own.start, own.end)]
    if could_be_item(own, others):
        return None
    if item.unit is None and item.plan is None:
        return _without_target(own)
    readers: tuple[Callable[[Clause, Item], Claim | None], ...] = (
        _still,
        _until,
        _within,
        _share,
        _left,
        _gain,
        _gain_to,
        _from_to,
        _value,
    )
    if not others:
        readers = (*readers, _so_many_done)
    claim = next((claim for read in readers if (claim := read(own, item))), None)
    if claim is None and (both := _value_and_share(own, item)):
        return both
    if claim is None and sum(code in "nfw" for code in codes) != 1:
        return None
    return [claim or _handed_back(own, item)]


def _without_excess(own: Clause, item: Item) -> Clause:
    """ "đạt 40,25% vượt 0,25% kế hoạch": the second says nothing new where it adds up."""
    at = next((at for at, lexeme in enumerate(own.lexemes) if lexeme.bare == "vuot"), 0)
    amounts = [lexeme.amount or 0 for lexeme in own.lexemes if lexeme.code == "n"]
    adds_up = len(amounts) == 2 and item.plan is not None and amounts[0] - amounts[1] == item.plan
    return own.part(0, at) if at and adds_up and set(own.codes[at + 1 :]) <= set("nu%KFW") else own


def _without_origin(own: Clause) -> Clause:
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


def _without_target(own: Clause) -> list[Claim]:
    """A task without a number takes none – but "xong 100%" of it is done."""
    match = _SHARE.fullmatch(own.codes)
    if match and own.lexemes[match.start("num")].amount == 100 and "D" in own.codes:
        return [Claim(Kind.DONE, own.start, own.end)]
    numbers = [lexeme for lexeme in own.lexemes if lexeme.code in "nfw"]
    spoilt = set("NGUHALQ") & set(own.codes)
    if (
        len(numbers) == 1
        and "D" in own.codes
        and not spoilt
        and not set("SsXB") & set(own.codes)
        and _is_whole(own, numbers[0])
    ):
        return [Claim(Kind.DONE, own.start, own.end)]  # "hoàn thành 3/3 mô hình", "xong ở cả 5 thôn"
    if len(numbers) == 1 and numbers[0].code == "f" and numbers[0].amount == numbers[0].whole and "N" not in own.codes:
        return [remark(own)]  # "đã giải quyết 7/7 đơn"
    if len(numbers) == 1 and numbers[0].code == "f" and not set("NUQ") & set(own.codes):
        return [Claim(Kind.SAME, own.start, own.end, closed="." not in own.codes, note=True)]
    part = "%" in own.codes and len(numbers) == 1 and (numbers[0].amount or 0) < 100 and "U" not in own.codes
    if part or (set("LNGe") & set(own.codes) and "D" not in own.codes):
        # "còn 2 vụ đang xác minh": not finished, and a number that no target takes.
        return [Claim(Kind.SAME, own.start, own.end, closed="." not in own.codes, note=True)]
    return [_unsure(own, Why.NO_TARGET)]


def _is_whole(own: Clause, number: Lexeme) -> bool:
    at = own.lexemes.index(number)
    before = own.lexemes[at - 1].bare if at else ""
    return (number.code == "f" and number.amount == number.whole) or before in _EVERY


def _unsure(own: Clause, why: Why, proposal: Action | None = None) -> Claim:
    return Claim(Kind.UNSURE, own.start, own.end, "." not in own.codes, why=why, proposal=proposal)


def _amount(kind: Kind, own: Clause, match: re.Match[str], item: Item) -> Claim:
    number = own.lexemes[match.start("num")].amount
    if number is None:
        return _handed_back(own, item)
    return Claim(kind, own.start, own.end, amount=number)


def _still(own: Clause, item: Item) -> Claim | None:
    """ "giữ nguyên 37,5%", where that was reported last."""
    match = _AS_BEFORE.fullmatch(own.codes) or _STAYS.fullmatch(own.codes)
    same = match is not None and own.lexemes[match.start("num")].amount == item.last
    return Claim(Kind.SAME, own.start, own.end) if same else None


def _so_many_done(own: Clause, item: Item) -> Claim | None:
    """ "xong 9" of the only line shown, between the last value and the plan."""
    match = _DONE_SO_MANY.fullmatch(own.codes)
    if match is None or item.last is None or item.plan is None:
        return None
    amount = own.lexemes[match.start("num")].amount
    return _amount(Kind.VALUE, own, match, item) if amount is not None and item.last < amount <= item.plan else None


def _within(own: Clause, item: Item) -> Claim | None:
    """ "hôm nay đạt 129 hộ": where so much more would go beyond the plan, it is the value; "hôm qua được 3 hộ", less than the
    last value, is what was added – once confirmed."""
    match = _IN_A_WINDOW.fullmatch(own.codes)
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
        return _unsure(own, Why.PERIOD, Increase(amount, item.unit)) if small and amount is not None else None
    return _amount(Kind.VALUE, own, match, item) if item.last < amount <= item.plan else None


def _until(own: Clause, item: Item) -> Claim | None:
    """ "10 hộ nữa mới xong", "thêm 10 hộ nữa là đủ": what is left."""
    match = _STILL_TO_DO.fullmatch(own.codes)
    if match is None or not _UNTIL & {each.bare.split()[-1] for each in own.lexemes[match.start("until") :]}:
        return None
    amount = own.lexemes[match.start("num")].amount
    known = amount is not None and item.plan is not None and amount <= item.plan
    left = Value(item.plan - amount, item.unit) if known and item.plan is not None and amount is not None else None
    return _unsure(own, Why.REMAINING, left)


def _share(own: Clause, item: Item) -> Claim | None:
    match = _SHARE.fullmatch(own.codes)
    if match and (own.lexemes[match.start("num")].amount or 0) >= 100 and "D" in own.codes:
        return Claim(Kind.DONE, own.start, own.end)
    return _amount(Kind.SHARE, own, match, item) if match else None


def _left(own: Clause, item: Item) -> Claim | None:
    match = _LEFT.fullmatch(own.codes)
    return _amount(Kind.LEFT, own, match, item) if match else None


def _gain(own: Clause, item: Item) -> Claim | None:
    match = next((found for shape in _GAINS if (found := shape.fullmatch(own.codes))), None)
    if match is None:
        return None
    nothing = own.lexemes[match.start("num")].amount == 0
    return Claim(Kind.SAME, own.start, own.end) if nothing else _amount(Kind.GAIN, own, match, item)


def _from_to(own: Clause, item: Item) -> Claim | None:
    """ "từ 120 lên 130": sure where 120 is what the bot has."""
    match = _FROM_TO.fullmatch(own.codes)
    if match is None:
        return None
    first = own.lexemes[match.start("first")].amount
    if first is not None and first == item.last == own.lexemes[match.start("num")].amount:
        return Claim(Kind.SAME, own.start, own.end)
    if first is not None and first == item.last:
        return _amount(Kind.VALUE, own, match, item)
    return _unsure(own, Why.CONTRADICTION, _proposed(own.lexemes[match.start("num")], item))


def _gain_to(own: Clause, item: Item) -> Claim | None:
    """ "thêm 6 hộ nữa là 126": sure where it adds up."""
    match = _GAIN_TO.fullmatch(own.codes)
    if match is None:
        return None
    gained, total = own.lexemes[match.start("first")].amount, own.lexemes[match.start("num")]
    if gained is not None and item.last is not None and item.last + gained == total.amount:
        return _amount(Kind.VALUE, own, match, item)
    return _unsure(own, Why.CONTRADICTION, _proposed(total, item))


def _value_and_share(own: Clause, item: Item) -> list[Claim] | None:
    """ "130/144 hộ đạt 90,3%", "39% đạt 97,5% kế hoạch"."""
    match = _AND_SHARE.fullmatch(own.codes)
    if match is None:
        return None
    value, share = own.part(0, match.end("value")), own.part(match.start("share"))
    claims = [_value(value, item), _share(share, item)]
    return [claim for claim in claims if claim] if all(claims) else None


def _value(own: Clause, item: Item) -> Claim | None:
    match = _VALUE.fullmatch(own.codes)
    if match is None:
        return None
    number = own.lexemes[match.start("num")]
    if not _sure(own, match, number, item):
        return None
    # "144/144 hộ xong": both, if the plan is reached.
    if match["done"]:
        reached = number.amount is not None and item.plan is not None and number.amount >= item.plan
        return _amount(Kind.VALUE_DONE, own, match, item) if reached else None
    # "vẫn 8 nhà", with 8 reported last: nothing new.
    if number.amount == item.last and any("van" in lexeme.bare.split() for lexeme in own.lexemes):
        return Claim(Kind.SAME, own.start, own.end)
    return _amount(Kind.VALUE, own, match, item)


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


def _proposed(number: Lexeme, item: Item) -> Value | None:
    return None if number.amount is None else Value(number.amount, item.unit)


def _without(left: Lexeme | None, item: Item) -> Value | None:
    """What is done if so much is left."""
    if left is None or left.amount is None or item.plan is None or left.amount > item.plan:
        return None
    return Value(item.plan - left.amount, item.unit)


def _handed_back(own: Clause, item: Item) -> Claim:
    codes = own.codes
    numbers = [lexeme for lexeme in own.lexemes if lexeme.code in "nfw"]
    only = numbers[0] if len(numbers) == 1 and "N" not in codes and "-" not in codes else None
    proposal = _proposed(only, item) if only and (only.code != "f" or only.whole == item.plan) else None
    if proposal is not None and "." in codes and (oddity(item, proposal.amount) or item.direction == Direction.DOWN):
        proposal = None
    at = own.lexemes.index(only) + 1 if only else len(codes)
    if only and only.amount == item.last and any("van" in each.bare.split() for each in own.lexemes[: at - 1]):
        return Claim(Kind.SAME, own.start, own.end, closed=False, note=True)  # "… nên trồng rừng vẫn 215 ha"
    if "U" in codes and not set("uf%") & set(codes) and "." in codes[at : at + 1]:
        return Claim(Kind.SAME, own.start, own.end, closed=False, note=True)  # "tuần sau kết nạp 2 quần chúng"
    if "U" in codes:
        return _unsure(own, Why.FORECAST)
    if (
        "G" in codes
        and not set("R+") & set(codes)
        and only
        and item.last is not None
        and (only.amount or 0) < item.last
    ):
        return Claim(Kind.SAME, own.start, own.end, closed=False, note=True)  # "đang thẩm tra 2 đồng chí"
    if "L" in codes:
        return _unsure(own, Why.REMAINING, _without(only, item))
    if only and at < len(codes) and codes[at] == "%":
        return _unsure(own, Why.SHARE, Share(only.amount) if only.amount is not None else None)
    if only and at < len(codes) and codes[at] == ".":
        return _unsure(own, Why.UNIT)
    if "+" in codes and only and only.amount is not None:
        return _unsure(own, Why.NOT_UNDERSTOOD, Increase(only.amount, item.unit))
    why = Why.ESTIMATE if set("AH") & set(codes) else Why.PERIOD if "P" in codes else Why.NOT_UNDERSTOOD
    return _unsure(own, why, proposal)
