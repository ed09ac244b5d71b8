"""`/tiendo [unit | post | NV-12]`."""

from sqlmodel import Session

from handlers import on
from handlers.choosing import split_code
from handlers.guard import for_board
from handlers.tasks import task_card
from handlers.turn import Answer, Turn
from models import Unit
from services import status
from services.permissions import Action
from services.supervising import followed_tasks
from views import asking
from views import status as views


@on.command("tiendo", "status", board=True)
@for_board(Action.SEE_STATUS)
def show(session: Session, turn: Turn, rest: str) -> Answer:
    """All of it, or what is named."""
    task_id, _ = split_code("nv", rest)
    if task_id is not None:
        return task_card(session, turn, task_id)
    if not rest:
        return of_unit(session, turn, status.top_unit(session, turn.actor))
    return named(session, turn, rest)


@on.keyword("theo dõi", "việc theo dõi", "nhiệm vụ theo dõi")
@on.command("theodoi", "watch")
def followed(session: Session, turn: Turn, rest: str = "") -> Answer:
    """What the speaker follows and directs, by a post or by a role."""
    return views.followed(followed_tasks(session, turn.actor, turn.now), turn.today) if turn.actor.known else None


@on.step("status.named")
def named(session: Session, turn: Turn, text: str) -> Answer:
    found = status.meant(session, turn.actor, text)
    status.need_something(found, text)
    if found.one is None:
        turn.wait_for("status.named")
        args = {"group": turn.group, "quote": turn.can.quote}
        action = "status.unit" if isinstance(found.candidates[0], Unit) else "status.post"
        return asking.which(text, found.candidates, action, {}, **args)
    turn.forget()
    return (
        of_unit(session, turn, found.one.id or 0)
        if isinstance(found.one, Unit)
        else of_post(session, turn, found.one.id or 0)
    )


@on.action("status.unit")
def of_unit(session: Session, turn: Turn, unit_id: int) -> Answer:
    return views.of_unit(status.of_unit(session, turn.actor, unit_id, turn.now), turn.today)


@on.action("status.post")
def of_post(session: Session, turn: Turn, post_id: int) -> Answer:
    return views.of_post(status.of_post(session, turn.actor, post_id, turn.now), turn.today)
