"""Slow work in a short-lived child process: it computes and gives bytes back; this process writes them in short transactions.

The child reads through the read-only connection and never writes, so SQLite keeps its one writer, and this process never
imports matplotlib, openpyxl or python-docx.
"""

import asyncio
import contextlib
import json
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import func
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_, select

from bot.annex import importing
from bot.db import Database
from bot.fetch import keep_blob
from models import Job
from rules.localtime import zone_name
from services import digest, jobs, picturing

log = structlog.get_logger(__name__)
LEASE = timedelta(seconds=45)  # renewed while the child works: whoever is killed is soon known to be gone
RENEWAL = LEASE / 3
LONGEST = timedelta(minutes=5)
TRIES = 3
TOO_SLOW = 124  # the exit code of a child that was stopped: what `timeout` says
Finish = Callable[[Session, Job, datetime], None]


def claim_job(session: Session, now: datetime) -> Job | None:
    """Lease a job that waits, or whose child was killed; one that failed three times is dead. What the clock asks for comes
    first, then the people in turn: whoever got something last waits for the others."""
    waiting = or_(col(Job.state) == "queued", (col(Job.state) == "running") & (col(Job.lease_until) <= now))
    before = aliased(Job)
    got = select(func.max(before.finished_at)).where(before.person_id == Job.person_id).scalar_subquery()
    turn = (col(Job.person_id).is_not(None), got.asc().nulls_first(), col(Job.id))
    statement = select(Job).where(waiting).order_by(*turn).limit(1).with_for_update(skip_locked=True, of=Job)
    job = session.exec(statement).first()
    if job is None:
        return None
    job.attempts += 1
    job.state, job.lease_until = ("running", now + LEASE) if job.attempts <= TRIES else ("dead", None)
    session.add(job)
    if job.state == "dead":
        jobs.failed(session, job, now)
    return job


async def run_once(db: Database, now: datetime) -> bool:
    """Do one job in a child process; was there one?"""
    if await importing.run_once(db, now):
        return True
    job = await db.run(claim_job, now)
    if job is None:
        return False
    if job.state == "running":
        renewing = asyncio.create_task(_renew(db, job))
        try:
            code, out, err = await _child(db.url, job)
        finally:
            renewing.cancel()
        await db.run(_finish, job, code, out, err, now)
    return True


async def _renew(db: Database, job: Job) -> None:
    """Keep the lease until the child is done. What is lost here was taken by another process, which `_finish` sees."""
    while True:
        await asyncio.sleep(RENEWAL.total_seconds())
        with contextlib.suppress(DBAPIError):  # a database that restarts: the next round may find it again
            await db.run(_renewed, job)


def _renewed(session: Session, job: Job) -> None:
    mine = session.get(Job, job.id, with_for_update=True)
    if mine is not None and _is_ours(mine, job) and mine.lease_until is not None:
        mine.lease_until += RENEWAL  # by our own seconds: the clock on the wall may jump
        session.add(mine)


def _is_ours(found: Job, claimed: Job) -> bool:
    """Whether nobody else took the job up meanwhile."""
    return found.state == "running" and found.attempts == claimed.attempts


async def _child(url: str, job: Job) -> tuple[int, bytes, bytes]:
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.child", stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True
    )
    task = {"url": url, "zone": zone_name(), "kind": job.kind, "args": job.args}
    try:
        out, err = await asyncio.wait_for(child.communicate(json.dumps(task).encode()), LONGEST.total_seconds())
    except TimeoutError:
        child.kill()
        await child.wait()
        return TOO_SLOW, b"", b""
    except asyncio.CancelledError:
        child.kill()
        await child.wait()
        raise
    return child.returncode or 0, out, err


def _finish(session: Session, claimed: Job, code: int, out: bytes, err: bytes, now: datetime) -> None:
    """Keep what the child gave back, and let whoever asked for it say so – unless another process does that."""
    job = session.get_one(Job, claimed.id, with_for_update=True)
    if not _is_ours(job, claimed):
        log.warning("job_taken_over", job=job.id, kind=job.kind)
        return
    session.add(job)
    if code != 0:
        log.warning("job_failed", job=job.id, kind=job.kind, code=code)
        job.state, job.error = ("dead" if job.attempts >= TRIES else "queued"), f"exit {code}"
        job.finished_at = now  # a try that failed was its person's turn as well
        if job.state == "dead":
            picturing.release(session, job, now)
            jobs.failed(session, job, now)
        return
    head, _, data = out.partition(b"\n")
    answer: dict[str, Any] = json.loads(head)
    job.result, job.state, job.finished_at, job.lease_until = answer["result"], "done", now, None
    if data:
        job.blob_id = keep_blob(session, data, answer["mime"])
    session.flush()
    if job.kind == picturing.COUNTED:
        digest.take(session, job)
    if job.kind in picturing.KINDS:
        picturing.release(session, job, now)
    jobs.finished(session, job, now)
