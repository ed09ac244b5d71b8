"""The figure that a stretch most likely reports of its item."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from rules.attainment import Direction
from rules.replies.likely.ordinals import ordinal
from rules.replies.likely.places import is_within
from rules.replies.measuring import Clause
from rules.replies.model import Action, Increase, Item, Share, Value, Why
from rules.replies.units import is_rate, is_unit, oddity

_TOTALS = frozenset({"tong", "luy", "don", "nang", "dua", "len", "thanh", "gop"})
_RIGHT = frozenset({"dung", "phai", "lai"})  # "đúng ra là 129", "sửa lại 129"
_OUT_OF = frozenset({"tren", "trong", "trong tong", "trong tong so", "tren tong", "tren tong so"})
_OH = frozenset({"a", "ah", "o", "oi", "y"})
_NOT = frozenset({"khong", "khong phai", "nham", "lon", "quen"})
_SLIPPED = frozenset({"nham", "lon", "y quen"})
_SEPARATORS = ",;!?()"
_LOOK_BACK = 6
_PLAIN_BEHIND = frozenset("FTtPMDNGLBCSsXHUOc&:+-")


@dataclass(frozen=True)
class Candidate:
    """A figure at `at` of a clause as what it would mean, and how much speaks for it."""

    at: int
    action: Action
    why: Why
    score: int


def best(own: Clause, item: Item) -> Candidate | None:
    """The likeliest of the figures; None where none is likely, or two are as likely."""
    found = sorted(_candidates(own, item), key=lambda each: (each.score, each.at), reverse=True)
    if len(found) > 1 and found[0].score == found[1].score and found[0].action != found[1].action:
        return None  # "1 130 1 140"
    return found[0] if found else None


def _candidates(own: Clause, item: Item) -> Iterator[Candidate]:
    if (finished := ordinal(own, item)) is not None:
        at, reached = finished
        yield Candidate(at, reached, Why.NOT_UNDERSTOOD, 3)
    for at, code in enumerate(own.codes):
        if code in "nfw":
            found = _candidate(own, at, item)
            if found is not None:
                yield found


def _candidate(own: Clause, at: int, item: Item) -> Candidate | None:
    lexeme, codes = own.lexemes[at], own.codes
    amount, after, before = lexeme.amount, codes[at + 1 : at + 2], _before(own, at)
    if amount is None or item.unit is None or _is_denied(own, at) or _is_other(own, at, item):
        return None
    if "U" in before or "U" in _behind(own, at):
        return None
    if after == "%" and not is_rate(item):
        return Candidate(at, Share(amount), Why.SHARE, 2) if 0 < amount <= 150 else None
    if before.rfind("L") > before.rfind("+") or _is_left_behind(own, at):
        return _remaining(at, amount, item)
    if _is_corrected(own, at):
        return Candidate(at, Value(amount, item.unit), oddity(item, amount) or Why.NOT_UNDERSTOOD, 9)
    words = _words(own, at)
    total = lexeme.code == "f" or bool(words & _TOTALS)
    more = "+" in before or codes[at + 1 : at + 3].lstrip("u")[:1] == "M"
    if more and not total:
        return _gained(at, amount, item, 4)
    return _reached(own, at, item, 2 * total + 2 * bool(words & _RIGHT) + ("R" in before) + (after == "u"))


def _is_denied(own: Clause, at: int) -> bool:
    """ "chứ không phải 10" – but not "à không 4,9"."""
    return "N" in _before(own, at)[-2:] and not _is_corrected(own, at)


def _is_corrected(own: Clause, at: int) -> bool:
    """ "à không 4,9", "nhầm, 129": what is said in place of another figure."""
    words = [each.bare for each in own.lexemes[max(at - 3, 0) : at]]
    return any(one in _OH and two in _NOT for one, two in pairwise(words)) or bool(_SLIPPED & set(words[-2:]))


def _before(own: Clause, at: int) -> str:
    """The classes before a figure, back to the last figure or the last mark."""
    codes = ""
    for lexeme in reversed(own.lexemes[max(at - _LOOK_BACK, 0) : at]):
        if lexeme.code in _SEPARATORS + "nfwu%":
            break
        codes = lexeme.code + codes
    return codes


def _behind(own: Clause, at: int) -> str:
    codes = own.codes[at + 1 :]
    end = next((i for i, code in enumerate(codes) if code in _SEPARATORS + "nfwL"), len(codes))
    return codes[:end]


def _words(own: Clause, at: int) -> set[str]:
    length = len(_before(own, at))
    return {word for each in own.lexemes[at - length : at] for word in each.bare.split()}


def _is_other(own: Clause, at: int, item: Item) -> bool:
    """A date, a fraction of something else, a number of other things, or the plan itself."""
    lexeme, codes = own.lexemes[at], own.codes
    after = codes[at + 1 : at + 2]
    if _is_ranged(own, at) or (lexeme.glued and at and own.lexemes[at - 1].code == "."):
        return True
    if lexeme.code == "f":
        return lexeme.whole != item.plan or lexeme.amount is None
    if own.lexemes[at + 1 : at + 2] and own.lexemes[at + 1].bare.startswith("thang "):
        return True  # "đến 15 tháng 12"
    if at and own.lexemes[at - 1].bare.split()[-1:] in (["mung"], ["mong"], ["ngay"]):
        return True
    if after == "u":
        return _is_plan(own, at, item)
    if lexeme.code == "w" and codes[at - 1 : at] == "+":
        return False  # "thêm hai đứa"
    if lexeme.code == "w" or (at and own.lexemes[at - 1].bare == "so") or (after and is_unit(own.lexemes[at + 1].bare)):
        return True
    plain = not after or after in _PLAIN_BEHIND or after in _SEPARATORS or (after == "%" and not is_rate(item))
    return not (plain or is_within(lexeme.amount, item)) or _is_plan(own, at, item)


def _is_ranged(own: Clause, at: int) -> bool:
    """ "126-128 hộ"; "142-CV"."""
    return any("-" in codes for codes in (own.codes[at + 1 : at + 2], own.codes[max(at - 1, 0) : at] if at > 1 else ""))


def _is_plan(own: Clause, at: int, item: Item) -> bool:
    told = set("RD") & set(_before(own, at)) or "D" in _behind(own, at)
    return own.lexemes[at].amount == item.plan and not told


def _is_left_behind(own: Clause, at: int) -> bool:
    """ "chín hộ còn lại": what is left, said behind the figure."""
    behind = own.lexemes[at + 1 : at + 3]
    return any(each.bare.startswith("con lai") for each in behind)


def _remaining(at: int, amount: Decimal, item: Item) -> Candidate | None:
    if item.plan is None or amount > item.plan or (item.last is not None and item.plan - amount < item.last):
        return None
    return Candidate(at, Value(item.plan - amount, item.unit), Why.REMAINING, 1)


def _gained(at: int, amount: Decimal, item: Item, score: int) -> Candidate | None:
    if amount <= 0 or (item.plan is not None and (item.last or 0) + amount > item.plan * 3 / 2):
        return None
    return Candidate(at, Increase(amount, item.unit), Why.NOT_UNDERSTOOD, score)


def _reached(own: Clause, at: int, item: Item, cues: int) -> Candidate | None:
    amount = own.lexemes[at].amount
    assert amount is not None
    if amount == item.last:
        return None
    told = cues > 0 or at == 0 or is_within(amount, item)
    low = item.last is not None and item.direction == Direction.UP and amount < item.last / 2
    if low and own.codes[at + 1 : at + 2] == "u" and not set("RL") & set(_before(own, at)):
        return _gained(at, amount, item, 1)  # "vừa kết nạp 2 đồng chí"
    if not told or low:
        return None
    why = oddity(item, amount) or (Why.ESTIMATE if _is_about(own, at) else Why.NOT_UNDERSTOOD)
    return Candidate(at, Value(amount, item.unit), why, cues + 2 * is_within(amount, item))


def _is_about(own: Clause, at: int) -> bool:
    """ "khoảng 60 km việc 1", "gần 60"."""
    before = own.lexemes[max(at - 2, 0) : at]
    return any((each.code == "A" and each.bare not in _OUT_OF) or each.bare == "gan" for each in before)
