"""One morning's message to one person: what they are asked about first, worst first, then what else they are told."""

from collections.abc import Iterable
from dataclasses import dataclass

from rules.reasons import Mention, Why
from rules.states import Party

LINES = 8  # of one's own tasks; the rest comes up again the next morning
CODES = 30  # of a list that names items by their codes only
_RANK = {why: place for place, why in enumerate(Why)}


@dataclass(frozen=True)
class Morning:
    """`own`: lines about the leader's tasks, `more` of which did not fit; `hold`: what else waits for this person; `told`:
    what they only learn. The last two are lists of codes under a reason each."""

    own: tuple[Mention, ...] = ()
    more: int = 0
    hold: tuple[Mention, ...] = ()
    told: tuple[Mention, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.own or self.hold or self.told)


def morning(mentions: Iterable[Mention]) -> Morning:
    """Sort out what one person is to hear."""
    ordered = worst_first(mentions)
    own = [mention for mention in ordered if mention.seat.party is Party.LEADER]
    hold = [mention for mention in ordered if mention.nag and mention.seat.party is not Party.LEADER]
    told = [mention for mention in ordered if not mention.nag]
    return Morning(tuple(own[:LINES]), max(0, len(own) - LINES), tuple(hold), tuple(told))


def worst_first(mentions: Iterable[Mention]) -> list[Mention]:
    """The most pressing reason first; within it the longest overdue or silent, or the nearest deadline."""
    return sorted(mentions, key=_order)


def _order(mention: Mention) -> tuple[int, int, int, int]:
    days = mention.days if mention.why is Why.DUE else -mention.days
    return _RANK[mention.why], days, mention.task, mention.item
