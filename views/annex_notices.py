"""What is said when an import ends, and to leaders whose tasks a corrected annex changes."""

from sqlmodel import Session, col, func, select

from models import AnnexImport, Document, Task
from rules.localtime import today as day_of
from services.annex.importing import CHANGED, DONE, LEFT, made, passed_on
from services.identity import actor_for, post_name
from views.annex import document_name, imported
from views.message import Choice, Message, bold, message
from views.notices import Recipient, notice
from views.tasks import EVERY
from views.words import day, say, short


@notice(DONE)
def done(session: Session, to: Recipient, import_id: int) -> Message | None:
    """One message when an import has ended; it can still be taken back."""
    row = session.get_one(AnnexImport, import_id)
    if row.state != "done":
        return None
    posts = session.exec(
        select(func.count(func.distinct(col(Task.post_id)))).where(
            col(Task.id).in_([task.id for change in ("new", "changed") for task in made(session, import_id, change)])
        )
    ).one()
    return message(imported(import_id, row.total, posts)).offering(
        Choice(say("take the whole import back"), "annex.undo", {"import_id": import_id})
    )


@notice(CHANGED)
def changed(session: Session, to: Recipient, import_id: int) -> Message | None:
    """The leader's tasks as they now stand."""
    row = session.get_one(AnnexImport, import_id)
    mine = actor_for(session, to.person_id or 0, day_of(to.now)).leads
    tasks = [task for task in made(session, import_id, "changed") if task.post_id in mine]
    if not tasks or row.state in ("undoing", "undone"):
        return None
    document = session.get_one(Document, row.document_id)
    named = document_name(document.kind, document.number, document.symbol, document.title, document.issued_on)
    return message([bold(say("{document} changes these tasks of yours:", document=named))], *map(_line, tasks))


@notice(LEFT)
def left(session: Session, to: Recipient, import_id: int) -> Message | None:
    """The tasks that this post had and a corrected file gives to another."""
    row = session.get_one(AnnexImport, import_id)
    mine = actor_for(session, to.person_id or 0, day_of(to.now)).leads
    gone = [task for task, post in passed_on(session, import_id) if post in mine and task.post_id not in mine]
    if not gone or row.state in ("undoing", "undone"):
        return None
    document = session.get_one(Document, row.document_id)
    named = document_name(document.kind, document.number, document.symbol, document.title, document.issued_on)
    lines = [
        say(
            "NV-{task}. {title} – now of: {post}",
            task=task.id,
            title=short(task.title, 120),
            post=post_name(session, task.post_id),
        )
        for task in gone
    ]
    return message([bold(say("{document} gives these tasks to somebody else:", document=named))], *lines)


def _line(task: Task) -> str:
    due = day(task.due_on) if task.due_on else say(EVERY.get(task.every or "", "ongoing"))
    return say("{number}. {title}, until {due}", number=task.number, title=short(task.title, 120), due=due)
