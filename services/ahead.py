"""What is read once for all who speak in a batch, and forgotten in the moment that something of it changes.

Whatever is kept here is written through the session only, so a flush tells when it has changed.
"""

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session, SQLModel

AHEAD = "ahead"  # in `Session.info`


def keep(session: Session, name: str, value: Any, of: tuple[type[SQLModel], ...]) -> None:
    """Keep what was read from the tables `of`, for this transaction and no longer than they stay as they are."""
    session.info.setdefault(AHEAD, {})[name] = (value, of)


def kept(session: Session, name: str) -> Any | None:
    """What was kept under this name, unless something of it has been flushed since; flush first where that may wait."""
    found = session.info.get(AHEAD)
    return found[name][0] if found and name in found else None


@event.listens_for(Session, "after_flush")
def _forget(session: Session, _: object) -> None:
    found = session.info.get(AHEAD)
    if found:
        changed = (*session.new, *session.dirty, *session.deleted)
        stale = [name for name, (_value, of) in found.items() if any(isinstance(row, of) for row in changed)]
        for name in stale:
            del found[name]


@event.listens_for(Session, "after_soft_rollback")
def _taken_back(session: Session, _: object) -> None:
    """What was read behind a savepoint may never have been."""
    session.info.pop(AHEAD, None)


@event.listens_for(Session, "after_transaction_end")
def _over(session: Session, transaction: SessionTransaction) -> None:
    """From here on others may change it."""
    if transaction.parent is None:
        session.info.pop(AHEAD, None)
