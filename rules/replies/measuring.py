"""Where a clause is read for one item: its unit, its plan and its title become letters too."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rules.folding import fold
from rules.replies.compound import compounded
from rules.replies.lexeme import Lexeme
from rules.replies.lexicon import UNKNOWN
from rules.replies.model import Item
from rules.replies.units import factor_of, has_tenths, is_counted, is_rate, names_of

# "9 cái nhà", "10 căn nhà"
_CLASSIFIERS = frozenset({"cai", "can", "ngoi", "chiec"})
# "xã đã bàn giao được …": who did it says nothing.
_WHO = frozenset({"xa", "toan xa", "phuong", "toan phuong", "ba con", "nhan dan", "dan"})
_SPECIAL = ("mat bang", "giai phong", "thu gom", "rac", "huu co")
_ONE, _NONE = Decimal(1), Decimal(0)
_AMONG = frozenset({"trong", "trong tong", "trong tong so"})
_OUT_OF = frozenset({"tren", "trong", "trong tong", "trong tong so", "tren tong", "tren tong so", "/"})


@dataclass(frozen=True)
class Clause:
    """Lexemes with the string of their classes: `codes[i]` is the class of `lexemes[i]`."""

    lexemes: Sequence[Lexeme]

    @property
    def codes(self) -> str:
        return "".join(lexeme.code for lexeme in self.lexemes)

    @property
    def start(self) -> int:
        return self.lexemes[0].start

    @property
    def end(self) -> int:
        return self.lexemes[-1].end

    def part(self, first: int, last: int | None = None) -> "Clause":
        return Clause(self.lexemes[first:last])


def measured(clause: Clause, item: Item) -> Clause:
    """The clause in the item's own terms: `u` is its unit, words of its title are `W`, "130 trên 144 hộ" with 144 planned is
    a fraction, "kế hoạch 40%" with 40 planned says nothing new."""
    found = _with_units(compounded(clause.lexemes, item), item)
    title = set(fold(item.title).split())
    found = [
        replace(lexeme, code="W") if lexeme.code == UNKNOWN and set(lexeme.bare.split()) <= title else lexeme
        for lexeme in found
    ]
    if item.title:
        found = [replace(each, code=UNKNOWN) if _is_of_another(each, fold(item.title)) else each for each in found]
    following = [*(lexeme.code for lexeme in found[1:]), ""]
    found = [
        # Without diacritics "trồng" is "trong" too.
        replace(lexeme, code="W") if lexeme.bare == "trong" in title and after not in ("n", "P") else lexeme
        for lexeme, after in zip(found, following, strict=True)
    ]
    return Clause(_without_doer(_without_plan(_fractions(found, item), item)))


def _is_of_another(lexeme: Lexeme, title: str) -> bool:
    """ "4,8 km đã giải phóng mặt bằng": working words that are another task's."""
    return lexeme.code == "W" and lexeme.bare not in title and any(word in lexeme.bare for word in _SPECIAL)


def _without_doer(lexemes: list[Lexeme]) -> list[Lexeme]:
    following = [*(lexeme.code for lexeme in lexemes[1:]), ""]
    return [
        replace(lexeme, code="F") if lexeme.bare in _WHO and lexeme.code in "p." and after in tuple("FRW+") else lexeme
        for lexeme, after in zip(lexemes, following, strict=True)
    ]


def _with_units(lexemes: Sequence[Lexeme], item: Item) -> list[Lexeme]:
    found: list[Lexeme] = []
    at = 0
    while at < len(lexemes):
        number = found[-1] if found and found[-1].code in "nfw" else None
        if lexemes[at].code == "u":
            found.append(lexemes[at])
            at += 1
            continue
        length, factor, more = _unit_behind(number, lexemes[at:], item) if number else (0, _ONE, _NONE)
        if number is not None and length and number.amount is not None and (factor, more) != (_ONE, _NONE):
            found[-1] = replace(number, amount=(number.amount + more) * factor, parts=())
        found.append(replace(lexemes[at], code="u", end=lexemes[at + length - 1].end) if length else lexemes[at])
        at += length or 1
    return found


