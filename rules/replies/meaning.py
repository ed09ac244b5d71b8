"""What lexemes mean among the lines shown: codes, counts of items, denials."""

from collections.abc import Sequence
from dataclasses import replace

from rules.folding import fold
from rules.numbers import parse_number
from rules.replies.dotted import undotted
from rules.replies.lexicon import UNKNOWN
from rules.replies.model import Item
from rules.replies.tagging import Lexeme

_RANKED = frozenset({"viec", "nhiem vu", "muc", "noi dung", "chi tieu"})
_COUNTED = frozenset({"viec", "nhiem vu", "muc", "cong viec", "noi dung", "dau viec", "cai", "chi tieu"})


def meant(lexemes: list[Lexeme], items: Sequence[Item]) -> list[Lexeme]:
    """The lexemes of a message with what its neighbours and the lines shown make of them."""
    if not lexemes:
        return []
    found = _astray(_slips(_zeros(_untied(undotted(lexemes, items), items))))
    return _denials(_counts(_codes(_remainders(found), items), items))


def _untied(lexemes: list[Lexeme], items: Sequence[Item]) -> list[Lexeme]:
    """`1:130,2:39`: an item's number right before a colon is nobody's decimals."""
    found: list[Lexeme] = []
    shown = {item.number for item in items}
    for lexeme, after in zip(lexemes, [*lexemes[1:], None], strict=True):
        before, _, last = lexeme.bare.rpartition(",")
        tied = lexeme.code == "n" and len(lexeme.parts) > 1 and after is not None and after.code in ":)" and after.glued
        if not tied or lexeme.parts[-1] not in shown:
            found.append(lexeme)
            continue
        comma = lexeme.end - len(last) - 1
        found.append(replace(lexeme, bare=before, end=comma, amount=parse_number(before), parts=lexeme.parts[:-1]))
        found.append(Lexeme(",", ",", comma, comma + 1, True))
        found.append(Lexeme("n", last, comma + 1, lexeme.end, True, parse_number(last), parts=lexeme.parts[-1:]))
    return found


def _zeros(lexemes: list[Lexeme]) -> list[Lexeme]:
    """ "0 có gì mới" is typed for "không có gì mới"."""
    following = [*(lexeme.code for lexeme in lexemes[1:]), ""]
    return [
        replace(lexeme, code="N", amount=None, parts=()) if lexeme.bare == "0" and after in tuple("cZ") else lexeme
        for lexeme, after in zip(lexemes, following, strict=True)
    ]


def _slips(lexemes: list[Lexeme]) -> list[Lexeme]:
    """ "1 song", "1 song rồi" is "xong" with its commonest slip; "song còn vướng" is "but"."""
    following = [*(lexeme.code for lexeme in lexemes[1:]), ","]
    lexemes = [
        # "tam 240 ha" is "tầm", about.
        replace(lexeme, code="A") if (lexeme.code, lexeme.bare, after) == ("w", "tam", "n") else lexeme
        for lexeme, after in zip(lexemes, following, strict=True)
    ]
    slips = [lexeme.bare == "song" and after in ",;!?)F" for lexeme, after in zip(lexemes, following, strict=True)]
    return [replace(lexeme, code="D") if slip else lexeme for lexeme, slip in zip(lexemes, slips, strict=True)]


def _astray(lexemes: list[Lexeme]) -> list[Lexeme]:
    """ "ạ" ends a clause; in "1 a xong" a letter has gone astray."""
    following = [*(lexeme.code for lexeme in lexemes[1:]), ","]
    astray = [
        lexeme.bare == "a" and after not in ",;!?)nEFNJjr&R:" for lexeme, after in zip(lexemes, following, strict=True)
    ]
    return [replace(lexeme, code=UNKNOWN) if gone else lexeme for lexeme, gone in zip(lexemes, astray, strict=True)]


def _remainders(lexemes: list[Lexeme]) -> list[Lexeme]:
    """ "còn lại 14 hộ" is what is left of one task, "còn lại chưa có gì" the other tasks."""
    left = [
        lexeme.bare == "con lai" and after is not None and after.code in "nwfA" and after.amount != 0
        for lexeme, after in zip(lexemes, [*lexemes[1:], None], strict=True)
    ]
    return [replace(lexeme, code="L") if is_left else lexeme for lexeme, is_left in zip(lexemes, left, strict=True)]


def _item_of_code(items: Sequence[Item], letters: str, number: int, dashed: bool) -> int | None:
    """The item that `NV-12` means. `nv1` may also be short for "nhiệm vụ 1": only where 1 was shown and the leader's own
    codes, which run like the numbers, all lie above NV-1, so that it is nobody's code here."""
    codes = {item.number: _code_parts(item.code) for item in items}
    for own, (prefix, code) in codes.items():
        if (prefix, code) == (letters, number):
            return own
    others = all(code is None or number - (code - own) < 1 for own, (_, code) in codes.items())
    return number if letters == "nv" and not dashed and number in codes and others else None


def _code_parts(code: str) -> tuple[str, int | None]:
    folded = fold(code)
    digits = "".join(char for char in folded if char.isdigit() and char.isascii())
    letters = "".join(char for char in folded if char.isalpha())
    return letters, int(digits) if digits else None


def _codes(lexemes: list[Lexeme], items: Sequence[Item]) -> list[Lexeme]:
    """`NV-12`, `nv12`, `NV 12` become one lexeme `k` whose `parts` hold the item's number, or nothing if it was not shown."""
    prefixes = {"nv"} | {_code_parts(item.code)[0] for item in items}
    found: list[Lexeme] = []
    at = 0
    while at < len(lexemes):
        first = lexemes[at]
        dash = at + 1 < len(lexemes) and lexemes[at + 1].code in "-!" and lexemes[at + 1].glued
        number = at + 1 + dash
        if (
            first.bare in prefixes
            and number < len(lexemes)
            and len(lexemes[number].parts) == 1
            and lexemes[number].code == "n"
        ):
            own = _item_of_code(items, first.bare, lexemes[number].parts[0], bool(dash))
            found.append(replace(first, code="k", end=lexemes[number].end, parts=() if own is None else (own,)))
            at = number + 1
        else:
            found.append(first)
            at += 1
    return found


def _counts(lexemes: list[Lexeme], items: Sequence[Item]) -> list[Lexeme]:
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
    if both and is_count and counted is not None and counted.code in "&n.":
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


def _denials(lexemes: list[Lexeme]) -> list[Lexeme]:
    """What is denied is no claim: `chưa xong` is not done (rule 5), `không vướng gì` is no obstacle."""
    found = list(lexemes)
    for at, lexeme in enumerate(lexemes):
        between = ""
        while lexeme.code in "NG" and at + len(between) + 1 < len(found) and len(between) < 4:
            denied = found[at + len(between) + 1]
            between += denied.code
            if denied.code == "D":
                found[at + len(between)] = replace(denied, code="e")
            elif denied.code == "S" and lexeme.code == "N" and set(between[:-1]) <= set("cLF"):
                found[at + len(between)] = replace(denied, code="y")
            if denied.code not in "FWRGcTLZ":
                break
    return found
