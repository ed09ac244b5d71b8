"""The running process: channels, storing, handling, fetching, sending, ticking, jobs, and the HTTP server, wired together."""

import asyncio
from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from contextlib import aclosing, suppress
from typing import Any

import structlog
from sqlalchemy import text
from sqlmodel import Session

from bot import fetch, work
from bot.claim import recover
from bot.clock import Clock, monotonic
from bot.db import AWAY, Database
from bot.leading import Leading
from bot.limits import Limits
from bot.listening import listening
from bot.menu_commands import COMMANDS
from bot.receive import handle_batch
from bot.send import Sender
from bot.store import Storing
from bot.ticking import Ticking
from channels.base import Channel, DeliveryError, Incoming

log = structlog.get_logger(__name__)
LAST = 10.0  # seconds that a process which stops waits for a database that is away
IDLE = 0.25  # seconds between looks for what no event announces: retries, replicas


class App:
    """One process of the bot; the bots in `polled` ask for their updates (all, by default), the others are told.

    `run` returns after `stop` (or a signal), with everything under way finished.
    """

    def __init__(
        self,
        db: Database,
        channels: Mapping[str, Channel],
        clock: Clock,
        *,
        polled: Collection[str] | None = None,
        webhook_secret: str = "",
        paced: bool = True,
        limits: Limits | None = None,
    ) -> None:
        self.db, self.channels, self.clock, self.webhook_secret = db, dict(channels), clock, webhook_secret
        self._limits = limits
        self._polled = frozenset(channels if polled is None else polled)
        self._stored = asyncio.Event()
        self._stopping = asyncio.Event()
        self.storing = Storing(db, clock.now, self._stored)
        self.leading = Leading(db.engine, channels, self._take_over)
        self.sender = Sender(db, self.channels, clock.now, others=lambda: self.leading.others, paced=paced)
        self.ticking = Ticking(db, clock, self.sender.wake)
        self._beat = monotonic()
        self._held: set[asyncio.Task[None]] = set()  # batches on their way into the database
        self.when_started: Callable[[], Coroutine[Any, Any, None]] | None = None  # called once the HTTP server listens

    async def run(self, host: str | None = None, port: int = 0) -> None:
        """Serve until stopped; what a killed process left half sent is taken up again first."""
        await self._greet()
        try:
            async with asyncio.TaskGroup() as group, listening(self, host, port):
                group.create_task(self.sender.run())
                if self.when_started is not None:
                    await self.when_started()
                loops = [self._handle(), self._fetch(), self._work(), self.ticking.run(self._stopping)]
                loops.append(self.leading.run())
                loops += [self._poll(self.channels[bot]) for bot in self._polled if bot in self.channels]
                running = [group.create_task(self._until_stopped(loop)) for loop in loops]
                await asyncio.wait(running, return_when=asyncio.FIRST_EXCEPTION)
                self.stop()
                self.sender.stop()
                if self._held:
                    await asyncio.wait(self._held, timeout=LAST)
        finally:
            for channel in self.channels.values():
                await channel.stop()

    async def _greet(self) -> None:
        """Start the channels. One bot's bad token stops that bot; raises `DeliveryError` when none is left."""
        for bot, channel in list(self.channels.items()):
            try:
                await channel.start(COMMANDS)
            except DeliveryError as refused:
                self._give_up(bot, refused)

    def _give_up(self, bot: str, refused: DeliveryError) -> None:
        if len(self.channels) == 1:
            raise refused
        log.error("channel_given_up", bot=bot, reason=str(refused))
        del self.channels[bot]

    async def _take_over(self, bots: frozenset[str]) -> None:
        await self.db.run(recover, bots)
        self.sender.wake.set()

    def stop(self) -> None:
        """Take nothing new; finish what is under way."""
        self._stopping.set()
        self._stored.set()

    async def _until_stopped(self, loop: Coroutine[Any, Any, None]) -> None:
        """Run a loop until it ends or the app stops; a loop is cancelled only where nothing is half done."""
        task = asyncio.ensure_future(loop)
        stopping = asyncio.ensure_future(self._stopping.wait())
        await asyncio.wait({task, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not task.done():
            task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    async def _poll(self, channel: Channel) -> None:
        """Ask for updates while this process speaks for the bot: two pollers of one token would take each other's."""
        ask = self._ask if channel.hands_over_once else self._ask_while_led
        try:
            while True:
                await self.leading.wait(channel.bot, led=True)
                await ask(channel)
        except* DeliveryError as refused:
            self._give_up(channel.bot, _first(refused))
            await self._stopping.wait()

    async def _ask_while_led(self, channel: Channel) -> None:
        """The call under way is given up as well: the next poller would be refused meanwhile, and what it brings comes again."""
        async with asyncio.TaskGroup() as group:
            asking = group.create_task(self._ask(channel))
            await self.leading.wait(channel.bot, led=False)
            asking.cancel()

    async def _ask(self, channel: Channel) -> None:
        """Until somebody else speaks for the bot, but not before the call under way has ended. A batch that can't be stored yet
        is held: nothing after it is asked for, so nothing is confirmed, and who stops asking meanwhile still stores it."""
        async with aclosing(channel.poll()) as batches:
            async for batch in batches:
                if batch:
                    await self._hold(batch)
                if not self.leading.leads(channel.bot):
                    return

    async def _hold(self, batch: Sequence[Incoming]) -> None:
        held = asyncio.ensure_future(self._keep(batch))
        self._held.add(held)
        held.add_done_callback(self._held.discard)
        await asyncio.shield(held)

    async def _keep(self, batch: Sequence[Incoming]) -> None:
        async def kept() -> bool:
            await self.storing.keep(batch)
            return True

        while not await self._guarded(kept):
            continue

    async def _handle(self) -> None:
        while not self._stopping.is_set():
            self._stored.clear()
            handled = await self._guarded(
                lambda: self.db.run(handle_batch, self.channels, self.clock.now, self._limits)
            )
            self._beat = monotonic()
            if handled:
                self.sender.wake.set()
                self._acknowledge(handled)
            else:
                await self._pause(self._stored)

    def _acknowledge(self, handled: list[Incoming]) -> None:
        """Stop the spinners of pressed buttons; nobody waits for it."""
        for incoming in handled:
            if incoming.press_id is not None:
                task = asyncio.ensure_future(self.channels[incoming.chat.bot].acknowledge(incoming))
                task.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def _fetch(self) -> None:
        while not self._stopping.is_set():
            found = await self._guarded(lambda: fetch.run_once(self.db, self.channels, self.clock.now()))
            if found:
                self._stored.set()
            else:
                await asyncio.sleep(IDLE)

    async def _work(self) -> None:
        while not self._stopping.is_set():
            if not await self._guarded(lambda: work.run_once(self.db, self.clock.now())):
                await asyncio.sleep(IDLE)

    async def _guarded(self, step: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
        """A database that is away (or full) is waited for; nothing is lost by waiting."""
        try:
            return await step()
        except AWAY:
            log.warning("database_away")
            await asyncio.sleep(1)
            return None

    async def _pause(self, event: asyncio.Event) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(event.wait(), IDLE)

    async def ready(self) -> bool:
        """Does the database answer, and do the loops turn?"""
        try:
            await asyncio.wait_for(self.db.run(_ping), 5)
        except (*AWAY, TimeoutError):
            return False
        return monotonic() - self._beat < 30

    async def tick(self) -> None:
        """Look now for what is due (the rehearsal clock was moved)."""
        await self.ticking.tick()


def _first(group: BaseExceptionGroup[DeliveryError]) -> DeliveryError:
    first = group.exceptions[0]
    return first if isinstance(first, DeliveryError) else _first(first)


def _ping(session: Session) -> None:
    session.execute(text("SELECT 1"))
