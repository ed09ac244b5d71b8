"""What else a morning's message says: what waits for the reader's decision, and what they are told because it is late."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from channels.base import Span
from rules.morning import CODES
from rules.reasons import Mention, Why
from services.morning import Callee, Told, callees
from views.message import bold
from views.words import WEEKDAYS, capital, say, short
from views.words import day as day_words

POSTS = 8  # posts on the clerk's list; the rest is seen with /tiendo
Lines = list[str | list[str | Span]]
CASES = frozenset({Why.CASE, Why.ANSWERED, Why.PROMISE, Why.SUPERIOR})
CALLS = (Why.CALL_OVERDUE, Why.CALL_UNACCEPTED, Why.CALL_SILENT)
WEEK = 5


def lines(session: Session, told: Told, day: date, width: int, *, headed: bool) -> Lines:
    """A line per reason, items by their codes; then whom to call. Under a heading of its own when nothing stands above."""
    hold, heard = told.morning.hold, told.morning.told
    posts = callees(session, {told.tasks[mention.task].post for mention in (*hold, *heard)}, day)
    said = _Said(told, posts, width)
    found: Lines = [*said.waiting(hold), *said.late(heard), *said.calls(heard)]
    if not found or headed:
        return found
    weekday = f"{capital(WEEKDAYS[day.weekday()])} {day_words(day, day)}"
    return [[bold(say("{day} – for your attention, comrade:", day=weekday))], *found]


class _Said:
    """The sections, with the tasks and posts they name."""

    def __init__(self, told: Told, posts: dict[int, Callee], width: int) -> None:
        self._told, self._posts, self._width = told, posts, width

    def waiting(self, hold: Sequence[Mention]) -> Lines:
        """What is in the reader's court."""
        heads = (
            (Why.CASE, say("Support requests that wait for your answer")),
            (Why.EXTENSION, say("Requests for more time to decide")),
            (Why.OBJECTION, say("Objections to answer")),
            (Why.CLAIM, say("Results to verify")),
            (Why.REGISTERED, say("Registered tasks to select")),
            (Why.SUSPENDED, say("Suspended tasks")),
        )
        known = {why for why, _ in heads}
        found: Lines = [self._codes(head, [m for m in hold if m.why is why]) for why, head in heads]
        vacant = [mention for mention in hold if mention.why not in known]
        found.append(self._codes(say("Vacant posts, held by the board"), vacant))
        return [line for line in found if line]

    def late(self, heard: Sequence[Mention]) -> Lines:
        """What has become late in somebody else's."""
        heads = (
            (Why.SUPERVISED, say("Overdue tasks you follow")),
            (Why.SUPERIOR, say("Unanswered support requests of units you follow")),
            (Why.PROMISE, say("Support requests past the promised day")),
            (Why.MEETING, say("Proposed for a reminder by the standing board")),
        )
        found: Lines = [self._codes(head, [m for m in heard if m.why is why], named=True) for why, head in heads]
        return [line for line in found if line]

    def calls(self, heard: Sequence[Mention]) -> Lines:
        """The clerk's list: whom to call, with the number, and about what."""
        by_post: dict[int, list[Mention]] = {}
        for mention in heard:
            if mention.why in CALLS:
                by_post.setdefault(self._told.tasks[mention.task].post, []).append(mention)
        if not by_post:
            return []
        found: Lines = [say("Please call:")]
        found += [self._call(post, about) for post, about in list(by_post.items())[:POSTS]]
        if len(by_post) > POSTS:
            found.append(say("and {count} more posts – /tiendo", count=len(by_post) - POSTS))
        return found

    def _call(self, post: int, about: Sequence[Mention]) -> str:
        callee = self._posts[post]
        who = f"{callee.name} ({callee.phone})" if callee.phone else callee.name
        shown = ", ".join(f"{code(mention)} {why_words(mention)}" for mention in about[:3])
        more = f", +{len(about) - 3}" if len(about) > 3 else ""
        return f"– {who}: {shown}{more}"

    def _codes(self, head: str, about: Sequence[Mention], *, named: bool = False) -> str:
        if not about:
            return ""
        shown = [self._item(mention, named) for mention in about[:CODES]]
        if len(about) > CODES:
            shown.append(say("and {count} more items", count=len(about) - CODES))
        return f"{head}: " + " · ".join(shown)

    def _item(self, mention: Mention, named: bool) -> str:
        days = say("{days} working days", days=mention.days)
        if not named:
            return f"{code(mention)} ({days})"
        post = self._posts[self._told.tasks[mention.task].post].name
        return f"{code(mention)} {short(post, self._width)} ({days})"


def code(mention: Mention) -> str:
    """`NV-12`, `HT-15`, `GH-3`."""
    if mention.why in CASES:
        return f"HT-{mention.item}"
    return f"GH-{mention.item}" if mention.why is Why.EXTENSION else f"NV-{mention.task}"


def why_words(mention: Mention) -> str:
    match mention.why:
        case Why.CALL_UNACCEPTED:
            return say("not accepted for {days} working days", days=mention.days)
        case Why.CALL_SILENT:
            return say("no news for {weeks} weeks", weeks=max(1, mention.days // WEEK))
        case _:
            return say("{days} working days overdue", days=mention.days)
