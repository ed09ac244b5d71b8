"""A province's morning: every leader's bundle of all that came up, decided and queued, as the ticks of one minute do it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import update
from sqlmodel import Session, col, func, select

from bench.report import Line
from bench.size import Size
from bench.ticks import MORNINGS
from bot.clock import monotonic
from bot.db import Database
from models import Outbox, Task
from scheduler.tick import tick
from tests.process.organisation import prepare

EACH = 3  # tasks a leader; of some the last one does not come up, so that it is 3,853 of 1,452 leaders
SHARE = 3853 / 1452


def measure(size: Size) -> list[Line]:
    """All of it is due on one morning; every leader gets exactly one message."""
    leaders, tasks = size.notices, round(size.notices * SHARE)
    with TemporaryDirectory(prefix="giaoviec-bench-") as folder:
        url, now = f"sqlite:///{Path(folder) / 'giaoviec.db'}", MORNINGS[0]
        prepare(url, list(range(1, leaders + 1)), now, tasks_each=EACH, due=now.date(), nag_at=now)
        db = Database(url)
        db.transact(_spare, leaders * EACH - tasks)
        begun = monotonic()
        while db.transact(tick, now):
            pass
        took = monotonic() - begun
        queued = db.transact(_queued)
        db.close()
    if queued != leaders:
        raise AssertionError(f"{queued} bundles for {leaders} leaders")
    return [
        Line("a province's morning, decided and queued", f"{queued:,} bundles, {tasks:,} tasks", "–", f"{took:.1f} s")
    ]


def _spare(session: Session, count: int) -> None:
    """The last task of so many leaders does not come up."""
    last = (col(Task.number) == EACH) & (col(Task.post_id) <= count)
    session.execute(update(Task).where(last).values(next_nag_at=None))


def _queued(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Outbox).where(Outbox.kind == "bundle")).one()
