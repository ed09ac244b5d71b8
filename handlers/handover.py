"""`/tiepnhan`: who has accepted what; `/phieu`: slips with codes for those who are not linked yet, in private."""

from sqlmodel import Session

from handlers import on
from handlers.guard import for_board
from handlers.turn import Answer, Turn
from services import slips, status
from services.finding import find_unit
from services.handover import handover
from services.identity import Actor
from services.permissions import Action
from services.register import documents_named, find_document
from services.units import root_of
from views import exporting
from views import handover as views
from views.words import say


@on.command("tiepnhan", "handover", board=True)
@for_board(Action.SEE_PEOPLE)
def received(session: Session, turn: Turn, rest: str) -> Answer:
    """Of everything, or of one Decision."""
    if not rest:
        return views.handover(handover(session, turn.actor, turn.now), say("All tasks"))
    paper = find_document(session, rest, _units(session, turn.actor))
    found = handover(session, turn.actor, turn.now, paper.id)
    return views.handover(found, f"{paper.kind} {paper.number}-{paper.symbol}")


@on.command("phieu", "slips", board=True)
@for_board(Action.INVITE)
def print_slips(session: Session, turn: Turn, rest: str) -> Answer:
    """For all, for a unit, or for those who have tasks of one Decision; asked for once more, older codes are void."""
    unit_id, document_id = _of(session, turn, rest)
    _, count = slips.ask(session, turn.actor, unit_id, document_id, turn.now, turn.can.join_link or "")
    return [views.slips_made(count), *([exporting.being_made(group=True)] if turn.group else [])]


def _of(session: Session, turn: Turn, rest: str) -> tuple[int, int | None]:
    top = status.top_unit(session, turn.actor)
    if not rest:
        return top, None
    if documents_named(session, rest, _units(session, turn.actor)):
        return top, find_document(session, rest, _units(session, turn.actor)).id
    found = find_unit(session, rest, turn.actor.board)
    if found.one is None:
        find_document(session, rest, ())  # says that nothing is called so
    return (found.one.id or 0 if found.one else top), None


def _units(session: Session, actor: Actor) -> frozenset[int]:
    """Where Decisions for the board's posts may come from: its units, and the body at the top."""
    return actor.board | {root_of(session, unit) for unit in actor.board}
