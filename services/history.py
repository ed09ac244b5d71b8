"""The append-only trail: every service that changes something leaves its row here, in the same transaction."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlmodel import Session

from models import FreeText, History
from services.identity import Actor


def free_text(session: Session, body: str | None) -> int | None:
    """Keep somebody's words in an erasable row; its id."""
    if not body:
        return None
    row = FreeText(body=body)
    session.add(row)
    session.flush()
    return row.id


def words(session: Session, text_id: int | None) -> str:
    """The words of an erasable row, or nothing when erased."""
    row = session.get(FreeText, text_id) if text_id is not None else None
    return (row.body or "") if row else ""


def record(
    session: Session,
    *,
    unit_id: int,
    subject: str,
    event: str,
    actor: Actor | None,
    now: datetime,
    task_id: int | None = None,
    on_behalf: bool = False,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
    text_id: int | None = None,
) -> History:
    """One row of history: ids and typed values; `actor` none means the system did it."""
    row = History(
        unit_id=unit_id,
        task_id=task_id,
        subject=subject,
        event=event,
        actor_id=actor.person_id if actor else None,
        on_behalf=on_behalf,
        at=now,
        before={name: plain(value) for name, value in (before or {}).items()},
        after={name: plain(value) for name, value in (after or {}).items()},
        text_id=text_id,
    )
    session.add(row)
    session.flush()
    return row


def plain(value: object) -> Any:
    """A typed value as JSON keeps it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value
