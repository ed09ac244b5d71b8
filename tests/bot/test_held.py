"""What a platform handed over is stored, whatever happens meanwhile to the database, the clock or the part that asked for it."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from bot.app import App
from bot.claim import claim
from bot.clock import Clock
from bot.db import Database
from bot.receive import handle_batch
from bot.store import Storing, store
from channels.bare import BareChannel
from channels.base import Incoming
from models import Inbox, InboxState
from tests.bot.test_fair import CHANNEL, said
from tests.stage import START

pytestmark = pytest.mark.anyio


class HandsOverOnce(BareChannel):
    """No confirmation: what was handed over never comes again."""

    async def poll(self) -> AsyncGenerator[Sequence[Incoming], None]:
        yield [said(1, "leader")]
        await asyncio.Event().wait()


async def test_who_stops_asking_while_the_database_is_away_still_stores_what_came(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = HandsOverOnce("bare", now=lambda: START)
    app, away, keep = App(database, {"bare": channel}, Clock(START)), asyncio.Event(), Storing.keep

    async def kept(storing: Storing, batch: Sequence[Incoming]) -> None:
        if not away.is_set():
            away.set()
            raise OperationalError("INSERT", None, Exception("the server is starting up"))
        await keep(storing, batch)

    monkeypatch.setattr(Storing, "keep", kept)
    asking = asyncio.ensure_future(app._ask(channel))
    await away.wait()
    asking.cancel()
    await asyncio.wait(app._held)
    assert database.transact(lambda s: s.exec(select(Inbox.key, Inbox.state)).all()) == [("1", InboxState.NEW)]


class AnswersLate(BareChannel):
    """Its call is under way until `now_on`; by then nobody may be there any more."""

    def __init__(self) -> None:
        super().__init__("bare", now=lambda: START)
        self.asked, self.now_on = 0, asyncio.Event()

    async def poll(self) -> AsyncGenerator[Sequence[Incoming], None]:
        while True:
            self.asked += 1
            await self.now_on.wait()
            yield [said(self.asked, "leader")]


@pytest.mark.parametrize(
    ("once", "keys"), [(True, ["1"]), (False, [])], ids=["hands over once", "waits for a confirmation"]
)
async def test_a_call_under_way_when_another_process_takes_over(
    database: Database, once: bool, keys: list[str]
) -> None:
    channel = AnswersLate()
    channel.hands_over_once = once
    app = App(database, {"bare": channel}, Clock(START))
    polling = asyncio.ensure_future(app._poll(channel))
    for led in (frozenset({"bare"}), frozenset[str]()):
        await app.leading._take(led)
        await asyncio.sleep(0.05)
    channel.now_on.set()
    await asyncio.sleep(0.2)
    polling.cancel()
    with suppress(asyncio.CancelledError):
        await polling
    assert database.transact(lambda s: s.exec(select(Inbox.key)).all()) == keys
    assert channel.asked == 1


def test_what_came_while_the_clock_was_ahead_is_answered_when_it_is_back(database: Database) -> None:
    ahead = START + timedelta(hours=2)

    def handle(session: Session) -> list[Incoming]:
        return handle_batch(session, {"bare": CHANNEL}, lambda: ahead if session.get(Inbox, 2) is None else START)

    database.transact(store, [said(1, "first")], ahead)
    database.transact(handle)
    database.transact(store, [said(2, "second")], ahead)
    assert [incoming.key for incoming in database.transact(handle)] == ["2"]
    able = {"bare": CHANNEL.capabilities}
    assert [each.chat.id for each in database.transact(claim, able, START, 8)] == ["first", "second"]
