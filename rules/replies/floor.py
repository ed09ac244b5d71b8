"""Whom a message is speaking of at the moment, and doubts about what was just said of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from rules.replies.claims import Claim, Kind
from rules.replies.measuring import Clause, measured, unit_length
from rules.replies.model import Action, Done, Increase, Item, Value, Why
from rules.replies.notebook import Group, Notebook
from rules.replies.piece import FREE, Piece
from rules.replies.segments import Segment

NUMBERS = frozenset({Kind.VALUE, Kind.VALUE_DONE, Kind.GAIN, Kind.SHARE, Kind.LEFT})


@dataclass
class Floor:
    """`open`: the claims of the items spoken of last, to which a segment without a number adds; `numbers`: those items (none
    for "all" and "the rest"); `before`: they were named after their claim ("xong 1, 3")."""

    notebook: Notebook
    open: list[list[Claim]] = field(default_factory=list)
    numbers: tuple[int, ...] = ()
    before: bool = False

    def give(self, numbers: tuple[int, ...], start: int, *, before: bool = False) -> None:
        """From here on these items are spoken of."""
        self.numbers, self.before = numbers, before
        self.open = self.notebook.about(numbers, start)

    def give_group(self, piece: Piece) -> None:
        group = Group(piece, list(piece.claims), self.open)
        self.notebook.groups.append(group)
        self.numbers, self.open, self.before = (), [group.claims], False

    def close(self) -> None:
        """What follows without a number is of no item that is known – unless only one was shown."""
        only = self.notebook.ctx.only
        self.numbers, self.open, self.before = (), [], False
        if only is not None:
            self.give((only.number,), 0)

    def add(self, claims: Sequence[Claim]) -> None:
        for of_item in self.open:
            of_item.extend(claims)

    @property
    def is_free(self) -> bool:
        """Whether free text was said last, which may go on behind a comma."""
        return any(claims and claims[-1].kind in FREE for claims in self.open)

    @property
    def is_remark(self) -> bool:
        return any(claims and claims[-1].kind is Kind.NOTE for claims in self.open)

    @property
    def is_counted(self) -> bool:
        return any(claims and (claims[-1].kind in NUMBERS or claims[-1].proposal is not None) for claims in self.open)

    def doubt_torn(self, segment: Segment) -> None:
        """`39,á5 phần trăm`, `thêm 1` with "hộ" on the next line, "xong, 13i/144 hộ": what follows and is not understood casts
        doubt on the number or the "xong" before it."""
        ctx = self.notebook.ctx
        items = [ctx.shown[number] for number in self.numbers]
        glued = ctx.text[segment.start - 1 : segment.start] == ","
        crumbs = set(segment.codes) <= {".", "-"} and len(segment.codes) < 4
        unit = any(unit_length(segment.lexemes, item) for item in items)
        if glued or crumbs or unit or segment.lexemes[0].code in "nf%":
            self.doubt_bare_number()
        if any(_counts_short(measured(Clause(segment.lexemes), item), item) for item in items):
            self._doubt(lambda claim: Done() if claim.kind is Kind.DONE else None, Why.PARTLY)

    def doubt_bare_number(self) -> None:
        """A number without its unit may have lost its decimals."""
        self._doubt(self._bare_number, Why.NOT_UNDERSTOOD)

    def _bare_number(self, claim: Claim) -> Action | None:
        ctx = self.notebook.ctx
        if claim.kind not in (Kind.VALUE, Kind.GAIN) or not ctx.text[claim.end - 1].isdigit() or not self.numbers:
            return None
        unit = ctx.shown[self.numbers[0]].unit
        return Value(claim.amount, unit) if claim.kind is Kind.VALUE else Increase(claim.amount, unit)

    def _doubt(self, proposal_for: Callable[[Claim], Action | None], why: Why) -> None:
        for claims in self.open:
            proposal = proposal_for(claims[-1]) if claims else None
            if proposal is not None:
                claims[-1] = replace(claims[-1], kind=Kind.UNSURE, why=why, proposal=proposal)


def _counts_short(own: Clause, item: Item) -> bool:
    """Whether something is counted in the item's unit, and it is not the whole plan."""
    amounts = [lexeme.amount for lexeme in own.lexemes if lexeme.code in "nfw"]
    return bool(set("uf") & set(own.codes)) and (item.plan is None or any(amount != item.plan for amount in amounts))
