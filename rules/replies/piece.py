"""A piece of an answer: which items, and what is said of them."""

from dataclasses import dataclass

from rules.replies.claims import About, Claim, Kind
from rules.replies.context import Context
from rules.replies.measuring import Clause
from rules.replies.refs import Ref

FREE = frozenset({Kind.STUCK, Kind.EXTEND, Kind.NOTE})
STATES = frozenset({Kind.DONE, Kind.SAME, Kind.ACK})
AMOUNTS = frozenset({Kind.VALUE, Kind.VALUE_DONE, Kind.GAIN})


@dataclass(frozen=True)
class Piece:
    """Items and claims; `before`: the claim was said before the number ("xong 1 và 3")."""

    ref: Ref
    claims: tuple[Claim, ...]
    before: bool = False

    @property
    def measures(self) -> bool:
        return any(claim.kind in AMOUNTS for claim in self.claims)


def about(ref: Ref, ctx: Context, body: Clause | None = None) -> About:
    """What `body` is read against. "2: 3" – a number right behind the mark is a value; elsewhere a bare one may be another
    item's."""
    known = [ctx.shown[number] for number in ref.numbers if number in ctx.shown]
    behind = ref.marked and body is not None and body.codes.lstrip("FR")[:1] == "n" and body.codes.count("n") == 1
    others = () if behind or ctx.only is not None else tuple(ctx.shown)
    return About(list(ctx.items) if ref.scope == "rest" else known, others, ctx)


def different(cuts: list[list[Piece]]) -> list[list[Piece]]:
    """The cuts without repetitions ("và 2" can be cut before its "và" or behind it, to the same effect)."""
    return [cut for at, cut in enumerate(cuts) if cut not in cuts[:at]]
