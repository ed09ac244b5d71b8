"""Closing with a result, reopening with a reason: what is shown before, what the board and the leader read after."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from models import Task
from rules.states import Result, TaskState
from rules.timeliness import Timeliness
from services import closing
from services.card import Card
from services.history import words
from views.card import card as whole_card
from views.message import Choice, Message, bold, message
from views.notices import Recipient, notice
from views.titles import title
from views.words import say

RESULTS = {Result.EXCELLENT: "excellent", Result.MET: "met", Result.FAILED: "not met"}
NO = "0"


def result_word(result: Result) -> str:
    return say(RESULTS[result])


def code(task: Task) -> str:
    return f"NV-{task.id}"


def which_to_close() -> str:
    return say("Which task is to be closed? Send its code, for example: NV-12 đạt.")


def which_to_reopen() -> str:
    return say("Which task is to be reopened, and why? For example: NV-12 sản phẩm chưa đúng.")


def why_reopen(task: Task) -> str:
    return say("Why is {code} reopened?", code=code(task))


def before_closing(shown: Card, evidence: int, result: Result | None, note: str, today: date) -> Message:
    """The claim, the evidence and the verified value first; then the result is confirmed (or chosen)."""
    task = shown.standing.task
    lines = timeliness_lines(shown.timeliness)
    lines.append(say("Evidence: {count} files", count=evidence) if evidence else say("Evidence: none"))
    if task.claimed_at is None:
        lines.append(say("It has not been reported as done."))
    if shown.cases or shown.asked:
        lines.append(say("The requests that wait end with the task."))
    if note:
        lines.append(say("Note: “{text}”", text=note))
    said = message(list(whole_card(shown, today).spans), *lines, subject=f"task:{task.id}")
    return said.offering(*_results(task, result, note), writes=True, coded=True)


def timeliness_lines(timely: Timeliness) -> list[str]:
    """Early or late, apart from quality: against the deadline in force, and against the original one where it differs."""
    if timely.current is None or timely.original is None:
        return []
    lines = [say("Against the deadline: {words}", words=_days(timely.current))]
    if timely.original != timely.current:
        lines.append(say("Against the original deadline: {words}", words=_days(timely.original)))
    return lines


def _days(past: int) -> str:
    if past == 0:
        return say("on time")
    if past < 0:
        return say("{days} working days early", days=-past)
    return say("{days} working days late", days=past)


def _results(task: Task, result: Result | None, note: str) -> list[Choice]:
    wanted = [result] if result is not None else list(Result)
    choices = [
        Choice(
            say("close {code}: {result}", code=code(task), result=result_word(each)),
            "close.do",
            {"task_id": task.id, "result": each.value, "note": note},
        )
        for each in wanted
    ]
    return [*choices, Choice(say("do not close"), "close.drop", key=NO)]


def before_closing_span(session: Session, task: Task, result: Result | None, note: str) -> Message:
    """The years that end with it."""
    others = closing.span_of(session, task)
    wanted = [result] if result is not None else [Result.EXCELLENT, Result.MET]
    choices = [
        Choice(
            say("close the span, {result}", result=result_word(each)),
            "close.span",
            {"task_id": task.id, "result": each.value, "note": note},
        )
        for each in wanted
    ]
    return message(
        [bold(f"{code(task)} · {title(task)}")],
        say("Done for the whole span; closed with it: {codes}", codes=", ".join(code(each) for each in others) or "–"),
    ).offering(*choices, Choice(say("do not close"), "close.drop", key=NO), writes=True, coded=True)


def span_closed(tasks: Sequence[Task]) -> Message:
    codes = ", ".join(code(task) for task in tasks)
    return message(say("Closed {code}: {result}.", code=codes, result=result_word(tasks[0].result or Result.MET)))


def closed(task: Task) -> Message:
    result = result_word(task.result or Result.MET)
    return message(say("Closed {code}: {result}.", code=code(task), result=result), subject=f"task:{task.id}")


def not_closed() -> Message:
    return message(say("Nothing was closed."))


def before_reopening(task: Task, reason: str) -> Message:
    args = {"task_id": task.id, "reason": reason}
    return message(
        [bold(f"{code(task)} · {title(task)}")],
        say("Closed: {result}", result=result_word(task.result or Result.MET)),
        say("Reason for reopening: “{text}”", text=reason),
    ).offering(
        Choice(say("reopen {code}", code=code(task)), "reopen.do", args),
        Choice(say("do not reopen"), "reopen.drop", key=NO),
        writes=True,
        coded=True,
    )


def reopened(task: Task) -> Message:
    return message(say("Reopened {code}.", code=code(task)), subject=f"task:{task.id}")


def not_reopened() -> Message:
    return message(say("Nothing was reopened."))


@notice("task_closed")
def closed_notice(session: Session, to: Recipient, task_id: int, text_id: int | None) -> Message | None:
    """To the people of the post; nothing when it was reopened meanwhile."""
    task = session.get_one(Task, task_id)
    if task.state is not TaskState.CLOSED or task.result is None:
        return None
    head = say(
        "The board has closed task {number} · {code}: {result}.", **_named(task), result=result_word(task.result)
    )
    return message(head, title(task), *_note(session, text_id), subject=f"task:{task_id}")


@notice("task_reopened")
def reopened_notice(session: Session, to: Recipient, task_id: int, text_id: int | None) -> Message | None:
    task = session.get_one(Task, task_id)
    if task.state is not TaskState.IN_PROGRESS:
        return None
    head = say("The board has reopened task {number} · {code}; it is in progress again.", **_named(task))
    return message(head, title(task), *_note(session, text_id), subject=f"task:{task_id}")


def _named(task: Task) -> dict[str, str]:
    return {"number": str(task.number), "code": code(task)}


def _note(session: Session, text_id: int | None) -> list[str]:
    text = words(session, text_id)
    return [say("Note: “{text}”", text=text)] if text else []
