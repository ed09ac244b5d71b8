"""A segment that was not understood whole, cut where an item's number surely begins."""

from collections.abc import Sequence
from dataclasses import replace

from rules.replies.columns import marked
from rules.replies.context import Context
from rules.replies.lexeme import Lexeme
from rules.replies.refs import Ref, counts_something, refs_at
from rules.replies.segments import Segment

_LIST = 3
_ENOUGH = 20


def strong_parts(segment: Segment, ctx: Context) -> list[Segment]:
    """The segment cut before each "việc 2" and `2:`; nothing where there is no such place."""
    lexemes = segment.lexemes
    cuts = [0]
    for at in range(1, len(lexemes)):
        refs = refs_at(lexemes, at, ctx, opening=False)
        if lexemes[at].code != "&" and lexemes[at - 1].code != "r" and any(_is_sure(ref) for ref in refs):
            cuts.append(at)
    return _cut(segment, cuts) if len(cuts) > 1 else []


def rising_parts(segment: Segment, ctx: Context) -> list[Segment]:
    """ "3 4,8km 4 12 dv 5 230ha": the segment cut before each item's number, where at least three stand in the bundle's
    order, each once."""
    lexemes = segment.lexemes
    cuts = [at for at in range(len(lexemes)) if _is_alone(lexemes, at, ctx)]
    numbers = [lexemes[at].parts[0] for at in cuts]
    if len(cuts) < _LIST or cuts[0] != 0 or numbers != sorted(set(numbers)):
        return []
    return _cut(segment, cuts)


def whole_list(segment: Segment, ctx: Context) -> list[Segment]:
    """ "3 5.2 4 12 5 245 9 xong 12 1920": cut before each number, where all the lines shown stand there in their order, and
    only in one way."""
    lexemes, numbers = segment.lexemes, list(ctx.shown)
    places = [
        [at for at, each in enumerate(lexemes) if each.code == "n" and each.parts == (number,)] for number in numbers
    ]
    ways = _rising(places)
    if len(numbers) < _LIST or len(ways) != 1 or ways[0][0] != 0:
        return []
    return [marked(part) for part in _cut(segment, ways[0])]


def _rising(places: Sequence[Sequence[int]]) -> list[list[int]]:
    """The ways to take one place of each, every one behind the last and with a word between; two are enough."""
    ways: list[list[int]] = [[]]
    for options in places:
        ways = [[*way, at] for way in ways for at in options if not way or at > way[-1] + 1][:_ENOUGH]
    return ways


def _is_alone(lexemes: Sequence[Lexeme], at: int, ctx: Context) -> bool:
    """Whether a number can only be an item's: shown, without a unit behind it or a value's word before it."""
    lexeme = lexemes[at]
    own = lexeme.code == "n" and len(lexeme.parts) == 1 and lexeme.parts[0] in ctx.shown
    before = lexemes[at - 1].code if at else ""
    return (
        own and before not in tuple("R+LAr:-/") and not counts_something(lexemes, at + 1, ctx) and _follows(lexemes, at)
    )


def _follows(lexemes: Sequence[Lexeme], at: int) -> bool:
    return at + 1 < len(lexemes) and lexemes[at + 1].code not in "%u/"


def _cut(segment: Segment, cuts: Sequence[int]) -> list[Segment]:
    ends = [*cuts[1:], len(segment.lexemes)]
    return [
        replace(segment, lexemes=segment.lexemes[at:end], hard=segment.hard and at == 0)
        for at, end in zip(cuts, ends, strict=True)
    ]


def _is_sure(ref: Ref) -> bool:
    return ref.strong and not ref.unknown and ref.scope == "items"
