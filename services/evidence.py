"""Pictures, documents and voice notes offered for a task; the bytes are kept already, by their hash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models import Evidence, Task
from rules.localtime import today


@dataclass(frozen=True)
class Offered:
    """A kept file: its blob, what it is (`photo`, `document`, `voice`) and its name if it has one."""

    blob_id: int
    kind: str
    name: str | None = None


def keep(session: Session, task: Task, report_id: int, files: Sequence[Offered], now: datetime) -> list[Evidence]:
    """Put files under a report; what this task has already is not kept a second time."""
    has = set(session.exec(select(Evidence.blob_id).where(Evidence.task_id == task.id)))
    fresh = {file.blob_id: file for file in files if file.blob_id not in has}
    rows = [
        Evidence(
            task_id=task.id or 0, report_id=report_id, blob_id=file.blob_id, kind=file.kind, name=file.name, at=now
        )
        for file in fresh.values()
    ]
    session.add_all(rows)
    session.flush()
    return rows


def offered_elsewhere(session: Session, task: Task, files: Sequence[Offered]) -> Evidence | None:
    """The first time one of these very files was offered for another task: the board should see that."""
    blobs = [file.blob_id for file in files]
    statement = select(Evidence).where(col(Evidence.blob_id).in_(blobs), Evidence.task_id != task.id)
    return session.exec(statement.order_by(col(Evidence.id)).limit(1)).first()


def repeated(session: Session, task_id: int) -> Sequence[int]:
    """The other tasks that were offered a file of this one, in whatever week: the verifier is told (S4-07)."""
    own = select(Evidence.blob_id).where(Evidence.task_id == task_id)
    others = select(Evidence.task_id).where(col(Evidence.blob_id).in_(own), Evidence.task_id != task_id)
    return sorted(set(session.exec(others)))


def came_today(session: Session, task: Task, now: datetime) -> bool:
    """Has the product perhaps been sent already, a moment before the task was said to be done?"""
    latest = session.exec(select(Evidence.at).where(Evidence.task_id == task.id).order_by(col(Evidence.at).desc()))
    at = latest.first()
    return at is not None and today(at) == today(now)
