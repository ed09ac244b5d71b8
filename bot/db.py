"""One path to the database for both engines: plain functions of a session, run in a small thread pool.

SQLite gets one thread and one connection, the only writer (measured three times faster than hopping threads per statement,
and it avoids the WAL-reset bug of older SQLite); PostgreSQL gets eight. A second, read-only connection serves slow reads.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import structlog
from sqlalchemy import Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import InterfaceError, OperationalError, PendingRollbackError
from sqlmodel import Session

from bot.clock import monotonic

# what a database raises that went away in the middle of something, or has no room
AWAY = (OperationalError, InterfaceError, PendingRollbackError)
P = ParamSpec("P")
T = TypeVar("T")

log = structlog.get_logger(__name__)
STATEMENTS = 1500  # compiled ones that are remembered: all that the product has
SLOW = 0.05  # seconds; what takes longer delays a leader's answer and belongs in a job


def _sqlite_pragmas(engine: Engine, *, read_only: bool) -> None:
    pragmas = ["journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON", "secure_delete=ON"]
    if read_only:
        pragmas = ["query_only=ON", "busy_timeout=5000"]

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # SQLAlchemy's own BEGIN below decides, not the driver
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        # IMMEDIATE: a read snapshot can't be upgraded, so a plain BEGIN fails under contention (488 of 600 measured)
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def make_engine(url: str, *, read_only: bool = False) -> Engine:
    """An engine for `sqlite:///…` or `postgresql://…`, set up as `reference/backbone.md` measured it; its errors hold no
    parameters, which may be what people wrote."""
    if make_url(url).get_backend_name() == "sqlite":
        path = make_url(url).database
        if path:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        arguments = {"check_same_thread": False}
        engine = create_engine(
            url,
            poolclass=QueuePool,
            pool_size=1,
            max_overflow=0,
            hide_parameters=True,
            connect_args=arguments,
            query_cache_size=STATEMENTS,
        )
        _sqlite_pragmas(engine, read_only=read_only)
        return engine
    size = 2 if read_only else 8
    kept = {"pool_size": size, "max_overflow": 0, "query_cache_size": STATEMENTS}
    return create_engine(url, pool_pre_ping=True, hide_parameters=True, **kept)


class Database:
    """Runs units of work. `run` is one transaction; `read` is one read-only transaction beside the writer."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = make_engine(url)
        self.sqlite = self.engine.dialect.name == "sqlite"
        self._reader: Engine | None = None
        self._pool = ThreadPoolExecutor(1 if self.sqlite else 8, thread_name_prefix="db")
        self._readers = ThreadPoolExecutor(1, thread_name_prefix="db-read")

    def transact(self, fn: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn(session, …)` as one transaction on this thread."""
        started = monotonic()
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            result = fn(session, *args, **kwargs)
        took = monotonic() - started
        if took > SLOW:
            log.debug("slow_transaction", fn=getattr(fn, "__qualname__", str(fn)), ms=round(took * 1000))
        return result

    async def run(self, fn: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn(session, …)` as one transaction on a database thread; all of it counts, or nothing."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, lambda: self.transact(fn, *args, **kwargs))

    async def read(self, fn: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a slow read beside the writer."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, lambda: self.read_now(fn, *args, **kwargs))

    def read_now(self, fn: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a read on this thread, on the read-only connection."""
        if self._reader is None:
            self._reader = make_engine(self.url, read_only=True)
        with Session(self._reader) as session, session.begin():
            return fn(session, *args, **kwargs)

    def forget_log(self) -> None:
        """Have SQLite's log emptied, which holds pages as they were; left for its next turn while somebody reads."""
        if self.sqlite:
            with closing(self.engine.raw_connection()) as connection:  # beneath SQLAlchemy's own BEGIN
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        self._pool.shutdown()
        self._readers.shutdown()
        self.engine.dispose()
        if self._reader is not None:
            self._reader.dispose()
