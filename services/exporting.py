"""Ask for a file: who may have it is asked here, a child process makes it, and it goes to the asker alone."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import exists, or_
from sqlmodel import Session, col, select

from models import Blob, DigestIssue, Document, Job
from services import jobs, picturing
from services.identity import Actor
from services.permissions import Action, require
from services.register import Scope, scope_of
from services.year_report import allowed_posts

READY = "file_ready"
KINDS = ("register", "annex", "year_report", "slips", "dry_run")
FILE_KEPT = timedelta(days=4)  # longer than any address of a file lives


def register(session: Session, actor: Actor, scope: Scope, now: datetime) -> Job:
    """The register of a scope as Excel; raises `UserError` for whom it is not."""
    allowed = scope_of(session, actor, scope)
    return _ask(session, actor, "register", now, **vars(allowed))


def annex(session: Session, actor: Actor, document_id: int, now: datetime) -> Job:
    """The annex of a Decision as Word; raises `UserError` for whom it is not."""
    paper = session.get_one(Document, document_id)
    require(actor, Action.EXPORT, unit_id=paper.unit_id)
    return _ask(session, actor, "annex", now, document_id=document_id)


def year_report(session: Session, actor: Actor, post_ids: Sequence[int], year: int, now: datetime) -> Job:
    """The year report of posts as Word: of one's own, or for the board of any it looks after."""
    posts = allowed_posts(session, actor, post_ids)
    return _ask(session, actor, "year_report", now, posts=posts, year=year)


def dry_run(session: Session, actor: Actor, read: Job, now: datetime) -> Job:
    """All that a dry run of an annex (one's own) found, as Excel."""
    require(actor, Action.ASSIGN)
    return _ask(session, actor, "dry_run", now, blob_id=read.blob_id, name=str(read.args["name"]))


def _ask(session: Session, actor: Actor, kind: str, now: datetime, **args: object) -> Job:
    return jobs.ask(session, kind, now, tell=actor.person_id, notice=READY, at=now.isoformat(), **args)


def forget(session: Session, now: datetime) -> int:
    """Wipe files whose addresses have expired: they can be asked for again, and slips hold codes; how many."""
    published = exists().where(
        col(DigestIssue.picture_job_id) == col(Job.id)
    )  # a week's picture stays with its figures
    statement = select(Job).where(col(Job.kind).in_((*KINDS, *picturing.KINDS)), col(Job.blob_id).is_not(None))
    kept = session.exec(statement.where(or_(published, col(Job.finished_at) >= now - FILE_KEPT))).all()
    shared = {job.blob_id for job in kept}  # the same bytes were asked for again since, or published
    statement = statement.where(~published)
    gone = 0
    for job in session.exec(statement.where(col(Job.finished_at) < now - FILE_KEPT)).all():
        blob = session.get_one(Blob, job.blob_id)
        if blob.id not in shared:
            # another key, so that the same bytes are kept anew when they come again
            blob.data, blob.size, blob.sha256 = b"", 0, f"wiped:{blob.id}"
            gone += 1
        job.blob_id = None
        session.add_all([blob, job])
    return gone
