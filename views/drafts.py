"""Drafts for the board's own eyes: praise, a reminder, the prepared list of the reminder meeting. Posts and facts only."""

from collections import Counter
from collections.abc import Sequence

from channels.base import Span
from services.drafts import Draft, Drafts
from views.message import Message, bold, message
from views.words import rest, say, short

LISTED = 20  # posts that the prepared list names; the rest is a number
WIDTH = 60


def lines(drafts: Drafts, width: int, names: int) -> list[str]:
    """The morning's lines: what could be praised, what only the board reads."""
    return [
        *_line(say("Draft of praise"), [f"{_whose(each, width)} ({_merit(each)})" for each in drafts.praise], names),
        *_line(_privately(), [f"{_whose(each, width)} ({_idle(each)})" for each in drafts.words], names),
    ]


def _line(heading: str, items: list[str], names: int) -> list[str]:
    shown = items[:names]
    return [f"{heading}: " + " · ".join([*shown, *rest(shown, len(items) - len(shown))])] if items else []


def _privately() -> str:
    return say("Draft of a reminder (for the organisation board's eyes only)")


def _whose(each: Draft, width: int) -> str:
    return f"NV-{each.task} {short(each.post, width)}"


def _merit(each: Draft) -> str:
    ahead = [say("{days} days ahead of time", days=each.days)] if each.days else []
    return ", ".join([*([say("excellent result")] if each.excellent else []), *ahead])


def _idle(each: Draft) -> str:
    return say("{days} days with neither figure nor evidence", days=each.days)


def meeting(drafts: Drafts) -> Message:
    """ "người đứng đầu 9 huyện, 6 sở": posts counted by the group of their units, then post by post; for private chats."""
    if not drafts.late and not drafts.words:
        return message(
            say("No post has a task overdue for 7 working days or more, or words without deeds."), private=True
        )
    return message(*_late(drafts.late), *lines(Drafts(words=drafts.words), WIDTH, LISTED), _footer(), private=True)


def _footer() -> str:
    return say("(All days are working days.)")


def _late(late: Sequence[Draft]) -> list[str | list[str | Span]]:
    if not late:
        return [say("No post has a task overdue for 7 working days or more.")]
    by_post: dict[tuple[str, str], list[Draft]] = {}
    for each in late:
        by_post.setdefault((each.group, each.post), []).append(each)
    groups = Counter(group or say("others") for group, _ in by_post)
    counted = ", ".join(f"{number} {group}" for group, number in sorted(groups.items(), key=lambda it: (-it[1], it[0])))
    head = say("Proposed for a reminder by the standing board: the heads of {groups}", groups=counted)
    total = say("{posts} posts, {tasks} tasks overdue for 7 working days or more:", posts=len(by_post), tasks=len(late))
    named = [_post(number, post, tasks) for number, ((_, post), tasks) in enumerate(by_post.items(), 1)]
    more = max(0, len(named) - LISTED)
    return [[bold(head)], total, *named[:LISTED], *([say("and {count} more posts", count=more)] if more else [])]


def _post(number: int, post: str, tasks: Sequence[Draft]) -> str:
    said = ", ".join(say("NV-{task} {days} days", task=each.task, days=each.days) for each in tasks)
    return f"{number}. {short(post, WIDTH)}: {said}"


def sent_privately() -> Message:
    return message(say("The prepared list was sent to you privately, comrade."))
