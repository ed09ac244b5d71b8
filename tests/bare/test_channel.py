"""The bare text channel: what a conversation may rely on where nothing but text goes through."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from channels.bare import BareChannel
from channels.base import (
    Attachment,
    Button,
    Capabilities,
    Channel,
    ChatRef,
    DeliveryError,
    FetchError,
    File,
    Incoming,
    Outgoing,
    Sent,
    Span,
)

pytestmark = pytest.mark.anyio

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
CHAT = ChatRef("bare", "5")


@pytest.fixture
def channel() -> BareChannel:
    return BareChannel(now=lambda: NOON)


def polling(channel: Channel) -> aclosing[AsyncGenerator[Sequence[Incoming], None]]:
    batches: Any = channel.poll()
    return aclosing(batches)


async def first(batches: AsyncGenerator[Sequence[Incoming], None]) -> list[str]:
    async with asyncio.timeout(2):
        return [each.text for each in await anext(batches)]


def text(words: str = "xin chào", **more: Any) -> Outgoing:
    return Outgoing(CHAT, (Span(words, "bold"),), **more)


async def test_it_can_do_nothing_but_text(channel: BareChannel) -> None:
    assert channel.capabilities == Capabilities(max_text=2000, max_caption=0)


async def test_what_is_said(channel: BareChannel) -> None:
    said = channel.say("5", "5", "1 xong", name="Bí thư xã")
    expected = Incoming("1", CHAT, "5", "Bí thư xã", NOON, text="1 xong", message_id="1")
    async with polling(channel) as batches:
        async with asyncio.timeout(2):
            assert list(await anext(batches)) == [expected]
    assert said == expected


async def test_keys_grow_and_a_time_may_be_given(channel: BareChannel) -> None:
    hanoi = NOON.astimezone(timezone(timedelta(hours=7)))
    said = [channel.say("5", "5", "a"), channel.say("5", "5", "b", at=hanoi - timedelta(hours=1))]
    assert [(each.key, each.sent_at) for each in said if each] == [("1", NOON), ("2", NOON - timedelta(hours=1))]


async def test_without_a_clock_its_time_is_that_of_the_last_thing_said() -> None:
    channel = BareChannel()
    channel.say("5", "5", "a", at=NOON)
    assert await channel.send(text()) == Sent("2", NOON)


async def test_asking_for_the_next_batch_confirms_the_one_before(channel: BareChannel) -> None:
    channel.say("5", "5", "một")
    async with polling(channel) as batches:
        assert await first(batches) == ["một"]
        following = asyncio.ensure_future(first(batches))
        await asyncio.sleep(0)
        channel.say("5", "5", "hai")
        assert await following == ["hai"]
    async with polling(channel) as batches:
        assert await first(batches) == ["hai"]


async def test_what_is_said_while_a_batch_is_handled_comes_next(channel: BareChannel) -> None:
    channel.say("5", "5", "một")
    async with polling(channel) as batches:
        assert await first(batches) == ["một"]
        channel.say("5", "5", "hai")
        assert await first(batches) == ["hai"]


async def test_what_was_sent_is_kept_and_numbered(channel: BareChannel) -> None:
    assert [await channel.send(text("a")), await channel.send(text("b"))] == [Sent("1", NOON), Sent("2", NOON)]
    assert [(each.message_id, each.chat, each.text) for each in channel.sent] == [("1", "5", "a"), ("2", "5", "b")]


async def test_expecting_reads_each_message_once_and_waits_for_it(channel: BareChannel) -> None:
    awaited = [asyncio.ensure_future(channel.expect("5")) for _ in range(2)]
    await asyncio.sleep(0)
    for words in ("a", "b"):
        await channel.send(text(words))
    assert [each.text for each in await asyncio.gather(*awaited)] == ["a", "b"]


async def test_nothing_comes(channel: BareChannel) -> None:
    await channel.send(Outgoing(ChatRef("bare", "6"), (Span("cho người khác"),)))
    with pytest.raises(TimeoutError, match="nothing new for 5"):
        await channel.expect("5", timeout=0.01)


async def test_a_fault_on_demand_happens_once(channel: BareChannel) -> None:
    error = DeliveryError("blocked", permanent=True, unreachable=True)
    channel.fail_next(error)
    with pytest.raises(DeliveryError) as caught:
        await channel.send(text("lần một"))
    await channel.send(text("lần hai"))
    assert caught.value is error
    assert [each.text for each in channel.sent] == ["lần hai"]


async def test_a_message_that_arrives_although_sending_failed(channel: BareChannel) -> None:
    channel.fail_next(DeliveryError("reset", ambiguous=True), accepted=True)
    with pytest.raises(DeliveryError):
        await channel.send(text("a"))
    assert [each.text for each in channel.sent] == ["a"]


@pytest.mark.parametrize(
    "message",
    [
        text(buttons=((Button("1", "t"),),)),
        text(file=File("a.png", "image/png", b"x", picture=True)),
        text("🔴" * 1001),
        text(""),
    ],
)
async def test_what_the_core_must_not_send(message: Outgoing, channel: BareChannel) -> None:
    with pytest.raises(ValueError):
        await channel.send(message)
    assert channel.sent == []


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("@Bot Giao Việc ok G7", "ok G7"),
        ("ok G7 @bot giao việc", "ok G7"),
        ("@Bot Giao Việc, tiến độ", "tiến độ"),
        ("đề nghị @Bot  Giao Việc xem", "đề nghị xem"),
        ("@Bot Giao Việc giao việc cho xã", "giao việc cho xã"),
        ("@Bot Giao Vie\u0323\u0302c ok", "ok"),
        ("@Bot Giao Việc", ""),
    ],
)
async def test_a_mention_leaves_nothing_of_the_name_behind(said: str, left: str, channel: BareChannel) -> None:
    heard = channel.say("g", "5", said, group=True)
    assert heard == Incoming("1", ChatRef("bare", "g"), "5", "5", NOON, group=True, text=left, message_id="1")


@pytest.mark.parametrize("said", ["1", "Bot Giao Việc ok", "@Bot Giao Việcx ok", "@Bot Giao ok"])
async def test_without_a_mention_nothing_leaves_the_group(said: str, channel: BareChannel) -> None:
    assert channel.say("g", "5", said, group=True) is None
    assert channel.say("5", "5", "a") is not None
    async with polling(channel) as batches:
        assert await first(batches) == ["a"]


async def test_blocking_is_an_event_of_its_own(channel: BareChannel) -> None:
    assert channel.say("5", "5", "", event="blocked") == Incoming("1", CHAT, "5", "5", NOON, event="blocked")


async def test_what_it_does_not_have(channel: BareChannel) -> None:
    with pytest.raises(FetchError, match="gone"):
        await channel.fetch(Attachment("photo", "x"), 1)
    with pytest.raises(ValueError, match="webhook"):
        channel.parse(b"{}")


def test_it_may_be_used_from_one_event_loop_after_another() -> None:
    """As a scenario does that kills the process and starts it anew."""
    channel: Channel = BareChannel()

    async def once(words: str) -> list[str]:
        async with polling(channel) as batches:
            waiting = asyncio.ensure_future(first(batches))
            await asyncio.sleep(0)
            assert isinstance(channel, BareChannel)
            channel.say("5", "5", words)
            return await waiting

    assert asyncio.run(once("một")) == ["một"]
    assert asyncio.run(once("hai")) == ["một"]
