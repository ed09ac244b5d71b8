"""A bot's queue of updates: ids only grow, an update stays until it is confirmed."""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from sandbox.log import Log
from sandbox.telegram.errors import OTHER_POLLER, Refusal, conflict
from sandbox.things import Json

UPDATE_KINDS = frozenset(
    ("message", "edited_message", "callback_query", "my_chat_member", "chat_member", "message_reaction")
)
# The platform leaves these out until a bot asks for them by name.
DEFAULT_KINDS = UPDATE_KINDS - {"chat_member", "message_reaction"}


@dataclass(slots=True)
class Update:
    """`body` is the whole update as JSON; a webhook delivers one update of a `lane` at a time."""

    id: int
    kind: str
    lane: str
    body: bytes
    quiet: bool


class UpdateQueue:
    """Waiting updates of one bot, oldest first, and at most one poller."""

    def __init__(self, log: Log, bot: str, first_id: int) -> None:
        self._log = log
        self._bot = bot
        self.next_id = first_id
        self._poller: asyncio.Future[None] | None = None
        self.pending: OrderedDict[int, Update] = OrderedDict()
        self.allowed: frozenset[str] = DEFAULT_KINDS
        self.sink: Callable[[Update], None] | None = None

    def put(self, kind: str, content: Json, lane: str, quiet: bool = False) -> int | None:
        """Returns the update's id, or None when the bot didn't ask for this kind."""
        if kind not in self.allowed:
            return None
        number, self.next_id = self.next_id, self.next_id + 1
        body = json.dumps({"update_id": number, kind: content}, separators=(",", ":")).encode()
        update = Update(number, kind, lane, body, quiet)
        self.pending[number] = update
        self._note("queued", update)
        self._hand_over(update)
        return number

    def _hand_over(self, update: Update) -> None:
        if self.sink:
            self.sink(update)
        else:
            self.wake()

    def confirm(self, update: Update) -> None:
        if self.pending.pop(update.id, None):
            self._note("confirmed", update)

    def confirm_below(self, offset: int) -> None:
        """A negative offset keeps that many of the newest and forgets the others."""
        below = offset if offset >= 0 else self.next_id + offset
        while self.pending and next(iter(self.pending)) < below:
            self.confirm(next(iter(self.pending.values())))

    def clear(self) -> None:
        self.pending.clear()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Update]:
        """Waits for the first update. Raises a 409 refusal when another poller or a webhook takes its place."""
        self.interrupt(conflict(OTHER_POLLER))
        if offset:
            self.confirm_below(offset)
        if not self.pending and seconds > 0:
            await self._wait(seconds)
        found = list(islice(self.pending.values(), limit))
        self.note_delivered(found)
        return found

    async def _wait(self, seconds: float) -> None:
        mine = self._poller = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(mine, seconds)
        except TimeoutError:
            return
        finally:
            if self._poller is mine:
                self._poller = None

    def interrupt(self, reason: Refusal) -> None:
        """Ends a waiting poll with that refusal."""
        if self._poller and not self._poller.done():
            self._poller.set_exception(reason)

    def wake(self) -> None:
        """Lets a waiting poll answer with what there is."""
        if self._poller and not self._poller.done():
            self._poller.set_result(None)

    def note_delivered(self, updates: Iterable[Update]) -> None:
        for update in updates:
            self._note("delivered", update)

    def _note(self, kind: str, update: Update) -> None:
        if update.quiet:
            self._log.count(kind)
        else:
            self._log.add(kind, bot=self._bot, update_id=update.id, update=update.kind, lane=update.lane)
