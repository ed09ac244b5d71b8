"""The door of the board's commands: who is not of the board hears so once a day, and it is kept."""

from collections.abc import Callable
from functools import wraps

from sqlmodel import Session

from handlers.turn import Answer, Handler, Turn
from rules.errors import UserError
from services.permissions import NOT_YOURS, Action, may_somewhere
from services.refusals import refuse
from views import common


def for_board(action: Action) -> Callable[[Handler], Handler]:
    """A command for those who may do `action` somewhere; the service behind it asks again about the thing at hand."""

    def guarding(handler: Handler) -> Handler:
        @wraps(handler)
        def guarded(session: Session, turn: Turn, rest: str) -> Answer:
            if may_somewhere(session, turn.actor, action):
                return handler(session, turn, rest)
            return refused(session, turn, action.value)

        return guarded

    return guarding


def refused(session: Session, turn: Turn, command: str) -> Answer:
    """The scripted refusal, or nothing when it was said today."""
    first = refuse(session, turn.actor, command, turn.now)
    return common.error(UserError(NOT_YOURS)) if first else []
