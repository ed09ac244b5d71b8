"""What every step of the way through a message needs: its segments, the notebook, and whom it is speaking of."""

from collections.abc import Sequence
from dataclasses import dataclass

from rules.replies.context import Context
from rules.replies.floor import Floor
from rules.replies.lexeme import Lexeme
from rules.replies.model import Why
from rules.replies.notebook import Notebook
from rules.replies.refs import Ref, refs_at
from rules.replies.segments import Segment


@dataclass(frozen=True)
class Walk:
    segments: Sequence[Segment]
    notebook: Notebook
    floor: Floor

    @property
    def ctx(self) -> Context:
        return self.notebook.ctx

    def at(self, place: int) -> Segment | None:
        return self.segments[place] if place < len(self.segments) else None

    def refs(self, lexemes: Sequence[Lexeme]) -> list[Ref]:
        """The ways to read an item's number at the beginning."""
        return refs_at(lexemes, 0, self.ctx, opening=True)

    def known(self, segment: Segment) -> list[Ref]:
        return [ref for ref in self.refs(segment.lexemes) if not ref.unknown]

    def ask(self, start: int, end: int, why: Why) -> None:
        """Hand words back; nobody is spoken of behind them."""
        self.notebook.ask(start, end, why)
        self.floor.close()
