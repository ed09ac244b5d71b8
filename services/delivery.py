"""Whether and when what was just said to a post reaches somebody: the board is told, not left to hope."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models import Outbox, OutboxState
from rules.localtime import today
from services.identity import account_to_reach, holder_of


@dataclass(frozen=True)
class Delivery:
    """`held`: somebody holds the post; `linked`: and can be reached; `at`: when it goes out, if not at once."""

    held: bool
    linked: bool
    at: datetime | None = None


def delivery_to(session: Session, post_id: int, kind: str, now: datetime) -> Delivery:
    """How the notice of this kind that waits for a post's accountable holder will travel."""
    holder = holder_of(session, post_id, today(now))
    if holder is None:
        return Delivery(held=False, linked=False)
    if account_to_reach(session, holder) is None:
        return Delivery(held=True, linked=False)
    statement = select(Outbox.not_before).where(Outbox.person_id == holder, Outbox.kind == kind)
    statement = statement.where(Outbox.state == OutboxState.QUEUED).order_by(col(Outbox.id).desc())
    due = session.exec(statement.limit(1)).first()
    return Delivery(held=True, linked=True, at=due if due is not None and due > now else None)
