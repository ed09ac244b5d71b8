"""A digest waits for its picture a minute at most, and not a second longer than the picture takes."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from bot.work import _finish
from models import Job, Outbox, OutboxState
from rules.states import MessageClass
from services.picturing import KIND, PATIENCE
from tests.stage import START


def waiting(session: Session, kind: str, until: datetime) -> Outbox:
    row = Outbox(lane="1", kind=kind, message_class=MessageClass.ROUTINE, not_before=until, created_at=START)
    row.state = OutboxState.QUEUED
    session.add(row)
    return row


@pytest.mark.parametrize(("code", "attempts"), [(0, 1), (1, 3)])
def test_what_waited_goes_out_when_it_is_drawn_or_never_will_be(session: Session, code: int, attempts: int) -> None:
    job = Job(kind=KIND, created_at=START, state="running", attempts=attempts)
    session.add(job)
    until, later = START + PATIENCE, START + timedelta(hours=2)
    rows = [
        waiting(session, *each) for each in [("bundle", until), ("digest", until), ("bundle", later), ("case", until)]
    ]
    session.flush()
    drawn = START + timedelta(seconds=4)
    _finish(session, job.id or 0, code, b'{"result": {}, "mime": ""}\n', b"", drawn)
    session.flush()
    for row in rows:
        session.refresh(row)
    assert [row.not_before for row in rows] == [drawn, drawn, later, until]
