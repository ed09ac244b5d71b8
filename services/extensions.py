"""More time: asked for (GH-3) and decided, or moved by the board itself. The original date is never lost.

domain/states.md: asking is no shield, the deadline runs on; at most one extension per task unless overruled.
"""

from datetime import date, datetime

from sqlmodel import Session

from models import Extension, History, Task
from rules.errors import UserError
from rules.states import ExtensionState, MessageClass
from services import history, nagging
from services.audience import people_of, tell
from services.board import tell_board
from services.deadline_checks import check, check_open, code, granted_before, need_reason, none_waits, once
from services.identity import Actor
from services.permissions import Action, require, require_task
from services.speaking import kept, on_behalf
from services.undo import reverses

__all__ = ["ask", "check", "check_open", "code", "decide", "granted_before", "move", "none_waits"]


def ask(session: Session, actor: Actor, task_id: int, due_on: date, reason: str, now: datetime) -> Extension:
    """Ask for a later deadline; the board decides. A second extension of a task is asked for like the first one."""
    task = require_task(session, actor, Action.ASK_EXTENSION, task_id)
    check(task, due_on, now)
    none_waits(session, task_id)
    if not kept(reason):
        raise UserError("Please say why more time is needed.")
    extension = _new(session, task, due_on, reason, now)
    extension.asked_by = actor.person_id
    session.add(extension)
    _record(session, extension, "extension_asked", actor, now, on_behalf=on_behalf(actor, task))
    tell_board(
        session,
        unit_id=task.unit_id,
        kind="extension_asked",
        message_class=MessageClass.ORDER,
        key=f"extension_asked:{extension.id}",
        now=now,
        besides=actor.person_id,
        extension_id=extension.id,
    )
    nagging.plan(session, task, now)
    return extension


def decide(
    session: Session,
    actor: Actor,
    extension_id: int,
    granted: bool,
    reason: str,
    now: datetime,
    *,
    override: bool = False,
) -> Extension:
    """Grant or refuse a request, with a reason; `override` grants a second extension of the same task."""
    extension, task = _to_decide(session, actor, extension_id)
    need_reason(reason)
    if granted:
        check(task, extension.due_on, now)
        once(session, task, override)
    extension.state = ExtensionState.GRANTED if granted else ExtensionState.REFUSED
    extension.previous_due_on = task.due_on
    _decided(session, extension, actor, reason, now)
    if granted:
        _move(session, task, extension.due_on)
    event = "extension_granted" if granted else "extension_refused"
    _record(session, extension, event, actor, now, before={"due_on": extension.previous_due_on}, override=override)
    _tell(session, "extension_decided", extension, task, now)
    nagging.plan(session, task, now)
    return extension


def move(
    session: Session, actor: Actor, task_id: int, due_on: date, reason: str, now: datetime, *, override: bool = False
) -> Extension:
    """The board moves a deadline itself; this is the task's one extension too, unless overruled."""
    task = require_task(session, actor, Action.EXTEND, task_id)
    check(task, due_on, now)
    need_reason(reason)
    once(session, task, override)
    extension = _new(session, task, due_on, reason, now)
    extension.state = ExtensionState.GRANTED
    _decided(session, extension, actor, reason, now)
    _move(session, task, due_on)
    _record(
        session,
        extension,
        "deadline_moved",
        actor,
        now,
        before={"due_on": extension.previous_due_on},
        override=override,
    )
    _tell(session, "deadline_moved", extension, task, now)
    nagging.plan(session, task, now)
    return extension


def _new(session: Session, task: Task, due_on: date, reason: str, now: datetime) -> Extension:
    extension = Extension(
        unit_id=task.unit_id,
        task_id=task.id or 0,
        due_on=due_on,
        previous_due_on=task.due_on,
        asked_at=now,
        reason_id=history.free_text(session, kept(reason)),
    )
    session.add(extension)
    session.flush()
    return extension


def _to_decide(session: Session, actor: Actor, extension_id: int) -> tuple[Extension, Task]:
    extension = session.get(Extension, extension_id, with_for_update=True)
    if extension is None:
        require(actor, Action.EXTEND)
        raise UserError("There is no request {code}.", code=f"GH-{extension_id}")
    task = require_task(session, actor, Action.EXTEND, extension.task_id)
    if extension.state is not ExtensionState.ASKED:
        raise UserError("{code} has been decided already.", code=code(extension))
    return extension, task


def _decided(session: Session, extension: Extension, actor: Actor, reason: str, now: datetime) -> None:
    extension.decided_by, extension.decided_at = actor.person_id, now
    extension.decision_id = history.free_text(session, kept(reason))
    session.add(extension)


def _move(session: Session, task: Task, due_on: date) -> None:
    task.original_due_on = task.original_due_on or task.due_on
    task.due_on = due_on
    session.add(task)


def _tell(session: Session, kind: str, extension: Extension, task: Task, now: datetime) -> None:
    """The answer goes to who asked and to the accountable holder."""
    asked = [extension.asked_by] if extension.asked_by is not None else []
    tell(
        session,
        [*asked, *people_of(session, task.post_id, now)[:1]],
        kind=kind,
        key=f"{kind}:{extension.id}",
        now=now,
        message_class=MessageClass.ANSWER,
        extension_id=extension.id,
    )


def _record(
    session: Session,
    extension: Extension,
    event: str,
    actor: Actor,
    now: datetime,
    *,
    on_behalf: bool = False,
    before: dict[str, object] | None = None,
    override: bool = False,
) -> None:
    history.record(
        session,
        unit_id=extension.unit_id,
        task_id=extension.task_id,
        subject=f"extension:{extension.id}",
        event=event,
        actor=actor,
        now=now,
        on_behalf=on_behalf,
        before=before,
        after={"due_on": extension.due_on, **({"override": True} if override else {})},
        text_id=extension.decision_id or extension.reason_id,
    )


@reverses("extension_asked", Action.ASK_EXTENSION)
def _take_back_asked(session: Session, row: History, now: datetime) -> None:
    extension, task = _extension_of(session, row)
    extension.state = ExtensionState.WITHDRAWN
    session.add(extension)
    nagging.plan(session, task, now)


@reverses("extension_granted", Action.EXTEND)
@reverses("extension_refused", Action.EXTEND)
def _take_back_decision(session: Session, row: History, now: datetime) -> None:
    extension, task = _extension_of(session, row)
    if extension.state is ExtensionState.GRANTED:
        task.due_on = extension.previous_due_on
    extension.state, extension.decided_by, extension.decided_at = ExtensionState.ASKED, None, None
    session.add(extension)
    nagging.plan(session, task, now)


@reverses("deadline_moved", Action.EXTEND)
def _take_back_move(session: Session, row: History, now: datetime) -> None:
    extension, task = _extension_of(session, row)
    task.due_on, extension.state = extension.previous_due_on, ExtensionState.WITHDRAWN
    session.add(extension)
    nagging.plan(session, task, now)


def _extension_of(session: Session, row: History) -> tuple[Extension, Task]:
    extension = session.get_one(Extension, int(row.subject.removeprefix("extension:")), with_for_update=True)
    return extension, session.get_one(Task, extension.task_id, with_for_update=True)
