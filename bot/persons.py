"""What `giaoviec person` does on the database."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.db import Database
from bot.settings import SettingsError
from models import Person
from services import privacy


def listed(db: Database) -> list[str]:
    """Number and name of everybody who is kept."""
    try:
        people = db.transact(lambda session: session.exec(select(Person).order_by(col(Person.id))).all())
    finally:
        db.close()
    return [f"{person.id}\t{person.name or '(đã xóa)'}" for person in people]


def shown(db: Database, number: int) -> dict[str, Any]:
    """Everything held about one person; raises `SettingsError` for an unknown number."""
    try:
        return db.transact(lambda session: privacy.held_about(session, _known(session, number)))
    finally:
        db.close()


def erased(db: Database, number: int, now: datetime) -> str:
    """Erase a person for good."""
    try:
        db.transact(lambda session: privacy.erase(session, _known(session, number), now))
        db.forget_log()
    finally:
        db.close()
    return f"Đã xóa dữ liệu cá nhân của người số {number}; nhiệm vụ, báo cáo và số liệu vẫn nguyên."


def _known(session: Session, number: int) -> int:
    if session.get(Person, number) is None:
        raise SettingsError(f"Không có người số {number}.")
    return number
