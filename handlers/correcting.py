"""`/hieuchinh BC-45 120 reason`: a wrong figure is put right by the board, with who and why."""

import re
from decimal import Decimal

from sqlmodel import Session

from handlers import on
from handlers.choosing import ask, check_length, need_words
from handlers.guard import for_board
from handlers.turn import Answer, Turn
from rules.errors import UserError
from rules.text import fold, parse_number
from services import correcting
from services.permissions import Action
from views import correcting as views

_NAMED = re.compile(r"(bc|td)\s*-?\s*(\d{1,9})(?:\s+(\d[\d.,]*)\s*(.*))?", re.IGNORECASE | re.DOTALL)
_KINDS = {"bc": "BC", "td": "TĐ"}


@on.command("hieuchinh", "correct", board=True)
@for_board(Action.CORRECT)
def correct(session: Session, turn: Turn, rest: str) -> Answer:
    return named(session, turn, rest)


@on.step("correct.which")
def named(session: Session, turn: Turn, text: str) -> Answer:
    """The code of the figure, the right value, and why."""
    found = _NAMED.fullmatch(text.strip().replace("đ", "d").replace("Đ", "D"))
    if found is None or found[3] is None:
        return ask(turn, views.what_is_wrong(), "correct.which")
    value = parse_number(found[3].rstrip(".,"))
    if value is None:
        raise UserError("“{text}” is no number that can be read for sure.", text=found[3])
    reason = text.strip()[found.start(4) :].strip(" ,;:.|-–%")
    return because(session, turn, reason, _KINDS[fold(found[1])], int(found[2]), str(value))


@on.step("correct.why")
def because(session: Session, turn: Turn, text: str, kind: str, row_id: int, value: str) -> Answer:
    wrong = correcting.correctable(session, turn.actor, kind, row_id)
    data = {"kind": kind, "row_id": row_id, "value": value}
    asked = need_words(turn, text, views.why(wrong), "correct.why", **data)
    if asked is not None:
        return asked
    check_length(text)
    turn.forget()
    return views.before(session, wrong, Decimal(value), text)


@on.action("correct.do")
def confirmed(session: Session, turn: Turn, kind: str, row_id: int, value: str, reason: str) -> Answer:
    fresh = correcting.correct(session, turn.actor, kind, row_id, Decimal(value), reason, turn.now)
    return views.done(session, fresh, kind)


@on.action("correct.drop")
def dropped(session: Session, turn: Turn) -> Answer:
    return views.dropped()
