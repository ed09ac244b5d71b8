"""Which bots this process speaks for. Each token has one sender and one poller, whatever the number of processes.

A token's limits are one budget, so several senders would only be refused more often (reference/backbone.md, section 3). With
SQLite there is one process. On PostgreSQL an advisory lock per bot elects: it belongs to a connection of its own, so whoever
dies or loses the database loses it, and another process has it a second or two later.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import structlog
from sqlalchemy import Connection, Engine, NullPool, create_engine, func, select, text
from sqlalchemy.exc import DBAPIError

log = structlog.get_logger(__name__)
EVERY = 1.0  # seconds between looks: how long a lock that was lost, or left by another, goes unnoticed
PATIENCE = 5.0  # seconds a look may take; then the database counts as out of reach
Won = Callable[[frozenset[str]], Awaitable[object]]

# a machine that vanished without a word is noticed by both ends within ten seconds
CLIENT = {"connect_timeout": 5, "tcp_user_timeout": 5000, "keepalives_idle": 3, "keepalives_interval": 2}
SERVER = "SET tcp_keepalives_idle = 3; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3"


@contextmanager
def only_speaker(engine: Engine, bots: Collection[str]) -> Iterator[None]:
    """Hold what a running process holds for these bots; raises `BlockingIOError` when one has any of them. With SQLite that is
    told by the lock on its folder."""
    if engine.dialect.name == "sqlite":
        yield
        return
    locks = _Locks(engine)
    try:
        if locks.take(frozenset(bots)) != frozenset(bots):
            raise BlockingIOError("another process speaks for these bots")
        yield
    finally:
        locks.close()


class Leading:
    """The bots whose locks this process holds. `won` is awaited with the bots just won, before they count as held."""

    def __init__(self, engine: Engine, bots: Collection[str], won: Won) -> None:
        self._bots, self._won = frozenset(bots), won
        self._locks = None if engine.dialect.name == "sqlite" else _Locks(engine)
        self._held: frozenset[str] = frozenset()
        self._turned = asyncio.Condition()

    def leads(self, bot: str) -> bool:
        return bot in self._held

    @property
    def others(self) -> list[str]:
        """The bots that another process speaks for."""
        return sorted(self._bots - self._held)

    async def wait(self, bot: str, *, led: bool) -> None:
        """Until this process does (or no longer does) speak for a bot."""
        async with self._turned:
            await self._turned.wait_for(lambda: self.leads(bot) is led)

    async def run(self) -> None:
        """Look every second, for ever; the locks are left when this is cancelled."""
        try:
            while True:
                await self._take(self._bots if self._locks is None else await self._look(self._locks))
                await asyncio.sleep(EVERY)
        finally:
            self._held = frozenset()
            if self._locks is not None:
                self._locks.close()

    async def _look(self, locks: "_Locks") -> frozenset[str]:
        with suppress(TimeoutError):
            return await asyncio.wait_for(locks.look(self._bots), PATIENCE)
        return frozenset()

    async def _take(self, held: frozenset[str]) -> None:
        won, lost = held - self._held, self._held - held
        if not won and not lost:
            return
        if self._locks is not None:  # with one process there is nothing to win
            log.info("leading", won=sorted(won), lost=sorted(lost))
        self._held -= lost
        if won:
            try:
                await self._won(won)
            except DBAPIError:
                return  # the database went away again; the next look tells
        async with self._turned:
            self._held = held
            self._turned.notify_all()


class _Locks:
    """Advisory locks on a connection of their own, used from one thread."""

    def __init__(self, engine: Engine) -> None:
        arguments = CLIENT if engine.url.host else {}
        self._engine = create_engine(
            engine.url, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args=arguments
        )
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="leading")
        self._connection: Connection | None = None
        self._mine: set[str] = set()

    async def look(self, bots: frozenset[str]) -> frozenset[str]:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self.take, bots)

    def close(self) -> None:
        self._thread.submit(self._leave)
        self._thread.shutdown()

    def take(self, bots: frozenset[str]) -> frozenset[str]:
        """Those held, after trying for the rest; none when the connection is gone, and the locks with it."""
        try:
            if self._connection is None:
                self._connection = self._engine.connect()
                self._connection.execute(text(SERVER))
            self._connection.execute(select(1))
            self._mine |= {bot for bot in bots - self._mine if self._lock(self._connection, bot)}
        except DBAPIError:
            self._leave()
        return frozenset(self._mine)

    def _lock(self, connection: Connection, bot: str) -> bool:
        key = func.hashtextextended(f"giaoviec speaks for {bot}", 0)
        return bool(connection.execute(select(func.pg_try_advisory_lock(key))).scalar())

    def _leave(self) -> None:
        self._mine.clear()
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(DBAPIError):
                connection.close()
