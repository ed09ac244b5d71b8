"""Ask for slow work, and say so when it is done."""

from datetime import datetime

from sqlmodel import Session

from models import Job
from rules.states import MessageClass
from services.notices import notify


def ask(
    session: Session, kind: str, now: datetime, *, tell: int | None = None, notice: str | None = None, **args: object
) -> Job:
    """Queue a job; when it is done, the person `tell` gets the notice of this kind, with the job's id."""
    job = Job(kind=kind, args=args, created_at=now, person_id=tell, notice=notice)
    session.add(job)
    session.flush()
    return job


def finished(session: Session, job: Job, now: datetime) -> None:
    """Tell whoever asked."""
    if job.person_id is not None and job.notice is not None:
        notify(
            session,
            kind=job.notice,
            message_class=MessageClass.REPLY,
            key=f"job:{job.id}",
            now=now,
            person_id=job.person_id,
            job_id=job.id,
        )


def failed(session: Session, job: Job, now: datetime) -> None:
    """Tell whoever asked that it was given up: nobody waits for a file in silence."""
    if job.person_id is not None and job.notice is not None:
        notify(
            session,
            kind="job_failed",
            message_class=MessageClass.REPLY,
            key=f"job_failed:{job.id}",
            now=now,
            person_id=job.person_id,
        )
