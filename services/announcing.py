"""Tasks that were just given are announced, a Decision's in one message, merged for half an hour."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models import Outbox, OutboxState, Task
from rules.states import MessageClass, TaskState
from services.audience import people_of, tell
from services.identity import Actor

MERGED = timedelta(minutes=30)  # orders to one person are merged within it


def announce(session: Session, task: Task, now: datetime) -> None:
    """Tell the people of a post about a task that was just given to it.

    The first order goes at once; what the same Decision (or nobody's paper) brings within half an hour goes together.
    """
    for person in people_of(session, task.post_id, now):
        _announce_to(session, person, task.document_id, task.assigned_at, now)


def announce_post(
    session: Session, post_id: int, document: int | None, since: datetime, now: datetime, not_before: datetime
) -> None:
    """Tell the people of a post once of all that a Decision gave it since a moment; held back until another."""
    for person in people_of(session, post_id, now):
        _announce_to(session, person, document, since, now, not_before)


def _announce_to(
    session: Session,
    person: int,
    document: int | None,
    since: datetime,
    now: datetime,
    hold: datetime | None = None,
) -> None:
    earlier = select(Outbox).where(Outbox.kind == "decision", Outbox.person_id == person)
    earlier = earlier.where(col(Outbox.created_at) > now - MERGED).order_by(col(Outbox.id).desc())
    rows = [row for row in session.exec(earlier) if row.args.get("document_id") == document]
    if any(row.state is OutboxState.QUEUED for row in rows):
        return
    told = [row.sent_at or row.created_at for row in rows if row.state is not OutboxState.SKIPPED]
    tell(
        session,
        [person],
        kind="decision",
        key=f"decision:{document or 0}:{now.isoformat()}",
        now=now,
        message_class=MessageClass.ORDER,
        not_before=max([*([max(told) + MERGED] if told else []), *([hold] if hold else [])], default=None),
        document_id=document,
        since=since.isoformat(),
    )


def pending(session: Session, actor: Actor) -> Sequence[Task]:
    """The tasks of the actor's posts that nobody has accepted yet, by their numbers."""
    statement = select(Task).where(col(Task.post_id).in_(list(actor.leads)), Task.state == TaskState.ASSIGNED)
    return session.exec(statement.order_by(col(Task.post_id), col(Task.number))).all()


def announced(session: Session, actor: Actor, document_id: int | None, since: datetime) -> list[Task]:
    """What an announcement is about, as far as it still waits."""
    return [t for t in pending(session, actor) if t.document_id == document_id and t.assigned_at >= since]
