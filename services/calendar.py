"""The working days kept in the database; the library's list is only a seed that the clerk overrules."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from sqlmodel import Session, col, select

from models import DayOff
from rules.workdays import WorkingDays
from services.inserting import insert_new

KEPT = select(col(DayOff.day), col(DayOff.worked)).order_by(col(DayOff.day))


def working_days(session: Session) -> WorkingDays:
    """The calendar in force, read once per session."""
    kept = session.info.get("working_days")
    if kept is None:
        kept = _calendar(tuple(session.exec(KEPT)))
        session.info["working_days"] = kept
    return kept


@lru_cache(maxsize=4)
def _calendar(days: tuple[tuple[date, bool], ...]) -> WorkingDays:
    """Built anew only when a day was changed."""
    return WorkingDays(
        off=frozenset(day for day, worked in days if not worked),
        worked=frozenset(day for day, worked in days if worked),
    )


def seed(session: Session, days: Iterable[tuple[date, bool, str]]) -> None:
    """Keep days (day, worked, note) that are not kept yet; several processes may start at once."""
    rows = [{"day": day, "worked": worked, "note": note} for day, worked, note in days]
    insert_new(session, DayOff, rows, ["day"], DayOff.day)
    session.info.pop("working_days", None)
