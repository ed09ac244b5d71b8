"""`sửa`: taking back one's own last act, or saying one task anew ("sửa 2 38%")."""

import re

from sqlmodel import Session

from handlers import on
from handlers.bundle import ask_next, write
from handlers.turn import Answer, Turn
from handlers.understanding import Understood, understand, understand_of
from rules.replies import Why
from rules.text import aligned, fold
from services import reporting, undo
from services.reading import lines_for, to_report
from services.undo import Hindrance
from views import echo
from views import undo as views
from views.reporting import how_is_it

WITH_CONTENT = re.compile(r"(?:sua(?: lai)?|nham|dinh chinh|hoan tac)\s*[:,–-]?\s+(?P<rest>.*\d.*)", re.DOTALL)

TASK_ALONE = re.compile(r"(?:viec |nhiem vu |muc |so )?(?P<number>\d{1,4})\.?")


@on.keyword("sửa", "nhầm", "hoàn tác", "sửa lại", "nhầm rồi", "gửi nhầm", "sai rồi", "rút lại")
@on.command("sua")
def take_back(session: Session, turn: Turn, rest: str = "") -> Answer:
    """Unseen and within ten minutes it is simply gone; otherwise whoever heard of it will be told, if that is wanted."""
    if rest:
        return _anew(session, turn, rest)
    act = undo.last_act(session, turn.actor)
    if act is None or not undo.reversible(act):
        return views.nothing(act)
    hindered = undo.hindrance(session, act, turn.now)
    if hindered is Hindrance.ACTED_ON:
        return views.acted_on(session, act)
    if hindered is not None:
        return views.ask(session, act, hindered)
    undo.take_back(session, turn.actor, turn.now)
    return views.taken_back(session, act)


@on.action("undo.tell")
def correct(session: Session, turn: Turn, newest: int) -> Answer:
    """A correction that tells them; only if nothing else was done in between."""
    act = undo.last_act(session, turn.actor)
    if act is None or act.rows[-1].id != newest:
        return views.nothing(None)
    undo.take_back(session, turn.actor, turn.now, telling=True)
    return views.taken_back(session, act)


@on.action("undo.keep")
def keep(session: Session, turn: Turn) -> Answer:
    return views.kept()


@on.free_text(10)
def anew(session: Session, turn: Turn) -> Answer:
    """`sửa 2 38%`."""
    folded, places = aligned(turn.text)
    found = WITH_CONTENT.fullmatch(folded)
    if found is None or turn.group or not turn.actor.leads:
        return None
    return _anew(session, turn, turn.text[places[found.start("rest")] :])


def _anew(session: Session, turn: Turn, rest: str) -> Answer:
    """What was last reported on these tasks is replaced; being lower than it is the very point."""
    lines = lines_for(session, turn.actor, turn.today, turn.working_days)
    only = TASK_ALONE.fullmatch(fold(rest))
    standing = lines.of(int(only["number"])) if only else None
    if standing is not None:
        turn.wait_for("undo.anew", task_id=standing.task.id)
        return how_is_it(standing)
    return _replaced(session, turn, understand(session, turn, rest), rest)


@on.step("undo.anew")
def told_anew(session: Session, turn: Turn, text: str, task_id: int) -> Answer:
    """The answer to `sửa 2`, which said no more than which task."""
    turn.forget()
    standing = to_report(session, turn.actor, task_id, turn.today, turn.working_days)
    others = understand(session, turn, text)
    if others.pieces and task_id not in {piece[0] for piece in others.pieces} and not others.doubts:
        return write(session, turn, others, text)  # "2 39%" is no correction of task 1
    return _replaced(session, turn, understand_of(turn, standing, text), text)


def _replaced(session: Session, turn: Turn, found: Understood, rest: str) -> Answer:
    for doubt in list(found.doubts):
        if doubt.standing is not None and doubt.proposal is not None and doubt.why is Why.WORSE:
            found.doubts.remove(doubt)
            found.pieces.append((doubt.standing.task.id or 0, doubt.proposal))
    if not found.found:
        return None
    answered = reporting.correct(session, turn.actor, found.pieces, rest, turn.now)
    return ask_next(session, turn, found, answered, echo.echo_text(answered, turn.today, found.numbers), rest)
