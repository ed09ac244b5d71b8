"""Segments that say by an item's number whom they are about."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from rules.replies.claims import About, Claim, Kind, remark
from rules.replies.clauses import read
from rules.replies.crossing import begins_with_unit, contradicted
from rules.replies.lexeme import Lexeme
from rules.replies.loose import is_vague, loosely
from rules.replies.measuring import Clause
from rules.replies.model import Why
from rules.replies.piece import Piece
from rules.replies.pieces import pieces
from rules.replies.refs import Ref
from rules.replies.remarks import REMARKS, remarked
from rules.replies.segments import Segment
from rules.replies.titles import names_in
from rules.replies.walk import Walk

_LEADING = "pFTPtZOWRK:&"
_INTENSIVE = frozenset({"toan bo", "het", "ca", "tat ca", "het ca", "tat"})
_SILENT = frozenset("tTFWP:R-&")


@dataclass(frozen=True)
class Numbered:
    walk: Walk

    def found(self, segment: Segment) -> list[Piece] | None:
        """The pieces of a segment that is understood word by word."""
        found = pieces(segment.lexemes, self.walk.ctx) or self._behind_words(segment)
        if found is None or (begins_with_unit(segment, self.walk.ctx) and found[0].ref.unknown):
            return None
        grouped = [piece for piece in found if piece.ref.scope != "items"]
        return None if any(contradicted(piece, segment.lexemes) for piece in grouped) else found

    def _behind_words(self, segment: Segment) -> list[Piece] | None:
        """ "hiện nay việc 1 đạt …", "báo cáo tiến độ 1 130 hộ": words before the number that say nothing."""
        codes = segment.codes
        length = len(codes) - len(codes.lstrip(_LEADING))
        if not 0 < length < len(codes) or self.walk.refs(segment.lexemes):
            return None
        refs = self.walk.refs(segment.lexemes[length:])
        sure = any(ref.strong for ref in refs) or "p" in codes[:length] or set(codes[:length]) <= set("FT")
        return pieces(segment.lexemes[length:], self.walk.ctx) if refs and sure else None

    def all_of_one(self, segment: Segment) -> list[Claim] | None:
        """ "Đơn thư: đã xong toàn bộ" – all of the line just named, not all the lines."""
        numbers, ctx = self.walk.floor.numbers, self.walk.ctx
        if len(numbers) != 1 or any(self.walk.floor.open):
            return None
        whole = [each.code == "J" and each.bare in _INTENSIVE for each in segment.lexemes]
        lexemes = [replace(each, code="F") if all_ else each for each, all_ in zip(segment.lexemes, whole, strict=True)]
        claims = read(Clause(lexemes), About([ctx.shown[numbers[0]]], (), ctx)) if any(whole) else None
        return claims if claims and all(claim.closed for claim in claims) else None

    def take(self, piece: Piece, segment: Segment) -> None:
        """Give the floor to a piece's items and add what is said of them, or hand it back."""
        piece, floor = self._second_look(piece, segment), self.walk.floor
        start, end = min(piece.ref.start, piece.claims[0].start), max(claim.end for claim in piece.claims)
        several = len(piece.ref.numbers) > 1 and piece.ref.scope == "items"
        if contradicted(piece, segment.lexemes):
            self.walk.ask(start, end, Why.CONTRADICTION)
        elif piece.ref.unknown or (several and any(claim.is_unsure for claim in piece.claims)):
            self.walk.ask(start, end, Why.UNKNOWN_ITEM if piece.ref.unknown else piece.claims[0].why)
        elif piece.ref.scope == "items":
            floor.give(piece.ref.numbers, start, before=piece.before)
            floor.add(piece.claims)
        elif floor.is_counted and self._is_what_is_left(piece, segment):
            floor.add(piece.claims)  # "124 hộ, còn lại vướng giá đất": the households that are left
        elif piece.ref.scope == "rest" and floor.is_counted and not all(claim.is_plain for claim in piece.claims):
            # "130 hộ, còn lại đang vận động" goes on about the households.
            floor.add([remark(Clause(segment.lexemes))])
        else:
            floor.give_group(piece)

    def _is_what_is_left(self, piece: Piece, segment: Segment) -> bool:
        """Of a bare "còn lại" behind a figure only a state ("đang làm", "xong") is told of the other tasks."""
        named = [lexeme.bare for lexeme in segment.lexemes if piece.ref.start <= lexeme.start < piece.claims[0].start]
        told = {claim.kind for claim in piece.claims}
        return piece.ref.scope == "rest" and named[:1] == ["con lai"] and bool(told & {Kind.STUCK, Kind.EXTEND})

    def _second_look(self, piece: Piece, segment: Segment) -> Piece:
        """The piece read by what agrees in it, where not every word of it is known."""
        ref = piece.ref
        one = not piece.before and not ref.unknown and ref.scope == "items" and len(ref.numbers) == 1
        if not one or not any(map(is_vague, piece.claims)):
            return piece
        start, end = piece.claims[0].start, max(claim.end for claim in piece.claims)
        inside = [each for each in segment.lexemes[ref.end :] if start <= each.start and each.end <= end]
        others = () if self.walk.ctx.only else tuple(self.walk.ctx.shown)
        claims = self._loosely(inside, ref, others)
        return replace(piece, claims=tuple(claims)) if claims else piece

    def _loosely(self, lexemes: Sequence[Lexeme], ref: Ref, others: Collection[int]) -> list[Claim] | None:
        if not lexemes:
            return None
        item = self.walk.ctx.shown[ref.numbers[0]]
        claims = loosely(Clause(lexemes), About([item], others, self.walk.ctx))
        return [replace(claims[0], said_from=ref.start), *claims[1:]] if claims else None

    def not_parsed(self, segment: Segment, ref: Ref) -> None:
        """A segment that begins with an item's number and is not understood: text that goes on, a remark, or handed back."""
        floor, body = self.walk.floor, Clause(segment.lexemes[ref.end :])
        if not ref.strong and not segment.hard and floor.is_free:
            floor.add([remark(Clause(segment.lexemes))])
            return
        if ref.scope == "items" and body.lexemes and set(body.codes) <= _SILENT:
            floor.give(ref.numbers, segment.start)  # "1. Đến 17 giờ 00 ngày 25/11, …"
            return
        counted = {
            i for i in range(len(body.lexemes)) if body.codes[i - 1 : i] == "L" and body.codes[i + 1 : i + 2] == "."
        }
        others = {n for i, lexeme in enumerate(body.lexemes) for n in lexeme.parts if i not in counted}
        others &= set(self.walk.ctx.shown)
        many = self._is_many(segment, ref) or not body.lexemes
        claims = None if many else self._loosely(body.lexemes, ref, tuple(others))
        if claims is not None:
            floor.give(ref.numbers, segment.start)
            floor.add(claims)
        elif many or (others and not set(body.codes) <= REMARKS | set(".n")):
            self.walk.ask(segment.start, segment.end, Why.NOT_UNDERSTOOD)
        else:
            self._remark(segment, body, ref)

    def _remark(self, segment: Segment, body: Clause, ref: Ref) -> None:
        claim = remarked(body, ref, self.walk.ctx)
        self.walk.floor.give(ref.numbers, segment.start)
        self.walk.floor.add([claim])
        if claim.is_unsure and self.walk.ctx.shown[ref.numbers[0]].unit is not None:
            self.walk.floor.close()

    def _is_many(self, segment: Segment, ref: Ref) -> bool:
        """Whether it is about more lines than one, or about another one by its words."""
        names = names_in(segment.lexemes)
        return ref.scope != "items" or len(ref.numbers) != 1 or any(not each & set(ref.numbers) for each in names)
