"""`/dotthamdinh [2026-Q4 [deadline]] | đột xuất NV-1 NV-2 reason`: rounds of verification."""

import re

from sqlmodel import Session

from handlers import on
from handlers.guard import for_board
from handlers.turn import Answer, Turn
from rules.deadlines import parse_deadline
from rules.errors import UserError
from rules.text import fold
from services import rounds, status
from services.permissions import Action
from views import rounds as views
from views.message import message

QUARTER = re.compile(r"(20\d\d-q[1-4])\b\s*", re.IGNORECASE)
CODES = re.compile(r"nv\s*-?\s*(\d{1,9})\b[ ,;]*", re.IGNORECASE)
AD_HOC = ("dot xuat", "dotxuat")
DAYS = 10  # working days that a round has by default


@on.command("dotthamdinh", "round", board=True)
@for_board(Action.JUDGE)
def show(session: Session, turn: Turn, rest: str) -> Answer:
    """The round that is open, or a new one."""
    quarter = QUARTER.match(rest.strip())
    if quarter is not None:
        return _quarter(session, turn, quarter[1].upper(), rest.strip()[quarter.end() :])
    for spelt in AD_HOC:
        if fold(rest).startswith(spelt):
            return _ad_hoc(session, turn, rest.strip()[len(spelt) :].strip())
    found = rounds.current(session, turn.actor)
    if not found:
        return message(views.how())
    return [views.covered(rounds.coverage(session, turn.actor, each.id or 0), turn.today) for each in found[:3]]


def _quarter(session: Session, turn: Turn, name: str, rest: str) -> Answer:
    due = turn.working_days.add(turn.today, DAYS)
    if rest.strip():
        read = parse_deadline(rest, turn.today, turn.working_days)
        if read.date is None:
            raise UserError("By when is the round to be ready? For example: /dotthamdinh 2026-Q4 20/12.")
        due = read.date
    unit = status.top_unit(session, turn.actor)
    opened = rounds.open_quarter(session, turn.actor, unit, name, due, turn.now)
    return views.opened(rounds.coverage(session, turn.actor, opened.id or 0), turn.today)


def _ad_hoc(session: Session, turn: Turn, rest: str) -> Answer:
    tasks = []
    while (code := CODES.match(rest)) is not None:
        tasks.append(int(code[1]))
        rest = rest[code.end() :]
    due = turn.working_days.add(turn.today, DAYS)
    opened = rounds.open_ad_hoc(session, turn.actor, list(dict.fromkeys(tasks)), rest.strip(), due, turn.now)
    return views.opened(rounds.coverage(session, turn.actor, opened.id or 0), turn.today)


@on.action("round.close")
def close(session: Session, turn: Turn, round_id: int) -> Answer:
    return views.ended(rounds.close(session, turn.actor, round_id, turn.now))
