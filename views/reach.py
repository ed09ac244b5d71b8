"""How the holders of posts were last reached: last heard, failed sends. For the board: whom to call instead."""

from collections.abc import Sequence

from models import Post
from services.people import People, Reach
from views.message import Message, message
from views.words import say

LISTED = 12


def posts(sentence: str, found: Sequence[Post], people: People) -> list[str]:
    """A line that names posts, each with what is known of how it was reached; nothing when there are none."""
    if not found:
        return []
    names = "; ".join(_named(post, people.reach.get(post.id or 0)) for post in found[:LISTED])
    more = len(found) - LISTED
    shown = names if more <= 0 else f"{names}; {say('and {count} more', count=more)}"
    return [say(sentence, count=len(found), posts=shown)]


def failing(people: People) -> list[str]:
    """The linked posts that some message did not reach, although others did."""
    missed = [post for post in people.linked if people.reach[post.id or 0].failed]
    return posts("Some messages did not arrive in the last 30 days ({count}): {posts}", missed, people)


def one_by_one(people: People) -> Message:
    """A line for each of a few posts: linked or not, last heard, failed sends."""
    lists = (
        (people.linked, say("linked")),
        (people.silent, say("silent for 10 working days or more")),
        (people.unreachable, say("messages can't be delivered")),
        (people.unlinked, say("not linked yet")),
    )
    lines = [
        f"{post.name}: " + "; ".join([state, *_known(people.reach.get(post.id or 0))])
        for found, state in lists
        for post in found
    ]
    more = [say("and {count} more", count=len(lines) - LISTED)] if len(lines) > LISTED else []
    return message(*lines[:LISTED], *more)


def _named(post: Post, reach: Reach | None) -> str:
    known = _known(reach)
    return f"{post.name} ({', '.join(known)})" if known else post.name


def _known(reach: Reach | None) -> list[str]:
    if reach is None:
        return []
    heard = say("last heard on {day}", day=reach.heard) if reach.heard else say("never heard")
    return [heard, *([say("{count} messages not delivered", count=reach.failed)] if reach.failed else [])]
