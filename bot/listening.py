"""The HTTP server inside the bot's own loop, and the lock that makes this process the only one on its data."""

import asyncio
import fcntl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import uvicorn

from bot.web import Running, make_web


class _Quiet(uvicorn.Server):
    """Signals are the command line's business, so that everything under way is finished first."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def listening(running: Running, host: str | None, port: int) -> AsyncIterator[None]:
    """Serve HTTP while the block runs; without a host nothing is served."""
    if host is None:
        yield
        return
    server = _Quiet(
        uvicorn.Config(make_web(running), host, port, log_level="warning", access_log=False, lifespan="off")
    )
    serving = asyncio.ensure_future(server.serve())
    while not server.started and not serving.done():  # noqa: ASYNC110 — uvicorn tells by a flag only
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        await serving


@contextmanager
def only_process(data_dir: Path) -> Iterator[None]:
    """Hold the lock that makes this the one process on a SQLite database; raises `BlockingIOError` when another runs."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "giaoviec.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
