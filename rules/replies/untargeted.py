"""Figures said of a task that has no target: never a value."""

from rules.replies.claims import Claim, Kind, remark
from rules.replies.handing_back import SHARE, unsure
from rules.replies.lexeme import Lexeme
from rules.replies.measuring import Clause
from rules.replies.model import Why

_EVERY = frozenset({"ca", "du", "toan bo", "tat ca", "het", "ca het"})


def without_target(own: Clause) -> list[Claim]:
    """A task without a number takes none – but "xong 100%" of it is done."""
    match = SHARE.fullmatch(own.codes)
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
    return [unsure(own, Why.NO_TARGET)]


def _is_whole(own: Clause, number: Lexeme) -> bool:
    at = own.lexemes.index(number)
    before = own.lexemes[at - 1].bare if at else ""
    return (number.code == "f" and number.amount == number.whole) or before in _EVERY
