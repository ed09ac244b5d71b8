"""A segment cut into pieces. Where two ways of cutting make sense, none is taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rules.replies.before import Before
from rules.replies.claims import Claim, Kind
from rules.replies.clauses import read
from rules.replies.context import Context
from rules.replies.lexeme import Lexeme
from rules.replies.measuring import Clause, measured
from rules.replies.piece import AMOUNTS, FREE, STATES, Piece, about, different
from rules.replies.refs import Ref, counts_something, refs_at

# Longer ones are stories; cutting them would take time and find nothing.
_LONGEST = 80
_FILLING = frozenset("FRTt:&")


def pieces(lexemes: Sequence[Lexeme], ctx: Context) -> list[Piece] | None:
    """The pieces of a segment that begins with an item's number, or ends with one ("xong 1"); None where it does neither,
    is not understood, or could be two things."""
    if len(lexemes) > _LONGEST:
        return None
    found = _After(lexemes, ctx).cuts(0) or Before(_without_manners(lexemes, ctx), ctx).cuts(0)
    return found[0] if len(found) == 1 else None


def _without_manners(lexemes: Sequence[Lexeme], ctx: Context) -> Sequence[Lexeme]:
    """ "xong hết rồi", "xong 1 nhé": what stands behind the number says nothing – but in "xong 9 nha r" it counts houses."""
    end = len(lexemes)
    while end > 1 and lexemes[end - 1].code == "F" and not counts_something(lexemes, end - 1, ctx):
        end -= 1
    return lexemes[:end]


@dataclass
class _After:
    """ "1 xong 2 39%": what is said follows its number."""

    lexemes: Sequence[Lexeme]
    ctx: Context
    seen: dict[int, list[list[Piece]]] = field(default_factory=dict)

    def cuts(self, at: int) -> list[list[Piece]]:
        """Ways to read the lexemes from `at` on as pieces; two are enough to know that it is not sure."""
        if at not in self.seen:
            found: list[list[Piece]] = []
            for ref in refs_at(self.lexemes, at, self.ctx, opening=at == 0):
                found.extend(self._with(ref))
            self.seen[at] = different(found)[:2]
        return self.seen[at]

    def _with(self, ref: Ref) -> Iterator[list[Piece]]:
        """Ways that begin with `ref`: the body ends at a later item's number, or with the segment."""
        for end in [*self._boundaries(ref.end + 1), len(self.lexemes)]:
            claims = self._claims(Clause(self.lexemes[ref.end : end]), ref)
            if claims is None:
                continue
            piece = Piece(ref, claims)
            if end == len(self.lexemes):
                yield [piece]
            elif set(self._codes(ref.end, end)) <= _FILLING:
                continue  # "việc 1 đã 3xong": a filler alone says nothing that a next item could follow
            elif all(claim.closed for claim in claims) or self._word_before(end):
                tails = [tail for tail in self.cuts(end) if not _named_again(ref, tail)]
                if claims[-1].kind in FREE or not claims[-1].closed:
                    cut = self._free(piece, tails, Clause(self.lexemes[ref.end : end]))
                    yield from cut or []
                    if cut is not None:
                        return
                else:
                    yield from ([piece, *tail] for tail in tails)

    def _codes(self, start: int, end: int) -> str:
        return Clause(self.lexemes[start:end]).codes

    def _word_before(self, at: int) -> bool:
        """Whether a word says that an item's number comes: "… chưa nhận tiền việc 2 được 38%"."""
        return self.lexemes[at].code == "r"

    def _free(self, piece: Piece, tails: list[list[Piece]], body: Clause) -> list[list[Piece]] | None:
        """Free text ends only where all the rest is beyond doubt. An empty list: it may end here, or not ("vướng kinh phí 2
        39"; "vướng 2 hộ kiện 1 xong"), so nothing is sure. None: it goes on."""
        plain = [tail for tail in tails if all(self._is_plain(each) for each in tail)]
        if not plain:
            return [] if any(each.measures for tail in tails for each in tail) else None
        counts = bool(set("nfw") & set(body.codes)) and not all(tail[0].ref.strong for tail in plain)
        return [] if counts or len(plain) > 1 else [[piece, *plain[0]]]

    def _boundaries(self, first: int) -> list[int]:
        return [at for at in range(first, len(self.lexemes)) if refs_at(self.lexemes, at, self.ctx, opening=False)]

    def _claims(self, body: Clause, ref: Ref) -> tuple[Claim, ...] | None:
        if not body.lexemes or body.lexemes[0].code == "&":
            return None
        if ref.dashed and set(body.lexemes[0].parts) & set(self.ctx.shown):
            return None  # "1-3 xong": from one to three?
        claims = read(body, about(ref, self.ctx, body))
        if claims is None or (ref.unknown and not all(claim.closed for claim in claims)):
            return None
        return (replace(claims[0], said_from=ref.start), *claims[1:])

    def _is_plain(self, piece: Piece) -> bool:
        """Done, no change, an obstacle, more time, or a number with its unit."""
        if piece.ref.unknown:
            return False
        return all(
            self._has_unit(claim, piece.ref)
            if claim.kind in AMOUNTS
            else claim.closed and not claim.note and claim.kind in STATES | {Kind.STUCK, Kind.EXTEND}
            for claim in piece.claims
        )

    def _has_unit(self, claim: Claim, ref: Ref) -> bool:
        inside = [each for each in self.lexemes if claim.start <= each.start and each.end <= claim.end]
        return bool(set("uf") & set(measured(Clause(inside), about(ref, self.ctx).items[0]).codes))


def _named_again(ref: Ref, tail: list[Piece]) -> bool:
    """The same item twice without a separator ("1 130 1 140"): one of the numbers is something else."""
    named = {number for each in tail if each.ref.scope == "items" for number in each.ref.numbers}
    return ref.scope == "items" and bool(named & set(ref.numbers))
