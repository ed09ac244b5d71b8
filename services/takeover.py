"""Somebody else takes a post over: its tasks stay, the new holder hears what is there, and old claims keep their author."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from models import Person, Post, Task, Tenure
from rules.errors import UserError
from rules.localtime import today
from rules.states import OPEN_STATES, MessageClass
from services.audience import people_of, tell
from services.history import record
from services.identity import Actor, holder_of
from services.linking import end_tenures
from services.permissions import Action, require


def transfer(
    session: Session,
    post_id: int,
    person_id: int | None,
    now: datetime,
    *,
    actor: Actor | None = None,
    acting: bool = False,
    leaving: int | None = None,
) -> Post:
    """Give a post to a person from today on, or leave it vacant; who held it leaves it, and chats that nothing is left for
    are unlinked. `leaving`: the post the person gives up for it. `actor` none: from the server's console.
    """
    post = session.get_one(Post, post_id, with_for_update=True)
    if actor is not None:
        require(actor, Action.UNLINK, unit_id=post.unit_id)
    if post.ended_on is not None:
        raise UserError("{post} was dissolved by a merger.", post=post.name)
    before = holder_of(session, post_id, today(now))
    if before is not None and before == person_id:
        raise UserError("{post} is held by this person already.", post=post.name)
    if person_id is not None:
        session.add(Tenure(person_id=person_id, post_id=post_id, starts_on=today(now), acting=acting))
        session.flush()
    end_tenures(session, post_id, now, but=person_id)
    if leaving is not None:
        end_tenures(session, leaving, now)
    _remember(session, post, before, person_id, now, actor)
    hand_over(session, post_id, [task.id or 0 for task in open_tasks(session, post_id)], now, event="transferred")
    return post


def new_person(session: Session, name: str) -> int:
    """A person who has no post yet."""
    person = Person(name=name)
    session.add(person)
    session.flush()
    return person.id or 0


def _remember(
    session: Session, post: Post, before: int | None, after: int | None, now: datetime, actor: Actor | None
) -> None:
    record(
        session,
        unit_id=post.unit_id,
        subject=f"post:{post.id}",
        event="transferred",
        actor=actor,
        now=now,
        before={"person": before},
        after={"person": after},
    )


def open_tasks(session: Session, post_id: int) -> list[Task]:
    """The open tasks of a post, by their numbers."""
    statement = select(Task).where(Task.post_id == post_id, col(Task.state).in_(OPEN_STATES))
    return list(session.exec(statement.order_by(col(Task.number))))


def hand_over(session: Session, post_id: int, task_ids: Sequence[int], now: datetime, *, event: str) -> None:
    """Tell whoever holds a post which tasks are theirs from now on; nothing to tell without tasks."""
    if not task_ids:
        return
    tell(
        session,
        people_of(session, post_id, now),
        kind="handed_over",
        key=f"handed_over:{event}:{post_id}:{now.isoformat()}",
        now=now,
        message_class=MessageClass.ORDER,
        post_id=post_id,
        task_ids=list(task_ids),
    )
