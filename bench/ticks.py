"""All rounds of one tick with few and with many open tasks and the same number due: it grows with what is due."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import update
from sqlmodel import Session, col

from bench.report import Line, ratio
from bench.size import Size
from bot.clock import monotonic
from bot.db import Database
from models import Task
from rules.localtime import at
from scheduler.tick import tick
from tests.process.organisation import prepare

MORNINGS = [at(date(2026, 11, day), 8, 1) for day in (24, 25, 26)]  # no weekly slot falls between them
EACH = 20  # tasks a leader


def measure(size: Size) -> list[Line]:
    few, many = size.open_tasks
    took = {open_tasks: _all_due(open_tasks, size.due_tasks) for open_tasks in (few, many)}
    return [
        Line(
            "a tick, all its rounds",
            f"{open_tasks:,} open, {due:,} due",
            f"{ratio(took[open_tasks][due], took[few][due])} of {few:,} open",
            f"{took[open_tasks][due] * 1000:.1f} ms",
        )
        for due in size.due_tasks
        for open_tasks in (few, many)
    ]


def _all_due(open_tasks: int, dues: tuple[int, ...]) -> dict[int, float]:
    with filled(open_tasks) as db:
        return {due: median(one_tick(db, due, number) for number in range(len(MORNINGS))) for due in dues}


@contextmanager
def filled(open_tasks: int) -> Iterator[Database]:
    """A database with so many open tasks, all of them planned for a later morning."""
    with TemporaryDirectory(prefix="giaoviec-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'giaoviec.db'}"
        later = MORNINGS[-1] + timedelta(days=30)
        prepare(url, list(range(1, open_tasks // EACH + 1)), MORNINGS[0], tasks_each=EACH, nag_at=later)
        db = Database(url)
        db.transact(tick, MORNINGS[0] - timedelta(hours=1))  # a fresh installation takes the week's slots as done
        yield db
        db.close()


def one_tick(db: Database, due: int, morning: int) -> float:
    """Seconds. Due are tasks of as many leaders as there are, as a morning has it."""
    now = MORNINGS[morning]
    db.transact(_make_due, due, now - timedelta(minutes=1))
    begun = monotonic()
    while db.transact(tick, now):
        pass
    return monotonic() - begun


def _make_due(session: Session, due: int, moment: object) -> None:
    session.execute(update(Task).where(col(Task.id) <= due).values(next_nag_at=moment, told_on=None))
