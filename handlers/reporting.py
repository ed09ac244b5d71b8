"""`báo cáo`: a guided report on one task, and the product that a finished task owes."""

from dataclasses import replace

from sqlmodel import Session

from handlers import on
from handlers.bundle import write
from handlers.tasks import touched
from handlers.turn import Answer, Turn
from handlers.understanding import Understood, understand, understand_of
from rules.replies import Done, NoChange, Note, Why
from services.reading import to_report
from services.tasks import open_standings
from views import reporting as views


@on.keyword("báo cáo", "báo cáo tiến độ", "cập nhật")
@on.command("baocao")
def report(session: Session, turn: Turn, rest: str = "") -> Answer:
    """Which task? With one alone its question comes at once. Asked in a group, the list is for the asker's own chat."""
    found = open_standings(session, turn.actor.leads, turn.today, turn.working_days)
    if rest:
        return write(session, turn, understand(session, turn, rest), rest)
    if len(found) == 1 and not turn.group:
        return begin(session, turn, found[0].task.id or 0)
    return replace(views.which_to_report(found), private=True) if found else views.nothing_to_report()


@on.action("report.begin")
def begin(session: Session, turn: Turn, task_id: int) -> Answer:
    turn.remember(touched=touched(turn, [task_id]))
    turn.wait_for("report.text", task_id=task_id)
    return views.how_is_it(to_report(session, turn.actor, task_id, turn.today, turn.working_days))


@on.step("report.text")
def told(session: Session, turn: Turn, text: str, task_id: int) -> Answer:
    """The answer to the guided question; words that can't be read as anything else are kept as a note."""
    turn.forget()
    standing = to_report(session, turn.actor, task_id, turn.today, turn.working_days)
    found = _of_others(session, turn, text, task_id) or understand_of(turn, standing, text)
    if all(isinstance(action, Note) for _, action in found.pieces):
        found = _of_others(session, turn, text, task_id, unsure=True) or found
    if text.strip(" .").isdigit() and not found.sure:
        return begin(session, turn, task_id)  # the task's own number says nothing of it
    if not found.sure and not any(doubt.proposal or doubt.why is not Why.NOT_UNDERSTOOD for doubt in found.doubts):
        found = Understood(pieces=[(task_id, Note(text))], numbers={task_id: standing.task.number})
    return write(session, turn, found, text)


@on.step("report.product")
def product_told(session: Session, turn: Turn, text: str, task_id: int) -> Answer:
    """The product named in words (the number of a paper) counts like a picture; whoever verifies will see it."""
    standing = to_report(session, turn.actor, task_id, turn.today, turn.working_days)
    turn.forget()
    others = _of_others(session, turn, text, task_id)
    if others is not None:
        return write(session, turn, others, text)
    found = understand_of(turn, standing, text)
    meant = [action for _, action in found.pieces]
    if meant and isinstance(meant[0], NoChange):
        return views.product_later(standing)
    if not meant or isinstance(meant[0], (Done, Note)):
        found = Understood(pieces=[(task_id, Done())], numbers={task_id: standing.task.number})
    return write(session, turn, found, text)


def _of_others(session: Session, turn: Turn, text: str, task_id: int, *, unsure: bool = False) -> Understood | None:
    """The answer turns out to speak of other tasks, by their numbers ("2 39%"); `unsure`: it may have to be confirmed."""
    found = understand(session, turn, text)
    named = {piece[0] for piece in found.pieces}
    if unsure:
        named |= {
            doubt.standing.task.id or 0 for doubt in found.doubts if doubt.standing and doubt.proposal and doubt.why
        }
    return found if named and task_id not in named and (unsure or not found.doubts) else None
