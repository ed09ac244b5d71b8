"""Which items a piece is about (domain/replies.md rules 1 and 7)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rules.replies.context import Context
from rules.replies.lexeme import Lexeme
from rules.replies.measuring import unit_length
from rules.replies.units import is_unit

_THE_OTHER = frozenset({"viec kia", "nhiem vu kia", "muc kia", "cai kia"})
_INTENSIVE = frozenset({"het", "ca", "het ca"})
_OH = frozenset({"a", "ah", "o", "y"})
_CONNECTORS = "&BL"
_ENDS = "DNeuY%),:;" + _CONNECTORS
# "năm", "sau", "bảy", "tám" without diacritics are everyday words.
_SAFE_WORDS = frozenset({"mot", "hai", "ba", "bon", "chin", "muoi"})


@dataclass(frozen=True)
class Ref:
    """Items by their numbers.

    `scope`: "items", "all" or "rest" (of the lines shown); `count`: how many "hai việc còn lại" says there are; `unknown`: a
    number or code that was not shown. `strong`: surely an item's number (`2:`, `việc 2`); `marked`: set apart from what
    follows (`2:`); `dashed`: by nothing but a glued dash. `start`: its place in the text, `end`: the index of the next lexeme."""

    numbers: tuple[int, ...]
    start: int
    end: int
    scope: str = "items"
    count: int | None = None
    unknown: bool = False
    strong: bool = False
    marked: bool = False
    dashed: bool = False


def refs_at(lexemes: Sequence[Lexeme], at: int, ctx: Context, *, opening: bool, closing: bool = False) -> list[Ref]:
    """The ways to read an item's number, or several, at a place; `opening`: at the beginning of a segment, where also a
    number that was not shown is one; `closing`: behind a claim, where "hết" and "cả" mean all of them."""
    first = at
    if at >= len(lexemes):
        return []
    # "bản2": glued to a word that nothing ends with, a number is part of it.
    here, last = lexemes[at], lexemes[at - 1]
    if at > 1 and here.code == "n" and last.code == "N" and lexemes[at - 2].bare in _OH:
        return []  # "4 hộ, à không 5"
    if not opening and here.code == "n" and here.glued and last.code not in _ENDS:
        return []
    while first < len(lexemes) and lexemes[first].code in _CONNECTORS and first < at + 2:
        first += 1
    if first >= len(lexemes):
        return []
    noun = lexemes[first + 1].code if first + 1 < len(lexemes) else ""
    if first > at and lexemes[at].code == "L" and lexemes[first].code == "n":
        foreign = not set(lexemes[first].parts) & set(ctx.shown)
        if noun in tuple(".W") or foreign:
            return []
    if lexemes[first].code == "n" and counts_something(lexemes, first + 1, ctx):
        return []
    if lexemes[first].code in "Jj":
        intense = lexemes[first].code == "J" and lexemes[first].bare in _INTENSIVE
        return [] if intense and not closing else [_group(lexemes, first, ctx)]
    return [ref for ref in _numbered(lexemes, first, ctx, opening) if ref.strong or ref.unknown is False or opening]


def counts_something(lexemes: Sequence[Lexeme], at: int, ctx: Context) -> bool:
    """Whether an item's unit stands there: in "còn 2 hộ" the 2 is no item's number."""
    rest = lexemes[at : at + 4]
    return bool(rest) and rest[0].code not in "%RD" and any(item.unit and unit_length(rest, item) for item in ctx.items)


def _group(lexemes: Sequence[Lexeme], at: int, ctx: Context) -> Ref:
    lexeme = lexemes[at]
    if lexeme.code == "j":
        count = lexeme.parts[0] if lexeme.parts else 1 if lexeme.bare in _THE_OTHER else None
        return Ref((), lexeme.start, at + 1, "rest", count=count, strong=True)
    numbers = lexeme.parts or tuple(ctx.shown)
    return Ref(numbers, lexeme.start, at + 1, "all" if len(numbers) == len(ctx.shown) else "items", strong=True)


def _numbered(lexemes: Sequence[Lexeme], at: int, ctx: Context, opening: bool) -> list[Ref]:
    """One number, then one with the next, and so on: `1 2 3 xong` may be about 1, about 1 and 2, or about all three."""
    options: list[Ref] = []
    numbers: tuple[int, ...] = ()
    strong, place = False, at
    while place < len(lexemes):
        words, own = _number_at(lexemes, place, ctx, opening and not numbers)
        if own is None or (numbers and not _joins(numbers, own, ctx)):
            break
        strong, numbers, place = strong or words > 0, numbers + own, place + words + 1
        unknown = not own or not set(numbers) <= set(ctx.shown)
        options.append(_with_mark(lexemes, Ref(numbers, lexemes[at].start, place, unknown=unknown, strong=strong)))
        place += place < len(lexemes) and _is_and(lexemes[place])
    return options


def _is_and(lexeme: Lexeme) -> bool:
    return lexeme.code == "&" or (lexeme.code == "+" and lexeme.glued)


def _joins(numbers: tuple[int, ...], own: tuple[int, ...], ctx: Context) -> bool:
    """Whether one more number belongs to the list: shown like all before it, and said once."""
    return bool(own) and not set(own) & set(numbers) and set(numbers + own) <= set(ctx.shown)


def _number_at(lexemes: Sequence[Lexeme], at: int, ctx: Context, opening: bool) -> tuple[int, tuple[int, ...] | None]:
    """How many words like "việc" stand before a number, and the number (several: `1,3`, if all were shown)."""
    marked = 0
    while at + marked < len(lexemes) and lexemes[at + marked].code == "r":
        marked += 1
    lexeme = lexemes[at + marked] if at + marked < len(lexemes) else None
    if lexeme is None:
        return marked, None
    if lexeme.code == "k":
        return marked, lexeme.parts
    after = lexemes[at + marked + 1] if at + marked + 1 < len(lexemes) else None
    if not marked and after is not None and after.code in ".F" and is_unit(after.bare):
        return marked, None  # "hai nhà còn lại", "2 đơn vướng"
    if lexeme.code == "w" and (marked or (opening and lexeme.bare in _SAFE_WORDS and not _is_noun(after))):
        return marked, (int(lexeme.amount or 0),)
    if lexeme.code != "n":
        return marked, None
    if len(lexeme.parts) > 1:
        listed = set(lexeme.parts) <= set(ctx.shown) and len(set(lexeme.parts)) == len(lexeme.parts)
        return marked, lexeme.parts if listed else None
    spoken = marked and lexeme.amount is not None and lexeme.amount % 1 == 0 and not lexeme.parts
    return marked, (int(lexeme.amount or 0),) if spoken else lexeme.parts or None


def _is_noun(lexeme: Lexeme | None) -> bool:
    """ "một hộ ở thôn Cầu": what stands behind the number is counted by it."""
    return lexeme is not None and lexeme.code == "." and lexeme.bare not in ("thi", "van")


def _with_mark(lexemes: Sequence[Lexeme], ref: Ref) -> Ref:
    """`2:`, `2)`, `2.`, `2 –`, `2/`; not the minus of `2 -5`."""
    if ref.end >= len(lexemes):
        return ref
    mark = lexemes[ref.end]
    after = lexemes[ref.end + 1] if ref.end + 1 < len(lexemes) else None
    if mark.code in ":)!/":
        return replace(ref, end=ref.end + 1, strong=True, marked=True)
    if mark.code == "-" and after is not None and mark.glued == after.glued:
        return replace(ref, end=ref.end + 1, strong=not mark.glued or ref.strong, marked=True, dashed=mark.glued)
    return ref
