"""Amounts said in two sizes: "1 tỷ 985 triệu", "2 tỷ 1", "4 cây 2", "3 km 200 m"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rules.folding import fold
from rules.replies.model import Item
from rules.replies.tagging import Lexeme

_BILLIONS = (("ty", "dong"), ("ti", "dong"), ("ty",), ("ti",))
_MILLIONS = (("trieu", "dong"), ("trieu",), ("tr",), ("trd",))
_KILOMETRES = (("cay", "so"), ("km",), ("cay",), ("kilomet",))
_METRES = (("met",), ("m",))
# One of an item's unit in millions of đồng, or in kilometres.
_MONEY = {"trieu dong": Decimal(1), "trieu": Decimal(1), "ty dong": Decimal(1000), "ty": Decimal(1000)}
_LENGTH = {"km": Decimal(1), "m": Decimal("0.001"), "met": Decimal("0.001")}
_THOUSAND = Decimal(1000)


@dataclass(frozen=True)
class _Size:
    """`great`, `small`: what the two units are called; `units`: how much one of an item's unit is in the small one's
    thousandfold or, for money, in millions; `spoken`: the great ones behind which one bare digit counts tenths."""

    great: Sequence[tuple[str, ...]]
    small: Sequence[tuple[str, ...]]
    units: dict[str, Decimal]
    base: Decimal  # one of the great unit, in the measure of `units`
    spoken: frozenset[str]


_SIZES = (
    _Size(_BILLIONS, _MILLIONS, _MONEY, _THOUSAND, frozenset({"ty", "ti"})),
    _Size(_KILOMETRES, _METRES, _LENGTH, Decimal(1), frozenset({"cay"})),
)


def compounded(lexemes: Sequence[Lexeme], item: Item) -> list[Lexeme]:
    """The lexemes with each such amount as one number and the item's unit."""
    size = next((size for size in _SIZES if fold(item.unit or "") in size.units), None)
    if size is None:
        return list(lexemes)
    found: list[Lexeme] = []
    at = 0
    while at < len(lexemes):
        amount, length = _amount_at(lexemes, at, size)
        if amount is None:
            found.append(lexemes[at])
            at += 1
            continue
        own = amount / size.units[fold(item.unit or "")]
        end = lexemes[at + length - 1]
        found.append(replace(lexemes[at], code="n", amount=own, parts=()))
        found.append(replace(end, code="u", bare=fold(item.unit or ""), parts=(), amount=None))
        at += length
    return found


def _amount_at(lexemes: Sequence[Lexeme], at: int, size: _Size) -> tuple[Decimal | None, int]:
    great = _unit_at(lexemes, at + 1, size.great) if _is_whole(lexemes, at) else 0
    place = at + 1 + great
    if (
        great
        and lexemes[at + 1].bare in size.spoken
        and place < len(lexemes)
        and (tenths := _spoken_tenths(lexemes[place]))
    ):
        more = size.base * tenths / 10
        return (
            ((lexemes[at].amount or Decimal(0)) * size.base + more, place + 1 - at)
            if _ends(lexemes, place + 1)
            else (None, 0)
        )
    if great and place < len(lexemes) and (more := _spoken_hundreds(lexemes[place])) and _ends(lexemes, place + 1):
        return (lexemes[at].amount or Decimal(0)) * size.base + more * size.base / _THOUSAND, place + 1 - at
    if not great or not _is_whole(lexemes, place):
        return None, 0
    whole, more = lexemes[at].amount or Decimal(0), lexemes[place].amount or Decimal(0)
    small = _unit_at(lexemes, place + 1, size.small)
    if small and more < _THOUSAND:
        return whole * size.base + more * size.base / _THOUSAND, place + 1 + small - at
    if not _ends(lexemes, place + 1):
        return None, 0
    digits = len(lexemes[place].bare)
    spoken = lexemes[at + 1].bare in size.spoken
    if digits == 3 and spoken:
        return whole * size.base + more * size.base / _THOUSAND, place + 1 - at
    if digits == 1 and spoken:
        return whole * size.base + more * size.base / 10, place + 1 - at
    return None, 0


def _spoken_hundreds(lexeme: Lexeme) -> Decimal | None:
    """ "1 tỷ chín trăm"."""
    words = lexeme.code == "n" and "tram" in lexeme.bare.split() and lexeme.amount is not None
    return lexeme.amount if words and (lexeme.amount or 0) < _THOUSAND else None


def _spoken_tenths(lexeme: Lexeme) -> int:
    """ "2 tỷ mốt", "2 tỷ hai"."""
    if lexeme.code == "w" and lexeme.amount is not None and lexeme.amount < 10:
        return int(lexeme.amount)
    return {"mốt": 1, "mot": 1, "tu": 4, "ruoi": 5}.get(lexeme.bare, 0)


def _is_whole(lexemes: Sequence[Lexeme], at: int) -> bool:
    lexeme = lexemes[at] if at < len(lexemes) else None
    return lexeme is not None and lexeme.code == "n" and lexeme.amount is not None and lexeme.bare.isdigit()


def _unit_at(lexemes: Sequence[Lexeme], at: int, names: Sequence[tuple[str, ...]]) -> int:
    said = [lexeme.bare for lexeme in lexemes[at : at + 2]]
    return next((len(name) for name in names if tuple(said[: len(name)]) == name), 0)


def _ends(lexemes: Sequence[Lexeme], at: int) -> bool:
    """Whether nothing follows that the digits could belong to."""
    return at >= len(lexemes) or lexemes[at].code in "FTtM" or lexemes[at].bare == "dong"
