"""Ask for a dry run of a workbook that was sent, and confirm what it found."""

from datetime import datetime

from sqlmodel import Session

from models import AnnexImport, Blob, Job
from rules.errors import UserError
from services import jobs
from services.annex.importing import begin
from services.annex.plan import unpacked
from services.identity import Actor
from services.permissions import Action, require

READ = "annex_read"


def read(session: Session, actor: Actor, blob_id: int, name: str, now: datetime) -> Job:
    """Queue the reading; the asker alone hears of it."""
    require(actor, Action.ASSIGN)
    args = {"blob_id": blob_id, "at": now.isoformat(), "name": name}
    return jobs.ask(session, "annex_read", now, tell=actor.person_id, notice=READ, **args)


def job_of(session: Session, actor: Actor, job_id: int) -> Job:
    """One's own dry run. Raises `UserError`."""
    require(actor, Action.ASSIGN)
    job = session.get(Job, job_id)
    if job is None or job.kind != "annex_read" or job.person_id != actor.person_id or job.blob_id is None:
        raise UserError("This dry run is no longer kept; please send the file again.")
    return job


def confirm(session: Session, actor: Actor, job_id: int, now: datetime) -> AnnexImport:
    """Import what was found sound."""
    job = job_of(session, actor, job_id)
    plan = unpacked(session.get_one(Blob, job.blob_id).data)
    return begin(session, actor, plan, job.blob_id or 0, str(job.args["name"]), now)
