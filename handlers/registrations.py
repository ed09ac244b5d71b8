"""`/dangky`: what leaders propose; the board selects or declines with a reason, a leader sees the own ones."""

import re

from sqlmodel import Session

from handlers import on
from handlers.choosing import ask, need_words, split_code
from handlers.guard import refused
from handlers.turn import Answer, Turn
from rules.text import fold
from services import registration
from services.permissions import Action, may, require
from services.register import find_document
from views import registering as views

CHOSEN = re.compile(r"(?:dong y|chon|nhat tri|duoc)\b\s*(?:(?:theo|thuoc)\s+)?(?P<paper>.*)")
DECLINED = re.compile(r"(?:khong(?: chon| dong y)?|tu choi)\b[\s,:–-]*")


@on.command("dangky", "registrations")
def registrations(session: Session, turn: Turn, rest: str) -> Answer:
    """`/dangky`, `/dangky DK-3`, `/dangky DK-3 chọn theo 128-QĐ/TU`, `/dangky DK-3 không chưa cấp thiết`."""
    board = may(turn.actor, Action.ANSWER_REGISTRATION)
    if not board and not turn.actor.leads:
        return refused(session, turn, "dangky")
    task_id, words = split_code("dk", rest)
    if task_id is None:
        if rest and not board:
            return views.how_to_register()
        return views.listed(session, registration.waiting(session, turn.actor), turn.today, board=board)
    return _answered(session, turn, task_id, words) if words else one(session, turn, task_id)


@on.code("dk")
def one(session: Session, turn: Turn, number: int) -> Answer:
    task = registration.registration(session, turn.actor, number)
    mine = may(turn.actor, Action.ANSWER_REGISTRATION, task=task)
    return views.one(session, task, turn.today, board=mine)


def _answered(session: Session, turn: Turn, task_id: int, words: str) -> Answer:
    require(turn.actor, Action.ANSWER_REGISTRATION)
    folded = fold(words)
    declined = DECLINED.match(folded)
    if declined:
        return reason(session, turn, words[declined.end() :], task_id)
    found = CHOSEN.fullmatch(folded)
    if found is None:
        return views.how_to_answer(task_id)
    paper = find_document(session, found["paper"], turn.actor.board).id if found["paper"] else None
    return choose(session, turn, task_id, paper)


@on.action("registration.one")
def chosen(session: Session, turn: Turn, task_id: int) -> Answer:
    return one(session, turn, task_id)


@on.action("registration.choose")
def choose(session: Session, turn: Turn, task_id: int, document_id: int | None = None) -> Answer:
    task = registration.choose(session, turn.actor, task_id, turn.now, document_id)
    return views.chosen(session, task)


@on.action("registration.decline")
def decline(session: Session, turn: Turn, task_id: int) -> Answer:
    require(turn.actor, Action.ANSWER_REGISTRATION)
    return ask(turn, views.why_not(task_id), "registration.reason", task_id=task_id)


@on.step("registration.reason")
def reason(session: Session, turn: Turn, text: str, task_id: int) -> Answer:
    asked = need_words(turn, text, views.why_not(task_id), "registration.reason", task_id=task_id)
    if asked is not None:
        return asked
    turn.forget()
    return views.declined(registration.decline(session, turn.actor, task_id, text, turn.now))
