"""`/xuat`: the register as a file, for the asker alone; of all, of a unit, a post or a Decision."""

from sqlmodel import Session

from handlers import on
from handlers.guard import for_board
from handlers.turn import Answer, Turn
from models import Post, Unit
from services import exporting, status
from services.permissions import Action
from services.register import Scope, documents_named, find_document
from views import asking
from views import exporting as views


@on.command("xuat", "export", board=True)
@for_board(Action.EXPORT)
def export(session: Session, turn: Turn, rest: str) -> Answer:
    if not rest:
        return _register(session, turn, Scope(status.top_unit(session, turn.actor)))
    return named(session, turn, rest)


@on.step("export.named")
def named(session: Session, turn: Turn, text: str) -> Answer:
    """A Decision's number has a digit and a symbol in it, so it is tried first; then a unit, then a post."""
    paper = _paper(session, turn, text)
    if paper is not None:
        return _register(session, turn, paper)
    found = status.meant(session, turn.actor, text)
    status.need_something(found, text)
    if found.one is not None:
        return one(session, turn, found.one)
    turn.wait_for("export.named")
    action = "export.unit" if isinstance(found.candidates[0], Unit) else "export.post"
    return asking.which(text, found.candidates, action, {}, group=turn.group, quote=turn.can.quote)


def _paper(session: Session, turn: Turn, text: str) -> Scope | None:
    """A Decision by its number; None when nothing says that one is meant."""
    units = turn.actor.board | turn.actor.committee
    spelled = any(letter.isdigit() for letter in text) and ("/" in text or "-" in text)
    if not spelled and not documents_named(session, text, units):
        return None
    paper = find_document(session, text, units)
    return Scope(paper.unit_id, document_id=paper.id)


def one(session: Session, turn: Turn, chosen: Unit | Post) -> Answer:
    if isinstance(chosen, Unit):
        return of_unit(session, turn, chosen.id or 0)
    return of_post(session, turn, chosen.id or 0)


@on.action("export.unit")
def of_unit(session: Session, turn: Turn, unit_id: int) -> Answer:
    return _register(session, turn, Scope(unit_id))


@on.action("export.post")
def of_post(session: Session, turn: Turn, post_id: int) -> Answer:
    return _register(session, turn, Scope(session.get_one(Post, post_id).unit_id, post_id=post_id))


def _register(session: Session, turn: Turn, scope: Scope) -> Answer:
    turn.forget()
    exporting.register(session, turn.actor, scope, turn.now)
    return views.being_made(group=turn.group)