def _unit_behind(number: Lexeme, lexemes: Sequence[Lexeme], item: Item) -> tuple[int, Decimal, Decimal]:
    """Length of the unit behind a number in lexemes, its size in the item's own, and tenths said behind it."""
    if _is_spoken_km(number, lexemes[0], item):
        return 1, _ONE, Decimal(lexemes[0].bare[-1]) / 10
    factor, length = _ONE, unit_length(lexemes, item)
    if not length and number.code == "n" and (sized := _sized(lexemes, item)):
        factor, length = sized
    whole = number.code == "n" and number.amount is not None and number.amount % 1 == 0 and has_tenths(item.unit)
    tenths = _tenths(lexemes[length:]) if length and whole else None
    return (length, factor, _NONE) if tenths is None else (length + 1, factor, tenths)


def _is_spoken_km(number: Lexeme, lexeme: Lexeme, item: Item) -> bool:
    """ "5km2" of a road is 5,2 km."""
    whole = number.code == "n" and number.amount is not None and number.amount % 1 == 0
    return whole and lexeme.bare in ("km2", "km3") and "km" in names_of(item.unit)


def _sized(lexemes: Sequence[Lexeme], item: Item) -> tuple[Decimal, int] | None:
    """A unit of the same kind in another size ("2,05 tỷ" of "triệu đồng"): its factor and its length in lexemes."""
    for length in (2, 1):
        name = " ".join(lexeme.bare for lexeme in lexemes[:length])
        factor = factor_of(name, item.unit) if len(lexemes) >= length else None
        if factor is not None:
            return factor, length
    return None


def _tenths(lexemes: Sequence[Lexeme]) -> Decimal | None:
    """What is glued to a unit, or "rưỡi" behind it: tenths of it."""
    if not lexemes:
        return None
    if lexemes[0].bare == "ruoi":
        return Decimal("0.5")
    digit = lexemes[0].code in "n." and lexemes[0].glued and lexemes[0].bare.isdigit() and len(lexemes[0].bare) == 1
    alone = len(lexemes) == 1 or lexemes[1].code not in "nfw%"
    return Decimal(lexemes[0].bare) / 10 if digit and alone and lexemes[0].bare.isascii() else None


def unit_length(lexemes: Sequence[Lexeme], item: Item) -> int:
    """How many of the first lexemes name the item's unit."""
    if is_rate(item) and lexemes[0].code == "%":
        return 1
    names = names_of(item.unit)
    if lexemes[0].bare in _CLASSIFIERS and len(lexemes) > 1 and lexemes[0].bare not in names:
        length = unit_length(lexemes[1:], item)
        alone = is_counted(item.unit) and lexemes[1].code in "FMDTt"
        return length + 1 if length else int(alone)
    if lexemes[0].bare in _CLASSIFIERS and lexemes[0].bare not in names and is_counted(item.unit):
        return 1
    for length in range(min(4, len(lexemes)), 0, -1):
        if " ".join(lexeme.bare for lexeme in lexemes[:length]) in names:
            return length
    return 0


def _fractions(lexemes: list[Lexeme], item: Item) -> list[Lexeme]:
    found: list[Lexeme] = []
    for lexeme in lexemes:
        found.append(lexeme)
        codes = "".join(each.code for each in found).replace("/", "A").replace("w", "n")
        head = len("nuAn") if codes.endswith("nuAn") else len("nAn") if codes.endswith("nAn") else 0
        if head and found[-2].bare in _OUT_OF and lexeme.amount is not None and lexeme.amount == item.plan:
            first = found[-head]
            found[-head:] = [replace(first, code="f", end=lexeme.end, whole=lexeme.amount, parts=())]
    return found


def _without_plan(lexemes: list[Lexeme], item: Item) -> list[Lexeme]:
    found: list[Lexeme] = []
    at = 0
    while at < len(lexemes):
        length = _plan_length(lexemes[at : at + 4], item)
        if length:
            found.append(replace(lexemes[at], code="F", end=lexemes[at + length - 1].end))
        else:
            found.append(lexemes[at])
        at += length or 1
    return found


def _plan_length(lexemes: Sequence[Lexeme], item: Item) -> int:
    codes = "".join(lexeme.code for lexeme in lexemes)
    if codes.startswith("Anu") and lexemes[0].bare in _AMONG and lexemes[1].amount == item.plan:
        return 3
    for shape in ("KRnu", "K:nu", "Knu", "KRn", "K:n", "Kn"):
        if codes.startswith(shape) and lexemes[shape.index("n")].amount == item.plan:
            return len(shape)
    return 0
