"""The append-only trail: every service that changes something leaves its row here, in the same transaction.

The rows of a task (or of whatever else they tell of) are a chain of hashes; `services.trail` proves it whole.
"""

import secrets
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import FreeText, History, Task
from rules import chain
from services.identity import Actor

SEALED = ("unit_id", "task_id", "subject", "event", "actor_id", "on_behalf", "at", "before", "after", "text_digest")


def free_text(session: Session, body: str | None) -> int | None:
    """Keep somebody's words in an erasable row; its id."""
    if not body:
        return None
    row = FreeText(body=body, salt=secrets.token_hex(8))
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
    name = f"task:{task_id}" if task_id is not None else subject
    last, before_it = _end(session, name)
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
        text_digest=_digest(session, text_id),
        chain=name,
        seq=last + 1,
        hash="",
    )
    row.hash = sealed(row, before_it)
    session.add(row)
    session.flush()
    return row


def record_of_task(
    session: Session,
    task: Task,
    *,
    event: str,
    actor: Actor | None,
    now: datetime,
    on_behalf: bool = False,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
    text_id: int | None = None,
) -> History:
    """One row about a task itself, in its own chain."""
    return record(
        session,
        unit_id=task.unit_id,
        task_id=task.id,
        subject=f"task:{task.id}",
        event=event,
        actor=actor,
        now=now,
        on_behalf=on_behalf,
        before=before,
        after=after,
        text_id=text_id,
    )


def _end(session: Session, name: str) -> tuple[int, str]:
    """The last place and hash of a chain. On PostgreSQL whoever comes at the same time waits here, so that none forks."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))
    last = select(History.seq, History.hash).where(History.chain == name).order_by(col(History.seq).desc()).limit(1)
    return session.exec(last).first() or (0, chain.FIRST)


def sealed(row: History, before: str) -> str:
    """The hash a row has when nobody has altered it, after the link `before`."""
    return chain.link(before, {name: getattr(row, name) for name in (*SEALED, "chain", "seq")})


def _digest(session: Session, text_id: int | None) -> str | None:
    text = session.get(FreeText, text_id) if text_id is not None else None
    return chain.digest_of(text.salt, text.body or "") if text else None


def plain(value: object) -> Any:
    """A typed value as JSON keeps it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value
