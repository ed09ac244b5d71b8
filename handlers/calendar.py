"""`/lich` shows the days off that are coming; `/lich nghi 4/1/2027 bù 9/1/2027` adds one."""

import re
from datetime import date

from sqlmodel import Session

from handlers import on
from handlers.guard import for_board
from handlers.turn import Answer, Turn
from rules.deadlines import parse_deadline
from rules.errors import UserError
from rules.text import aligned
from services import days_off
from services.permissions import Action
from views import days_off as views

LINE = re.compile(r"(?:nghi|off)\s+(?P<off>.+?)(?:[\s,;]+(?:lam )?bu\s+(?P<worked>.+))?")


@on.command("lich", "calendar", board=True)
@for_board(Action.KEEP_CALENDAR)
def calendar(session: Session, turn: Turn, rest: str) -> Answer:
    folded, _ = aligned(rest)
    found = LINE.fullmatch(folded.strip())
    if found is None:
        return views.coming(days_off.coming(session, turn.actor, turn.now))
    off = _day(turn, found["off"])
    worked = _day(turn, found["worked"]) if found["worked"] else None
    days_off.check(session, turn.actor, off, worked, turn.now)
    return views.before(off, worked)


def _day(turn: Turn, text: str) -> date:
    read = parse_deadline(text, turn.today, turn.working_days)
    if read.kind != "date" or read.date is None:
        raise UserError("“{text}” is no single day; for example: /lich nghi 4/1/2027 bù 9/1/2027", text=text)
    return read.date


@on.action("calendar.keep")
def keep(session: Session, turn: Turn, off: str, worked: str | None) -> Answer:
    day, exchanged = date.fromisoformat(off), date.fromisoformat(worked) if worked else None
    days_off.take_off(session, turn.actor, day, exchanged, turn.now)
    return views.kept(day, exchanged)


@on.action("calendar.drop")
def drop(session: Session, turn: Turn) -> Answer:
    return views.dropped()
