"""Send what is in the outbox: claim, render, send, mark; even spacing, order per chat, few in flight."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import structlog
from sqlmodel import Session

from bot import metrics
from bot.claim import Claimed, claim
from bot.clock import monotonic
from bot.db import AWAY, Database
from bot.mark import Outcome, mark
from bot.troubles import Troubles
from channels.base import Capabilities, Channel, DeliveryError, Sent

log = structlog.get_logger(__name__)
IN_FLIGHT = 8  # a kill can repeat no more messages than were under way
PATIENCE = 0.6  # seconds a claimed row may wait for its turn
QUOTA_MOMENT = 2.0  # seconds until a refusal has been written down
IDLE = 0.5  # seconds between looks when nothing wakes the sender: notices become due, replicas write


def step(
    session: Session,
    outcomes: list[Outcome],
    bots: Mapping[str, Capabilities],
    now: datetime,
    limit: int,
    busy: list[str],
    held: list[str],
    trying: Sequence[str] = (),
) -> list[Claimed]:
    """Mark what came back and claim what comes next, in one transaction: half the commits."""
    mark(session, outcomes, now)
    session.flush()
    return claim(session, bots, now, limit, busy, held, trying) if limit else []


class Sender:
    """The one sender of this process; `wake` is set when a handler or a tick has written to the outbox.

    `others` tells the bots that another process speaks for.
    """

    def __init__(
        self,
        db: Database,
        channels: Mapping[str, Channel],
        clock: Callable[[], datetime],
        *,
        others: Callable[[], list[str]] = list,
        paced: bool = True,
    ) -> None:
        self._db, self._channels, self._clock, self._others, self._paced = db, channels, clock, others, paced
        self.wake = asyncio.Event()
        self._finished: list[Outcome] = []
        self._under_way: dict[asyncio.Task[None], str] = {}
        self._next_send = dict.fromkeys(channels, 0.0)
        self._lane_free: dict[str, float] = {}
        self._troubles = Troubles(monotonic)
        self.stopping = False

    async def run(self) -> None:
        """Until stopped; a database that is away is waited for."""
        while not self.stopping or self._under_way or self._finished:
            try:
                worked = await self._round()
            except AWAY:
                log.warning("database_away")
                await asyncio.sleep(1)
                continue
            if not worked:
                await self._rest()

    def stop(self) -> None:
        """Claim nothing more; what is under way is finished and marked."""
        self.stopping = True
        self.wake.set()

    async def _round(self) -> bool:
        outcomes, self._finished = self._finished, []
        room = 0 if self.stopping else IN_FLIGHT - len(self._under_way)
        if not outcomes and not room:
            return False
        bots = {bot: channel.capabilities for bot, channel in self._channels.items()}
        try:
            trying = self._troubles.trying()
            claimed = await self._db.run(step, outcomes, bots, self._clock(), room, self._busy(), self._held(), trying)
        except BaseException:
            self._finished = outcomes + self._finished
            raise
        for ready in claimed:
            task = asyncio.create_task(self._deliver(ready))
            self._under_way[task] = ready.lane
            task.add_done_callback(self._under_way.pop)
        return bool(claimed or outcomes)

    def _busy(self) -> list[str]:
        """Lanes that something is on its way to, or that were written to a moment ago."""
        now = monotonic()
        self._lane_free = {lane: at for lane, at in self._lane_free.items() if at > now}
        return list({*self._under_way.values(), *self._lane_free})

    def _held(self) -> list[str]:
        """Bots that were asked to wait (a claimed row would only lie there until its lease ran out), whose one try is under way
        or not due, or that are not ours."""
        soon = monotonic() + PATIENCE
        waiting = [bot for bot, at in self._next_send.items() if at > soon]
        under_way = {lane.partition(":")[0] for lane in self._under_way.values()}
        trying = [bot for bot in self._troubles.trying() if bot in under_way]
        return [*waiting, *trying, *self._troubles.resting(), *self._others()]

    async def _rest(self) -> None:
        self.wake.clear()
        if not self._finished:
            try:
                await asyncio.wait_for(self.wake.wait(), self._nap())
            except TimeoutError:
                return

    def _nap(self) -> float:
        soonest = min(self._lane_free.values(), default=monotonic() + IDLE) - monotonic()
        return min(max(soonest, 0.01), IDLE)

    async def _deliver(self, ready: Claimed) -> None:
        """Send a row's parts in order; whatever happens becomes an outcome."""
        channel = self._channels[ready.chat.bot]
        sent: list[Sent] = []
        error, outage = None, False
        try:
            for message in ready.messages:
                await self._slot(ready, first=not sent)
                sent.append(await channel.send(message))
        except DeliveryError as refused:
            error, outage = refused, self._troubles.failed(ready.chat.bot, refused)
            self._hold(ready, refused)
        except Exception as broken:
            log.exception("send_failed", outbox=ready.row_id)
            error = DeliveryError(type(broken).__name__, ambiguous=True)
        if error is None:
            self._troubles.answered(ready.chat.bot)
        self._finished.append(Outcome(ready, tuple(sent), error, outage))
        self.wake.set()

    async def _slot(self, ready: Claimed, *, first: bool) -> None:
        """Wait for this bot's next evenly spaced moment, and between the parts of one message for the chat's own."""
        if not self._paced:
            return
        pace = self._channels[ready.chat.bot].pace
        gap = pace.group if ready.group else pace.chat
        if not first:
            await asyncio.sleep(gap)
        now = monotonic()
        at = max(now, self._next_send[ready.chat.bot])
        self._next_send[ready.chat.bot] = at + pace.every
        self._lane_free[ready.lane] = at + gap
        if at > now:
            await asyncio.sleep(at - now)

    def _hold(self, ready: Claimed, error: DeliveryError) -> None:
        """Asked to wait: hold the chat, and for a private chat or a spent plan everything this bot says.

        How long a spent plan rests is kept with the plan (services.quota); here it only stops what was claimed with it.
        """
        if error.retry_after is None:
            return
        until = monotonic() + (QUOTA_MOMENT if error.quota else error.retry_after)
        self._lane_free[ready.lane] = until
        if not ready.group or error.quota:
            self._next_send[ready.chat.bot] = max(self._next_send[ready.chat.bot], until)
        metrics.REFUSED.labels(ready.chat.bot, "hold").inc()
