"""The working days kept in the database; the library's list is only a seed that the clerk overrules."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, select

from models import DayOff
from rules.workdays import WorkingDays


def working_days(session: Session) -> WorkingDays:
    """The calendar in force, read once per session."""
    kept = session.info.get("working_days")
    if kept is None:
        rows = session.exec(select(DayOff)).all()
        kept = WorkingDays(
            off=frozenset(row.day for row in rows if not row.worked),
            worked=frozenset(row.day for row in rows if row.worked),
        )
        session.info["working_days"] = kept
    return kept


def seed(session: Session, days: Iterable[tuple[date, bool, str]]) -> None:
    """Keep days (day, worked, note) that are not kept yet."""
    for day, worked, note in days:
        if session.get(DayOff, day) is None:
            session.add(DayOff(day=day, worked=worked, note=note))
    session.info.pop("working_days", None)
