"""An objective cause, confirmed by the authority: the delay or the failure stands, and deducts nothing (NĐ 335)."""

from datetime import datetime

from sqlmodel import Session, select

from models import Cause
from rules.errors import UserError
from services.history import free_text, record
from services.identity import Actor
from services.permissions import Action, require_task
from services.speaking import kept

KINDS = ("delay", "failure")


def confirm(session: Session, actor: Actor, task_id: int, kind: str, reason: str, now: datetime) -> Cause:
    """Confirm the cause of one delay or one failure of a task; never of one's own."""
    task = require_task(session, actor, Action.CONFIRM_CAUSE, task_id)
    if kind not in KINDS or not kept(reason):
        raise UserError("Please say what the cause was.")
    assert actor.person_id is not None
    cause = Cause(task_id=task_id, kind=kind, confirmed_by=actor.person_id, at=now)
    cause.text_id = free_text(session, kept(reason))
    session.add(cause)
    record(
        session,
        unit_id=task.unit_id,
        task_id=task_id,
        subject=f"task:{task_id}",
        event="cause_confirmed",
        actor=actor,
        now=now,
        after={"kind": kind},
        text_id=cause.text_id,
    )
    return cause


def confirmed(session: Session, task_id: int, kind: str) -> int:
    """How many delays or failures of a task have a confirmed cause."""
    return len(session.exec(select(Cause.id).where(Cause.task_id == task_id, Cause.kind == kind)).all())
