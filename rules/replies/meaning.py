"""What lexemes mean among the lines shown: codes, counts of items, denials."""

from collections.abc import Sequence
from dataclasses import replace

from rules.numbers import parse_number
from rules.replies.codes import codes
from rules.replies.counts import counts
from rules.replies.dotted import undotted
from rules.replies.lexeme import Lexeme
from rules.replies.lexicon import UNKNOWN
from rules.replies.model import Item


def meant(lexemes: list[Lexeme], items: Sequence[Item]) -> list[Lexeme]:
    """The lexemes of a message with what its neighbours and the lines shown make of them."""
    if not lexemes:
        return []
    found = _astray(_slips(_zeros(_untied(undotted(lexemes, items), items))))
    return _denials(counts(codes(_remainders(found), items), items))


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
