"""Long polling over the real wire: nothing is lost, nothing is confirmed too early, and no fault ends it but a wrong token."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from channels.base import Incoming
from channels.telegram import TelegramChannel, TokenRefused, WebhookActive
from channels.telegram.poll import Backoff
from tests.telegram.support import Crooked, Json, MakeChannel, Place, first

pytestmark = pytest.mark.anyio


def polling(channel: TelegramChannel) -> aclosing[AsyncGenerator[Sequence[Incoming], None]]:
    batches: Any = channel.poll()
    return aclosing(batches)


def texts(batch: Sequence[Incoming]) -> list[str]:
    return [each.text for each in batch]


async def waiting(place: Place) -> int:
    return int((await place.ask("getWebhookInfo"))["pending_update_count"])


async def test_what_was_said_arrives_in_order(place: Place, channel: TelegramChannel) -> None:
    for said in ("việc", "1 xong"):
        await place.act("send", text=said)
    async with polling(channel) as batches:
        batch = await first(batches)
    assert [(each.text, each.chat, each.sender, each.sender_name) for each in batch] == [
        (said, place.chat, str(place.person), "Bí thư xã") for said in ("việc", "1 xong")
    ]


async def test_asking_for_the_next_batch_confirms_the_one_before(place: Place, channel: TelegramChannel) -> None:
    await place.act("send", text="một")
    async with polling(channel) as batches:
        await first(batches)
        assert await waiting(place) == 1
        following = asyncio.ensure_future(first(batches))
        await place.act("send", text="hai")
        assert texts(await following) == ["hai"]
        assert await waiting(place) == 1


async def test_what_was_not_confirmed_comes_again_with_the_same_key(place: Place, make: MakeChannel) -> None:
    await place.act("send", text="một")
    batches = []
    for _ in range(2):
        async with polling(make(place.token, place.url)) as polled:
            batches.append(await first(polled))
    assert batches[0] == batches[1]
    assert texts(batches[0]) == ["một"]


async def test_what_is_not_for_the_bot_is_confirmed_too(place: Place, channel: TelegramChannel) -> None:
    await place.act("send", text="/giao@other_bot a")
    async with polling(channel) as batches:
        assert await first(batches, even_empty=True) == []
        following = asyncio.ensure_future(first(batches))
        await place.act("send", text="việc")
        assert texts(await following) == ["việc"]


async def test_polling_does_not_steal_from_a_webhook(place: Place, channel: TelegramChannel) -> None:
    await place.ask("setWebhook", url="http://127.0.0.1:9/hook")
    async with polling(channel) as batches:
        with pytest.raises(WebhookActive):
            await first(batches)


async def test_a_webhook_is_dropped_where_that_is_meant(place: Place, make: MakeChannel) -> None:
    await place.ask("setWebhook", url="http://127.0.0.1:9/hook")
    await place.act("send", text="trước đó")
    async with polling(make(place.token, place.url, drop_webhook=True)) as batches:
        assert texts(await first(batches)) == ["trước đó"]


async def test_another_poller_is_waited_out(place: Place, channel: TelegramChannel) -> None:
    with capture_logs() as logs:
        async with polling(channel) as batches:
            following = asyncio.ensure_future(first(batches))
            while not any(each["event"] == "telegram_poll_conflict" for each in logs):
                await place.ask("getUpdates", timeout=0)
                await asyncio.sleep(0.02)
            await place.act("send", text="việc")
            assert texts(await following) == ["việc"]


@pytest.mark.parametrize("kind", ["500", "502html", "reset", "429"])
async def test_a_fault_is_waited_out(kind: str, place: Place, channel: TelegramChannel) -> None:
    await place.faults({"kind": kind, "method": "getUpdates", "times": 2, "retry_after": 0})
    await place.act("send", text="việc")
    with capture_logs() as logs:
        async with polling(channel) as batches:
            assert texts(await first(batches)) == ["việc"]
    assert [each["event"] for each in logs] == ["telegram_poll_failed"] * 2


async def test_a_refused_token_ends_it(place: Place, make: MakeChannel) -> None:
    async with polling(make("999:unknown", place.url)) as batches:
        with pytest.raises(TokenRefused):
            await first(batches)


async def test_a_network_that_is_down_at_the_start(place: Place, channel: TelegramChannel) -> None:
    await place.faults({"kind": "reset", "method": "getMe", "times": 2})
    await channel.start([])
    said = {"user": place.clerk, "chat": place.group, "text": f"/tiendo@{place.username}"}
    await place.act("send", **said)
    async with polling(channel) as batches:
        assert texts(await first(batches)) == ["/tiendo"]


def crooked_updates(crooked: Crooked, *updates: Any) -> None:
    me = {"id": 7, "is_bot": True, "first_name": "B", "username": "giao_viec_bot"}
    crooked.results(getMe=me, getWebhookInfo={"url": ""}, getUpdates=list(updates))
    crooked.says("404 Not Found", b'{"ok":false,"error_code":404,"description":"Not Found"}')


def update(number: int, **content: Any) -> Json:
    person = {"id": 5, "is_bot": False, "first_name": "A"}
    return {
        "update_id": number,
        "message": {"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private"}, "from": person, **content},
    }


async def test_one_unreadable_update_does_not_hold_up_the_others(crooked: Crooked, make: MakeChannel) -> None:
    crooked_updates(crooked, update(1, text=5), "nonsense", {"update_id": "x"}, update(2, text="việc"))
    with capture_logs() as logs:
        async with polling(make("7:token", crooked.url)) as batches:
            assert texts(await first(batches)) == ["việc"]
    assert [each["update_id"] for each in logs if each["event"] == "telegram_update_unreadable"] == [1]


async def test_a_server_that_does_not_wait_is_not_asked_in_a_tight_loop(crooked: Crooked, make: MakeChannel) -> None:
    crooked_updates(crooked)
    async with polling(make("7:token", crooked.url)) as batches:
        with pytest.raises(TimeoutError):
            await first(batches, seconds=0.5)
    assert len([head for head in crooked.heard if b"getUpdates" in head]) <= 3


@given(st.integers(1, 40))
def test_pauses_grow_within_their_bounds(failures: int) -> None:
    backoff = Backoff()
    pauses = [backoff.next() for _ in range(failures)]
    assert all(max(1.0, min(2.0**n, 30.0) / 2) <= pause <= 30.0 for n, pause in enumerate(pauses))
    backoff.reset()
    assert backoff.next() == 1.0
