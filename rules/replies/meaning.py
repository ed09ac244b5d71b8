"""What lexemes mean among the lines shown: codes, counts of items, denials."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rules.numbers import parse_number
from rules.replies.codes import codes
from rules.replies.counts import counts
from rules.replies.dotted import undotted
from rules.replies.lexeme import Lexeme
from rules.replies.lexicon import UNKNOWN
from rules.replies.model import Item
from rules.replies.units import is_whole

_CLAIMING = frozenset("LSsNGDeX")
_PARTS = frozenset(
    {"doan", "phan", "so", "ho", "nha", "khu", "thon", "tuyen", "dien tich", "khoi luong", "xa", "km", "ha"}
)
_PEOPLE = frozenset({"ba con", "dan", "ho", "doan", "nha", "nguoi"})


def meant(lexemes: list[Lexeme], items: Sequence[Item]) -> list[Lexeme]:
    """The lexemes of a message with what its neighbours and the lines shown make of them."""
    if not lexemes:
        return []
    apart = _untied(_counted_apart(undotted(lexemes, items), items), items)
    found = _others(_astray(_slips(_zeros(apart))))
    return _denials(counts(codes(_remainders(found), items), items))


def _counted_apart(lexemes: list[Lexeme], items: Sequence[Item]) -> list[Lexeme]:
    """ "4 thêm 1,9 còn vướng 2 đơn": nobody admits 1,9 members, and 9 is a task something is said of."""
    shown = {item.number: item for item in items}
    found: list[Lexeme] = []
    of: Item | None = None
    for lexeme, after in zip(lexemes, [*lexemes[1:], None], strict=True):
        pair = lexeme.parts if lexeme.code == "n" else ()
        if len(pair) == 1:
            of = shown.get(pair[0], of)
        told = len(pair) == 2 and pair[1] in shown and after is not None and after.code in _CLAIMING
        if told and of is not None and of.number != pair[1] and is_whole(of):
            found += _apart(lexeme)
        else:
            found.append(lexeme)
    return found


def _apart(lexeme: Lexeme) -> list[Lexeme]:
    """ "1,9" as 1, a comma and 9."""
    before, _, last = lexeme.bare.rpartition(",")
    comma = lexeme.end - len(last) - 1
    return [
        replace(lexeme, bare=before, end=comma, amount=parse_number(before), parts=lexeme.parts[:-1]),
        Lexeme(",", ",", comma, comma + 1, True),
        Lexeme("n", last, comma + 1, lexeme.end, True, parse_number(last), parts=lexeme.parts[-1:]),
    ]


def _untied(lexemes: list[Lexeme], items: Sequence[Item]) -> list[Lexeme]:
    """`1:130,2:39`: an item's number right before a colon is nobody's decimals."""
    found: list[Lexeme] = []
    shown = {item.number for item in items}
    for lexeme, after in zip(lexemes, [*lexemes[1:], None], strict=True):
        tied = lexeme.code == "n" and len(lexeme.parts) > 1 and after is not None and after.code in ":)" and after.glued
        if not tied or lexeme.parts[-1] not in shown:
            found.append(lexeme)
            continue
        found += _apart(lexeme)
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
    found = list(lexemes)
    for at, (lexeme, after) in enumerate(zip(lexemes, [*lexemes[1:], None], strict=True)):
        if lexeme.bare != "con lai":
            continue
        if after is not None and after.code in "nwfA" and after.amount != 0:
            found[at] = replace(lexeme, code="L")
        elif (at and lexemes[at - 1].bare in _PARTS) or (after is not None and after.bare in _PEOPLE):
            found[at] = replace(lexeme, code=UNKNOWN)  # "đoạn còn lại", "còn lại bà con chưa nghe"
    return found


def _others(lexemes: list[Lexeme]) -> list[Lexeme]:
    """ "12 thêm 120 triệu. Khác không": the others."""
    found = list(lexemes)
    for at, (lexeme, after) in enumerate(pairwise(lexemes)):
        if lexeme.bare == "khac" and after.code in "NYG" and (not at or lexemes[at - 1].code in "!,;"):
            found[at] = replace(lexeme, code="j")
    return found


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
