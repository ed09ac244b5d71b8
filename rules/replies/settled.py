"""What came of all that was said of one item."""

from dataclasses import dataclass, field

from rules.replies.claims import Claim
from rules.replies.context import Context
from rules.replies.model import Action, Item, Unclear, Value, Why


@dataclass
class Settled:
    """Actions to write and pieces to ask about, filled in turn by `weighing.py` and `settling.py`."""

    item: Item
    ctx: Context
    actions: list[Action] = field(default_factory=list)
    unclear: list[Unclear] = field(default_factory=list)

    def words(self, claim: Claim) -> str:
        """The claim's own words, without its item's number."""
        return self.ctx.said(claim.start, claim.end)

    def ask(self, claim: Claim, why: Why, proposal: Action | None = None) -> None:
        """Hand the piece back, with its item's number where that stands before it."""
        start = claim.start if claim.said_from is None else claim.said_from
        self.unclear.append(Unclear(self.item.number, self.ctx.said(start, claim.end), why, proposal))

    @property
    def value(self) -> Value | None:
        """The value that is written, if one is."""
        return next((action for action in self.actions if isinstance(action, Value)), None)
