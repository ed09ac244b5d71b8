"""A job whose process was killed is taken up within a minute; one that is still worked at is left alone."""

import asyncio
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from bot import work
from bot.db import Database
from models import Job, Outbox
from services import jobs
from tests.stage import START

pytestmark = pytest.mark.anyio
LATER = START + work.LEASE


def kept(session: Session) -> tuple[str, int, object]:
    job = session.exec(select(Job)).one()
    return job.state, job.attempts, job.lease_until


def asked(database: Database) -> Job:
    database.transact(jobs.ask, "nothing", START)
    job = database.transact(work.claim_job, START)
    assert job is not None
    return job


def test_a_killed_process_s_job_is_taken_up_when_its_lease_is_over(database: Database) -> None:
    asked(database)
    assert database.transact(work.claim_job, LATER - timedelta(seconds=1)) is None
    database.transact(work.claim_job, LATER)
    assert database.transact(kept) == ("running", 2, LATER + work.LEASE)


def test_a_lease_that_is_renewed_is_nobody_else_s(database: Database) -> None:
    job = asked(database)
    database.transact(work._renewed, job)
    assert database.transact(work.claim_job, LATER) is None
    assert database.transact(kept) == ("running", 1, LATER + work.RENEWAL)


def test_whoever_lost_the_job_says_nothing_of_it(database: Database) -> None:
    """A process that was suspended wakes up when another one has the job: neither its result nor its failure counts."""
    lost = asked(database)
    taken = database.transact(work.claim_job, LATER)
    assert taken is not None
    for code, out in ((0, b'{"result": {}}\n'), (1, b"")):
        database.transact(work._finish, lost, code, out, b"", LATER)
        database.transact(work._renewed, lost)
    assert database.transact(kept) == ("running", 2, LATER + work.LEASE)

    database.transact(work._finish, taken, 0, b'{"result": {}}\n', b"", LATER)
    assert database.transact(kept) == ("done", 2, None)
    assert database.transact(lambda session: session.exec(select(Outbox.id)).all()) == []


async def test_the_lease_is_renewed_as_long_as_the_child_works(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.transact(jobs.ask, "nothing", START)
    monkeypatch.setattr(work, "RENEWAL", timedelta(milliseconds=20))
    seen: set[object] = set()

    async def slow(url: str, job: Job) -> tuple[int, bytes, bytes]:
        for _ in range(500):
            seen.add(database.transact(kept)[2])
            if len(seen) == 3:  # as it was taken, and renewed twice
                break
            await asyncio.sleep(0.005)
        return 0, b'{"result": {}}\n', b""

    monkeypatch.setattr(work, "_child", slow)
    assert await work.run_once(database, START)
    assert len(seen) == 3
    assert database.transact(kept) == ("done", 1, None)
