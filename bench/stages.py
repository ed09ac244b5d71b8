"""The stages of one update apart: parsing, storing, handling from a filled inbox, claiming and marking from a filled outbox,
and the call that sends, all in this process and one after the other; the shares tell where the time goes."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from bench.places import ASKED, FIRST, database_url, people, place, settle
from bench.report import Line, ratio
from bench.size import Size
from bot.clock import monotonic
from bot.db import Database
from bot.mark import Outcome
from bot.receive import handle_batch
from bot.send import IN_FLIGHT, step
from bot.store import store
from channels.base import Channel, ChatRef, Incoming, Outgoing, Sent, Span
from channels.telegram import TelegramChannel
from tests.process.rig import TOKEN, Rig

T = TypeVar("T")
AT_ONCE = 100  # the most that one poll brings
BOT = "telegram"


def measure(size: Size) -> list[Line]:
    with place("poll") as rig:
        settle(rig, size.chats, datetime.now(UTC))
        db = Database(database_url(rig))
        try:
            spent = asyncio.run(_stages(rig, db, size))
        finally:
            db.close()
    whole = sum(spent.values())
    return [
        Line("time per update, stage by stage", name, f"{ratio(took, whole)} of all", f"{took * 1000:.2f} ms")
        for name, took in spent.items()
    ]


async def _stages(rig: Rig, db: Database, size: Size) -> dict[str, float]:
    """Seconds per update in each stage."""
    channel = TelegramChannel(BOT, TOKEN, api=rig.url)
    rig.people(people(size.chats))
    bodies = [_body(number, FIRST + number % size.chats) for number in range(size.updates)]
    spent: dict[str, float] = {}
    _store(
        db, [incoming for number in range(size.chats) for incoming in channel.parse(_body(-1 - number, FIRST + number))]
    )
    _handle(db, channel)  # warmed up: everything is imported, and everybody has spoken once
    _send(db, channel)
    incomings = _timed(spent, "parsing", lambda: [incoming for body in bodies for incoming in channel.parse(body)])
    _timed(spent, "storing", lambda: _store(db, incomings))
    _timed(spent, "handling", lambda: _handle(db, channel))
    _timed(spent, "claiming and marking", lambda: _send(db, channel))
    begun = monotonic()
    await _call(channel, size)
    spent["the call that sends"] = monotonic() - begun
    await channel.stop()
    return {name: seconds / size.updates for name, seconds in spent.items()}


def _timed(spent: dict[str, float], name: str, work: Callable[[], T]) -> T:
    begun = monotonic()
    result = work()
    spent[name] = monotonic() - begun
    return result


def _body(number: int, person: int) -> bytes:
    """An update as the platform sends it."""
    who = {"id": person, "is_bot": False, "first_name": "Người thử"}
    chat = {"id": person, "type": "private", "first_name": "Người thử"}
    message = {"message_id": abs(number), "date": int(datetime.now(UTC).timestamp()), "from": who, "chat": chat}
    return json.dumps({"update_id": number, "message": message | {"text": ASKED}}).encode()


def _store(db: Database, incomings: list[Incoming]) -> None:
    for start in range(0, len(incomings), AT_ONCE):
        db.transact(store, incomings[start : start + AT_ONCE], datetime.now(UTC))


def _handle(db: Database, channel: Channel) -> None:
    while db.transact(handle_batch, {BOT: channel}, lambda: datetime.now(UTC)):
        pass


def _send(db: Database, channel: Channel) -> None:
    """Claim as many as may be under way, take them for sent, and claim the next."""
    outcomes: list[Outcome] = []
    while True:
        now = datetime.now(UTC)
        claimed = db.transact(step, outcomes, {BOT: channel.capabilities}, now, IN_FLIGHT, [], [])
        if not claimed:
            return
        outcomes = [Outcome(each, tuple(Sent("1", now) for _ in each.messages)) for each in claimed]


async def _call(channel: Channel, size: Size) -> None:
    """Send as many messages, as many at a time as the sender does."""
    numbers = iter(range(size.updates))

    async def sender() -> None:
        for number in numbers:
            await channel.send(
                Outgoing(ChatRef(BOT, str(FIRST + number % size.chats)), (Span("1. 🟢 Bàn giao mặt bằng"),))
            )

    await asyncio.gather(*(sender() for _ in range(IN_FLIGHT)))
