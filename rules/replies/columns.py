"""A column: every line begins with the number of another task, so that the number behind it is a value."""

from collections.abc import Sequence
from dataclasses import replace

from rules.replies.context import Context
from rules.replies.lexeme import Lexeme
from rules.replies.segments import Segment


def ruled(segments: Sequence[Segment], ctx: Context) -> list[Segment]:
    """The segments of a column with a mark behind the number of each line (`4 12` becomes `4: 12`); others as they are."""
    heads = [segment for segment in segments if segment.hard]
    numbers = [_opening(segment, ctx) for segment in heads]
    apart = ctx.text.count("\n") + 1 == len(heads) > 1
    if not apart or None in numbers or len(set(numbers)) < len(numbers):
        return list(segments)
    return [marked(segment) if segment.hard else segment for segment in segments]


def _opening(segment: Segment, ctx: Context) -> int | None:
    first = segment.lexemes[0]
    own = first.parts[0] if len(first.parts) == 1 and first.code == "n" else None
    return own if own in ctx.shown else None


def marked(segment: Segment) -> Segment:
    """`4 12` with a mark behind its item's number."""
    lexemes = segment.lexemes
    if [each.code for each in lexemes[:2]] != ["n", "n"] or len(lexemes) > 2:
        return segment
    place = lexemes[0].end
    return replace(segment, lexemes=(lexemes[0], Lexeme(":", ":", place, place, True), *lexemes[1:]))
