"""One task's card, and what has happened to it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from models import Document, Report, SupportCase, Target, Task
from rules.localtime import today as day_of
from rules.states import DueKind, TaskState
from services.card import Card, Event
from services.permissions import Action
from services.support import code as case_code
from views import milestones
from views.events import event_line
from views.figures import planned, reached
from views.message import Choice, Message, bold, message
from views.tasks import due_words, waiting_words
from views.words import capital, day, say, short, show


def card(shown: Card, today: date) -> Message:
    """A task with its product, deadline, claim and verified value; the choices are what this reader may do."""
    task = shown.standing.task
    code = f"NV-{task.id}"
    head = f"{task.number} · {code} · {task.title}" if shown.own else f"{code} · {task.title}"
    lines: list[str] = [] if shown.own else [say("Given to: {post}", post=shown.post)]
    lines += product_lines(shown)
    lines.append(deadline_line(shown, today))
    lines.append(_progress(shown, today))
    lines += milestones.on_a_card(task, shown.way, today)
    if shown.forecast is not None and shown.forecast.value is not None:
        lines.append(_forecast(shown.forecast, shown.forecast.value, shown, today))
    if waiting_words(task.state):
        lines.append(say("State: {state}", state=waiting_words(task.state)))
    if shown.supervisor:
        lines.append(say("Followed and directed by: {post}", post=shown.supervisor))
    lines.append(_waiting(shown, today))
    said = message([bold(head)], *lines, subject=f"task:{task.id}")
    return replace(said, title=f"{code} {short(task.title, 50)}").offering(*_choices(shown))


def product_lines(shown: Card) -> list[str]:
    target, product = shown.standing.target, shown.standing.task.product
    lines = [say("Product: {product}", product=product)] if product else []
    if target is not None and not (target.plan is not None and show(target.plan) in product):
        lines.append(say("Target: {plan}", plan=planned(target)))
    return lines


def deadline_line(shown: Card, today: date) -> str:
    task, late = shown.standing.task, shown.standing.late
    words = capital(due_words(shown.standing, today))
    if task.due_on is not None and task.due_kind is DueKind.DATE:
        words = say("Deadline {day}", day=day(task.due_on, today))
        notes = [say("{days} working days past", days=late)] if late else []
        if task.original_due_on and task.original_due_on != task.due_on:
            notes.append(say("originally {day}", day=day(task.original_due_on, today)))
        words += f" ({'; '.join(notes)})" if notes else ""
    return words + (f" · {_basis(shown.document)}" if shown.document else "")


def _basis(document: Document) -> str:
    return say("Basis: {document}", document=f"{document.number}-{document.symbol}")


def _progress(shown: Card, today: date) -> str:
    """The claim and the verified value side by side, each with its day."""
    claimed, verified = shown.standing.claimed, shown.standing.verified
    words = say("Reported: nothing yet")
    if claimed is not None and claimed.value is not None:
        value = reached(claimed.value, shown.standing.target, claimed.certainty)
        words = say("Reported: {value} – {day}", value=value, day=day(day_of(claimed.at), today))
    elif shown.standing.task.claimed_at is not None:
        words = say("Reported: done – {day}", day=day(day_of(shown.standing.task.claimed_at), today))
    elif shown.standing.task.news_at is not None and shown.standing.task.news_at > shown.standing.task.assigned_at:
        words = say("Last report: {day}", day=day(day_of(shown.standing.task.news_at), today))
    if verified is not None:
        found = (
            show(verified.value)
            if verified.value is not None
            else say("accepted")
            if verified.accepted
            else say("returned")
        )
        words += " · " + say("Verified: {value} – {day}", value=found, day=day(day_of(verified.at), today))
    return words


def _forecast(said: Report, value: Decimal, shown: Card, today: date) -> str:
    """What is expected, on a line of its own: it is no result (S0-09)."""
    expected = reached(value, shown.standing.target)
    return say("Forecast: {value} – {day}", value=expected, day=day(day_of(said.at), today))


def _waiting(shown: Card, today: date) -> str:
    waiting = [_case(case, today) for case in shown.cases]
    if shown.asked is not None:
        waiting.append(say("GH-{id} (more time, to {day})", id=str(shown.asked.id), day=day(shown.asked.due_on, today)))
    return say("Requests waiting for an answer: {list}", list="; ".join(waiting) or say("none"))


def _case(case: SupportCase, today: date) -> str:
    return say("{code} (by {day} at the latest)", code=case_code(case), day=day(case.promised_on, today))


def _choices(shown: Card) -> list[Choice]:
    task = shown.standing.task
    args = {"task_id": task.id}
    open_ = task.state not in (TaskState.CLOSED, TaskState.WITHDRAWN, TaskState.CARRIED_OVER)
    offered = [
        (Action.REPORT, Choice(say("report progress"), "report.begin", args, key="1")),
        (Action.ASK_SUPPORT, Choice(say("ask for support"), "support.begin", args, key="2")),
        (Action.ASK_EXTENSION, Choice(say("ask for more time"), "extension.begin", args, key="3")),
    ]
    choices = [choice for action, choice in offered if action in shown.may and open_]
    choices.append(Choice(say("what has happened"), "task.history", args, key="4"))
    if shown.own:
        choices.append(Choice(say("back"), "task.list", key="0"))
    return choices


def history(task: Task, target: Target | None, events: Sequence[Event], today: date) -> Message:
    """What has happened to a task, newest first."""
    head = bold(say("What has happened to {code}: {title}", code=f"NV-{task.id}", title=short(task.title, 60)))
    lines = [line for event in events if (line := event_line(event, target, today))]
    said = message([head], *(lines or [say("Nothing has been recorded yet.")]), subject=f"task:{task.id}")
    return said.offering(Choice(say("back to the task"), "task.card", {"task_id": task.id}, key="0"))
