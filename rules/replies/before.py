"""Claims that stand before their item's number: "xong 1 và 3", "xin gia hạn 1 đến 15/12"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rules.replies.claims import Claim, Kind
from rules.replies.clauses import read
from rules.replies.context import Context
from rules.replies.lexeme import Lexeme
from rules.replies.measuring import Clause
from rules.replies.piece import STATES, Piece, about, different
from rules.replies.refs import Ref, refs_at

# "gia hạn 2 tuần": the 2 is no item.
_SPANS = frozenset({"ngay", "tuan", "thang", "nam", "quy"})
_AT = frozenset({"o", "tai", "cua", "cho", "voi"})


@dataclass
class Before:
    lexemes: Sequence[Lexeme]
    ctx: Context
    seen: dict[int, list[list[Piece]]] = field(default_factory=dict)

    def cuts(self, at: int) -> list[list[Piece]]:
        """Ways to read the lexemes from `at` on as claims, each followed by its number; two are enough."""
        if at not in self.seen:
            found: list[list[Piece]] = []
            for place in range(at + 1, len(self.lexemes)):
                for ref in refs_at(self.lexemes, place, self.ctx, opening=False, closing=True):
                    found.extend(self._followed_by(ref, at, place))
            self.seen[at] = different(found)[:2]
        return self.seen[at]

    def _followed_by(self, ref: Ref, at: int, place: int) -> Iterator[list[Piece]]:
        claims = self._told(at, place, ref)
        if claims is not None and ref.end == len(self.lexemes):
            yield [Piece(ref, claims, before=True)]
        elif claims is not None:
            yield from ([Piece(ref, claims, before=True), *tail] for tail in self.cuts(ref.end))
        if self.lexemes[at].code in "XSs" and place == at + 1 and ref.end < len(self.lexemes):
            yield from self._within(at, ref)

    def _told(self, at: int, place: int, ref: Ref) -> tuple[Claim, ...] | None:
        """What the words before a number claim. A bare number may only be told to be done or unchanged: in "130 hộ 2" or
        "vướng 2" it may be anything."""
        words = list(self.lexemes[at:place])
        while len(words) > 1 and words[-1].bare in _AT:
            words.pop()
        if any(word.code in "rk" for word in words):
            return None
        claims = read(Clause(words), about(ref, self.ctx))
        if claims is None or not all(claim.closed and claim.kind is not Kind.UNSURE for claim in claims):
            return None
        if (not ref.strong or ref.scope != "items") and not all(claim.kind in STATES for claim in claims):
            return None
        return (replace(claims[0], said_from=claims[0].start), *claims[1:])

    def _within(self, at: int, ref: Ref) -> Iterator[list[Piece]]:
        """ "xin gia hạn 1 đến 15/12", "hỗ trợ 1 xin ý kiến …", "vướng việc 3: kinh phí"."""
        key, rest = self.lexemes[at], self.lexemes[ref.end :]
        told = (
            rest[0].bare not in _SPANS and ref.scope == "items"
            if key.code == "X"
            else ref.strong or rest[0].code in "Ss"
        )
        body = Clause(rest if rest[0].code in "Ss" else [key, *rest])
        claims = read(body, about(ref, self.ctx)) if told and not ref.unknown else None
        if claims:
            yield [Piece(ref, (replace(claims[0], said_from=key.start), *claims[1:]))]
