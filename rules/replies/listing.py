"""Numbers alone between commas: `1, 2, 3 xong`, `xong 1, 2, 3`, `1, xong`."""

from collections.abc import Sequence
from dataclasses import replace

from rules.replies.context import Context
from rules.replies.lexeme import Lexeme
from rules.replies.refs import Ref, refs_at
from rules.replies.segments import Segment


def only_refs(segment: Segment, ctx: Context) -> Ref | None:
    """The items of a segment that consists of nothing but their numbers."""
    options = refs_at(segment.lexemes, 0, ctx, opening=True)
    whole = [ref for ref in options if ref.end == len(segment.lexemes) and ref.scope == "items" and not ref.unknown]
    return whole[0] if whole else None


def run_of_refs(segments: Sequence[Segment], at: int, ctx: Context) -> list[Segment]:
    """The segments from `at` on that are numbers alone, with commas between them."""
    run = [segments[at]]
    for segment in segments[at + 1 :]:
        if segment.hard or segment.asked or only_refs(segment, ctx) is None:
            break
        run.append(segment)
    return run


def joined(run: Sequence[Segment], follows: Segment, mark: str) -> Segment:
    """One segment: `&` between the numbers, `mark` before what follows them."""
    lexemes: list[Lexeme] = []
    for segment in [*run, follows]:
        if lexemes:
            place = lexemes[-1].end
            code = mark if segment is follows else "&"
            lexemes.append(Lexeme(code, code, place, place, True))
        lexemes.extend(segment.lexemes)
    return replace(follows, lexemes=tuple(lexemes), hard=run[0].hard)
