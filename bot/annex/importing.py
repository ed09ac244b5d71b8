"""Carry a confirmed import on, batch by batch, each a short transaction; what was stopped half-way is gone on with."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from bot.clock import monotonic
from bot.db import Database
from models import AnnexImport, Blob
from models.base import Json
from services.annex.importing import go_on, to_write, waiting
from services.annex.plan import unpacked
from services.annex.undoing import undo_next

WISHED = 0.03  # seconds a batch should take: leaders are answered between two
Batch = Callable[[Session], AnnexImport]


def plan_of(session: Session, blob_id: int) -> Json:
    return unpacked(session.get_one(Blob, blob_id).data)


def batch(row: AnnexImport, rows: list[Json], size: int, now: datetime) -> Batch:
    """The next step of an import as one unit of work."""
    import_id = row.id or 0
    if row.state == "undoing":
        return lambda session: undo_next(session, import_id, size, now)
    return lambda session: go_on(session, import_id, rows, size, now)


def next_size(size: int, took: float) -> int:
    """Bigger batches on a quick machine, smaller ones on a slow one."""
    return max(1, size // 2) if took > WISHED else min(size + 1, 50)


async def run_once(db: Database, now: datetime) -> bool:
    """A few batches of the import that waits; was there one?"""
    row = await db.run(waiting)
    if row is None:
        return False
    rows = to_write(await db.read(plan_of, row.plan_id))
    size, state = 2, row.state
    while row.state == state:
        started = monotonic()
        row = await db.run(batch(row, rows, size, now))
        size = next_size(size, monotonic() - started)
    return True


def run_through(
    db: Database, row: AnnexImport, rows: list[Json], now: datetime, progress: Callable[[int], None]
) -> AnnexImport:
    """Carry it to its end from a command; `progress` hears how many rows are written."""
    size = 5
    while row.state in ("running", "announcing", "undoing"):
        started = monotonic()
        row = db.transact(batch(row, rows, size, now))
        size = next_size(size, monotonic() - started)
        progress(row.done)
    return row
