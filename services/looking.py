"""`/bantin`: the digest of the running week as it would go out now; nothing of it is kept."""

from datetime import datetime

from sqlmodel import Session

from models import Job
from rules.localtime import today
from rules.states import MessageClass
from services import jobs, picturing
from services.digest import data
from services.figures import count, week_of
from services.issues import comments, issue_of
from services.notices import notify
from services.published import Digest, Json, thawed


def current_digest(session: Session, unit_id: int, now: datetime) -> Digest:
    """Counted here and now: for where no picture can be sent."""
    return with_lines(session, unit_id, data(session, unit_id, count(session, unit_id, week_of(today(now)), now)))


def look(session: Session, unit_id: int, now: datetime, *, person_id: int | None, group_id: int | None) -> None:
    """Say to a person or a group what would go out now, as soon as the child process has counted and drawn it; in words alone
    when it takes too long."""
    job = picturing.count(session, unit_id, week_of(today(now)), now, now, asker=person_id)
    notify(
        session,
        kind="digest_look",
        message_class=MessageClass.REPLY,
        key=jobs.key(job),
        now=now,
        person_id=None if group_id else person_id,
        group_id=group_id,
        not_before=now + picturing.LOOK,
        unit=unit_id,
        job_id=job.id,
    )


def looked_at(session: Session, unit_id: int, job_id: int) -> Digest:
    """What `look` told of, with the board's lines of its week; counted here when the child process did not."""
    job = session.get(Job, job_id)
    counted: Json | None = job.result.get("digest") if job and job.result else None
    if counted is not None:
        return with_lines(session, unit_id, counted)
    asked = datetime.fromisoformat(job.args["until"]) if job and "until" in job.args else None
    assert asked is not None  # a look's job lives for weeks, and its notice for minutes
    return current_digest(session, unit_id, asked)


def with_lines(session: Session, unit_id: int, digest: Json) -> Digest:
    """A digest with the board's lines of its week."""
    return thawed(digest, comments(session, issue_of(session, unit_id, digest["figures"]["week"])))
