"""A digest waits for its picture a minute at most, and not a second longer than its own picture takes."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from bot.work import _finish
from models import DigestIssue, Job, Outbox, OutboxState, Unit
from rules.states import MessageClass
from services.picturing import KIND, PATIENCE
from tests.stage import START


def issue(session: Session, name: str) -> tuple[int, int]:
    """A unit's digest whose picture is being drawn: the ids of its job and its own."""
    unit, job = Unit(name=name), Job(kind=KIND, created_at=START, state="running", attempts=3)
    session.add_all([unit, job])
    session.flush()
    made = DigestIssue(unit_id=unit.id or 0, week="2026-W47", created_at=START, picture_job_id=job.id)
    session.add(made)
    session.flush()
    return job.id or 0, made.id or 0


def waiting(session: Session, kind: str, until: datetime, issue_id: int | None) -> Outbox:
    row = Outbox(lane="1", kind=kind, message_class=MessageClass.ROUTINE, not_before=until, created_at=START)
    row.state, row.args = OutboxState.QUEUED, {"digest": {"issue_id": issue_id}} if issue_id else {}
    session.add(row)
    return row


@pytest.mark.parametrize("code", [0, 1])
def test_what_waited_goes_out_when_it_is_drawn_or_never_will_be(session: Session, code: int) -> None:
    (job, ours), (_, theirs) = issue(session, "Tỉnh ủy"), issue(session, "Huyện ủy")
    until, later, drawn = START + PATIENCE, START + timedelta(hours=2), START + timedelta(seconds=4)
    asked = [
        ("bundle", until, ours),
        ("digest", until, ours),
        ("digest", until, theirs),  # asked for at the same moment, and still being drawn
        ("bundle", later, ours),  # put off for a reason of its own
        ("bundle", until, None),
    ]
    rows = [waiting(session, *each) for each in asked]
    session.flush()
    _finish(session, session.get_one(Job, job), code, b'{"result": {}, "mime": ""}\n', b"", drawn)
    session.flush()
    assert [row.not_before for row in rows] == [drawn, drawn, until, later, until]
