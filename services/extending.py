"""The board's side of more time: which requests wait, and one of them before it is decided."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from models import Extension, Task
from rules.errors import UserError
from rules.states import ExtensionState
from services.extensions import code
from services.identity import Actor
from services.permissions import Action, may, require, require_task


def waiting(session: Session, actor: Actor, limit: int = 8) -> Sequence[Extension]:
    """Requests that wait for this board's answer, oldest first."""
    require(actor, Action.EXTEND)
    statement = select(Extension).where(Extension.state == ExtensionState.ASKED)
    statement = statement.where(col(Extension.unit_id).in_(list(actor.board)))
    return session.exec(statement.order_by(col(Extension.asked_at), col(Extension.id)).limit(limit)).all()


def seen(session: Session, actor: Actor, extension_id: int) -> tuple[Extension, Task, bool]:
    """A request that waits, its task, and whether the actor may decide on it: the committee looks at it, from its digest.
    Raises `UserError` for any other."""
    extension = session.get(Extension, extension_id)
    task = session.get_one(Task, extension.task_id) if extension else None
    looks = task is not None and task.post_id not in actor.leads and may(actor, Action.SEE_EXTENSION, task=task)
    if extension is None or task is None or may(actor, Action.EXTEND, task=task) or not looks:
        return *asked(session, actor, extension_id), True
    _check_open(extension)
    return extension, task, False


def _check_open(extension: Extension) -> None:
    if extension.state is not ExtensionState.ASKED:
        raise UserError("{code} has been decided already.", code=code(extension))


def asked(session: Session, actor: Actor, extension_id: int) -> tuple[Extension, Task]:
    """A request and its task; raises `UserError` when there is none for this actor, or when it was decided."""
    extension = session.get(Extension, extension_id)
    if extension is None:
        require(actor, Action.EXTEND)
        raise UserError("There is no request {code}.", code=f"GH-{extension_id}")
    task = require_task(session, actor, Action.EXTEND, extension.task_id)
    _check_open(extension)
    return extension, task
