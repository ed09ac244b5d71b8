"""Ask for a file: who may have it is asked here, a child process makes it, and it goes to the asker alone."""

from datetime import datetime

from sqlmodel import Session

from models import Job
from services import jobs
from services.identity import Actor
from services.register import Scope, scope_of

READY = "file_ready"


def register(session: Session, actor: Actor, scope: Scope, now: datetime) -> Job:
    """The register of a scope as Excel; raises `UserError` for whom it is not."""
    allowed = scope_of(session, actor, scope)
    return jobs.ask(session, "register", now, tell=actor.person_id, notice=READY, at=now.isoformat(), **vars(allowed))
