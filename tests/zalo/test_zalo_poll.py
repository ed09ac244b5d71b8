"""Polling both platforms that people have described: one that repeats for ever, and one that hands over just once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from channels.zalo import TokenRefused, WebhookActive, ZaloChannel
from channels.zalo.poll import Backoff, Poller, Seen
from tests.telegram.support import first
from tests.zalo.zalo_support import EVENT, NAME, Json, MakeChannel, Place, answering, event, polling, texts

pytestmark = pytest.mark.anyio

HOOK = "http://127.0.0.1:9/hook"
SECRET = "s3cret-s3cret"


async def test_what_was_said_arrives_one_event_a_call(place: Place, channel: ZaloChannel) -> None:
    for said in ("việc", "1 xong"):
        await place.act("send", text=said)
    async with polling(channel) as batches:
        got = [await first(batches) for _ in range(2)]
    assert [[(each.text, each.chat, each.sender, each.sender_name) for each in batch] for batch in got] == [
        [(said, place.chat, place.person_id, "Bí thư xã")] for said in ("việc", "1 xong")
    ]


@pytest.mark.parametrize("idle_status", [408, 200])
async def test_nothing_arrived_and_it_is_asked_again_at_once(
    idle_status: int, place: Place, channel: ZaloChannel
) -> None:
    await place.switch(idle_hold=0.25, idle_status=idle_status)
    with capture_logs() as logs:
        async with polling(channel) as batches:
            waiting = asyncio.ensure_future(first(batches))
            await place.until_logged("call", 3, method="getupdates")
            await place.act("send", text="việc")
            assert texts(await waiting) == ["việc"]
    assert logs == []


async def test_a_list_in_place_of_one_event(place: Place, channel: ZaloChannel) -> None:
    await place.switch(poll_body="list")
    await place.act("send", text="việc")
    async with polling(channel) as batches:
        assert texts(await first(batches)) == ["việc"]


async def test_in_a_group_only_what_mentions_the_bot_arrives(place: Place, channel: ZaloChannel) -> None:
    await place.tell("giao việc gì đây")
    await place.tell(f"@{NAME} tiến độ")
    async with polling(channel) as batches:
        (said,) = await first(batches)
    assert (said.chat, said.group, said.sender, said.text) == (place.group_chat, True, place.clerk_id, "tiến độ")


async def test_what_comes_again_for_ever_has_the_same_key_and_is_asked_for_slowly(
    place: Place, channel: ZaloChannel
) -> None:
    await place.switch(delivery="replay", replayed=2)
    channel.poller.repeat_pause = 0.2
    for said in ("một", "hai"):
        await place.act("send", text=said)
    loop = asyncio.get_running_loop()
    async with polling(channel) as batches:
        fresh = [await first(batches) for _ in range(2)]
        begun = loop.time()
        again = [await first(batches) for _ in range(4)]
        assert loop.time() - begun > 0.55
    assert [texts(batch) for batch in fresh] == [["một"], ["hai"]]
    assert again == fresh * 2


async def test_something_new_is_not_held_up_by_what_comes_again(place: Place, channel: ZaloChannel) -> None:
    await place.switch(delivery="replay", replayed=1)
    await place.act("send", text="một")
    async with polling(channel) as batches:
        got = [texts(await first(batches)) for _ in range(3)]
        await place.act("send", text="hai")
        got += [texts(await first(batches, even_empty=True)) for _ in range(2)]
    assert got == [["một"], ["một"], ["một"], ["hai"], ["hai"]]


async def test_what_is_handed_over_once_is_asked_for_without_a_pause(place: Place, channel: ZaloChannel) -> None:
    channel.poller.repeat_pause = 60.0
    for number in range(5):
        await place.act("send", text=str(number))
    async with polling(channel) as batches:
        got = [texts(await first(batches)) for _ in range(5)]
    assert got == [["0"], ["1"], ["2"], ["3"], ["4"]]


async def test_what_was_said_while_nobody_polled_may_be_lost_and_nothing_breaks(
    place: Place, channel: ZaloChannel
) -> None:
    await place.switch(lose_unpolled=True, unpolled_after=0.0)
    await place.act("send", text="trước đó")
    async with polling(channel) as batches:
        waiting = asyncio.ensure_future(first(batches))
        await place.until("pollers", 1)
        await place.act("send", text="việc")
        assert texts(await waiting) == ["việc"]


async def test_an_unknown_event_that_comes_again_for_ever_is_asked_for_slowly(
    place: Place, channel: ZaloChannel
) -> None:
    await place.switch(delivery="replay")
    await place.inject({"event_name": "bot.group.joined"})
    async with polling(channel) as batches:
        assert [await first(batches, even_empty=True) for _ in range(3)] == [[], [], []]
        channel.poller.repeat_pause = 60.0
        with pytest.raises(TimeoutError):
            await first(batches, seconds=0.3, even_empty=True)


async def test_polling_does_not_steal_from_a_webhook(place: Place, channel: ZaloChannel) -> None:
    await place.ask("setWebhook", url=HOOK, secret_token=SECRET)
    async with polling(channel) as batches:
        with pytest.raises(WebhookActive, match="GIAOVIEC_ZALO_MODE"):
            await first(batches)
    assert (await place.state())["webhook"] == HOOK


async def test_a_webhook_is_dropped_where_that_is_meant(place: Place, make: MakeChannel) -> None:
    await place.ask("setWebhook", url=HOOK, secret_token=SECRET)
    with capture_logs() as logs:
        async with polling(make(place.token, place.api, drop_webhook=True)) as batches:
            waiting = asyncio.ensure_future(first(batches))
            await place.until("webhook", "")
            await place.act("send", text="việc")
            assert texts(await waiting) == ["việc"]
    assert [each["event"] for each in logs] == ["zalo_webhook_dropped"]


@pytest.mark.parametrize("code", [409, 400])
async def test_a_webhook_that_is_set_meanwhile(code: int, place: Place, channel: ZaloChannel) -> None:
    await place.switch(polling_with_webhook=code)
    async with polling(channel) as batches:
        waiting = asyncio.ensure_future(first(batches))
        await place.until("pollers", 1)
        await place.ask("setWebhook", url=HOOK, secret_token=SECRET)
        with pytest.raises(WebhookActive):
            await waiting


@pytest.mark.parametrize("kind", ["403", "409", "500", "502html", "504html", "timeout", "reset"])
async def test_a_fault_is_waited_out(kind: str, place: Place, channel: ZaloChannel) -> None:
    await place.faults({"kind": kind, "method": "getUpdates", "times": 2, "delay": 0.05})
    await place.act("send", text="việc")
    with capture_logs() as logs:
        async with polling(channel) as batches:
            assert texts(await first(batches)) == ["việc"]
    assert [each["event"] for each in logs] == ["zalo_poll_failed"] * 2


async def test_a_spent_quota_is_waited_out_for_long(place: Place, channel: ZaloChannel) -> None:
    await place.faults({"kind": "429", "method": "getUpdates", "times": 1})
    await place.act("send", text="việc")
    with capture_logs() as logs:
        async with polling(channel) as batches:
            assert texts(await first(batches)) == ["việc"]
    assert [each["event"] for each in logs] == ["zalo_quota_exceeded"]


def test_pauses_as_the_reference_wants_them() -> None:
    poller = ZaloChannel("zalo1", "1:canary", transport=answering(500, b"")).poller
    found = [[each.next() for _ in range(20)] for each in (poller.backoff, poller.quota_backoff)]
    assert [
        (min(each), each[-1] >= most / 2, max(each) <= most) for each, most in zip(found, (30, 3600), strict=True)
    ] == [
        (1.0, True, True),
        (60.0, True, True),
    ]
    assert poller.repeat_pause == 1.0


async def test_a_token_that_is_reset_ends_it(place: Place, channel: ZaloChannel) -> None:
    async with polling(channel) as batches:
        waiting = asyncio.ensure_future(first(batches))
        await place.until("pollers", 1)
        await place.switch(token_ok=False)
        with pytest.raises(TokenRefused, match="GIAOVIEC_ZALO_TOKENS"):
            await waiting


async def test_an_unknown_token_is_told_at_the_start(place: Place, make: MakeChannel) -> None:
    with pytest.raises(TokenRefused):
        await make("999:unknown", place.api).start([])


async def test_a_platform_that_is_down_at_the_start(place: Place, channel: ZaloChannel) -> None:
    await place.faults({"kind": "502html", "method": "getMe", "times": 2})
    with capture_logs() as logs:
        await channel.start([])
        await place.tell(f"@{NAME} tiến độ")
        async with polling(channel) as batches:
            assert texts(await first(batches)) == ["tiến độ"]
    assert [each["event"] for each in logs] == ["zalo_start_deferred", "zalo_poll_failed"]


async def test_the_name_that_people_see_is_taken_out_too(place: Place, make: MakeChannel) -> None:
    await place.tell(f"@{NAME} tiến độ")
    channel = make(place.token, place.api, bot_name="Bot cũ")
    await channel.start([])
    assert channel.me is not None
    assert (channel.me.display_name, channel.me.can_join_groups) == (NAME, True)
    async with polling(channel) as batches:
        assert texts(await first(batches)) == ["tiến độ"]


async def test_two_pollers_share_what_comes_and_nothing_breaks(place: Place, make: MakeChannel) -> None:
    async with polling(make(place.token, place.api)) as one, polling(make(place.token, place.api)) as other:
        waiting = [asyncio.ensure_future(first(each)) for each in (one, other)]
        await place.until("pollers", 2)
        for said in ("một", "hai"):
            await place.act("send", text=said)
        got = [texts(batch) for batch in await asyncio.gather(*waiting)]
    assert sorted(got) == [["hai"], ["một"]]


async def test_one_unreadable_event_does_not_hold_up_the_others(place: Place, channel: ZaloChannel) -> None:
    for update in (event(text=5), [event(date=None), event(text="việc")]):
        await place.inject(update)
    with capture_logs() as logs:
        async with polling(channel) as batches:
            assert [texts(await first(batches, even_empty=True)) for _ in range(2)] == [[], ["việc"]]
    assert [each["event"] for each in logs] == ["zalo_event_unreadable"] * 2


def scripted(*answers: tuple[int, Json]) -> httpx.MockTransport:
    """A platform of a known webhook state whose polls are answered in turn; afterwards nothing arrives, at once."""
    following: Iterator[tuple[int, Json]] = iter(answers)

    def answer(request: httpx.Request) -> httpx.Response:
        if not request.url.path.endswith("getUpdates"):
            return httpx.Response(404, json={"ok": False, "error_code": 404, "description": "Not Found"})
        status, body = next(following, (408, {"ok": False, "error_code": 408, "description": "Request timeout"}))
        calls.append(status)
        return httpx.Response(status, content=json.dumps(body).encode())

    calls: list[int] = []
    made = httpx.MockTransport(answer)
    made.calls = calls  # type: ignore[attr-defined]
    return made


def poller(transport: httpx.MockTransport) -> Poller:
    return ZaloChannel("zalo1", "1:canary", transport=transport).poller


async def test_a_server_that_does_not_wait_is_not_asked_in_a_tight_loop() -> None:
    transport = scripted()
    with pytest.raises(TimeoutError):
        await first(poller(transport).updates(), seconds=0.5)
    assert len(transport.calls) <= 4  # type: ignore[attr-defined]


@pytest.mark.parametrize("empty", [{"ok": True}, {"ok": True, "result": None}])
async def test_an_empty_success_is_nothing(empty: Json) -> None:
    transport = scripted((200, empty), (200, {"ok": True, "result": EVENT}))
    assert await first(poller(transport).updates()) == EVENT


@given(st.integers(1, 40))
def test_pauses_grow_within_their_bounds(failures: int) -> None:
    backoff = Backoff()
    pauses = [backoff.next() for _ in range(failures)]
    assert all(max(1.0, min(2.0**n, 30.0) / 2) <= pause <= 30.0 for n, pause in enumerate(pauses))
    backoff.reset()
    assert backoff.next() == 1.0


@given(st.lists(st.sampled_from("abcdef"), max_size=30), st.integers(1, 4))
def test_the_latest_keys_are_remembered(keys: list[str], most: int) -> None:
    seen = Seen(most)
    remembered: list[str] = []
    for key in keys:
        assert seen.add(key) is (key not in remembered)
        remembered = [*(each for each in remembered if each != key), key][-most:]
