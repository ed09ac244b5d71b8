"""APScheduler ticks; a watchdog ticks when it falls silent (a clock set back stops an interval job dead)."""

import asyncio

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock, monotonic
from bot.db import AWAY, Database
from scheduler.tick import tick

log = structlog.get_logger(__name__)
EVERY = 5.0  # seconds between ticks
BATCHES = 10_000  # a bound on the rounds of one tick, far above any backlog


class Ticking:
    """Runs `scheduler.tick` now and then; each round is one short transaction, so answers are not delayed."""

    def __init__(self, db: Database, clock: Clock, wake: asyncio.Event) -> None:
        self._db, self._clock, self._wake = db, clock, wake
        self._last = monotonic()
        self._ticking = asyncio.Lock()

    async def run(self, stopping: asyncio.Event) -> None:
        scheduler = AsyncIOScheduler()
        scheduler.add_job(
            self._tick_if_there, "interval", seconds=EVERY, coalesce=True, max_instances=1, misfire_grace_time=None
        )
        scheduler.start()
        try:
            while not stopping.is_set():
                await asyncio.sleep(EVERY)
                if monotonic() - self._last > 3 * EVERY:
                    await self._tick_if_there()
        finally:
            scheduler.shutdown(wait=False)

    async def _tick_if_there(self) -> None:
        try:
            await self.tick()
        except AWAY:  # the database is away (or full); the next look finds it back
            log.warning("database_away")

    async def tick(self) -> None:
        """Do all that is due now."""
        self._last = monotonic()
        async with self._ticking:
            for _ in range(BATCHES):
                worked = await self._db.run(tick, self._clock.now())
                if worked:
                    self._wake.set()
                else:
                    break
        self._last = monotonic()
