"""Slow work in a short-lived child process: it computes and gives bytes back; this process writes them in short transactions.

The child reads through the read-only connection and never writes, so SQLite keeps its one writer, and this process never
imports matplotlib, openpyxl or python-docx.
"""

import asyncio
import json
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_, select

from bot.annex import importing
from bot.db import Database
from bot.fetch import keep_blob
from models import Job
from rules.localtime import zone_name
from services import digest, jobs, picturing

log = structlog.get_logger(__name__)
LEASE = timedelta(minutes=5)
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
        code, out, err = await _child(db.url, job)
        await db.run(_finish, job.id or 0, code, out, err, now)
    return True


async def _child(url: str, job: Job) -> tuple[int, bytes, bytes]:
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.child", stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True
    )
    task = {"url": url, "zone": zone_name(), "kind": job.kind, "args": job.args}
    try:
        out, err = await asyncio.wait_for(child.communicate(json.dumps(task).encode()), LEASE.total_seconds())
    except TimeoutError:
        child.kill()
        await child.wait()
        return TOO_SLOW, b"", b""
    except asyncio.CancelledError:
        child.kill()
        await child.wait()
        raise
    return child.returncode or 0, out, err


def _finish(session: Session, job_id: int, code: int, out: bytes, err: bytes, now: datetime) -> None:
    """Keep what the child gave back, and let whoever asked for it say so."""
    job = session.get_one(Job, job_id, with_for_update=True)
    session.add(job)
    if code != 0:
        log.warning("job_failed", job=job_id, kind=job.kind, code=code)
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
