"""Segments that say by no number and no name whom they are about: they go on about the items spoken of last."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rules.replies.claims import About, Claim, Kind, remark
from rules.replies.clauses import read
from rules.replies.days import resolve
from rules.replies.floor import NUMBERS
from rules.replies.loose import is_vague, loosely
from rules.replies.measuring import Clause
from rules.replies.model import Done, Note, Value, Why
from rules.replies.piece import Piece
from rules.replies.refs import Ref
from rules.replies.segments import Segment
from rules.replies.titles import hinted
from rules.replies.units import oddity
from rules.replies.walk import Walk

_HELP = frozenset({"ho tro", "xin ho tro", "thao go", "giup do", "quan tam", "kinh phi", "xin kinh phi", "xin chi dao"})


@dataclass(frozen=True)
class GoingOn:
    walk: Walk

    def heard(self, segment: Segment, follows: Segment | None) -> None:
        walk, floor = self.walk, self.walk.floor
        if any(floor.open) and self._is_day(segment):
            return  # "đã hoàn thành vào chiều hôm qua, 25/11"
        claims = self._claims(segment)
        if self._excepts(follows, claims):
            self._of_all(segment, claims or [])
        elif claims and all(claim.kind is Kind.ACK for claim in claims) and len(walk.segments) > 1:
            return
        elif floor.before and self._names_one(segment):
            # "đang làm 2, vướng 3": the 3 is an item's number too, but of what?
            walk.ask(segment.start, segment.end, Why.NOT_UNDERSTOOD)
        elif not floor.open:
            walk.notebook.ask_which(segment, claims or [])
        elif self._hints_at_another(segment):
            walk.notebook.ask_which(segment, [])
            if segment.hard and _is_topic(segment):
                floor.close()
        elif not any(floor.open):
            floor.add(claims or self._of_only(segment))
        elif self._of_another(segment, claims):
            walk.notebook.ask_which(segment, [])
        else:
            floor.add(self._continued(segment, claims))

    def _is_day(self, segment: Segment) -> bool:
        figures = [each for each in segment.lexemes if each.code not in "Ftr"]
        plans = {item.plan for item in self.walk.ctx.items}
        if len(figures) != 1 or figures[0].code != "f" or figures[0].whole in plans:
            return False
        day = resolve(figures[0].bare.split(" / "), self.walk.ctx.today)
        return day is not None and day <= self.walk.ctx.today

    def _claims(self, segment: Segment) -> list[Claim] | None:
        ctx = self.walk.ctx
        items = [ctx.shown[number] for number in self.walk.floor.numbers] or list(ctx.items)
        about = About(items, (), ctx)
        claims = read(Clause(segment.lexemes), about)
        if len(items) == 1 and (not claims or any(map(is_vague, claims))):
            return loosely(Clause(segment.lexemes), about) or claims
        return claims

    def _excepts(self, follows: Segment | None, claims: Sequence[Claim] | None) -> bool:
        """ "xong trừ 2"."""
        excepted = follows is not None and follows.lexemes[0].code == "E"
        return excepted and bool(claims) and all(claim.closed for claim in claims or ())

    def _of_all(self, segment: Segment, claims: Sequence[Claim]) -> None:
        ref = Ref(tuple(self.walk.ctx.shown), segment.start, 0, "all", strong=True)
        self.walk.floor.give_group(Piece(ref, tuple(claims)))

    def _names_one(self, segment: Segment) -> bool:
        return any(set(lexeme.parts) & set(self.walk.ctx.shown) for lexeme in segment.lexemes[1:])

    def _of_another(self, segment: Segment, claims: Sequence[Claim] | None) -> bool:
        """ "2 39%, 130 hộ": the number of another line was left out."""
        floor = self.walk.floor
        vague = claims is not None and any(claim.why in (Why.UNIT, Why.NO_TARGET) for claim in claims)
        told = vague and (segment.hard or not floor.is_free)
        guess = self.walk.notebook.by_unit(segment) if told else None
        return guess is not None and guess[0] not in floor.numbers

    def _hints_at_another(self, segment: Segment) -> bool:
        """ "mặt bằng 135, rác 39", "mừng quá. Nhưng rác thì đuối": of other titles than the one spoken of something is told."""
        hints, floor = hinted(segment.lexemes), self.walk.floor
        if not hints or hints & set(floor.numbers):
            return False
        topic = _is_topic(segment)
        told = topic or bool(set("nf") & set(segment.codes))
        return (topic and segment.hard) or (told and not floor.is_free)

    def _of_only(self, segment: Segment) -> list[Claim]:
        """Words about the only line shown that are not understood."""
        note = Note(self.walk.ctx.said(segment.start, segment.end))
        return [replace(remark(Clause(segment.lexemes)), kind=Kind.UNSURE, proposal=note)]

    def _continued(self, segment: Segment, claims: list[Claim] | None) -> list[Claim]:
        """What a segment without a number adds to the items spoken of last: claims where they are sure, otherwise a remark."""
        floor = self.walk.floor
        if claims and self._pleads(segment, claims):
            return claims  # "… bị sạt, phải dừng thi công. Mong đồng chí hỗ trợ"
        free = floor.is_free and not _breaks_free(segment, claims or [])
        if not claims or free or all(claim.kind is Kind.UNSURE and _is_open(claim) for claim in claims):
            if claims and floor.is_remark and (asked := self._doubted(claims)):
                return asked
            floor.doubt_torn(segment)
            return [remark(Clause(segment.lexemes))]
        if any(claim.kind is Kind.UNSURE for claim in claims):
            floor.doubt_torn(segment)
        if segment.hard and self.walk.ctx.only is None and any(_is_adrift(claim, segment) for claim in claims):
            proposal = Done() if claims[0].kind is Kind.DONE else None
            return [replace(claim, kind=Kind.UNSURE, why=Why.WHICH_ITEM, proposal=proposal) for claim in claims]
        return claims

    def _doubted(self, claims: Sequence[Claim]) -> list[Claim] | None:
        """ "đã vượt, 41%": a likely value behind a remark may be what was remarked on: asked."""
        if all(claim.is_unsure and isinstance(claim.proposal, Value) for claim in claims):
            return list(claims)
        claim, item = claims[0], self.walk.ctx.shown.get(next(iter(self.walk.floor.numbers), 0))
        if len(claims) > 1 or claim.kind is not Kind.VALUE or item is None or item.last is None or item.unit is None:
            return None
        if claim.amount <= item.last or oddity(item, claim.amount):
            return None
        return [replace(claim, kind=Kind.UNSURE, closed=False, proposal=Value(claim.amount, item.unit))]

    def _pleads(self, segment: Segment, claims: Sequence[Claim]) -> bool:
        stuck = all(claim.kind is Kind.STUCK for claim in claims)
        helped = any(lexeme.code == "S" or lexeme.bare in _HELP for lexeme in segment.lexemes)
        return stuck and helped and segment.hard and self.walk.floor.is_remark


def _is_topic(segment: Segment) -> bool:
    """Whether it begins with a word of a title, and tells of that: "rác thì …", "rác xong"."""
    first = next((at for at, each in enumerate(segment.lexemes) if each.code not in "BF&"), 0)
    behind = segment.lexemes[first + 1 : first + 2]
    return bool(segment.lexemes[first].hints) and ("D" in segment.codes or any(each.bare == "thi" for each in behind))


def _is_open(claim: Claim) -> bool:
    return (not claim.closed and claim.why is not Why.DEADLINE) or claim.why is Why.FORECAST


def _is_adrift(claim: Claim, segment: Segment) -> bool:
    """Behind a full stop or on a new line "xong" or a bare number may be of another item."""
    return claim.kind is Kind.DONE or (claim.kind in NUMBERS and segment.codes.endswith("n"))


def _breaks_free(segment: Segment, claims: Sequence[Claim]) -> bool:
    """Whether a segment ends the free text before it: in "vướng đền bù, 14 hộ" the number belongs to the text, in "vướng
    đền bù, đạt 130 hộ" it does not."""
    if any(not claim.is_plain or claim.kind in (Kind.NOTE, Kind.STUCK, Kind.UNSURE) for claim in claims):
        return any(claim.kind is Kind.EXTEND or claim.why is Why.DEADLINE for claim in claims)
    handed = "W" in segment.codes and any(each.bare == "da" for each in segment.lexemes)
    return not any(claim.kind in NUMBERS for claim in claims) or handed or bool(set("R+fDM") & set(segment.codes))
