"""Asking for support, in one line or guided; and the word on an answer."""

import re
from dataclasses import replace

from sqlmodel import Session

from handlers import on
from handlers.tasks import touched
from handlers.turn import Answer, Turn
from models import Task
from rules.states import SupportType
from rules.text import aligned
from services import support
from services.permissions import Action, require_task
from services.speaking import kept
from services.tasks import by_number, open_tasks, standings
from views import support as views

_WORDS = r"(?:(?:xin|de nghi|can) )?(?:ho tro|thao go)|vuong(?: mac)?|kho khan|kien nghi"
_NUMBER = r"(?:nhiem vu |viec |muc |so )?(?:(?P<code>nv)\s*-?\s*)?(?P<number>\d{1,9})"
ONE_LINE = re.compile(rf"(?:{_WORDS})\s+(?:(?:cho|ve|o)\s+)?{_NUMBER}(?:\s*[:.,;–-]\s*|\s+|$)(?P<text>.*)", re.DOTALL)
NO_NUMBER = re.compile(rf"(?:{_WORDS})\s*[:.,;–-]?\s+(?P<text>\D.*)", re.DOTALL)


@on.keyword("hỗ trợ", "vướng", "vướng mắc", "đề nghị hỗ trợ", "xin hỗ trợ", "khó khăn", "kiến nghị")
@on.command("kiennghi")
def ask(session: Session, turn: Turn, rest: str = "") -> Answer:
    """Which task? With one alone it is asked what is needed at once. Asked in a group, the list is for the asker's own chat."""
    if rest:
        return _one_line(session, turn, f"hỗ trợ {rest}")
    return which(session, turn, "")


def which(session: Session, turn: Turn, text: str) -> Answer:
    tasks = open_tasks(session, turn.actor.leads)
    if len(tasks) == 1 and not turn.group:
        return begin(session, turn, tasks[0].id or 0, text)
    found = standings(session, tasks, turn.today, turn.working_days)
    return replace(views.which_task(found, kept(text)), private=True) if found else views.no_task()


@on.free_text(20)
def one_line(session: Session, turn: Turn) -> Answer:
    """`hỗ trợ 1 xin ý kiến về đơn giá đền bù`."""
    return None if turn.group or not turn.actor.leads else _one_line(session, turn, turn.text)


def _one_line(session: Session, turn: Turn, text: str) -> Answer:
    folded, places = aligned(text)
    found = ONE_LINE.fullmatch(folded)
    task = _task(session, turn, found) if found else None
    if found is not None and task is not None:
        return begin(session, turn, task.id or 0, text[places[found.start("text")] :])
    found = NO_NUMBER.fullmatch(folded)
    return which(session, turn, text[places[found.start("text")] :]) if found else None


def _task(session: Session, turn: Turn, found: re.Match[str]) -> Task | None:
    number = int(found["number"])
    if found["code"]:
        return require_task(session, turn.actor, Action.ASK_SUPPORT, number, lock=False)
    return by_number(session, turn.actor, number)


@on.action("support.begin")
def begin(session: Session, turn: Turn, task_id: int, text: str = "") -> Answer:
    """The task is known: ask for the words, or go on with them."""
    turn.remember(touched=touched(turn, [task_id]))
    if kept(text):
        return told(session, turn, text, task_id)
    task = require_task(session, turn.actor, Action.ASK_SUPPORT, task_id, lock=False)
    turn.wait_for("support.text", task_id=task_id)
    return views.what(task)


@on.step("support.text")
def told(session: Session, turn: Turn, text: str, task_id: int) -> Answer:
    """The case is open with its words; its kind is asked for."""
    turn.forget()
    if text.strip() == "0":
        return views.nothing_asked()
    case = support.ask(session, turn.actor, task_id, None, text, turn.now, kind_follows=True)
    return views.which_kind(session, case, text)


@on.action("support.kind")
def kind(session: Session, turn: Turn, case_id: int, kind: str) -> Answer:
    case = support.set_kind(session, turn.actor, case_id, SupportType(kind), turn.now)
    return views.passed_on(case, rests=support.rests(session, case), today=turn.today)


@on.action("support.settle")
def settle(session: Session, turn: Turn, case_id: int, resolved: bool) -> Answer:
    """1 đã tháo gỡ · 2 chưa, đề nghị tiếp tục hỗ trợ."""
    case = support.settle(session, turn.actor, case_id, resolved, turn.now)
    return views.settled(case, resolved, turn.today)


@on.action("question.pass")
def question(session: Session, turn: Turn, text: str, task_id: int | None) -> Answer:
    """A question that stood in a report: the board is offered it as a request for an opinion."""
    if task_id is None:
        return which(session, turn, text)
    case = support.ask(session, turn.actor, task_id, SupportType.DIRECTION, text, turn.now)
    return views.passed_on(case, rests=support.rests(session, case), today=turn.today)
