"""A new holder hears which tasks the post has: after a transfer, or when a merger brought them there."""

from sqlmodel import Session, col, select

from models import Task
from rules.localtime import today as day_of
from rules.states import OPEN_STATES
from rules.text import utf16_len
from services.identity import actor_for, post_name
from views.decision import WIDTHS, due_words
from views.message import Message, bold, message
from views.notices import Recipient, notice
from views.tasks import ONE_MESSAGE
from views.words import say, short


@notice("handed_over")
def handed_over(session: Session, to: Recipient, post_id: int, task_ids: list[int]) -> Message | None:
    """The open ones of these tasks, in one message; nothing when the post has passed to somebody else meanwhile."""
    if post_id not in actor_for(session, to.person_id or 0, day_of(to.now)).leads:
        return None
    statement = select(Task).where(
        col(Task.id).in_(task_ids), col(Task.state).in_(OPEN_STATES), Task.post_id == post_id
    )
    tasks = session.exec(statement.order_by(col(Task.number))).all()
    if not tasks:
        return None
    head = say(
        "Handed over to you with the post {post}: {count} tasks.", post=post_name(session, post_id), count=len(tasks)
    )
    for width in WIDTHS:
        lines = [f"{task.number}. {short(task.title, width)} – {due_words(task)}" for task in tasks]
        said = message(
            [bold(head)], *lines, say("What was reported before stays as it is. Send “việc” to see them, comrade.")
        )
        if utf16_len(said.text) <= ONE_MESSAGE:
            break
    return said
