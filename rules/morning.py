"""One morning's message to one person: what they are asked about first, worst first, then what else they are told."""

from collections.abc import Iterable
from dataclasses import dataclass

from rules.reasons import Mention, Why
from rules.states import Party

LINES = 8  # of one's own tasks; the rest comes up again the next morning
NAMED = 10  # items of a list that are named; the rest is a number, and comes up again within a week
CALLS = (
    Why.CALL_OVERDUE,
    Why.CALL_UNACCEPTED,
    Why.CALL_SILENT,
    Why.CALL_UNANSWERED,
    Why.CALL_INSTRUCTED,
)
_RANK = {why: place for place, why in enumerate(Why)}


@dataclass(frozen=True)
class Group:
    """Items under one heading: the worst by name, and how many more there are. All calls of the clerk's list are one group,
    and so is what the board holds of vacant posts."""

    head: Why
    items: tuple[Mention, ...]
    more: int = 0


@dataclass(frozen=True)
class Morning:
    """`own`: lines about the leader's tasks, `more` of which did not fit; `hold`: what else waits for this person; `told`:
    what they only learn."""

    own: tuple[Mention, ...] = ()
    more: int = 0
    hold: tuple[Group, ...] = ()
    told: tuple[Group, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.own or self.hold or self.told)

    @property
    def named(self) -> tuple[Mention, ...]:
        """Everything the message names."""
        return (*self.own, *(mention for group in (*self.hold, *self.told) for mention in group.items))


def morning(mentions: Iterable[Mention]) -> Morning:
    """Sort out what one person is to hear."""
    ordered = worst_first(mentions)
    own = [mention for mention in ordered if mention.seat.party is Party.LEADER]
    hold = [mention for mention in ordered if mention.nag and mention.seat.party is not Party.LEADER]
    told = [mention for mention in ordered if not mention.nag]
    return Morning(tuple(own[:LINES]), max(0, len(own) - LINES), _groups(hold), _groups(told))


def worst_first(mentions: Iterable[Mention]) -> list[Mention]:
    """The most pressing reason first; within it the longest overdue or silent, or the nearest deadline."""
    return sorted(mentions, key=_order)


def _order(mention: Mention) -> tuple[int, int, int, int]:
    days = mention.days if mention.why is Why.DUE else -mention.days
    return _RANK[mention.why], days, mention.task, mention.item


def _groups(mentions: Iterable[Mention]) -> tuple[Group, ...]:
    found: dict[Why, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(head_of(mention.why), []).append(mention)
    return tuple(Group(head, tuple(items[:NAMED]), max(0, len(items) - NAMED)) for head, items in found.items())


def head_of(why: Why) -> Why:
    """The heading a reason stands under in somebody else's message than the leader's own."""
    if why in CALLS:
        return Why.CALL_OVERDUE
    return Why.OVERDUE if _RANK[why] <= _RANK[Why.SECOND_CALL] and why is not Why.ANSWERED else why
