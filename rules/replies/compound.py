"""Amounts said in two sizes: "1 tỷ 985 triệu", "2 tỷ 1", "4 cây 2", "3 km 200 m"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rules.folding import fold
from rules.replies.lexeme import Lexeme
from rules.replies.model import Item
from rules.replies.units import is_unit

_BILLIONS = (("ty", "dong"), ("ti", "dong"), ("ty",), ("ti",))
_MILLIONS = (("trieu", "dong"), ("trieu",), ("tr",), ("trd",))
_KILOMETRES = (("cay", "so"), ("km",), ("cay",), ("kilomet",))
_METRES = (("met",), ("m",))
# One of an item's unit in millions of đồng, or in kilometres.
_MONEY = {"trieu dong": Decimal(1), "trieu": Decimal(1), "ty dong": Decimal(1000), "ty": Decimal(1000)}
_LENGTH = {"km": Decimal(1), "m": Decimal("0.001"), "met": Decimal("0.001")}
_THOUSAND = Decimal(1000)
_TENTHS = {"mốt": 1, "mot": 1, "tu": 4, "ruoi": 5}
_ON = frozenset({"tram", "muoi", "chuc", "linh", "le"})


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
        amount, length = _amount_at(lexemes, at, size, item)
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


def _likely(whole: Decimal, lexeme: Lexeme, size: _Size, item: Item) -> Decimal | None:
    """ "1 tỷ 92" may be 1,92 or 1,092: the one that lies between the value reported last and the plan, if only one does."""
    if (
        lexeme.code != "n"
        or not lexeme.bare.isdigit()
        or len(lexeme.bare) != 2
        or item.last is None
        or item.plan is None
    ):
        return None
    own = size.units[fold(item.unit or "")]
    ways = [(lexeme.amount or Decimal(0)) / part for part in (100, 1000)]
    likely = [rest for rest in ways if item.last <= (whole + rest) * size.base / own <= item.plan]
    return likely[0] if len(likely) == 1 else None


def _amount_at(lexemes: Sequence[Lexeme], at: int, size: _Size, item: Item) -> tuple[Decimal | None, int]:
    """The amount that begins at a place, in the measure of `size.units`, and how many lexemes it takes."""
    great = _unit_at(lexemes, at + 1, size.great) if _is_whole(lexemes, at) else 0
    place = at + 1 + great
    if not great or place >= len(lexemes):
        return None, 0
    rest, length = _rest(lexemes, place, size)
    spelt = lexemes[place].code == "w" or lexemes[place].bare in _TENTHS
    ended = _ends(lexemes, place + 1) or (spelt and not _counts_on(lexemes[place + 1]))
    if rest is None and lexemes[at + 1].bare in size.spoken and ended:
        rest, length = _spoken(lexemes[place]), 1
    whole = lexemes[at].amount or Decimal(0)
    if rest is None and lexemes[at + 1].bare in size.spoken and place < len(lexemes):
        rest, length = _likely(whole, lexemes[place], size, item), 1
    return (None, 0) if rest is None else ((whole + rest) * size.base, 1 + great + length)


def _rest(lexemes: Sequence[Lexeme], place: int, size: _Size) -> tuple[Decimal | None, int]:
    """What is said in the smaller unit ("985 triệu"), as a part of the greater one."""
    small = _unit_at(lexemes, place + 1, size.small)
    amount = lexemes[place].amount if _is_whole(lexemes, place) else None
    return (amount / _THOUSAND, 1 + small) if small and amount is not None and amount < _THOUSAND else (None, 0)


def _spoken(lexeme: Lexeme) -> Decimal | None:
    """What a number alone says behind "tỷ" and "cây": "1 tỷ 950" thousandths, "2 tỷ 1", "2 tỷ mốt" tenths; "1 tỷ 95" may be
    either."""
    amount = lexeme.amount
    tenths = _TENTHS.get(lexeme.bare)
    if tenths is not None or (lexeme.code == "w" and amount is not None and amount < 10):
        return Decimal(amount or 0 if tenths is None else tenths) / 10
    if lexeme.code != "n" or amount is None or not _is_spelt(lexeme):
        return None
    if len(lexeme.bare) == 1:
        return amount / 10
    thousandths = len(lexeme.bare) == 3 or "tram" in lexeme.bare.split()
    return amount / _THOUSAND if thousandths and amount < _THOUSAND else None


def _is_whole(lexemes: Sequence[Lexeme], at: int) -> bool:
    lexeme = lexemes[at] if at < len(lexemes) else None
    if lexeme is None or lexeme.amount is None:
        return False
    return lexeme.code == "w" or (lexeme.code == "n" and _is_spelt(lexeme))


def _is_spelt(lexeme: Lexeme) -> bool:
    return lexeme.bare.isdigit() or "tram" in lexeme.bare.split()


def _unit_at(lexemes: Sequence[Lexeme], at: int, names: Sequence[tuple[str, ...]]) -> int:
    said = [lexeme.bare for lexeme in lexemes[at : at + 2]]
    return next((len(name) for name in names if tuple(said[: len(name)]) == name), 0)


def _counts_on(lexeme: Lexeme) -> bool:
    """ "2 tỷ hai trăm", "5 cây hai đoạn": the number behind the unit goes on, or counts something else."""
    return lexeme.code in "nw" or lexeme.bare in _ON or is_unit(lexeme.bare.split()[0])


def _ends(lexemes: Sequence[Lexeme], at: int) -> bool:
    """Whether nothing follows that the digits could belong to."""
    return at >= len(lexemes) or lexemes[at].code in "FTtM" or lexemes[at].bare == "dong"
