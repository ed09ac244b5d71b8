"""The picture of a digest: asked of the child process as soon as the figures are kept, there when the digest goes out.

A message never waits long for its picture: what is not drawn in time is sent without, its words being whole by themselves.
"""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models import DigestIssue, Job, Outbox, OutboxState, Unit
from services import jobs
from services.published import Json

KIND = "digest_picture"
COUNTED = "digest_counted"  # counted as well, by the same child
KINDS = (KIND, COUNTED)
BRINGING = ("digest", "bundle")  # the notices that bring a digest
PATIENCE = timedelta(seconds=60)  # of an issue put out late, when its figures were kept only just now
LOOK = timedelta(seconds=20)  # of somebody who asked for it and waits


def ask(session: Session, unit_id: int, digest: Json, now: datetime) -> Job:
    """Have these figures drawn."""
    return jobs.ask(session, KIND, now, digest=digest, unit=session.get_one(Unit, unit_id).name)


def count(
    session: Session,
    unit_id: int,
    week: str,
    until: datetime,
    now: datetime,
    *,
    issue_id: int | None = None,
    asker: int | None = None,
) -> Job:
    """Have the figures of a week as of `until` counted, and drawn; at the turn of the person who asked, if one did."""
    unit = session.get_one(Unit, unit_id).name
    told = {"week": week, "until": until.isoformat(), "unit": unit}
    return jobs.ask(session, COUNTED, now, tell=asker, unit_id=unit_id, issue_id=issue_id, **told)


def wait_until(session: Session, issue: DigestIssue, now: datetime) -> datetime:
    """How long an issue that is to go out now should wait for its picture: not at all when it is drawn, or was asked for
    long ago."""
    job = session.get(Job, issue.picture_job_id) if issue.picture_job_id else None
    if job is None or job.state not in ("queued", "running"):
        return now
    return max(now, job.created_at + PATIENCE)


def release(session: Session, job: Job, now: datetime) -> None:
    """The picture is there, or never will be: what brings its issue, and waited until the end of our patience, goes out. Several
    units' pictures are asked for at the same moment, so the moment alone does not tell whose it is."""
    issues = set(session.exec(select(DigestIssue.id).where(DigestIssue.picture_job_id == job.id)))
    waiting = select(Outbox).where(Outbox.state == OutboxState.QUEUED, col(Outbox.kind).in_(BRINGING))
    for row in session.exec(waiting.where(Outbox.not_before == job.created_at + PATIENCE)):
        if row.args.get("digest", {}).get("issue_id") in issues:
            row.not_before = now
            session.add(row)


def of_job(session: Session, job_id: int | None) -> int | None:
    """The kept picture that a job has drawn."""
    job = session.get(Job, job_id) if job_id else None
    return job.blob_id if job else None


def of_issue(session: Session, issue_id: int | None) -> int | None:
    """The kept picture of an issue."""
    issue = session.get(DigestIssue, issue_id) if issue_id else None
    return of_job(session, issue.picture_job_id) if issue else None
