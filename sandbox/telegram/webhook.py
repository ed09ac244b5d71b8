"""Delivery to a webhook: one update of a lane at a time, lanes side by side; only a 2xx removes an update."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.telegram.client import Answer, Connection, DeliveryFailure, Target
from sandbox.telegram.queue import Update, UpdateQueue
from sandbox.things import Json

DEFAULT_CONNECTIONS = 40


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: the second repetition waits `pause`, each further one twice as long up to `longest`; a call ends after
    `timeout`."""

    pause: float
    longest: float
    timeout: float


class Webhook:
    """Workers take lanes from a queue; a lane stands in it at most once, which keeps its order."""

    def __init__(self, queue: UpdateQueue, clock: Clock, target: Target, connections: int, pace: Pace) -> None:
        self.target = target
        self.connections = connections
        self.last_error: Json | None = None
        self._queue = queue
        self._pace = pace
        self._clock = clock
        self.reply: Callable[[Answer], None] = lambda answer: None
        self._lanes: dict[str, deque[Update]] = {}
        self._ready: deque[str] = deque()
        self._failures: dict[str, int] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._idle: list[Connection] = []
        self._closed = False

    def start(self) -> None:
        for update in self._queue.pending.values():
            self.push(update)
        self._queue.sink = self.push

    def close(self) -> None:
        self._closed = True
        self._queue.sink = None
        for worker in self._workers:
            worker.cancel()
        for connection in self._idle:
            connection.close()

    def push(self, update: Update) -> None:
        lane = self._lanes.get(update.lane)
        if lane is None:
            self._lanes[update.lane] = deque([update])
            self._make_ready(update.lane)
        else:
            lane.append(update)

    def _make_ready(self, lane: str) -> None:
        self._ready.append(lane)
        if len(self._workers) < self.connections and not self._closed:
            worker = asyncio.get_running_loop().create_task(self._work())
            self._workers.add(worker)
            worker.add_done_callback(self._workers.discard)

    async def _work(self) -> None:
        connection = self._idle.pop() if self._idle else Connection(self.target)
        try:
            while self._ready:
                await self._advance(connection, self._ready.popleft())
        except asyncio.CancelledError:
            connection.close()
            raise
        self._idle.append(connection)

    async def _advance(self, connection: Connection, name: str) -> None:
        lane = self._lanes[name]
        update = lane[0]
        if update.id in self._queue.pending and not await self._deliver(connection, update):
            asyncio.get_running_loop().call_later(self._pause(name), self._make_ready, name)
            return
        self._failures.pop(name, None)
        lane.popleft()
        if lane:
            self._ready.append(name)
        else:
            del self._lanes[name]

    async def _deliver(self, connection: Connection, update: Update) -> bool:
        self._queue.note_delivered((update,))
        try:
            async with asyncio.timeout(self._pace.timeout):
                answer = await connection.post(update.body)
        except (DeliveryFailure, OSError, TimeoutError) as failure:
            connection.close()
            self._failed(f"{failure}" or "Connection timed out")
            return False
        if not 200 <= answer.status < 300:
            self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
            return False
        self._queue.confirm(update)
        self.reply(answer)
        return True

    def _failed(self, words: str) -> None:
        self.last_error = {"last_error_date": int(self._clock.seconds()), "last_error_message": words}

    def _pause(self, lane: str) -> float:
        failures = self._failures[lane] = self._failures.get(lane, 0) + 1
        return 0.0 if failures == 1 else min(self._pace.pause * 2 ** (failures - 2), self._pace.longest)
