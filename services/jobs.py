"""Ask for slow work, and say so when it is done."""

from datetime import datetime

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from models import Job, Outbox, OutboxState
from rules.errors import UserError
from rules.states import MessageClass
from services.notices import notify

MOST = 20  # that one person may wait for at a time


def ask(
    session: Session, kind: str, now: datetime, *, tell: int | None = None, notice: str | None = None, **args: object
) -> Job:
    """Queue a job, at the turn of the person `tell`, who gets the notice of this kind with the job's id when it is done.

    Raises `UserError` when this person waits for `MOST` already.
    """
    _check_room(session, tell)
    job = Job(kind=kind, args=args, created_at=now, person_id=tell, notice=notice)
    session.add(job)
    session.flush()
    return job


def _check_room(session: Session, person_id: int | None) -> None:
    """One broken phone must not fill the machine with work. What the clock asks for is nobody's."""
    waiting = select(func.count()).select_from(Job).where(col(Job.state).in_(("queued", "running")))
    if person_id is not None and session.exec(waiting.where(Job.person_id == person_id)).one() >= MOST:
        raise UserError("{count} files that you asked for are still in the making: please wait for them.", count=MOST)


def key(job: Job) -> str:
    """Of the notice that speaks of this job. One queued for later under it goes out as soon as the job is done or given up."""
    return f"job:{job.id}"


def finished(session: Session, job: Job, now: datetime) -> None:
    """Tell whoever asked; what must not be kept of the question is wiped."""
    _wipe(session, job)
    if job.person_id is not None and job.notice is not None:
        notify(
            session,
            kind=job.notice,
            message_class=MessageClass.REPLY,
            key=key(job),
            now=now,
            person_id=job.person_id,
            job_id=job.id,
        )
    _wait_no_longer(session, job, now)


def _wipe(session: Session, job: Job) -> None:
    """A one-time code is kept as a hash alone, so the job that printed it forgets it (services.slips)."""
    if "slips" in job.args:
        job.args = {name: value for name, value in job.args.items() if name != "slips"}
        session.add(job)


def failed(session: Session, job: Job, now: datetime) -> None:
    """Tell whoever asked that it was given up: nobody waits for a file in silence."""
    _wipe(session, job)
    if job.person_id is not None and job.notice is not None:
        notify(
            session,
            kind="job_failed",
            message_class=MessageClass.REPLY,
            key=f"job_failed:{job.id}",
            now=now,
            person_id=job.person_id,
        )
    _wait_no_longer(session, job, now)


def _wait_no_longer(session: Session, job: Job, now: datetime) -> None:
    waiting = update(Outbox).where(col(Outbox.key) == key(job), col(Outbox.state) == OutboxState.QUEUED)
    session.execute(waiting.where(col(Outbox.not_before) > now).values(not_before=now))
