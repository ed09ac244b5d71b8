"""`lộ trình 3: 15/12 họp dân; 30/12 xong 60 hộ`: a task's way in steps, what of it is reached, and who has none (S1-10)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from handlers import on
from handlers.choosing import check_length
from handlers.reaching import reached
from handlers.tasks import touched
from handlers.turn import Answer, Turn
from models import Task
from rules.deadlines import Deadline, parse_deadline
from rules.errors import UserError
from rules.milestones import Step, changes, numbers_in, read_steps
from rules.states import OPEN_STATES
from rules.text import aligned, fold
from services import milestones, planning
from services.permissions import Action, may_somewhere, require_task
from services.status import top_unit
from services.tasks import by_number, open_tasks, standings
from views import milestones as views

_NUMBER = r"(?:nhiem vu |viec |so )?(?:(?P<code>nv)\s*-?\s*)?(?P<number>\d{1,9})"
LINE = re.compile(
    rf"(?:xin )?(?:bao cao |cap nhat |ke hoach )?lo trinh\s*:?\s*{_NUMBER}(?:\s*[:.,;–-]\s*|\s+|$)(?P<rest>.*)",
    re.DOTALL,
)
REACHED = re.compile(
    r"(?:da )?(?:xong|dat|hoan thanh)(?: (?:xong|duoc))?(?: (?:moc|buoc))?\s*(?P<numbers>\d{1,2}(?:\s*(?:,|va|-)\s*\d{1,2})*)"
    r"|(?:moc|buoc)\s*(?P<first>\d{1,2}(?:\s*(?:,|va)\s*\d{1,2})*)\s+(?:da )?(?:xong|dat|hoan thanh)"
)
BEGINS = re.compile(r"lo trinh\b")


@on.keyword("lộ trình", "các mốc", "kế hoạch thực hiện")
@on.command("lotrinh")
def way(session: Session, turn: Turn, rest: str = "") -> Answer:
    """Of which task? The board, and whoever asks in a group, is told who has written none."""
    if rest:
        said = _one_line(session, turn, f"lộ trình {rest}")
        return views.how() if said is None else said
    if turn.group or not turn.actor.leads:
        return _missing(session, turn)
    tasks = open_tasks(session, turn.actor.leads)
    if len(tasks) == 1:
        return begin(session, turn, tasks[0].id or 0)
    return views.which_task(standings(session, tasks, turn.today, turn.working_days))


def _missing(session: Session, turn: Turn) -> Answer:
    if not may_somewhere(session, turn.actor, Action.SEE_STATUS):
        return None
    unit = top_unit(session, turn.actor)
    return views.missing(*milestones.missing(session, turn.actor, unit, turn.now, views.NAMED))


@on.free_text(22)
def one_line(session: Session, turn: Turn) -> Answer:
    if not turn.actor.known:
        return None
    said = _one_line(session, turn, turn.text)
    return views.how() if said is None and BEGINS.match(fold(turn.text)) and turn.actor.leads else said


def _one_line(session: Session, turn: Turn, text: str) -> Answer:
    """`lộ trình 3`, `lộ trình 3 xong 1`, `lộ trình 3: 15/12 …; 30/12 …`."""
    folded, places = aligned(text)
    found = LINE.fullmatch(folded)
    if found is None or (turn.group and not found["code"]):
        return None
    task = _task(session, turn, int(found["number"]), code=found["code"] is not None)
    rest = text[places[found.start("rest")] :].strip() if found["rest"] else ""
    if rest and not turn.group:
        return written(session, turn, rest, task.id or 0)
    return begin(session, turn, task.id or 0)


def _task(session: Session, turn: Turn, number: int, *, code: bool) -> Task:
    if code:
        return require_task(session, turn.actor, Action.SEE_TASK, number, lock=False)
    task = by_number(session, turn.actor, number)
    if task is None:
        raise UserError("You have no task {number}.", number=number)
    return task


@on.action("milestones.begin")
def begin(session: Session, turn: Turn, task_id: int) -> Answer:
    """The way as it stands; its owner may write it, or write it anew."""
    task = require_task(session, turn.actor, Action.SEE_TASK, task_id, lock=False)
    stages = milestones.stages(session, task)
    shown = views.way(task, stages, turn.today, turn.working_days)
    if turn.group or task.post_id not in turn.actor.leads:
        return replace(shown, private=task.confidential)
    turn.remember(touched=touched(turn, [task_id]))
    if task.state not in OPEN_STATES:
        return shown
    if not stages:
        turn.wait_for("milestones.write", task_id=task_id)
    return views.asking(shown, task, written=bool(stages))


@on.step("milestones.write")
def written(session: Session, turn: Turn, text: str, task_id: int) -> Answer:
    """The steps, all in one message; or which of them are reached."""
    if text.strip() == "0":
        turn.forget()
        return views.as_it_was()
    check_length(text)
    waiting = turn.memory.step == "milestones.write"
    if waiting and _is_something_else(session, turn, text):
        return None
    if changes(text):
        return views.how_to_change(require_task(session, turn.actor, Action.REPORT, task_id, lock=False))
    done = REACHED.fullmatch(fold(text).rstrip(". "))
    if done is not None:
        turn.forget()
        return reached(session, turn, task_id, numbers_in(done["numbers"] or done["first"]))
    steps = read_steps(text, turn.today, turn.working_days, measure=planning.measure_of(session, task_id))
    if waiting and not any(step.due_on for step in steps):
        turn.forget()  # no day at all: an answer to something else
        return None
    task = planning.check_open(session, turn.actor, task_id)
    return _kept(session, turn, task_id, planning.carried(session, task, steps, turn.now), text)


def _is_something_else(session: Session, turn: Turn, text: str) -> bool:
    """`7 vướng kinh phí`, while a plan or a day is asked for: what begins with the number of one's own task is of that task; and
    `lộ trình 8: …` begins anew."""
    if BEGINS.match(fold(text)):
        turn.forget()
        return True
    found = re.match(r"\s*(\d{1,3})(?:\s*[:.)]\s*|\s+)(?=[^\W\d_]|\d)", text)
    return found is not None and by_number(session, turn.actor, int(found[1])) is not None


def _kept(session: Session, turn: Turn, task_id: int, steps: Sequence[Step], said: str) -> Answer:
    """Written when every day is known; otherwise the first that is not is asked for, and nothing of the others is lost."""
    task = planning.check_open(session, turn.actor, task_id)
    for place, step in enumerate(steps):
        wrong = planning.check_day(task, step, turn.now)
        if step.words and (step.due_on is None or wrong):
            data = {"task_id": task_id, "place": place, "steps": [_packed(each) for each in steps], "said": said}
            turn.wait_for("milestones.day", **data)
            readings = step.unclear.readings if step.unclear else ()
            return views.which_day(step, wrong, readings, data, turn.today)
    planning.plan(session, turn.actor, task_id, steps, said, turn.now)
    turn.forget()
    return views.written(task, milestones.stages(session, task), turn.today, turn.working_days)


@on.step("milestones.day")
def day_told(session: Session, turn: Turn, text: str, task_id: int, place: int, steps: list[Any], said: str) -> Answer:
    """The day of one step; 0 leaves the plan as it was."""
    if text.strip() == "0":
        turn.forget()
        return views.as_it_was()
    if _is_something_else(session, turn, text):
        return None  # the question waits on
    read = parse_deadline(text, turn.today, turn.working_days)
    known = [_unpacked(each) for each in steps]
    known[place] = replace(known[place], due_on=read.date if read.kind == "date" else None, unclear=read)
    return _kept(session, turn, task_id, known, said)


@on.action("milestones.chosen")
def day_chosen(session: Session, turn: Turn, day: str, task_id: int, place: int, steps: list[Any], said: str) -> Answer:
    known = [_unpacked(each) for each in steps]
    known[place] = replace(known[place], due_on=date.fromisoformat(day))
    return _kept(session, turn, task_id, known, said)


def _packed(step: Step) -> dict[str, Any]:
    return {
        "words": step.words,
        "due_on": step.due_on.isoformat() if step.due_on else None,
        "amount": str(step.amount) if step.amount is not None else None,
        "reached_on": step.reached_on.isoformat() if step.reached_on else None,
        "readings": [each.isoformat() for each in step.unclear.readings] if step.unclear else [],
    }


def _unpacked(kept: dict[str, Any]) -> Step:
    due, over = (date.fromisoformat(kept[name]) if kept[name] else None for name in ("due_on", "reached_on"))
    readings = tuple(date.fromisoformat(each) for each in kept["readings"])
    unclear = Deadline("ambiguous", readings=readings) if readings else None
    return Step(kept["words"], due, Decimal(kept["amount"]) if kept["amount"] else None, unclear, over)
