"""`/rutngan NV-12 31/12/2026 reason`: a deadline brought forward by the board."""

from datetime import date

from sqlmodel import Session

from handlers import on
from handlers.choosing import ask, split_code
from handlers.extend import deadline_and_reason
from handlers.guard import for_board
from handlers.turn import Answer, Turn
from rules.deadlines import parse_deadline
from services import advancing
from services.permissions import Action, require_task
from views import advancing as views


@on.command("rutngan", "advance", board=True)
@for_board(Action.EXTEND)
def advance(session: Session, turn: Turn, rest: str) -> Answer:
    return named(session, turn, rest)


@on.step("advance.named")
def named(session: Session, turn: Turn, text: str) -> Answer:
    """All of it in one line; what is missing is asked for with an example."""
    task_id, more = split_code("nv", text)
    when, source = deadline_and_reason(turn, more)
    read = parse_deadline(when, turn.today, turn.working_days)
    if task_id is None or read.date is None or not source:
        return ask(turn, views.which(), "advance.named")
    task = require_task(session, turn.actor, Action.EXTEND, task_id)
    advancing.check_forward(task, read.date, turn.now)
    turn.forget()
    return views.before(task, read.date, source)


@on.action("advance.do")
def confirmed(session: Session, turn: Turn, task_id: int, day: str, source: str) -> Answer:
    moved = advancing.bring_forward(session, turn.actor, task_id, date.fromisoformat(day), source, turn.now)
    return views.done(moved)


@on.action("advance.drop")
def dropped(session: Session, turn: Turn) -> Answer:
    return views.left()
