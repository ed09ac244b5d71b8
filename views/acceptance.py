"""What becomes of a Decision: accepted, objected to, gone through one by one."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from models import Task
from rules.localtime import today as day_of
from rules.states import TaskState
from services import acceptance, history
from services.card import Card
from services.identity import actor_for, post_name
from services.tasks import by_ids
from views.card import deadline_line, product_lines
from views.message import Choice, Message, bold, message
from views.notices import Recipient, notice
from views.words import say, short


def nothing_waits() -> Message:
    return message(say("No task of yours waits to be accepted."))


def accepted(tasks: Sequence[Task], now: datetime) -> Message:
    """The commitment and its time."""
    if not tasks:
        return message(say("These tasks were accepted already; nothing was recorded a second time."))
    if len(tasks) == 1:
        task = tasks[0]
        said = say(
            "Recorded: you accept task {number} {title} ({at}).",
            number=task.number,
            title=short(task.title, 60),
            at=now,
        )
    else:
        said = say("Recorded: you accept {count} tasks ({at}).", count=len(tasks), at=now)
    return message(said, say("Words of commitment, if any, can be sent as: cam kết: …"))


def which_objection(tasks: Sequence[Task]) -> Message:
    if len(tasks) == 1:
        return message(say("Please write your opinion on task {number} {title}.", **_named(tasks[0])))
    example = say("{number} the deadline does not fit", number=tasks[0].number)
    return message(
        say("Please write the number of the task and your opinion, for example: {example}", example=example),
        *[f"{task.number}. {short(task.title, 60)}" for task in tasks],
    )


def all_meant(tasks: Sequence[Task], text: str) -> Message:
    numbers = ", ".join(str(task.number) for task in tasks)
    asked = message(say("Your opinion: “{words}”", words=short(text, 200)))
    ids = [task.id for task in tasks]
    return asked.offering(
        Choice(
            say("it is about all tasks: {numbers}", numbers=numbers), "decision.object", {"task_ids": ids, "text": text}
        ),
        Choice(say("no, I shall send the number as well"), "decision.objection", {"task_ids": ids}),
        Choice(say("no opinion"), "decision.not_so", key="0"),
        writes=True,
    )


def objected(tasks: Sequence[Task], *, left: int) -> Message:
    numbers = ", ".join(str(task.number) for task in tasks)
    lines = [
        say("Your opinion on task {numbers} was recorded and passed to the board.", numbers=numbers),
        say("It answers within 2 working days; until then the deadline runs."),
    ]
    if left:
        lines.append(say("{count} other tasks wait to be accepted: send “tiếp nhận”.", count=left))
    return message(*lines)


def no_objection() -> Message:
    return message(say("No opinion was recorded. The tasks can be accepted with: tiếp nhận."))


def one(shown: Card, left: Sequence[int], done: Sequence[int], today: date) -> Message:
    """A task of the Decision in full."""
    task = shown.standing.task
    rest = {"left": list(left), "done": list(done)}
    said = message(
        [bold(f"{task.number} · NV-{task.id} · {task.title}")],
        *product_lines(shown),
        deadline_line(shown, today),
        *([say("{count} more after this one.", count=len(left))] if left else []),
        subject=f"task:{task.id}",
    )
    return said.offering(
        Choice(say("accept"), "decision.accept_one", {"task_id": task.id, **rest}),
        Choice(say("I have an opinion"), "decision.objection", {"task_ids": [task.id]}),
        Choice(say("leave it for later"), "decision.later", rest, key="0"),
        writes=True,
    )


def went_through(tasks: Sequence[Task], now: datetime) -> Message:
    if not tasks:
        return message(say("No task was accepted. What waits is shown again with: tiếp nhận."))
    numbers = ", ".join(str(task.number) for task in tasks)
    return message(say("Recorded: you accept tasks {numbers} ({at}).", numbers=numbers, at=now))


@notice("objected")
def objected_notice(session: Session, to: Recipient, task_ids: list[int], text_id: int) -> Message | None:
    """To the board: what a leader has to say about tasks; the first that still waits can be answered here."""
    tasks = [task for task in by_ids(session, task_ids) if task.state is TaskState.OBJECTED]
    if not tasks:
        return None
    listed = [f"NV-{task.id}" + ("" if task.confidential else f" {short(task.title, 60)}") for task in tasks]
    said = message(
        [bold(say("{post} has an opinion on:", post=post_name(session, tasks[0].post_id)))],
        *listed,
        say("Content: “{words}”", words=short(history.words(session, text_id), 600)),
        say("To be answered within 2 working days."),
        subject=f"task:{tasks[0].id}",
    )
    first = {"task_id": tasks[0].id}
    return said.offering(
        Choice(say("keep {code}", code=f"NV-{tasks[0].id}"), "objection.answer", {**first, "keep": True}),
        Choice(say("withdraw {code}", code=f"NV-{tasks[0].id}"), "objection.answer", {**first, "keep": False}),
        coded=True,
    )


def why(task: Task, keep: bool) -> Message:
    if keep:
        return message(say("NV-{task} is kept: please send the reason.", task=str(task.id)))
    return message(say("NV-{task} is withdrawn: please send the reason.", task=str(task.id)))


def objection_answered(task: Task, keep: bool) -> Message:
    if keep:
        return message(say("NV-{task} is kept; the answer goes to the holder.", task=str(task.id)))
    return message(say("NV-{task} is withdrawn; the answer goes to the holder.", task=str(task.id)))


@notice("objection_answered")
def objection_answered_notice(
    session: Session, to: Recipient, task_id: int, kept: bool, text_id: int
) -> Message | None:
    """To the leader: what the board says to the objection."""
    task = by_ids(session, [task_id])[0]
    reason = say("Reason: “{words}”", words=history.words(session, text_id))
    if not kept:
        return message(say("The board withdraws task {number} {title}.", **_named(task)), reason)
    said = message(say("The board keeps task {number} {title} as it is.", **_named(task)), reason)
    actor = actor_for(session, to.person_id or 0, day_of(to.now))
    if task.state is not TaskState.ASSIGNED or not acceptance.may_accept(actor, [task]):
        return said
    return said.offering(Choice(say("accept"), "decision.accept", {"task_ids": [task.id]}), writes=True)


def _named(task: Task) -> dict[str, object]:
    return {"number": task.number, "title": short(task.title, 60)}
