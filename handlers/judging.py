"""`dữ liệu của tôi` and `phiếu chấm`: where to read and where to score. Neither says a figure in the chat."""

from sqlmodel import Session

from handlers import on
from handlers.turn import Answer, Turn
from rules.errors import UserError
from services import council
from views import ballots, mine
from views.message import Message


@on.keyword("dữ liệu của tôi", "hồ sơ của tôi")
def my_data(session: Session, turn: Turn) -> Answer:
    if not turn.actor.known:
        raise UserError("I have not linked you to anybody yet; please send the code you were given.")
    return mine.offer(session, turn.actor, turn.can, turn.now)


@on.keyword("phiếu chấm", "chấm điểm", "phiếu chấm điểm")
def my_ballots(session: Session, turn: Turn) -> Answer:
    """A fresh address for each ballot that waits."""
    person = turn.actor.person_id
    waiting = council.open_for(session, person, turn.today) if person is not None else []
    if person is None or not waiting:
        raise UserError("No ballot of a council waits for you, comrade.")
    shown = [ballots.waiting(session, ballot, person, turn.now) for ballot in waiting]
    return [each for each in shown if isinstance(each, Message)]
