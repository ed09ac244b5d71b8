"""`/tiepnhan`: who has accepted, who objects, who is silent."""

from collections.abc import Callable, Sequence

from services.handover import Handover, PostHandover
from views.message import Message, bold, message
from views.words import say

LISTED = 10


def handover(found: Handover, of: str) -> Message:
    """The share that was accepted (S2-05), then the exceptions by name of post."""
    share = found.share
    if share is None:
        return message(say("No task has been given yet: {of}", of=of))
    head = say(
        "{of}: accepted {accepted} of {tasks} tasks ({share}%), {done} of {posts} posts",
        of=of,
        accepted=found.accepted,
        tasks=found.tasks,
        share=share.percent,
        done=len(found.done),
        posts=len(found.posts),
    )
    objecting = [each for each in found.posts if each.objected]
    silent = sorted((each for each in found.posts if each.waiting), key=lambda each: -each.silent_days)
    committed = sum(1 for each in found.posts if each.committed)
    lines = [*_listed("Objecting ({count}): {posts}", objecting, _objection)]
    lines += _listed("Not answered yet ({count}): {posts}", [each for each in silent if each.linked], _silence)
    lines += _listed(
        "Not answered, and not linked ({count}): {posts}", [each for each in silent if not each.linked], _name
    )
    if committed:
        lines.append(say("With words of commitment: {count} posts", count=committed))
    return message([bold(head)], *lines)


def _listed(sentence: str, posts: Sequence[PostHandover], named: Callable[[PostHandover], str]) -> list[str]:
    if not posts:
        return []
    names = [named(each) for each in posts[:LISTED]]
    if len(posts) > LISTED:
        names.append(say("and {count} more", count=len(posts) - LISTED))
    return [say(sentence, count=len(posts), posts="; ".join(names))]


def _name(each: PostHandover) -> str:
    return each.post.name


def _objection(each: PostHandover) -> str:
    return f"{each.post.name} ({say('{count} tasks', count=each.objected)})"


def _silence(each: PostHandover) -> str:
    return f"{each.post.name} ({say('{count} tasks, {days} working days', count=each.waiting, days=each.silent_days)})"


def slips_made(count: int) -> Message:
    return message(
        say("{count} new codes were issued; the slips follow privately. Older unused codes are void.", count=count)
    )
