"""Where a clause is read for one item: its unit, its plan and its title become letters too."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rules.folding import fold
from rules.replies.lexicon import UNKNOWN
from rules.replies.model import Item
from rules.replies.tagging import Lexeme
from rules.replies.units import is_rate, names_of

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
    found = _with_units(clause.lexemes, item)
    title = set(fold(item.title).split())
    found = [
        replace(lexeme, code="W") if lexeme.code == UNKNOWN and lexeme.bare in title else lexeme for lexeme in found
    ]
    return Clause(_without_plan(_fractions(found, item), item))


def _with_units(lexemes: Sequence[Lexeme], item: Item) -> list[Lexeme]:
    found: list[Lexeme] = []
    at = 0
    while at < len(lexemes):
        length = unit_length(lexemes[at:], item) if found and found[-1].code in "nfw" else 0
        if length:
            found.append(replace(lexemes[at], code="u", end=lexemes[at + length - 1].end))
        else:
            found.append(lexemes[at])
        at += length or 1
    return found


def unit_length(lexemes: Sequence[Lexeme], item: Item) -> int:
    """How many of the first lexemes name the item's unit."""
    if is_rate(item) and lexemes[0].code == "%":
        return 1
    names = names_of(item.unit)
    for length in range(min(4, len(lexemes)), 0, -1):
        if " ".join(lexeme.bare for lexeme in lexemes[:length]) in names:
            return length
    return 0


def _fractions(lexemes: list[Lexeme], item: Item) -> list[Lexeme]:
    found: list[Lexeme] = []
    for lexeme in lexemes:
        found.append(lexeme)
        codes = "".join(each.code for each in found).replace("/", "A")
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
    for shape in ("KRnu", "K:nu", "Knu", "KRn", "K:n", "Kn"):
        if codes.startswith(shape) and lexemes[shape.index("n")].amount == item.plan:
            return len(shape)
    return 0
