"""Segments that name their line by words of its title, or by a unit that no other line has."""

from dataclasses import dataclass, replace

from rules.replies.claims import remark
from rules.replies.crossing import begins_with_name
from rules.replies.going_on import GoingOn
from rules.replies.hinted_lines import labelled, of_hinted
from rules.replies.measured_lines import of_measured
from rules.replies.measuring import Clause
from rules.replies.model import Why
from rules.replies.refs import Ref
from rules.replies.remarks import remarked
from rules.replies.segments import Segment
from rules.replies.titled import Titled, of_named, parts_named
from rules.replies.titles import names_in, only_names
from rules.replies.walk import Walk

_COUNTING = frozenset("nfwD+")


@dataclass(frozen=True)
class Naming:
    walk: Walk
    going_on: GoingOn

    def heard(self, segment: Segment, follows: Segment | None) -> bool:
        """Whether the segment says by words, not by a number, whom it is about – or that it is not sure about whom."""
        segment = labelled(segment, self.walk.ctx)
        if not names_in(segment.lexemes):
            told = self._told(segment)
            if told is not None:
                self._give(segment, told, follows)
            return told is not None
        parts = parts_named(segment)
        titled = [of_named(part, self.walk.ctx) for part in parts]
        sure = [each for part, each in zip(parts, titled, strict=True) if _is_sure(part, each)]
        if titled[0] is None or (len(parts) > 1 and len(sure) < len(parts)):
            self._unsure(segment)
            return True
        for part, each in zip(parts, titled, strict=True):
            if each is not None:
                self._give(part, each, follows)
        return True

    def _told(self, segment: Segment) -> Titled | None:
        """The other line that a segment without a name is about; text that goes on behind a comma is about no other."""
        floor, ctx = self.walk.floor, self.walk.ctx
        new = not floor.open or segment.hard
        told = of_measured(segment, ctx) or (of_hinted(segment, ctx) if new else None)
        if told is None or (told.number,) == floor.numbers or not (new or not floor.is_free or floor.is_remark):
            return None
        return told

    def _unsure(self, segment: Segment) -> None:
        if self.walk.floor.is_free and not segment.hard and not _COUNTING & set(segment.codes):
            self.walk.floor.add([remark(Clause(segment.lexemes))])
        else:
            self.walk.ask(segment.start, segment.end, Why.WHICH_ITEM)

    def _give(self, segment: Segment, titled: Titled, follows: Segment | None) -> None:
        floor = self.walk.floor
        goes_on = floor.is_free and not segment.hard and not titled.sure
        if (titled.number,) == floor.numbers and any(floor.open):
            self.going_on.heard(segment, follows)
        elif goes_on and not _COUNTING & set(segment.codes):
            floor.add([remark(Clause(segment.lexemes))])
        elif only_names(segment.lexemes):
            self._name_alone(segment, titled, follows)
        else:
            self._say(segment, titled)

    def _say(self, segment: Segment, titled: Titled) -> None:
        floor = self.walk.floor
        floor.give((titled.number, *titled.others), segment.start)
        if titled.claims is not None:
            floor.add(titled.claims)
            return
        claim = remarked(Clause(segment.lexemes), Ref((titled.number,), segment.start, 0, strong=True), self.walk.ctx)
        floor.add([replace(claim, said_from=None)])
        if claim.is_unsure:
            floor.close()

    def _name_alone(self, segment: Segment, titled: Titled, follows: Segment | None) -> None:
        """ "Về mặt bằng, còn 14 hộ …": the name alone gives the floor to what follows, if that names no other."""
        silent = follows is None or follows.asked or names_in(follows.lexemes) or self.walk.known(follows)
        if silent:
            self.walk.ask(segment.start, segment.end, Why.NOT_UNDERSTOOD)
        else:
            self.walk.floor.give((titled.number,), segment.start)


def _is_sure(part: Segment, titled: Titled | None) -> bool:
    return titled is not None and titled.sure and begins_with_name(part)
