"""Codes of tasks (`NV-12`) as the numbers of their lines."""

from collections.abc import Sequence
from dataclasses import replace

from rules.folding import fold
from rules.replies.lexeme import Lexeme
from rules.replies.model import Item


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


def codes(lexemes: list[Lexeme], items: Sequence[Item]) -> list[Lexeme]:
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
