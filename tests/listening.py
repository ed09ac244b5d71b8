"""A small server of a test's own, in the loop of the test."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def listening(serve: Serve) -> AsyncIterator[str]:
    """The address where `serve` answers. At the end nothing of it is left: a server does not close what is still open, and
    whichever test runs when that is collected would fail for it."""
    talks: dict[asyncio.StreamWriter, asyncio.Task[None]] = {}

    async def kept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = asyncio.current_task()
        assert talk is not None
        talks[writer] = talk
        await serve(reader, writer)

    async with await asyncio.start_server(kept, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        for writer, talk in talks.items():
            talk.cancel()
            writer.transport.abort()
        await asyncio.gather(*talks.values(), return_exceptions=True)
        await asyncio.sleep(0)  # the transports go in the next round
