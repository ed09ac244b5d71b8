"""Store, then confirm: an update is a row before its platform hears that we have it."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot import gate, metrics
from bot.db import Database
from channels.base import Incoming
from models import Inbox, InboxState
from models.mail import AT_ONCE
from services import quota
from services.inserting import insert_new

Clock = Callable[[], datetime]


def store(session: Session, incomings: Sequence[Incoming], now: datetime) -> list[str]:
    """Keep what is new; gives back the bot of each. A redelivered update changes nothing."""
    rows = [_row(gate.inbound(incoming), now) for incoming in incomings]
    return insert_new(session, Inbox, rows, ["bot", "key"], Inbox.bot) if rows else []


def store_and_count(session: Session, incomings: Sequence[Incoming], now: datetime) -> None:
    """The same for what came from the platforms themselves, which may count it."""
    quota.count(session, now, received=Counter(store(session, incomings, now)), sent={})


def _row(incoming: Incoming, now: datetime) -> dict[str, Any]:
    return {
        "bot": incoming.chat.bot,
        "key": incoming.key,
        "chat_id": incoming.chat.id,
        "user_id": incoming.sender,
        "state": InboxState.FETCH if any(each.stored is None for each in incoming.attachments) else InboxState.NEW,
        "payload": _plain(incoming),
        "attempts": 0,
        "not_before": AT_ONCE,
        "received_at": now,
    }


def _plain(incoming: Incoming) -> dict[str, Any]:
    return asdict(incoming) | {"sent_at": incoming.sent_at.isoformat()}


class Storing:
    """Batches what arrives at the same time into one transaction; `keep` returns when it is on disk."""

    def __init__(self, db: Database, clock: Clock, stored: asyncio.Event) -> None:
        self._db, self._clock, self._stored = db, clock, stored
        self._waiting: list[tuple[Sequence[Incoming], asyncio.Future[None]]] = []
        self._writing = asyncio.Lock()

    async def keep(self, incomings: Sequence[Incoming]) -> None:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((incomings, done))
        async with self._writing:
            if not done.done():
                await self._write()
        await done

    async def _write(self) -> None:
        batch, self._waiting = self._waiting, []
        together = [incoming for incomings, _ in batch for incoming in incomings]
        try:
            await self._db.run(store_and_count, together, self._clock())
        except BaseException as error:
            for _, done in batch:
                if not done.done():
                    done.set_exception(error)
                    done.exception()  # seen: whoever wrote for the others raises it, and it must not be logged as forgotten
            raise
        for _, done in batch:
            done.set_result(None)
        metrics.STORED.inc(len(together))
        self._stored.set()
