"""Take over an official list of days off and days worked for them; it overrules what the library knew."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session, col, select

from models import DayOff
from rules.swaps import Swap
from services import nagging
from services.calendar import working_days
from services.history import record
from services.units import the_root


@dataclass
class Taken:
    """What a list changes: days that become off, days that become worked; `pointless`: off already, or worked anyway."""

    off: list[date] = field(default_factory=list)
    worked: list[date] = field(default_factory=list)
    pointless: list[Swap] = field(default_factory=list)


def take_over(session: Session, swaps: Iterable[Swap], now: datetime) -> Taken:
    """Keep the days of a list; a second time it changes nothing, and the days it doesn't name stay as they are."""
    done = Taken()
    for swap in swaps:
        row = session.get(DayOff, swap.day)
        if row is not None and row.worked == swap.worked:
            continue
        if working_days(session).is_working(swap.day) == swap.worked:
            done.pointless += [swap] if swap.alone else []
            continue
        row = row or DayOff(day=swap.day)
        row.worked, row.note = swap.worked, swap.note
        session.add(row)
        session.flush()
        session.info.pop("working_days", None)
        (done.worked if swap.worked else done.off).append(swap.day)
    if done.off or done.worked:
        nagging.replan(session, now)
        _remember(session, done, now)
    return done


def _remember(session: Session, done: Taken, now: datetime) -> None:
    after: dict[str, object] = {
        "off": [day.isoformat() for day in done.off],
        "worked": [day.isoformat() for day in done.worked],
    }
    unit = the_root(session).id or 0
    record(session, unit_id=unit, subject="calendar", event="days_taken_over", actor=None, now=now, after=after)


def of_year(session: Session, year: int) -> list[DayOff]:
    """The exceptions of a year, in order."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return list(session.exec(select(DayOff).where(DayOff.day >= first, DayOff.day <= last).order_by(col(DayOff.day))))
