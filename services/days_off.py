"""The clerk's calendar: a day off, and the day worked for it. It overrules the library's list."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from models import DayOff
from rules.errors import UserError
from rules.localtime import today
from services import nagging
from services.calendar import working_days
from services.history import record
from services.identity import Actor
from services.permissions import Action, require
from services.units import the_root

AHEAD = timedelta(days=120)


def check(session: Session, actor: Actor | None, off: date, worked: date | None, now: datetime) -> None:
    """Raise `UserError` for a day that is off already, a day worked anyway, or a day that is over.

    One calendar counts everybody's deadlines, so it is the highest board's. `actor` none: from the server's console.
    """
    if actor is not None:
        require(actor, Action.KEEP_CALENDAR, unit_id=the_root(session).id)
    days = working_days(session)
    for day in filter(None, (off, worked)):
        if day < today(now):
            raise UserError("{day} is already over.", day=day)
    if not days.is_working(off):
        raise UserError("{day} is no working day already.", day=off)
    if worked is not None and days.is_working(worked):
        raise UserError("{day} is a working day already, so it can't be worked in exchange.", day=worked)


def take_off(session: Session, actor: Actor | None, off: date, worked: date | None, now: datetime) -> None:
    """Keep a day off, and the day that is worked in exchange."""
    check(session, actor, off, worked, now)
    _keep(session, off, worked=False)
    if worked is not None:
        _keep(session, worked, worked=True)
    session.info.pop("working_days", None)
    nagging.replan(session, now)
    record(
        session,
        unit_id=the_root(session).id or 0,
        subject=f"calendar:{off.isoformat()}",
        event="day_off",
        actor=actor,
        now=now,
        after={"off": off, "worked": worked},
    )


def _keep(session: Session, day: date, *, worked: bool) -> None:
    row = session.get(DayOff, day) or DayOff(day=day)
    row.worked, row.note = worked, ""
    session.add(row)
    session.flush()


def coming(session: Session, actor: Actor, now: datetime) -> list[DayOff]:
    """The exceptions of the next months, in order."""
    require(actor, Action.KEEP_CALENDAR)
    first = today(now)
    statement = select(DayOff).where(col(DayOff.day) >= first, col(DayOff.day) <= first + AHEAD)
    return list(session.exec(statement.order_by(col(DayOff.day))))
