"""`/giahan NV-12 15/12 reason` moves a deadline; `/giahan GH-3 dongy|khong reason` answers a request."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from handlers import on
from handlers.choosing import ask, need_words, split_code
from handlers.extensions import split
from handlers.guard import for_board
from handlers.turn import Answer, Turn
from rules.deadlines import parse_deadline
from rules.text import fold
from services import extending, extensions
from services.permissions import Action, require_task
from views import extend as views

YES = ("dong y", "dongy", "duyet", "co", "ok", "chap thuan", "nhat tri")
NO = ("khong dong y", "khong", "khongdongy", "tu choi", "ko", "k")
EDGE = " ,;:.|-–"


@on.command("giahan", "extend", board=True)
@for_board(Action.EXTEND)
def extend(session: Session, turn: Turn, rest: str) -> Answer:
    return extend_named(session, turn, rest)


@on.step("extend.which")
def extend_named(session: Session, turn: Turn, text: str) -> Answer:
    request, more = split_code("gh", text)
    if request is not None:
        return answer_request(session, turn, more, request)
    task_id, more = split_code("nv", text)
    if task_id is not None:
        return until(session, turn, more, task_id)
    asked = ask(turn, views.which(), "extend.which")
    return views.requests(asked, extending.waiting(session, turn.actor), session)


@on.step("extend.until")
def until(session: Session, turn: Turn, text: str, task_id: int) -> Answer:
    """The new deadline, and the reason after it."""
    task = require_task(session, turn.actor, Action.EXTEND, task_id)
    if not text.strip():
        return ask(turn, views.until_when(task), "extend.until", task_id=task_id)
    when, reason = deadline_and_reason(turn, text)
    read = parse_deadline(when, turn.today, turn.working_days)
    if read.kind == "ambiguous":
        turn.wait_for("extend.until", task_id=task_id)
        return views.which_day(task_id, read.readings, reason)
    if read.date is None:
        return ask(turn, views.no_date(read.reason, read.args), "extend.until", task_id=task_id)
    return day_known(session, turn, task_id, read.date.isoformat(), reason)


def deadline_and_reason(turn: Turn, text: str) -> tuple[str, str]:
    """ "15/12 vì mưa lũ", "15/12 mưa lũ kéo dài": the reason begins after vì, or where the words stop being a deadline."""
    when, reason = split(text)
    if reason:
        return when, reason
    words = text.split()
    for end in range(len(words), 0, -1):
        start = " ".join(words[:end]).rstrip(EDGE)
        if parse_deadline(start, turn.today, turn.working_days).kind in ("date", "ambiguous"):
            return start, " ".join(words[end:]).strip(EDGE)
    return text, ""


@on.action("extend.day")
def day_known(session: Session, turn: Turn, task_id: int, day: str, reason: str) -> Answer:
    """A wrong day is said before a reason is asked for."""
    task = require_task(session, turn.actor, Action.EXTEND, task_id)
    extensions.check(task, date.fromisoformat(day), turn.now)
    if not reason:
        return ask(turn, views.why(), "extend.reason", task_id=task_id, day=day)
    return reason_told(session, turn, reason, task_id, day)


@on.step("extend.reason")
def reason_told(session: Session, turn: Turn, text: str, task_id: int, day: str) -> Answer:
    asked = need_words(turn, text, views.why(), "extend.reason", task_id=task_id, day=day)
    if asked is not None:
        return asked
    turn.forget()
    task = require_task(session, turn.actor, Action.EXTEND, task_id)
    before = extensions.granted_before(session, task_id)
    return views.before_moving(task, date.fromisoformat(day), text, before)


@on.action("extend.move")
def moved(session: Session, turn: Turn, task_id: int, day: str, reason: str, override: bool) -> Answer:
    due = date.fromisoformat(day)
    return views.moved(extensions.move(session, turn.actor, task_id, due, reason, turn.now, override=override))


@on.step("extend.answer")
def answer_request(session: Session, turn: Turn, text: str, extension_id: int) -> Answer:
    """ "dongy" or "khong", then the reason; without a word the request is shown with both."""
    extension, task = extending.asked(session, turn.actor, extension_id)
    granted, reason = _yes_or_no(text)
    turn.forget()
    if granted is None:
        return views.request(session, extension, task)
    return _reason_of(session, turn, reason, extension_id, granted)


def _yes_or_no(text: str) -> tuple[bool | None, str]:
    folded = fold(text)
    for words, granted in [*((each, False) for each in NO), *((each, True) for each in YES)]:
        if folded == words or folded.startswith((words + " ", words + ",", words + ":")):
            return granted, " ".join(text.split()[len(words.split()) :]).strip(EDGE)
    return None, text


@on.action("extend.say")
def decided(session: Session, turn: Turn, extension_id: int, granted: bool) -> Answer:
    return _reason_of(session, turn, "", extension_id, granted)


@on.step("extend.because")
def because(session: Session, turn: Turn, text: str, extension_id: int, granted: bool) -> Answer:
    return _reason_of(session, turn, text, extension_id, granted)


def _reason_of(session: Session, turn: Turn, text: str, extension_id: int, granted: bool) -> Answer:
    extension, task = extending.asked(session, turn.actor, extension_id)
    data = {"extension_id": extension_id, "granted": granted}
    asked = need_words(turn, text, views.why_so(extension, granted), "extend.because", **data)
    if asked is not None:
        return asked
    turn.forget()
    before = extensions.granted_before(session, task.id or 0)
    return views.before_deciding(session, extension, task, granted, text, before)


@on.action("extend.decide")
def decide(session: Session, turn: Turn, extension_id: int, granted: bool, reason: str, override: bool) -> Answer:
    return views.decided(
        extensions.decide(session, turn.actor, extension_id, granted, reason, turn.now, override=override)
    )


@on.action("extend.drop")
def drop(session: Session, turn: Turn) -> Answer:
    return views.dropped()


@on.action("extend.show")
def show(session: Session, turn: Turn, extension_id: int) -> Answer:
    extension, task, decides = extending.seen(session, turn.actor, extension_id)
    shown = views.request(session, extension, task)
    return shown if decides else replace(shown, choices=())


@on.code("gh")
def request_by_code(session: Session, turn: Turn, number: int) -> Answer:
    """`GH-3` alone shows the request to those who may answer it, and to the committee."""
    return show(session, turn, number)
