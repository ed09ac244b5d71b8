"""Counts of items ("cả ba", "hai việc đầu"), which are none of their numbers."""

from collections.abc import Sequence
from dataclasses import replace

from rules.folding import fold
from rules.replies.lexeme import Lexeme
from rules.replies.lexicon import UNKNOWN
from rules.replies.model import Item

_RANKED = frozenset({"viec", "nhiem vu", "muc", "noi dung", "chi tieu"})
_COUNTED = frozenset({"viec", "nhiem vu", "muc", "cong viec", "noi dung", "dau viec", "cai", "chi tieu"})


def counts(lexemes: list[Lexeme], items: Sequence[Item]) -> list[Lexeme]:
    """`cả ba`, `3 việc`, `hai việc đầu`, `2 việc còn lại`: a number of items is none of their numbers."""
    found: list[Lexeme] = []
    at = 0
    while at < len(lexemes):
        lexeme, length = _count_at(lexemes, at, items)
        found.append(lexeme)
        at += length
    return found


def _count_at(lexemes: list[Lexeme], at: int, items: Sequence[Item]) -> tuple[Lexeme, int]:
    if lexemes[at].bare in _RANKED and (ordinal := _ordinal(lexemes, at, items)):
        return ordinal, 2
    both = lexemes[at].code == "J" and lexemes[at].bare in ("ca", "tat ca", "toan bo")
    number = _at(lexemes, at + 1) if both else lexemes[at]
    counted = _at(lexemes, at + 1 + both)
    is_count = number is not None and number.code in "nw" and number.amount is not None and number.amount % 1 == 0
    if is_count and counted is not None and counted.code == "j" and counted.bare != "con lai":
        return replace(lexemes[at], code="j", end=counted.end, parts=(int(lexemes[at + both].amount or 0),)), 2 + both
    if both and is_count and counted is not None and (counted.code in "&n." or _is_unit(counted, items)):
        return replace(lexemes[at], code="F"), 1  # "cả 1 và 3", "cả 144 hộ"
    if (
        number is None
        or not is_count
        or (not both and (counted is None or counted.code == "r" or counted.bare not in _COUNTED))
        or (counted is not None and counted.bare == "cai" and _is_unit(_at(lexemes, at + 2 + both), items))
        or (counted is not None and counted.bare == "cai" and (len(items) == 1 or _is_more(lexemes, at)))
    ):
        return lexemes[at], 1
    if not both and ((at and lexemes[at - 1].code == "r") or any(fold(item.unit or "") in _COUNTED for item in items)):
        return lexemes[at], 1
    length = 1 + both + (counted is not None and counted.bare in _COUNTED)
    return _counted(lexemes, at, length, int(number.amount or 0), items)


def _ordinal(lexemes: list[Lexeme], at: int, items: Sequence[Item]) -> Lexeme | None:
    """ "việc cuối", "mục đầu tiên": by its place in the bundle; of one that is measured in "nhà", "nhà cuối" is a house."""
    after = _at(lexemes, at + 1)
    before = lexemes[at - 1] if at else None
    if after is None or len(items) < 2 or (before is not None and before.code in "nw"):
        return None
    place = {"cuoi": -1, "cuoi cung": -1, "dau": 0, "dau tien": 0}.get(after.bare)
    if place is None:
        return None
    return replace(lexemes[at], code="J", bare="ordinal", end=after.end, parts=(items[place].number,))


def _is_more(lexemes: list[Lexeme], at: int) -> bool:
    """ "thêm 1 cái nữa" counts what the task is measured in."""
    after = _at(lexemes, at + 2)
    return (at > 0 and lexemes[at - 1].code == "+") or (after is not None and after.code == "M")


def _is_unit(lexeme: Lexeme | None, items: Sequence[Item]) -> bool:
    """ "9 cái nhà" counts houses, no items."""
    return lexeme is not None and any(lexeme.bare == fold(item.unit or "") for item in items)


def _counted(lexemes: list[Lexeme], at: int, length: int, count: int, items: Sequence[Item]) -> tuple[Lexeme, int]:
    after = _at(lexemes, at + length)
    last = lexemes[at + length - 1]
    numbers = tuple(item.number for item in items)
    if after is not None and after.bare in ("dau", "dau tien") and 0 < count <= len(numbers):
        return replace(lexemes[at], code="J", bare=f"first {count}", end=after.end, parts=numbers[:count]), length + 1
    if after is not None and after.code == "j":
        return replace(lexemes[at], code="j", end=after.end, parts=(count,)), length + 1
    code = "J" if count == len(numbers) else UNKNOWN
    shown = after is not None and after.bare in ("tren", "nay", "tren day")
    end = after.end if after is not None and shown else last.end
    return replace(lexemes[at], code=code, bare=f"{count} items", end=end, parts=numbers), length + shown


def _at(lexemes: list[Lexeme], at: int) -> Lexeme | None:
    return lexemes[at] if 0 <= at < len(lexemes) else None
