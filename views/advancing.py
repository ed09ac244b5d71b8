"""A deadline brought forward: shown before it counts, and told to whoever holds the post."""

from datetime import date

from sqlmodel import Session

from models import History, Task
from services.history import words
from views.message import Choice, Message, bold, message
from views.notices import Recipient, notice
from views.titles import title
from views.words import day, say


def which() -> str:
    return say("Which deadline is brought forward, to when and why? For example: NV-12 31/12/2026 theo Kế hoạch 111.")


def before(task: Task, due_on: date, source: str) -> Message:
    args = {"task_id": task.id, "day": due_on.isoformat(), "source": source}
    return message(
        [bold(f"NV-{task.id} · {title(task)}")],
        say("Present deadline: {due}; brought forward to {day}.", due=task.due_on, day=due_on),
        say("Reason: “{words}”", words=source),
    ).offering(
        Choice(say("bring forward {code}", code=f"NV-{task.id}"), "advance.do", args),
        Choice(say("leave it"), "advance.drop", key="0"),
        writes=True,
        coded=True,
    )


def done(task: Task) -> Message:
    said = say("{code}: the deadline is now {due} (originally {original}).", **_dates(task))
    return message(said, subject=f"task:{task.id}")


def left() -> Message:
    return message(say("The deadline stays as it is."))


@notice("deadline_advanced")
def advanced_notice(session: Session, to: Recipient, task_id: int, history_id: int) -> Message | None:
    """Nothing when it was moved again meanwhile."""
    task, row = session.get_one(Task, task_id), session.get_one(History, history_id)
    if task.due_on is None or row.after["due_on"] != task.due_on.isoformat():
        return None
    head = say("The board has brought forward the deadline of task {number}.", number=task.number)
    lines = [say("{code}: the deadline is now {due} (originally {original}).", **_dates(task))]
    return message(
        head,
        title(task),
        *lines,
        say("Reason: “{words}”", words=words(session, row.text_id)),
        subject=f"task:{task_id}",
    )


def _dates(task: Task) -> dict[str, object]:
    assert task.due_on is not None
    return {"code": f"NV-{task.id}", "due": day(task.due_on), "original": task.original_due_on or task.due_on}
