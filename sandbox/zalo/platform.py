"""Zalo's side of the world: bots by token, the ids that each of them sees, media addresses, work in the background."""

import asyncio
import hashlib
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from sandbox.clock import Clock
from sandbox.things import Chat, Json
from sandbox.zalo.bots import ZaloBot
from sandbox.zalo.ids import Ids
from sandbox.zalo.settings import Settings

if TYPE_CHECKING:
    from sandbox.zalo.media import Item

FIRST_ID = 10**18


class Platform:
    """Begins empty with each world."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.bots: dict[str, ZaloBot] = {}
        self.ids = Ids()
        self.protected: set[int] = set()
        self.media: dict[str, Item] = {}
        self.tasks: set[asyncio.Task[Any]] = set()

    def add(
        self, token: str, username: str, name: str, id: int | str | None = None, settings: Json | None = None
    ) -> ZaloBot:
        """Raises ValueError for a token that is no Zalo token, or unknown settings."""
        numeric, _, secret = token.partition(":")
        if not numeric.isdigit() or not secret:
            raise ValueError(f"a Zalo token is numeric:secret, not {token!r}")
        chosen = Settings().changed(settings or {})
        bot = ZaloBot(token, int(id) if id else bot_id(token), username, name, self._clock, chosen)
        self.bots[token] = bot
        return bot

    def know(self, user: int, ids: dict[str, str], protected: bool) -> None:
        """What a scene says of a person: fixed ids by bot username, and whether the law protects them as a sender."""
        for bot, wire in ids.items():
            self.ids.fix(bot, user, wire)
        if protected:
            self.protected.add(user)

    def named(self, name: str) -> ZaloBot:
        """By username or token. Raises LookupError."""
        found = next((bot for bot in self.bots.values() if name in (bot.username, bot.token)), None)
        if not found:
            raise LookupError(f"no such Zalo bot: {name}")
        return found

    def bots_in(self, chat: Chat) -> list[ZaloBot]:
        return [bot for bot in self.bots.values() if chat.has(bot.id)]

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs it in the background and holds on to it."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def close(self) -> None:
        for task in self.tasks:
            task.cancel()
        for bot in self.bots.values():
            bot.close()


def bot_id(token: str) -> int:
    """19 digits, from the token's public half."""
    digest = hashlib.sha256(token.partition(":")[0].encode()).digest()
    return FIRST_ID + int.from_bytes(digest[:7], "big")
