"""What else a morning's message says: what waits for the reader's decision, and what they are told because it is late."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from channels.base import Span
from rules.morning import Group, head_of
from rules.reasons import OF_CASES, OF_INSTRUCTIONS, Mention, Why
from services.morning import Callee, Told, callees
from views import drafts
from views.message import bold
from views.words import WEEKDAYS, capital, rest, say, short
from views.words import day as day_words

Lines = list[str | list[str | Span]]
WEEK = 5


@dataclass(frozen=True)
class Room:
    """How much a message may say: the width of a title or a post's name, and how many items of a list by name."""

    width: int
    names: int


def lines(session: Session, told: Told, day: date, room: Room, *, headed: bool) -> Lines:
    """A line per reason, items by their codes; then whom to call. Under a heading of its own when nothing stands above."""
    groups = (*told.morning.hold, *told.morning.told)
    prepared = drafts.lines(told.drafts, room.width, room.names)
    if not groups and not prepared:
        return []
    posts = callees(session, {whose(told, mention) for group in groups for mention in group.items}, day)
    said = _Said(told, posts, room)
    found = [line for group in groups for line in said.group(group)]
    weekday = f"{capital(WEEKDAYS[day.weekday()])} {day_words(day, day)}"
    head: Lines = [] if headed else [[bold(say("{day} – for your attention, comrade:", day=weekday))]]
    return [*head, *found, *prepared, say("(All days are working days.)")]


class _Said:
    """Groups in words, with the tasks and posts they name."""

    def __init__(self, told: Told, posts: dict[int, Callee], room: Room) -> None:
        self._told, self._posts, self._room = told, posts, room

    def group(self, group: Group) -> list[str]:
        items = group.items[: self._room.names]
        more = group.more + len(group.items) - len(items)
        if group.head is Why.CALL_OVERDUE:
            return self._calls(items, more)
        return [
            f"{heading(group.head)}: " + " · ".join([*(self._item(mention) for mention in items), *rest(items, more)])
        ]

    def _item(self, mention: Mention) -> str:
        """`NV-12 Bí thư … (3 ngày)`: a post where it is somebody else's affair, the code alone for one's own turn."""
        if head_of(mention.why) is Why.OVERDUE:
            return f"{code(mention)} {self._name(mention)} ({_why(mention)})"
        days = say("{days} days", days=mention.days)
        return f"{code(mention)} ({days})" if mention.nag else f"{code(mention)} {self._name(mention)} ({days})"

    def _calls(self, items: tuple[Mention, ...], more: int) -> list[str]:
        """The clerk's list: whom to call, with the number, and about what."""
        by_post: dict[Callee, list[Mention]] = {}
        for mention in items:
            by_post.setdefault(self._post(mention), []).append(mention)
        called = [self._call(callee, about) for callee, about in by_post.items()]
        return [say("Please call:"), *called, *(f"{rest} – /tiendo" for rest in rest(items, more))]

    def _call(self, callee: Callee, about: list[Mention]) -> str:
        name = short(callee.name, self._room.width)
        who = f"{name} ({callee.phone})" if callee.phone else name
        return f"– {who}: " + ", ".join(f"{code(mention)} {_why(mention)}" for mention in about)

    def _name(self, mention: Mention) -> str:
        return short(self._post(mention).name, self._room.width)

    def _post(self, mention: Mention) -> Callee:
        return self._posts[whose(self._told, mention)]


def whose(told: Told, mention: Mention) -> int:
    """The post that is late: the supporter's of a promise, the leader's otherwise."""
    task = told.tasks[mention.task]
    supporters = {case.id: case.supporter for case in task.cases}
    return (supporters.get(mention.item) if mention.why in OF_CASES else None) or task.post


def heading(head: Why) -> str:
    """What a list is of."""
    return {
        Why.OVERDUE: say("Vacant posts, held by the board"),
        Why.REGISTERED: say("Registered tasks to select"),
        Why.OBJECTION: say("Objections to answer"),
        Why.EXTENSION: say("Requests for more time to decide"),
        Why.CLAIM: say("Results to verify"),
        Why.CASE: say("Support requests that wait for your answer"),
        Why.ANSWERED: say("Answered support requests of vacant posts"),
        Why.SUSPENDED: say("Suspended tasks"),
        Why.MEETING: say("Proposed for a reminder by the standing board"),
        Why.SUPERVISED: say("Overdue tasks you follow"),
        Why.UNHEEDED: say("Instructions past their day, of tasks you follow"),
        Why.IDLE: say("Accepted, but neither figure nor evidence in three check-ins (tasks you follow)"),
        Why.PROMISE: say("Support requests past the promised day"),
        Why.SUPERIOR: say("Unanswered support requests of units you follow"),
    }[head]


def code(mention: Mention) -> str:
    """`NV-12`, `HT-15`, `GH-3`."""
    if mention.why in OF_CASES:
        return f"HT-{mention.item}"
    if mention.why in OF_INSTRUCTIONS:
        return f"CD-{mention.item}"
    return f"GH-{mention.item}" if mention.why is Why.EXTENSION else f"NV-{mention.task}"


def _why(mention: Mention) -> str:
    """Why a post is called, or what waits in a vacant one."""
    match mention.why:
        case Why.DUE:
            return say("due in {days} days", days=mention.days)
        case Why.CALL_UNACCEPTED | Why.UNACCEPTED:
            return say("not accepted for {days} days", days=mention.days)
        case Why.CALL_UNANSWERED:
            return say("no answer to a reminder for {days} days", days=mention.days)
        case Why.CALL_SILENT | Why.CHECK_IN | Why.SECOND_CALL:
            return say("no news for {weeks} weeks", weeks=max(1, mention.days // WEEK))
        case Why.MILESTONE:
            return say("a step of the plan is due or late")
        case Why.PRODUCT:
            return say("the product was not sent for {days} days", days=mention.days)
        case _:
            return say("{days} days overdue", days=mention.days)
