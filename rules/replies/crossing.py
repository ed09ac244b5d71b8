"""Where words and numbers speak of different lines."""

from collections.abc import Sequence

from rules.replies.context import Context
from rules.replies.lexeme import Lexeme
from rules.replies.measuring import unit_length
from rules.replies.piece import FREE, Piece
from rules.replies.segments import Segment
from rules.replies.titles import names_in, only_names


def contradicted(piece: Piece, lexemes: Sequence[Lexeme]) -> bool:
    """A number or "xong" that is said of one line by its number and of another by its words; an obstacle may name any."""
    if all(claim.kind in FREE for claim in piece.claims):
        return False
    end = max(max(claim.end for claim in piece.claims), lexemes[piece.ref.end - 1].end)
    start = min(piece.ref.start, piece.claims[0].start)
    inside = _before_reason([each for each in lexemes if start <= each.start and each.end <= end])
    named = names_in(inside)
    if piece.ref.scope != "items" and any(each.hints for each in inside if each.code in ".W"):
        return True  # "rác xong hết"
    # "mặt bằng xong hết": all of it, not all of them.
    return bool(named) and (piece.ref.scope != "items" or any(not names & set(piece.ref.numbers) for names in named))


def _before_reason(lexemes: Sequence[Lexeme]) -> Sequence[Lexeme]:
    """ "2 chưa có gì mới vì đang dồn sức cho mặt bằng": a reason may name any line."""
    because = next((at for at, each in enumerate(lexemes) if each.code == "C"), len(lexemes))
    return lexemes[:because]


def begins_with_name(segment: Segment) -> bool:
    """Nothing but fillers stands before the name: "do vướng mặt bằng nên …" is about something else."""
    first = next((at for at, lexeme in enumerate(segment.lexemes) if lexeme.names), 0)
    return only_names(segment.lexemes[:first])


def begins_with_unit(segment: Segment, ctx: Context) -> bool:
    """ "9 nhà rồi": what begins like an item's number is counted."""
    lexemes = segment.lexemes
    counted = len(lexemes) > 1 and lexemes[0].code == "n" and lexemes[0].amount not in ctx.shown
    return counted and any(unit_length(lexemes[1:], item) for item in ctx.items)
