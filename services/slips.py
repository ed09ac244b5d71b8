"""Slips for a conference: a fresh one-time code for each post that nobody has linked yet, printed at once and kept as hashes.

A code is in clear only in the job that prints it, whose arguments are wiped when it ends, and in the printed file, whose bytes
are wiped some nights later (services.exporting): whoever needs a slip then asks for new ones, which void the old.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models import Account, Job, Post, Task, Tenure
from rules.errors import UserError
from rules.localtime import today
from rules.states import TaskState
from services import jobs
from services.identity import Actor
from services.invitations import LIFE, issue
from services.permissions import Action, require
from services.units import below

KIND = "slips"


@dataclass(frozen=True)
class Slip:
    """`unit` is the post's body; `code` is for this post alone."""

    post: str
    unit_id: int
    code: str


def posts_for(session: Session, unit_id: int, document_id: int | None = None) -> list[Post]:
    """The posts under a unit, or those that a Decision gave tasks to."""
    statement = select(Post).where(col(Post.unit_id).in_(list(below(session, [unit_id]))))
    if document_id is not None:
        given = select(Task.post_id).where(Task.document_id == document_id, Task.state != TaskState.REGISTERED)
        statement = statement.where(col(Post.id).in_(given))
    return list(session.exec(statement.order_by(col(Post.unit_id), col(Post.id))))


def without_account(session: Session, posts: Sequence[Post], now: datetime) -> list[Post]:
    """Those whose holder has no linked account: the others need no slip."""
    day = today(now)
    statement = select(Tenure.post_id).join(Account, col(Account.person_id) == col(Tenure.person_id))
    statement = statement.where(Tenure.starts_on <= day, col(Tenure.ends_on).is_(None) | (col(Tenure.ends_on) >= day))
    linked = set(session.exec(statement))
    return [post for post in posts if post.id not in linked]


def issue_for(
    session: Session, actor: Actor | None, posts: Sequence[Post], now: datetime, *, trusted: bool = False
) -> list[Slip]:
    """A code each; an older unused one of the same post is void. Raises `UserError` when nobody needs one."""
    needing = without_account(session, posts, now)
    if not needing:
        raise UserError("Every post of these is linked already; no slip is needed.")
    return [
        Slip(
            post.name,
            post.unit_id,
            issue(session, actor, unit_id=post.unit_id, post_id=post.id, trusted=trusted, now=now),
        )
        for post in needing
    ]


def ask(
    session: Session, actor: Actor, unit_id: int, document_id: int | None, now: datetime, link: str
) -> tuple[Job, int]:
    """The board's slips as a file; how many. `link`: the address that says the code by itself, with {code} in it, or nothing."""
    require(actor, Action.INVITE, unit_id=unit_id)
    found = issue_for(session, actor, posts_for(session, unit_id, document_id), now)
    slips = [[slip.post, slip.code, link.format(code=slip.code) if link else ""] for slip in found]
    until = (now + LIFE).isoformat()
    job = jobs.ask(
        session, KIND, now, tell=actor.person_id, notice="file_ready", slips=slips, until=until, at=now.isoformat()
    )
    return job, len(found)
