"""Moving a deadline and answering a request for more time, as the board sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from models import Extension, Task
from rules.states import ExtensionState
from services.extensions import code
from services.history import words
from services.identity import post_name
from views.message import Choice, Message, bold, message
from views.titles import title
from views.words import day, say, weekday


def which() -> str:
    return say("Which deadline is moved, or which request answered? For example: NV-12 15/12 vì mưa lũ, or GH-3 dongy.")


def requests(asked: Message, waiting: Sequence[Extension], session: Session) -> Message:
    """The question, with the requests that wait as choices."""
    choices = [
        Choice(f"{code(each)} {_task(session, each)}", "extend.show", {"extension_id": each.id}) for each in waiting
    ]
    return replace(asked, choices=tuple(choices))


def _task(session: Session, extension: Extension) -> str:
    task = session.get_one(Task, extension.task_id)
    return f"NV-{task.id} {title(task, 40)} → {day(extension.due_on)}"


def until_when(task: Task) -> str:
    due = day(task.due_on) if task.due_on else say("no date")
    return say("{code} is due {due}. Until when, and why? For example: 15/12 vì mưa lũ", code=f"NV-{task.id}", due=due)


def which_day(task_id: int, readings: Sequence[date], reason: str) -> Message:
    choices = [
        Choice(weekday(each), "extend.day", {"task_id": task_id, "day": each.isoformat(), "reason": reason})
        for each in readings
    ]
    return message(say("Which day is meant, comrade?")).offering(*choices)


def no_date(reason: str | None, args: Mapping[str, object]) -> str:
    why_not = say(reason, **args) + " " if reason else ""
    return why_not + say("Please send the new deadline and the reason, for example: 15/12 vì mưa lũ")


def why() -> str:
    return say("Please give the reason for the new deadline.")


def why_so(extension: Extension, granted: bool) -> str:
    said = "Why is {code} granted?" if granted else "Why is {code} refused?"
    return say(said, code=code(extension))


def before_moving(task: Task, due: date, reason: str, earlier: Extension | None) -> Message:
    """A second extension of a task is an exception, and its choice says so."""
    args = {"task_id": task.id, "day": due.isoformat(), "reason": reason, "override": earlier is not None}
    label = "extend {code} to {day} a second time" if earlier else "extend {code} to {day}"
    return message(
        [bold(f"NV-{task.id} · {title(task)}")],
        _deadline(task, due),
        say("Reason: {reason}", reason=reason),
        *_earlier(earlier),
    ).offering(
        Choice(say(label, code=f"NV-{task.id}", day=due), "extend.move", args),
        Choice(say("do not extend"), "extend.drop", key="0"),
        writes=True,
        coded=True,
    )


def _deadline(task: Task, due: date) -> str:
    before = day(task.due_on) if task.due_on else say("no date")
    return say("Deadline: {before} → {after}", before=before, after=weekday(due))


def _earlier(earlier: Extension | None) -> list[str]:
    if earlier is None:
        return []
    return [say("It was extended once already: {code}, to {day}.", code=code(earlier), day=earlier.due_on)]


def moved(extension: Extension) -> Message:
    return message(
        say("Extended NV-{task} to {day}.", task=str(extension.task_id), day=extension.due_on),
        subject=f"task:{extension.task_id}",
    )


def request(session: Session, extension: Extension, task: Task) -> Message:
    """A request, with yes and no."""
    args = {"extension_id": extension.id}
    return message(
        [bold(f"{code(extension)} · NV-{task.id} · {title(task)}")],
        say("Asked by: {post}", post=post_name(session, task.post_id)),
        _deadline(task, extension.due_on),
        say("Reason: {reason}", reason=words(session, extension.reason_id)),
        subject=f"extension:{extension.id}",
    ).offering(
        Choice(say("grant"), "extend.say", {**args, "granted": True}),
        Choice(say("refuse"), "extend.say", {**args, "granted": False}),
    )


def before_deciding(
    session: Session, extension: Extension, task: Task, granted: bool, reason: str, earlier: Extension | None
) -> Message:
    again = granted and earlier is not None
    args = {"extension_id": extension.id, "granted": granted, "reason": reason, "override": again}
    label = "refuse {code}" if not granted else "grant {code} a second time" if again else "grant {code}"
    return message(
        [bold(f"{code(extension)} · NV-{task.id} · {title(task)}")],
        _deadline(task, extension.due_on) if granted else say("The deadline stays."),
        say("Reason given to the leader: {reason}", reason=reason),
        *(_earlier(earlier) if again else []),
        subject=f"extension:{extension.id}",
    ).offering(
        Choice(say(label, code=code(extension)), "extend.decide", args),
        Choice(say("decide later"), "extend.drop", key="0"),
        writes=True,
        coded=True,
    )


def decided(extension: Extension) -> Message:
    granted = extension.state is ExtensionState.GRANTED
    said = "Granted {code}: NV-{task} is due {day}." if granted else "Refused {code}: NV-{task} keeps its deadline."
    return message(
        say(said, code=code(extension), task=str(extension.task_id), day=extension.due_on),
        subject=f"extension:{extension.id}",
    )


def dropped() -> Message:
    return message(say("No deadline was moved."))
