"""Carry a confirmed import on, batch by batch, each a short transaction; what was stopped half-way is gone on with.

Whoever speaks to the bot goes first: an import rests between two batches, longer while somebody waits for an answer.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session, select

from bot.clock import monotonic
from bot.db import Database
from models import AnnexImport, Blob, Inbox, Outbox
from models.base import Json
from services.annex.importing import go_on, to_write, waiting
from services.annex.plan import unpacked
from services.annex.undoing import undo_next

WISHED = 0.03  # seconds a batch should take: leaders are answered between two
LOOK = 0.1  # seconds between two looks whether somebody still waits
LONGEST_REST = 1.0  # seconds: an import goes on under any load, though slowly
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
        took = monotonic() - started
        size = next_size(size, took)
        await _rest(db, took)
    return True


async def _rest(db: Database, took: float) -> None:
    """As long as the batch took; then until nobody waits."""
    await asyncio.sleep(took)
    until = monotonic() + LONGEST_REST
    while monotonic() < until and await db.read(somebody_waits):  # noqa: ASYNC110 — other processes' rows set no event
        await asyncio.sleep(LOOK)


def somebody_waits(session: Session) -> bool:
    """Has anything been said that is not answered yet (what is tried again waits for something else)?"""
    heard = select(Inbox.id).where(text("state IN ('fetch', 'new')"), Inbox.attempts == 0)
    answered = text("state IN ('queued', 'sending') AND message_class = 'reply'")  # as the partial indexes have it
    asked = select(Outbox.id).where(answered, Outbox.attempts == 0)
    return any(session.exec(each.limit(1)).first() is not None for each in (heard, asked))


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
