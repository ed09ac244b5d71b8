"""Asking for more time, in one line or guided."""

import re
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from handlers import on
from handlers.tasks import touched
from handlers.turn import Answer, Turn
from models import Task
from rules.deadlines import parse_deadline
from rules.text import aligned
from services import extensions
from services.permissions import Action, require_task
from services.tasks import by_number, open_tasks, standings
from views import extensions as views

_NUMBER = r"(?:nhiem vu |viec |muc |so )?(?:(?P<code>nv)\s*-?\s*)?(?P<number>\d{1,9})"
ONE_LINE = re.compile(
    rf"(?:(?:xin|de nghi|xin de nghi) )?gia han\s+(?:(?:cho|them)\s+)?{_NUMBER}(?:\s*[:.,;–-]\s*|\s+|$)(?P<rest>.*)",
    re.DOTALL,
)
REASON = re.compile(r"(?:^|[\s,;.:–-])(?:vi|do|ly do(?: la)?)(?:\s*:\s*|\s+)", re.DOTALL)


@on.keyword("gia hạn", "xin gia hạn", "đề nghị gia hạn")
@on.command("xingiahan")
def ask(session: Session, turn: Turn, rest: str = "") -> Answer:
    """Which task? With one alone its new deadline is asked for at once. Asked in a group, the list goes to the asker alone."""
    if rest:
        return _one_line(session, turn, f"gia hạn {rest}")
    tasks = open_tasks(session, turn.actor.posts)
    if len(tasks) == 1 and not turn.group:
        return begin(session, turn, tasks[0].id or 0)
    found = standings(session, tasks, turn.today, turn.working_days)
    return replace(views.which_task(found), private=True) if found else views.no_task()


@on.free_text(21)
def one_line(session: Session, turn: Turn) -> Answer:
    """`xin gia hạn 1 đến 15/12 vì mưa lũ`."""
    return None if turn.group or not turn.actor.leads else _one_line(session, turn, turn.text)


def _one_line(session: Session, turn: Turn, text: str) -> Answer:
    folded, places = aligned(text)
    found = ONE_LINE.fullmatch(folded)
    task = _task(session, turn, found) if found else None
    if found is None or task is None:
        return None
    rest = text[places[found.start("rest")] :]
    if not rest.strip():
        return begin(session, turn, task.id or 0)
    when, reason = split(rest)
    return when_told(session, turn, when, task.id or 0, reason)


def split(rest: str) -> tuple[str, str]:
    """ "đến 15/12 vì mưa lũ" → the deadline's words and the reason."""
    folded, places = aligned(rest)
    found = REASON.search(folded)
    return (rest[: places[found.start()]], rest[places[found.end()] :].strip()) if found else (rest, "")


def _task(session: Session, turn: Turn, found: re.Match[str]) -> Task | None:
    number = int(found["number"])
    if found["code"]:
        return require_task(session, turn.actor, Action.ASK_EXTENSION, number, lock=False)
    return by_number(session, turn.actor, number)


@on.action("extension.begin")
def begin(session: Session, turn: Turn, task_id: int) -> Answer:
    turn.remember(touched=touched(turn, [task_id]))
    task = require_task(session, turn.actor, Action.ASK_EXTENSION, task_id, lock=False)
    extensions.check_open(task)
    extensions.none_waits(session, task_id)
    turn.wait_for("extension.when", task_id=task_id)
    return views.until_when(task, turn.today)


@on.step("extension.when")
def when_told(session: Session, turn: Turn, text: str, task_id: int, reason: str = "") -> Answer:
    """A date, two that are possible, or none."""
    turn.forget()
    if text.strip() == "0":
        return views.nothing_asked()
    if not reason:
        text, reason = split(text)
    read = parse_deadline(text, turn.today, turn.working_days)
    if read.kind == "date" and read.date is not None:
        return day_known(session, turn, task_id, read.date.isoformat(), reason)
    if read.kind == "ambiguous":
        return views.which_day(task_id, read.readings, reason)
    turn.wait_for("extension.when", task_id=task_id, reason=reason)
    return views.no_date(read.reason, read.args)


@on.action("extension.day")
def day_known(session: Session, turn: Turn, task_id: int, day: str, reason: str) -> Answer:
    """The day is clear; a wrong one is said before a reason is asked for."""
    due_on = date.fromisoformat(day)
    task = require_task(session, turn.actor, Action.ASK_EXTENSION, task_id, lock=False)
    extensions.check(task, due_on, turn.now)
    extensions.none_waits(session, task_id)
    if reason:
        return asked(session, turn, reason, task_id, day)
    turn.wait_for("extension.reason", task_id=task_id, day=day)
    return views.why(task, due_on, turn.today)


@on.step("extension.reason")
def asked(session: Session, turn: Turn, text: str, task_id: int, day: str) -> Answer:
    turn.forget()
    if text.strip() == "0":
        return views.nothing_asked()
    if not any(letter.isalpha() for letter in text):  # "???", or a digit that was meant for something else
        return day_known(session, turn, task_id, day, "")
    extension = extensions.ask(session, turn.actor, task_id, date.fromisoformat(day), text, turn.now)
    second = extensions.granted_before(session, task_id) is not None
    return views.asked(session, extension, second=second, today=turn.today)
