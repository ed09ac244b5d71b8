"""Questions, which write nothing (rule 11), and exceptions ("xong hết trừ 2")."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rules.replies.claims import Kind
from rules.replies.lexeme import Lexeme
from rules.replies.model import Stuck, Why
from rules.replies.numbered import Numbered
from rules.replies.piece import Piece
from rules.replies.pieces import pieces
from rules.replies.segments import Segment
from rules.replies.titles import names_in, only_names
from rules.replies.walk import Walk


@dataclass(frozen=True)
class Questions:
    walk: Walk
    numbered: Numbered

    def heard(self, segment: Segment) -> None:
        """The board is offered the question – but an opinion asked for is an obstacle."""
        walk = self.walk
        found = pieces(segment.lexemes, walk.ctx) or []
        if self._asks_for_an_opinion(segment, found):
            for piece in found:
                self.numbered.take(piece, segment)
            return
        question = Stuck(walk.ctx.said(segment.start, segment.end))
        walk.notebook.ask(segment.start, segment.end, Why.QUESTION, self._asked_of(segment, found), question)
        walk.floor.close()

    def _asks_for_an_opinion(self, segment: Segment, found: Sequence[Piece]) -> bool:
        stuck = bool(found) and all(piece.claims[-1].kind is Kind.STUCK for piece in found)
        return stuck and ("Q" in segment.codes or any(lexeme.bare == "xin y kien" for lexeme in segment.lexemes))

    def _asked_of(self, segment: Segment, found: Sequence[Piece]) -> int | None:
        refs = [piece.ref for piece in found] or self.walk.refs(segment.lexemes)
        numbers = {number for ref in refs if not ref.unknown and ref.scope == "items" for number in ref.numbers}
        if len(numbers) == 1:
            return numbers.pop()
        return self.walk.ctx.only.number if self.walk.ctx.only else None


@dataclass(frozen=True)
class Exceptions:
    walk: Walk
    hear: Callable[[Segment, Segment | None], None]

    def heard(self, segment: Segment) -> None:
        """ "… trừ 2": nothing is said of item 2, unless more follows."""
        walk, rest = self.walk, _without_manners(segment.lexemes[1:])
        known = [ref for ref in walk.refs(rest) if not ref.unknown and ref.scope == "items"]
        ends = [ref for ref in known if ref.end == len(rest) or rest[ref.end].code in "Jj"]
        names = names_in(rest)
        if not known and len(names) == 1 and len(names[0]) == 1 and only_names(rest):
            walk.notebook.excepted |= names[0]
        elif not known and len(names) == 1 and len(names[0]) == 1 and rest[0].names:
            walk.notebook.excepted |= names[0]
            self.hear(replace(segment, lexemes=tuple(rest)), None)
        elif not known:
            # Of whom it is not true is not known: it is true of nobody that is.
            walk.notebook.excepted |= set(walk.ctx.shown)
            walk.ask(segment.start, segment.end, Why.NOT_UNDERSTOOD)
        elif not ends:
            self.hear(replace(segment, lexemes=tuple(rest)), None)
        else:
            walk.notebook.excepted |= set(ends[-1].numbers)
            if ends[-1].end < len(rest):
                self.hear(replace(segment, lexemes=tuple(rest[ends[-1].end :])), None)


def _without_manners(lexemes: Sequence[Lexeme]) -> Sequence[Lexeme]:
    end = len(lexemes)
    while end > 1 and lexemes[end - 1].code == "F":
        end -= 1
    return lexemes[:end]
