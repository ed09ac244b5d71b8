"""A tick with few and with many open tasks and the same number due: it grows with what is due."""

import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import update
from sqlmodel import Session, col

from bench.report import Line, ratio
from bot.clock import monotonic
from bot.db import Database
from models import Task
from rules.localtime import at
from scheduler.tick import tick
from tests.process.organisation import prepare

NOW = at(date(2026, 11, 26), 8, 1)
DUE = (0, 176, 1743)


def measure(*, short: bool) -> list[Line]:
    sizes = (1000, 4000) if short else (4000, 1_000_000)
    found = {(size, due): milliseconds(size, due) for size in sizes for due in DUE}
    return [
        Line(
            "tick",
            f"{size:,} open, {due:,} due",
            f"{took:.0f} ms",
            f"{ratio(took, found[sizes[0], due])} of {sizes[0]:,}",
        )
        for (size, due), took in found.items()
    ]


_filled: dict[int, tuple[tempfile.TemporaryDirectory[str], Database]] = {}


def database(size: int) -> Database:
    """A database with so many open tasks, filled once; nothing in it is due."""
    if size not in _filled:
        folder = tempfile.TemporaryDirectory(prefix="giaoviec-bench-")
        url = f"sqlite:///{Path(folder.name) / 'giaoviec.db'}"
        each = 4 if size <= 4000 else 20
        prepare(url, list(range(1, size // each + 1)), NOW, tasks_each=each)
        _filled[size] = folder, Database(url)
        _filled[size][1].transact(tick, NOW - timedelta(days=1))  # a fresh installation takes the week's slots as done
    return _filled[size][1]


def milliseconds(size: int, due: int) -> float:
    """All rounds of one tick, the median of three days."""
    db = database(size)
    return median(_one(db, due, NOW + timedelta(days=7 * week)) for week in range(3)) * 1000


def _one(db: Database, due: int, now: datetime) -> float:
    db.transact(_make_due, due, now.astimezone(UTC))
    started = monotonic()
    while db.transact(tick, now):
        pass
    return monotonic() - started


def _make_due(session: Session, due: int, now: datetime) -> None:
    session.execute(update(Task).where(col(Task.next_nag_at).is_not(None)).values(next_nag_at=None))
    session.execute(update(Task).where(col(Task.id) <= due).values(next_nag_at=now - timedelta(minutes=1)))
