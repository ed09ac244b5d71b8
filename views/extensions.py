"""More time: asking for it, the board's answer; and what the board reads of a request."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session

from models import Extension, Task
from rules.localtime import today as day_of
from rules.states import ExtensionState
from services import history
from services.extensions import code, granted_before
from services.identity import post_name
from services.tasks import Standing
from views.message import Choice, Message, bold, message
from views.notices import Recipient, notice
from views.tasks import by_number
from views.words import day, say, short, weekday


def no_task() -> Message:
    return message(
        say("You have no open task whose deadline could be moved. Only the holder of the post asks for more time.")
    )


def which_task(standings: Sequence[Standing]) -> Message:
    everything = {each.task.id or 0 for each in standings}
    return message(say("For which task do you ask for more time, comrade?")).offering(
        *by_number(standings, "extension.begin", listed=everything)
    )


def until_when(task: Task, today: date) -> Message:
    assert task.due_on is not None  # checked: only a task with a date comes here
    return message(
        [bold(f"{task.number} · {task.title}")],
        say("Present deadline: {day}. Until when, and why? For example: 15/12 vì mưa lũ", day=day(task.due_on, today)),
        subject=f"task:{task.id}",
    )


def which_day(task_id: int, readings: Sequence[date], reason: str) -> Message:
    choices = [
        Choice(weekday(each), "extension.day", {"task_id": task_id, "day": each.isoformat(), "reason": reason})
        for each in readings
    ]
    return message(say("Which day is meant, comrade?")).offering(*choices)


def no_date(reason: str | None, args: Mapping[str, object]) -> Message:
    """Why the words are no deadline, and how one is written."""
    why = [say(reason, **args)] if reason else []
    return message(*why, say("Please send the new deadline as a date, for example 15/12."))


def why(task: Task, due_on: date, today: date) -> Message:
    return message(
        say("Task {number}: more time, to {day}.", number=task.number, day=day(due_on, today)),
        say("Please send the reason."),
        subject=f"task:{task.id}",
    )


def nothing_asked() -> Message:
    return message(say("No more time was asked for."))


def asked(session: Session, extension: Extension, *, second: bool, today: date) -> Message:
    """The request in full; asking is no shield."""
    task = session.get_one(Task, extension.task_id)
    lines = [
        say(
            "{code} · task {number} {title}: more time asked for, from {before} to {day}.",
            code=code(extension),
            number=task.number,
            title=short(task.title, 60),
            before=day(task.due_on, today) if task.due_on else "–",
            day=day(extension.due_on, today),
        ),
        say("Reason: “{words}”", words=short(history.words(session, extension.reason_id), 200)),
        say("Passed to the board, which answers within 2 working days; until then the present deadline stands."),
    ]
    if second:
        lines.append(say("The task was extended once already; a second time is for the standing committee to say."))
    return message(*lines, subject=f"extension:{extension.id}")


@notice("extension_asked")
def extension_asked(session: Session, to: Recipient, extension_id: int) -> Message | None:
    """To the board: a request, and how to decide on it."""
    extension = session.get_one(Extension, extension_id)
    if extension.state is not ExtensionState.ASKED:
        return None
    task, today = session.get_one(Task, extension.task_id), day_of(to.now)
    title = say("confidential content") if task.confidential else short(task.title, 60)
    lines = [
        f"{post_name(session, task.post_id)} · NV-{task.id} {title}",
        say(
            "From {before} to {day}. Reason: “{words}”",
            before=day(task.due_on, today) if task.due_on else "–",
            day=day(extension.due_on, today),
            words=short(history.words(session, extension.reason_id), 600),
        ),
    ]
    if granted_before(session, task.id or 0) is not None:
        lines.append(say("The task was extended once already."))
    how = say("To decide: giahan {code} dongy (or khong) and the reason.", code=code(extension))
    head = say("{code}: a request for more time", code=code(extension))
    return message([bold(head)], *lines, how, subject=f"extension:{extension.id}")


@notice("extension_decided")
def extension_decided(session: Session, to: Recipient, extension_id: int) -> Message | None:
    """To the leader: yes or no, with the reason."""
    extension = session.get_one(Extension, extension_id)
    if extension.state not in (ExtensionState.GRANTED, ExtensionState.REFUSED):
        return None
    task, today = session.get_one(Task, extension.task_id), day_of(to.now)
    due = day(task.due_on, today) if task.due_on else "–"
    if extension.state is ExtensionState.GRANTED:
        head = say("{code}: task {number} {title} is extended to {day}.", **_named(extension, task), day=due)
    else:
        head = say(
            "{code}: task {number} {title} is not extended; the deadline stays {day}.",
            **_named(extension, task),
            day=due,
        )
    reason = say("Reason: “{words}”", words=history.words(session, extension.decision_id))
    return message(head, reason, subject=f"task:{task.id}")


@notice("deadline_moved")
def deadline_moved(session: Session, to: Recipient, extension_id: int) -> Message | None:
    """To the leader: the board moved the deadline itself."""
    extension = session.get_one(Extension, extension_id)
    task, today = session.get_one(Task, extension.task_id), day_of(to.now)
    if extension.state is not ExtensionState.GRANTED or task.due_on != extension.due_on:
        return None
    return message(
        say(
            "The board moved the deadline of task {number} {title} from {before} to {day}.",
            number=task.number,
            title=short(task.title, 60),
            before=day(extension.previous_due_on, today) if extension.previous_due_on else "–",
            day=day(extension.due_on, today),
        ),
        say("Reason: “{words}”", words=history.words(session, extension.decision_id)),
        subject=f"task:{task.id}",
    )


def _named(extension: Extension, task: Task) -> dict[str, object]:
    return {"code": code(extension), "number": task.number, "title": short(task.title, 60)}
