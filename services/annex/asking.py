"""Ask for a dry run of a workbook that was sent, choose whom its unclear texts mean, and confirm what it found."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models import AnnexImport, Blob, Job
from rules.errors import UserError
from services import exporting, jobs
from services.annex import choices
from services.annex.choices import Pick
from services.annex.importing import begin
from services.annex.plan import unpacked
from services.identity import Actor
from services.permissions import Action, require

READ = "annex_read"
CHOSEN_WITHIN = timedelta(days=1)  # so long a dry run's numbers are good for a choice


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


def last(session: Session, actor: Actor, now: datetime) -> Job | None:
    """One's last dry run, while its numbers are good for a choice."""
    statement = select(Job).where(Job.kind == "annex_read", Job.person_id == actor.person_id, Job.state == "done")
    statement = statement.where(col(Job.finished_at) >= now - CHOSEN_WITHIN)
    return session.exec(statement.order_by(col(Job.id).desc()).limit(1)).first()


def choose(
    session: Session, actor: Actor, job: Job, picks: Sequence[Pick], now: datetime
) -> list[tuple[str, str | None]]:
    """Keep whom texts mean and check the annex again; gives back each text with its post. Raises `UserError`."""
    job = job_of(session, actor, job.id or 0)
    told = {"document": job.result["document"], "unclear": job.result["unclear"]}
    chosen = choices.choose(session, actor, told, picks, now)
    read(session, actor, int(job.args["blob_id"]), str(job.args["name"]), now)
    return [(told["unclear"][number - 1]["text"], post) for (number, _), post in zip(picks, chosen, strict=True)]


def as_file(session: Session, actor: Actor, job_id: int, now: datetime) -> Job:
    """All that a dry run found as a workbook, for the asker. Raises `UserError`."""
    return exporting.dry_run(session, actor, job_of(session, actor, job_id), now)


def confirm(session: Session, actor: Actor, job_id: int, now: datetime) -> AnnexImport:
    """Import what was found sound."""
    job = job_of(session, actor, job_id)
    plan = unpacked(session.get_one(Blob, job.blob_id).data)
    return begin(session, actor, plan, job.blob_id or 0, str(job.args["name"]), now)
