"""`/chuyenky [2026]`: at a period's end the board decides what is open, task by task or in bulk."""

from datetime import date

from sqlmodel import Session

from handlers import on
from handlers.choosing import ask
from handlers.closing import read_result
from handlers.guard import for_board
from handlers.turn import Answer, Turn
from models import Task
from rules.deadlines import parse_deadline
from rules.errors import UserError
from rules.picking import pick
from rules.states import Result
from rules.text import fold
from services import carrying, closing
from services.permissions import Action
from views import carrying as views
from views.message import Message
from views.words import show

FATES = {"chuyen": "carry", "tiep": "carry", "rut": "drop", "bo": "drop", "ketthuc": "close", "ket": "close"}
EDGE = " ,;:.|-–"


@on.command("chuyenky", "carryover", board=True)
@for_board(Action.CARRY_OVER)
def begin(session: Session, turn: Turn, rest: str) -> Answer:
    """The list of what is open at the end of a year; in January of the year before."""
    period = rest.strip() or str(turn.today.year - (turn.today.month == 1))
    return _list(session, turn, period)


def _list(session: Session, turn: Turn, period: str) -> Answer:
    found = carrying.to_decide(session, turn.actor, period, turn.now)
    turn.forget()
    if not found:
        return views.nothing(period)
    shown = found[: views.SHOWN]
    turn.wait_for("period.decide", period=period, ids=[each.task.id for each in shown])
    return views.listed(session, period, found)


@on.step("period.decide")
def decide(session: Session, turn: Turn, text: str, period: str, ids: list[int]) -> Answer:
    numbers, rest = pick(text, len(ids))
    word, _, more = rest.partition(" ")
    fate = FATES.get(fold(word.strip(EDGE)))
    if not numbers or fate is None:
        return ask(turn, views.example(), "period.decide", period=period, ids=ids)
    if fold(rest).startswith("ket thuc"):
        more = more.strip().partition(" ")[2]
    tasks = [session.get_one(Task, ids[number - 1]) for number in numbers]
    said, args = _read(turn, fate, more.strip())
    if fate == "carry":
        for task in tasks:
            carrying.carriable(session, turn.actor, task.id or 0)
    return views.before(tasks, fate, said, {"period": period, **args})


def _read(turn: Turn, fate: str, more: str) -> tuple[str, dict[str, object]]:
    """What goes with the fate: a deadline, a reason, or a result. Raises `UserError` when it is missing."""
    if fate == "carry":
        read = parse_deadline(more, turn.today, turn.working_days)
        if read.date is None:
            raise UserError("To which day are they carried over? For example: 1-3 chuyển 30/6/2027.")
        return show(read.date), {"what": read.date.isoformat()}
    if fate == "close":
        result, note = read_result(more)
        if result is None:
            raise UserError("With which result are they closed? For example: 6 kết thúc đạt.")
        return views.result_said(result), {"what": result.value, "note": note}
    if not more:
        raise UserError("Please give the reason.")
    return more, {"what": more}


@on.action("period.do")
def confirmed(
    session: Session, turn: Turn, task_ids: list[int], fate: str, period: str, what: str, note: str = ""
) -> Answer:
    for task_id in task_ids:
        if fate == "carry":
            carrying.carry(session, turn.actor, task_id, date.fromisoformat(what), "", turn.now)
        elif fate == "close":
            closing.close(session, turn.actor, task_id, Result(what), note, turn.now)
        else:
            carrying.drop(session, turn.actor, task_id, what, turn.now)
    left = carrying.to_decide(session, turn.actor, period, turn.now)
    said = views.done(len(task_ids), len(left))
    return said if not left else [said, *_as_list(_list(session, turn, period))]


def _as_list(answer: Answer) -> list[Message]:
    return [answer] if isinstance(answer, Message) else list(answer or [])


@on.action("period.drop")
def dropped(session: Session, turn: Turn) -> Answer:
    return views.undecided()
