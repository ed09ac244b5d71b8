"""One call of a method."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from sandbox.things import Chat
from sandbox.world import World
from sandbox.zalo.bots import ZaloBot
from sandbox.zalo.chats import chat_of
from sandbox.zalo.errors import ClientGone

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Call:
    """`params` come from JSON, a form or the query; `gone` ends when the client hangs up."""

    world: World
    bot: ZaloBot
    method: str
    params: Mapping[str, Any]
    gone: Callable[[], Awaitable[None]]

    def text(self, name: str) -> str:
        value = self.params.get(name)
        return "" if value is None else str(value)

    def chat(self) -> Chat:
        return chat_of(self.world, self.bot, self.text("chat_id"))

    async def unless_gone(self, work: Coroutine[Any, Any, Found]) -> Found:
        """Raises ClientGone when the client hangs up first; the work is cancelled then."""
        task = asyncio.ensure_future(work)
        gone = asyncio.ensure_future(self.gone())
        try:
            await asyncio.wait((task, gone), return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
                raise ClientGone
            return task.result()
        finally:
            gone.cancel()
            task.cancel()
