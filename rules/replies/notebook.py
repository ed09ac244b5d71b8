"""What was heard so far: claims by item, claims about all or the rest, and what was not understood."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rules.replies.claims import Claim, Kind
from rules.replies.context import Context
from rules.replies.lexeme import Lexeme
from rules.replies.measuring import Clause, measured
from rules.replies.model import Action, Done, NoChange, Reading, Unclear, Why
from rules.replies.numeric import numeric
from rules.replies.piece import Piece
from rules.replies.segments import Segment
from rules.replies.settling import in_words, settle

# "Tất cả xong" on more tasks than this is confirmed (design/conversations.md).
_MANY = 3


@dataclass
class Group:
    """Claims about all lines, or about those not named otherwise; `spoken_of`: what was spoken of before, which "còn lại …"
    goes on about if there are no others."""

    piece: Piece
    claims: list[Claim]
    spoken_of: list[list[Claim]]

    @property
    def said(self) -> list[Claim]:
        """The claims; an obstacle or a request that was told in another sentence is a remark of each."""
        own = len(self.piece.claims)
        later = [replace(c, kind=Kind.NOTE) if c.kind in (Kind.STUCK, Kind.EXTEND) else c for c in self.claims[own:]]
        return [*self.claims[:own], *later]


@dataclass
class Notebook:
    ctx: Context
    said: dict[int, list[Claim]] = field(default_factory=dict)
    begun: dict[int, int] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    excepted: set[int] = field(default_factory=set)
    unclear: list[tuple[int, int, Unclear]] = field(default_factory=list)

    def about(self, numbers: Sequence[int], start: int) -> list[list[Claim]]:
        """The claims of these items, to be added to."""
        for number in numbers:
            self.begun.setdefault(number, start)
        return [self.said.setdefault(number, []) for number in numbers]

    def for_all(self, claims: Sequence[Claim]) -> None:
        for of_item in self.about(tuple(self.ctx.shown), claims[0].start):
            of_item.extend(claims)

    def ask(self, start: int, end: int, why: Why, item: int | None = None, proposal: Action | None = None) -> None:
        """Hand a piece back. Neighbours that nothing is known of are asked about together."""
        if self.unclear and item is None and proposal is None:
            first, last, before = self.unclear[-1]
            adjacent = not self.ctx.said(last, start) and first < start
            if adjacent and before.item is None and before.proposal is None and before.why is why:
                self.unclear.pop()
                start = first
        self.unclear.append((start, end, Unclear(item, self.ctx.said(start, end), why, proposal)))

    def ask_which(self, segment: Segment, claims: Sequence[Claim]) -> None:
        """Something said of one of several lines. Where only one of them is measured so, it is proposed."""
        if len(claims) == 1 and claims[0].why is Why.QUESTION:
            self.ask(segment.start, segment.end, Why.QUESTION, proposal=claims[0].proposal)
            return
        guess = self.by_unit(segment)
        if guess is not None:
            self.ask(segment.start, segment.end, Why.WHICH_ITEM, *guess)
            return
        proposal = self._action(claims[0]) if len(claims) == 1 else None
        known = bool(claims) or bool(set("nf%") & set(segment.codes))
        self.ask(segment.start, segment.end, Why.WHICH_ITEM if known else Why.NOT_UNDERSTOOD, proposal=proposal)

    def by_unit(self, segment: Segment) -> tuple[int, Action] | None:
        """The only item with such a unit, or such a plan after the slash; a rate is too common to tell."""
        found: list[tuple[int, Action]] = []
        for item in self.ctx.items:
            claims = numeric(Clause(segment.lexemes), item, ()) if set("nf") & set(segment.codes) else None
            told = self._told_unit(segment, item.number)
            if claims and told and claims[0].kind in (Kind.VALUE, Kind.GAIN, Kind.LEFT):
                settled = settle(item, claims, self.ctx)
                proposals = [*settled.actions, *(unclear.proposal for unclear in settled.unclear)]
                found.extend((item.number, proposal) for proposal in proposals if proposal is not None)
            elif claims and told and claims[0].is_unsure and claims[0].proposal is not None:
                found.append((item.number, claims[0].proposal))
        return found[0] if len(found) == 1 else None

    def _told_unit(self, segment: Segment, number: int) -> bool:
        codes = measured(Clause(segment.lexemes), self.ctx.shown[number]).codes
        return "f" in codes or ("u" in codes and "%" not in segment.codes)

    def _action(self, claim: Claim) -> Action | None:
        if claim.kind is Kind.SAME:
            return NoChange(self.ctx.said(claim.start, claim.end))
        return Done() if claim.kind is Kind.DONE else in_words(claim, self.ctx)

    def reading(self) -> Reading:
        """Everything settled, in the order it was said."""
        for group in self.groups:
            self._spread(group)
        found = Reading()
        asked = list(self.unclear)
        for number in sorted(self.said, key=lambda number: self.begun[number]):
            settled = settle(self.ctx.shown[number], self.said[number], self.ctx)
            found.actions.extend((number, action) for action in settled.actions)
            asked.extend((self.begun[number], 0, unclear) for unclear in settled.unclear)
        found.unclear.extend(unclear for _, _, unclear in sorted(asked, key=lambda each: each[0]))
        return found

    def _hinted_at(self) -> set[int]:
        """The lines that words handed back may have been about: "rừng chừng 231, còn lại chưa có gì"."""
        places = [(start, end) for start, end, unclear in self.unclear if unclear.item is None]
        return {
            number
            for lexeme in self.ctx.lexemes
            for number in lexeme.hints | lexeme.names | self._numbers(lexeme)
            if any(start <= lexeme.start < end for start, end in places)
        }

    def _numbers(self, lexeme: Lexeme) -> frozenset[int]:
        """ "… nhiệm vụ số 7 đã hoàn thành" that was not understood: the rest is not 7."""
        return frozenset(lexeme.parts) & frozenset(self.ctx.shown)

    def _spread(self, group: Group) -> None:
        """What was said of all, or of the rest, holds for the lines not named otherwise."""
        heard = {number for number, claims in self.said.items() if claims}
        named = heard | self.excepted | {unclear.item for _, _, unclear in self.unclear} | self._hinted_at()
        others = [number for number in self.ctx.shown if number not in named]
        start, end = group.piece.ref.start, max(claim.end for claim in group.claims)
        ref = group.piece.ref
        if not others and ref.scope == "rest":
            for spoken_of in group.spoken_of:
                spoken_of.append(Claim(Kind.NOTE, start, end, closed=False, text_start=start))
        elif any(claim.kind is Kind.UNSURE for claim in group.claims) or (
            ref.count is not None and ref.count != len(others)
        ):
            self.ask(start, end, group.claims[0].why)
        elif len(others) > _MANY and any(claim.kind is Kind.DONE for claim in group.claims):
            self.ask(min(start, group.claims[0].start), end, Why.MANY, proposal=Done())
        else:
            for of_item in self.about(others, min(start, group.claims[0].start)):
                of_item.extend(replace(claim, shared=len(others) > 1) for claim in group.said)
