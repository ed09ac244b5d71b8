"""A Decision as its recipient reads it: the tasks with product and deadline, in one message."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from models import Document, Task
from rules.localtime import today as day_of
from rules.states import DueKind
from rules.text import utf16_len
from services import acceptance
from services.identity import Actor, actor_for, post_name
from views.message import Choice, Message, bold, message
from views.notices import Recipient, notice
from views.tasks import EVERY, ONE_MESSAGE
from views.words import day, say, short

WIDTHS = (300, 120, 80, 60, 40, 26)  # a Decision of 21 tasks still fits one message


@notice("decision")
def decision_notice(
    session: Session, to: Recipient, document_id: int | None = None, since: str | None = None
) -> Message | None:
    """An order: the tasks of one Decision (or of no paper) that still wait to be accepted."""
    actor = actor_for(session, to.person_id or 0, day_of(to.now))
    start = datetime.fromisoformat(since) if since else datetime.min.replace(tzinfo=to.now.tzinfo)
    tasks = acceptance.announced(session, actor, document_id, start)
    return decision(session, actor, tasks, day_of(to.now)) if tasks else None


def by_document(tasks: Sequence[Task]) -> list[list[Task]]:
    documents = dict.fromkeys(task.document_id for task in tasks)
    return [[task for task in tasks if task.document_id == document] for document in documents]


def decision(session: Session, actor: Actor, tasks: Sequence[Task], today: date) -> Message:
    """The tasks with product and deadline; whoever only types for the post reads along."""
    head = _head(session, tasks)
    mine = acceptance.may_accept(actor, tasks)
    tail = [] if mine else [say("Accepting is for the holder of the post; you may report on these tasks.")]
    for width in WIDTHS:
        said = message([bold(head)], *_lines(session, tasks, width, today), *tail)
        if utf16_len(said.text) <= ONE_MESSAGE - 120:  # room for the choices
            break
    return replace(said, title=head.rstrip(":")).offering(*_choices(tasks), writes=True) if mine else said


def _head(session: Session, tasks: Sequence[Task]) -> str:
    document = session.get(Document, tasks[0].document_id) if tasks[0].document_id else None
    if document is None:
        return say("The organisation board gives you {count} tasks:", count=len(tasks))
    return say(
        "{kind} No. {number} of {day} gives you {count} tasks:",
        kind=document.kind,
        number=f"{document.number}-{document.symbol}",
        day=f"{document.issued_on:%d/%m/%Y}",
        count=len(tasks),
    )


def _lines(session: Session, tasks: Sequence[Task], width: int, today: date) -> list[str]:
    lines, posts = [], {task.post_id for task in tasks}
    for index, task in enumerate(tasks):
        if len(posts) > 1 and (index == 0 or tasks[index - 1].post_id != task.post_id):
            lines.append(f"{post_name(session, task.post_id)}:")
        parts = [short(task.title, width)]
        if task.product:
            parts.append(say("product: {product}", product=short(task.product, width)))
        lines.append(f"{task.number}. {' – '.join([*parts, due_words(task)])}")
    return lines


def due_words(task: Task) -> str:
    if task.due_kind is DueKind.DATE and task.due_on is not None:
        return say("deadline {day}", day=day(task.due_on))
    return say(EVERY.get(task.every or "", "ongoing"))


def _choices(tasks: Sequence[Task]) -> list[Choice]:
    ids = {"task_ids": [task.id for task in tasks]}
    if len(tasks) == 1:
        return [
            Choice(say("accept"), "decision.accept", ids),
            Choice(say("I have an opinion"), "decision.objection", ids),
        ]
    return [
        Choice(say("accept all"), "decision.accept", ids),
        Choice(say("I have an opinion"), "decision.objection", ids),
        Choice(say("see them one by one"), "decision.each", ids),
    ]
