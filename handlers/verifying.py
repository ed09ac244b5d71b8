"""`/thamdinh NV-12 130 [note]` and `/tralai NV-12 reason`."""

import re
from decimal import Decimal

from sqlmodel import Session

from handlers import on
from handlers.choosing import ask, check_length, need_words, split_code
from handlers.guard import for_board
from handlers.turn import Answer, Turn
from models import Target
from rules.errors import UserError
from rules.replies.units import names_of
from rules.text import fold, parse_number
from services import verification
from services.permissions import Action
from services.tasks import Standing, standing
from views import verifying as views
from views.asking import offering

NUMBER = re.compile(r"(?:đạt\s+|dat\s+)?(\d[\d.,]*)(?:\s*/\s*\d[\d.,]*)?\s*", re.IGNORECASE)
THERE = re.compile(r"(?:đạt|dat|đúng|dung|đủ|du)(?![\w])", re.IGNORECASE)
EDGE = " ,;:.|-–"


@on.command("thamdinh", "verify", board=True)
@for_board(Action.VERIFY)
def verify(session: Session, turn: Turn, rest: str) -> Answer:
    return verify_named(session, turn, rest)


@on.step("verify.which")
def verify_named(session: Session, turn: Turn, text: str) -> Answer:
    task_id, more = split_code("nv", text)
    if task_id is None:
        asked = ask(turn, views.which_to_verify(), "verify.which")
        return offering(asked, verification.claimed(session, turn.actor.board), "verify.begin")
    return found(session, turn, more, task_id)


@on.action("verify.begin")
def begin(session: Session, turn: Turn, task_id: int) -> Answer:
    return found(session, turn, "", task_id)


@on.step("verify.found")
def found(session: Session, turn: Turn, text: str, task_id: int) -> Answer:
    """What was found, as a value or as "đạt"; the rest is a note."""
    task = verification.verifiable(session, turn.actor, task_id)
    stands = standing(session, task, turn.today, turn.working_days)
    if not text.strip():
        return ask(turn, views.what_was_found(stands), "verify.found", task_id=task_id)
    value, note = read_found(text, stands)
    check_length(note)
    verification.check_value(session, task, value)
    turn.forget()
    return views.before_verifying(session, stands, value, note)


def read_found(text: str, stands: Standing) -> tuple[Decimal | None, str]:
    """ "130 hộ, đủ hồ sơ" → 130 and the note; "đạt" is what was claimed. Raises `UserError` for what is neither."""
    number = NUMBER.match(text)
    if number is not None:
        return _value(number[1]), _without_unit(text[number.end() :], stands.target)
    there = THERE.match(text)
    if there is None:
        raise UserError("Please begin with the value found, for example 130, or with “đạt”.")
    return stands.value if stands.target is not None else None, text[there.end() :].strip(EDGE)


def _value(text: str) -> Decimal:
    value = parse_number(text.rstrip(".,"))
    if value is None:
        raise UserError("“{text}” is no number that can be read for sure.", text=text)
    return value


def _without_unit(text: str, target: Target | None) -> str:
    """The note, without the unit that belongs to the value. A share of plan is no value."""
    names = names_of(target.measure) if target is not None else set()
    for name in sorted(names, key=len, reverse=True):
        if fold(text).startswith(name) and not fold(text)[len(name) :][:1].isalnum():
            return text.lstrip()[len(name) :].strip(EDGE)
    if text.startswith("%"):
        raise UserError("A share of the plan is no value; please give the value found.")
    return text.strip(EDGE)


@on.action("verify.do")
def confirmed(session: Session, turn: Turn, task_id: int, value: str | None, note: str) -> Answer:
    number = Decimal(value) if value is not None else None
    return views.verified(session, verification.verify(session, turn.actor, task_id, number, note, turn.now))


@on.command("tralai", "return", board=True)
@for_board(Action.RETURN)
def give_back(session: Session, turn: Turn, rest: str) -> Answer:
    return return_named(session, turn, rest)


@on.step("return.which")
def return_named(session: Session, turn: Turn, text: str) -> Answer:
    task_id, reason = split_code("nv", text)
    if task_id is None:
        asked = ask(turn, views.which_to_return(), "return.which")
        return offering(asked, verification.claimed(session, turn.actor.board), "return.begin")
    return return_because(session, turn, reason, task_id)


@on.action("return.begin")
def return_begin(session: Session, turn: Turn, task_id: int) -> Answer:
    return return_because(session, turn, "", task_id)


@on.step("return.why")
def return_because(session: Session, turn: Turn, text: str, task_id: int) -> Answer:
    task = verification.returnable(session, turn.actor, task_id)
    asked = need_words(turn, text, views.why_return(task), "return.why", task_id=task_id)
    if asked is not None:
        return asked
    turn.forget()
    return views.before_returning(standing(session, task, turn.today, turn.working_days), text)


@on.action("return.do")
def return_confirmed(session: Session, turn: Turn, task_id: int, reason: str) -> Answer:
    return views.returned(verification.give_back(session, turn.actor, task_id, reason, turn.now))


@on.action("verify.drop")
def drop(session: Session, turn: Turn) -> Answer:
    return views.dropped()


@on.action("verify.later")
def later(session: Session, turn: Turn) -> Answer:
    return views.left_open()
