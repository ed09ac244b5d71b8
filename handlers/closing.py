"""`/ketthuc NV-12 [result] [note]` and `/molai NV-12 reason`."""

from sqlmodel import Session

from handlers import on
from handlers.choosing import ask, check_length, need_words, split_code
from handlers.guard import for_board
from handlers.turn import Answer, Turn
from rules.states import Result
from rules.text import fold
from services import closing
from services.card import card
from services.permissions import Action
from services.verification import claimed
from views import closing as views
from views.asking import discreet, offering

# "đạt" without its mark is still đạt; "đất" is not.
RESULTS = {
    ("xuất", "sắc"): Result.EXCELLENT,
    ("xuat", "sac"): Result.EXCELLENT,
    ("không", "đạt"): Result.FAILED,
    ("khong", "dat"): Result.FAILED,
    ("ko", "đạt"): Result.FAILED,
    ("ko", "dat"): Result.FAILED,
    ("đạt",): Result.MET,
    ("dat",): Result.MET,
}
EDGE = " ,;:.|-–"
SPAN = ("ca giai doan", "ca nhiem ky", "ca ky")


@on.command("ketthuc", "dong", "close", board=True)
@for_board(Action.CLOSE)
def close(session: Session, turn: Turn, rest: str) -> Answer:
    return close_named(session, turn, rest)


@on.step("close.which")
def close_named(session: Session, turn: Turn, text: str) -> Answer:
    task_id, more = split_code("nv", text)
    if task_id is None:
        asked = ask(turn, views.which_to_close(), "close.which")
        return offering(asked, claimed(session, turn.actor.board), "close.begin")
    result, note = read_result(more)
    span, note = _whole_span(note)
    if span:
        return views.before_closing_span(session, closing.closable(session, turn.actor, task_id), result, note)
    return begin(session, turn, task_id, result, note)


def _whole_span(note: str) -> tuple[bool, str]:
    """ "NV-12 xuất sắc cả giai đoạn, …": done for all its years."""
    for spelt in SPAN:
        if fold(note).startswith(spelt):
            return True, note[len(spelt) :].lstrip(EDGE)
    return False, note


def read_result(text: str) -> tuple[Result | None, str]:
    """The result at the beginning of what was said, and the note after it."""
    words = text.split()
    for spelt, result in RESULTS.items():
        if tuple(word.strip(EDGE).lower() for word in words[: len(spelt)]) == spelt:
            return result, " ".join(words[len(spelt) :]).lstrip(EDGE)
    return None, text.strip()


@on.action("close.begin")
def begin(session: Session, turn: Turn, task_id: int, result: Result | None = None, note: str = "") -> Answer:
    closing.closable(session, turn.actor, task_id)
    check_length(note)
    turn.forget()
    shown = card(session, turn.actor, task_id, turn.now)
    said = views.before_closing(shown, closing.evidence_of(session, task_id), result, note, turn.today)
    return discreet(said, shown.standing.task, group=turn.group)


@on.action("close.do")
def confirmed(session: Session, turn: Turn, task_id: int, result: str, note: str) -> Answer:
    return views.closed(closing.close(session, turn.actor, task_id, Result(result), note, turn.now))


@on.action("close.span")
def span_confirmed(session: Session, turn: Turn, task_id: int, result: str, note: str) -> Answer:
    return views.span_closed(closing.close_span(session, turn.actor, task_id, Result(result), note, turn.now))


@on.action("close.drop")
def drop(session: Session, turn: Turn) -> Answer:
    return views.not_closed()


@on.command("molai", "reopen", board=True)
@for_board(Action.REOPEN)
def reopen(session: Session, turn: Turn, rest: str) -> Answer:
    return reopen_named(session, turn, rest)


@on.step("reopen.which")
def reopen_named(session: Session, turn: Turn, text: str) -> Answer:
    task_id, reason = split_code("nv", text)
    if task_id is None:
        return ask(turn, views.which_to_reopen(), "reopen.which")
    return reopen_because(session, turn, reason, task_id)


@on.step("reopen.why")
def reopen_because(session: Session, turn: Turn, text: str, task_id: int) -> Answer:
    task = closing.reopenable(session, turn.actor, task_id)
    asked = need_words(turn, text, views.why_reopen(task), "reopen.why", task_id=task_id)
    if asked is not None:
        return asked
    turn.forget()
    return views.before_reopening(task, text)


@on.action("reopen.do")
def reopen_confirmed(session: Session, turn: Turn, task_id: int, reason: str) -> Answer:
    return views.reopened(closing.reopen(session, turn.actor, task_id, reason, turn.now))


@on.action("reopen.drop")
def reopen_dropped(session: Session, turn: Turn) -> Answer:
    return views.not_reopened()
